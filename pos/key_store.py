"""Secrets of one shop folder: device key, tokens. Keyring where the system has one, else a 0600 file.

Lies outside the database on purpose: a restored or copied database does not carry the key (sync.md §2.6).
"""

import base64
import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Protocol

SERVICE = "gerai"
CHOICE = "store.json"
DATA_KEY = "data-key"
"""Name of the key that wraps personal data at rest."""
SYSTEM, FILE = "system", "file"


class KeyStore(Protocol):
    """Keeps small secrets by name."""

    def get(self, name: str) -> bytes | None: ...
    def put(self, name: str, secret: bytes) -> None: ...


class FileKeys:
    """One file per secret, readable by this user only, written by rename."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made at the first write."""
        self.folder = folder

    def get(self, name: str) -> bytes | None:
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    def put(self, name: str, secret: bytes) -> None:
        _write_whole(self.folder / name, secret)


class SystemKeys:
    """The system's keyring; entries derive from the folder, so two tills can run on one computer."""

    def __init__(self, folder: Path) -> None:
        """Derive the entry prefix from the folder."""
        self.prefix = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]

    def get(self, name: str) -> bytes | None:
        """A locked or broken vault is an OSError, as a file that cannot be read is."""
        import keyring
        from keyring.errors import KeyringError

        try:
            text = keyring.get_password(SERVICE, f"{self.prefix}/{name}")
        except KeyringError as error:
            raise PermissionError(str(error)) from error
        return base64.b64decode(text) if text else None

    def put(self, name: str, secret: bytes) -> None:
        import keyring

        keyring.set_password(SERVICE, f"{self.prefix}/{name}", base64.b64encode(secret).decode())


def open_key_store(folder: Path) -> KeyStore:
    """The keyring on Windows and macOS desktops; the 0600 file elsewhere or where keyring has no vault.

    The choice is stored in the folder, so it never changes under a shop. Selling needs no secret, so a choice
    that cannot be read is made again and one that cannot be kept is used all the same: raises nothing of the disk.
    """
    choice = folder / CHOICE
    kind = _kept_kind(choice)
    if kind is None:
        kind = _fitting_kind(folder)
        with suppress(OSError):
            _write_whole(choice, json.dumps({"kind": kind}).encode())
    return SystemKeys(folder) if kind == SYSTEM else FileKeys(folder)


def _kept_kind(choice: Path) -> str | None:
    """What the folder's file says; None where it is absent, empty or damaged."""
    try:
        kept = json.loads(choice.read_bytes())
    except (OSError, ValueError):
        return None
    kind = kept.get("kind") if isinstance(kept, dict) else None
    return kind if kind in (SYSTEM, FILE) else None


def _fitting_kind(folder: Path) -> str:
    """A folder that holds secrets already stays with files; else what this computer offers."""
    if any(path.name != CHOICE and path.suffix != ".new" for path in _listed(folder)):
        return FILE
    return SYSTEM if sys.platform in {"win32", "darwin"} and _keyring_works() else FILE


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _write_whole(path: Path, content: bytes) -> None:
    """The old content or the new one, whatever stops the computer; for this user only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
    if sys.platform != "win32":  # Windows keeps a rename by itself and opens no folder
        opened = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _keyring_works() -> bool:
    import keyring
    from keyring.backends.fail import Keyring as NoVault

    return not isinstance(keyring.get_keyring(), NoVault)


def machine_fingerprint() -> str:
    """A stable, non-secret mark of this computer: a hash, never the raw identifier."""
    raw = _machine_id()
    return hashlib.sha256(f"gerai-machine/{raw}".encode()).hexdigest()[:32]


def _machine_id() -> str:
    for path in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        if path.is_file():
            return path.read_text().strip()
    import uuid

    return f"{uuid.getnode():012x}"
