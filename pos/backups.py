"""Backup files of till and centre: their names, how they come to lie whole at their place, which ones stay.

A file is written beside its place, made durable, checked, and only then renamed: a stop leaves a `.half` that the
next backup removes. Knows no tables. Raises OSError as it comes; callers name it.
"""

import errno
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pos.crypto import seal, unseal
from pos.database import as_trouble, outside_transaction, reader_engine
from pos.errors import BackupDamaged, PassphraseWrong
from pos.i18n import WIB

HALF = ".half"
PLAIN, SEALED, LISTED = ".db", ".gerai-backup", ".ndjson.gz"
"""A whole SQLite store; anything sealed with a passphrase; the rows of a centre."""
READ_BYTES = 1 << 20
CODE_CHARS = 8
_NAME = re.compile(r"(?P<who>[A-Za-z0-9]+)-(?P<at>\d{8}-\d{6})-[0-9A-Z]{8}(\.db|\.ndjson\.gz|\.gerai-backup)")
_AT = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A file whose name says whose backup it is, and of which moment (in WIB)."""

    path: Path
    who: str
    at: datetime


def name_of(who: str, at: datetime, code: str, suffix: str) -> str:
    """GDK1-20261124-213000-A2B3C4D5.db: whose, the local moment, the short code of the newest record."""
    assert len(code) == CODE_CHARS
    return f"{who}-{at.astimezone(WIB):{_AT}}-{code}{suffix}"


def listed(folder: Path, who: str = "") -> tuple[BackupFile, ...]:
    """The whole backups in a folder, oldest first; of one register or of all. Other files are passed over."""
    found = [_read_name(path) for path in folder.iterdir()] if folder.is_dir() else []
    mine = [one for one in found if one is not None and who in {"", one.who}]
    return tuple(sorted(mine, key=lambda one: (one.at, one.path.stat().st_mtime_ns)))


def _read_name(path: Path) -> BackupFile | None:
    match = _NAME.fullmatch(path.name)
    if match is None or not path.is_file():
        return None
    try:
        at = datetime.strptime(match["at"], _AT).replace(tzinfo=WIB)
    except ValueError:  # somebody's own file
        return None
    return BackupFile(path, match["who"], at)


def expire(folder: Path, new: BackupFile, kept: Callable[[list[datetime]], frozenset[datetime]]) -> None:
    """Remove what the rule does not keep of the same register's backups; never the new one, whatever the clock says."""
    mine = listed(folder, new.who)
    stays = kept([one.at for one in mine])
    for one in mine:
        if one.at not in stays and one.path != new.path:
            one.path.unlink(missing_ok=True)


@contextmanager
def half_file(folder: Path, who: str) -> Iterator[Path]:
    """A place for a file in the making, empty and for this user only; nothing of it is left after the block.

    Halves that a stop has left are removed first.
    """
    for left in folder.glob(f"{who}-*{HALF}*"):
        left.unlink(missing_ok=True)
    half = folder / f"{who}-{HALF}"
    new_private_file(half)
    try:
        yield half
    finally:
        with suppress(OSError):  # the stick may be gone
            half.unlink(missing_ok=True)


def new_private_file(path: Path) -> None:
    """An empty file that only this user may read."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def snapshot(database: Path, target: Path) -> None:
    """A live SQLite store as it is at one moment, compact, into an empty file. Only reads: no writer waits for it.

    Raises StoreDamaged, StoreBusy, DiskFull, DiskFault.
    """
    engine = reader_engine(database)
    try:
        with as_trouble():
            # The file stays closed to writing by mode=ro; this pragma would close the copy to it, too.
            outside_transaction(engine, "PRAGMA query_only=OFF")
            outside_transaction(engine, "VACUUM INTO ?", str(target))
    finally:
        engine.dispose()
    sync_to_disk(target)


def place(half: Path, final: Path) -> None:
    """Move a durable file to its place; durable after that."""
    half.replace(final)
    sync_folder(final.parent)


def write_copy(
    source: Path, target: Path, passphrase: str = "", settle: Callable[[Path], None] | None = None
) -> None:
    """Write a file again, sealed where there is a passphrase, and read it back from the disk that it lies on.

    `settle` makes it durable. Raises OSError where it does not read back as it was written.
    """
    with source.open("rb") as reading, target.open("wb") as writing:
        if passphrase:
            seal(reading, writing, passphrase)
        else:
            while block := reading.read(READ_BYTES):
                writing.write(block)
    (settle or sync_to_disk)(target)
    with source.open("rb") as ours, target.open("rb") as theirs:
        forget_cached(theirs)
        if _digest(ours) != (_opened_digest(theirs, passphrase) if passphrase else _digest(theirs)):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(target))


def forget_cached(file: BinaryIO) -> None:
    """Let the system read from the disk itself what was just written, where it offers that."""
    if sys.platform == "linux":
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _digest(file: BinaryIO) -> bytes:
    found = hashlib.sha256()
    while block := file.read(READ_BYTES):
        found.update(block)
    return found.digest()


class _Hashing:
    """A target that keeps nothing but the hash of what was written."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()

    def write(self, block: bytes) -> int:
        self.hash.update(block)
        return len(block)


def _opened_digest(file: BinaryIO, passphrase: str) -> bytes:
    target = _Hashing()
    try:
        unseal(file, target, passphrase)
    except (BackupDamaged, PassphraseWrong):  # a disk that gives back something else than it took
        return b""
    return target.hash.digest()


def sync_to_disk(file: Path) -> None:
    """Make a file's content durable."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames and removals in a folder durable; Windows does so by itself and opens no folder."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some sticks' file systems know no such thing
            os.fsync(opened)
    finally:
        os.close(opened)
