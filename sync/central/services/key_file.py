"""The centre's key: a file of its own, never in the database; it wraps what a copy of the database must not tell.

Whoever restores the database needs it, too (DESIGN.md §3).
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from pos.crypto import SealBroken, new_secret_key, open_bytes, seal_bytes
from pos.database import as_disk_trouble
from pos.errors import CentralKeyDamaged

NAME = "central.key"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class CentralKey:
    """32 raw bytes in use."""

    secret: bytes

    def wrap(self, plain: bytes, about: str) -> bytes:
        """Seal; `about` names what it is, and is bound to it."""
        return seal_bytes(self.secret, plain, about.encode())

    def unwrap(self, wrapped: bytes, about: str) -> bytes | None:
        """Open; None for what was wrapped under another key file."""
        try:
            return open_bytes(self.secret, wrapped, about.encode())
        except SealBroken:
            return None


def open_key_file(path: Path) -> CentralKey:
    """The key of a file, which is made where there is none; raises CentralKeyDamaged, DiskFull, DiskFault."""
    if not path.exists():
        with as_disk_trouble():
            _make(path)
    try:
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise CentralKeyDamaged(file=str(path)) from error
    if len(secret) != KEY_BYTES:
        raise CentralKeyDamaged(file=str(path))
    return CentralKey(secret)


def _make(path: Path) -> None:
    """Whole or not at all, for this user only; of two who make it at once the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, fresh = mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(number, "w") as out:
            out.write(new_secret_key().hex() + "\n")
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        Path(fresh).unlink()
