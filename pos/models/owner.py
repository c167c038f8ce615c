"""One process owns a data folder: a lock that the system drops when the process dies (sync.md §3.2)."""

import json
import os
import sys
from pathlib import Path
from typing import IO

from pos.database import as_disk_trouble
from pos.errors import StoreBusy


class Owner:
    """Holds the folder's lock file open until released."""

    def __init__(self, path: Path, file: IO[str]) -> None:
        """Made by `take`."""
        self._path = path
        self._file = file

    def release(self) -> None:
        """Let go; the file stays, only the lock goes."""
        self._file.close()


def take(path: Path, purpose: str) -> Owner:
    """Take the lock or raise StoreBusy naming who has it; DiskFull or DiskFault where the folder cannot be written."""
    with as_disk_trouble():
        path.parent.mkdir(
            mode=0o700, parents=True, exist_ok=True
        )  # customers and makers are this user's matter
        file = path.open("a+", encoding="utf-8", errors="replace")
        if not _try_lock(file):
            file.seek(0)
            owner = _owner_name(file.read())
            file.close()
            raise StoreBusy(owner=owner)
        file.seek(0)
        file.truncate()
        file.write(json.dumps({"pid": os.getpid(), "purpose": purpose}))
        file.flush()
    return Owner(path, file)


def _owner_name(text: str) -> str:
    try:
        found = json.loads(text)
        return f"{found['purpose']}, pid {found['pid']}"
    except (ValueError, KeyError, TypeError):
        return "?"


def _try_lock(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1024)  # a byte beyond the text, so that others can still read who it is
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
