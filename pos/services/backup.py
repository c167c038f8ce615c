"""The till's backups: made, checked, copied to a second folder, kept by the rule; what is due, and how it stands.

A backup is a whole store, read at one moment beside the running till (sync.md §3.4). What is known of the last one
lies in a file beside the backups: it holds for this computer, and a restored store must not bring an older one.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from pos import backups, errors
from pos.backups import PLAIN, SEALED, BackupFile
from pos.database import disk_trouble_of
from pos.domain.retention import kept
from pos.errors import BackupNotMade, DiskFault, DiskFull, GeraiError, SecondFolderMissing
from pos.models import shifts, snapshot
from pos.paths import ShopFolder
from pos.services.context import Context
from pos.services.record import tip_of
from sync.protocol.chain import short_code

EVERY = timedelta(hours=1)
AGAIN = timedelta(minutes=5)
"""How long to leave a disk alone that refused a backup."""
STATUS = "status.json"
SEAL_NAME = "backup-passphrase"
"""The name in the key store of what seals the copies in the second folder."""


class Due(StrEnum):
    """CLOSE: a shift was closed since; SECOND: its copy is still missing in the second folder."""

    NOTHING = "nothing"
    HOURLY = "hourly"
    CLOSE = "close"
    SECOND = "second"


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of the backups of this computer; empty where there was none yet.

    `shift` is the newest closed shift that the backup holds, `copied_shift` that of the newest copy in the second
    folder. `problem` names a class of pos.errors and `facts` fill its sentences, `copy_problem` and `copy_facts` for
    the copy. `removable`: the copy lies on another disk than the shop.
    """

    at: datetime | None = None
    file: str = ""
    code: str = ""
    records: int = 0
    shift: str = ""
    problem: str = ""
    facts: dict[str, str] = {}
    tried_at: datetime | None = None
    copied_at: datetime | None = None
    copy: str = ""
    copied_shift: str = ""
    removable: bool = False
    copy_problem: str = ""
    copy_facts: dict[str, str] = {}

    @property
    def needs_person(self) -> bool:
        """Whether somebody should look: a backup or its copy is missing."""
        return bool(self.problem or self.copy_problem)


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole, checked backup file; `code` is the short code of its newest record."""

    path: Path
    at: datetime
    code: str
    records: int


def folder_of(ctx: Context) -> Path:
    """Where this shop's backups lie."""
    return ShopFolder(ctx.store.path.parent).backups


def make(ctx: Context) -> Backup:
    """Make a backup beside the shop and let older ones go by the rule. Not on the writer thread: no sale waits.

    Raises BackupNotMade, and StoreDamaged where the shop's own file is not sound; nothing half is left.
    """
    folder, who, at = folder_of(ctx), ctx.shop.register_code, ctx.clock.now()
    with _named(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with backups.half_file(folder, who) as half:
            found = snapshot.take(ctx.store, half)
            code = short_code(found.hash)
            made = BackupFile(folder / backups.name_of(who, at, code, PLAIN), who, at)
            backups.place(half, made.path)
        backups.expire(folder, made, kept)
    return Backup(made.path, at, code, found.records)


def copy(ctx: Context, made: Backup, folder: Path, passphrase: str = "") -> Path:
    """Copy a backup into a folder that is there, sealed where there is a passphrase, read back, kept by the rule.

    Raises SecondFolderMissing, BackupNotMade.
    """
    if not folder.is_dir():
        raise SecondFolderMissing(folder=str(folder))
    who = ctx.shop.register_code
    name = backups.name_of(who, made.at, made.code, SEALED if passphrase else PLAIN)
    placed = BackupFile(folder / name, who, made.at)
    with _named(folder), backups.half_file(folder, who) as half:
        backups.write_copy(made.path, half, passphrase)
        backups.place(half, placed.path)
        backups.expire(folder, placed, kept)
    return placed.path


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    """What the disk says of a backup, as BackupNotMade of that folder: no sale is touched by it."""
    try:
        yield
    except (DiskFull, DiskFault, OSError) as error:
        raise BackupNotMade(folder=str(folder), detail=_reason(error)) from error


def _reason(error: Exception) -> str:
    trouble = disk_trouble_of(error) if isinstance(error, OSError) else error
    if isinstance(trouble, DiskFull):
        return os.strerror(errno.ENOSPC)
    return str(trouble.facts["detail"]) if isinstance(trouble, GeraiError) else ""


def standing(ctx: Context) -> Standing:
    """What is known of the last backup; empty where there is none or its file cannot be read."""
    try:
        return msgspec.json.decode((folder_of(ctx) / STATUS).read_bytes(), type=Standing)
    except (OSError, msgspec.DecodeError):
        return Standing()


def keep_standing(ctx: Context, now: Standing) -> None:
    """Keep what is known; where the disk refuses, it is lost and found again by the next backup."""
    path = folder_of(ctx) / STATUS
    fresh = path.with_name(f"{STATUS}.new")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.write_bytes(msgspec.json.encode(now))
        backups.sync_to_disk(fresh)
        backups.place(fresh, path)


def what_is_due(ctx: Context, now: Standing) -> Due:
    """What to make now: after a close at once, else hourly where something was recorded since."""
    with ctx.store.read() as connection:
        closed, tip = shifts.newest_closed(connection), tip_of(ctx, connection)
    if _age(ctx, now.tried_at) < AGAIN and (now.problem or now.copy_problem == BackupNotMade.__name__):
        return Due.NOTHING
    if closed != now.shift:
        return Due.CLOSE
    if closed != now.copied_shift and _second_folder_is_there(ctx):
        return Due.SECOND
    if short_code(tip.hash) == now.code or _age(ctx, now.at) < EVERY:
        return Due.NOTHING
    return Due.HOURLY


def _age(ctx: Context, at: datetime | None) -> timedelta:
    """How long ago; very long where it never was, or where the clock has gone back behind it."""
    age = ctx.clock.now() - at if at else timedelta.max
    return age if age >= timedelta(0) else timedelta.max


def _second_folder_is_there(ctx: Context) -> bool:
    folder = second_folder(ctx)
    return folder is not None and folder.is_dir()


def second_folder(ctx: Context) -> Path | None:
    """The folder of the setting, or None where there is none."""
    named = str(ctx.shop.get("backup.second_folder"))
    return Path(named) if named else None


def trouble_of(now: Standing) -> GeraiError | None:
    """What stands in the way of backups, of the copy only where the backup itself is well; None where all is well."""
    name, facts = (now.problem, now.facts) if now.problem else (now.copy_problem, now.copy_facts)
    kind = getattr(errors, name, None) if name else None
    return kind(**facts) if isinstance(kind, type) and issubclass(kind, GeraiError) else None


def no_passphrase() -> str:
    """Copies stay plain."""
    return ""


def run(ctx: Context, due: Due, passphrase: Callable[[], str] = no_passphrase) -> Standing:
    """Make what is due, and keep how it went; what stood in the way of the disk is kept, too, and not raised.

    A close is copied to the second folder where one is set, sealed with the passphrase where it is not empty.
    """
    now = _made(ctx, standing(ctx), anew=due is not Due.SECOND)
    if due in {Due.CLOSE, Due.SECOND} and not now.problem:
        now = _copied(ctx, now, passphrase)
    keep_standing(ctx, now)
    return now


def _made(ctx: Context, before: Standing, *, anew: bool) -> Standing:
    """The standing after a backup; the one before stands for it where it is whole and nothing was recorded since."""
    with ctx.store.read() as connection:
        closed, tip = shifts.newest_closed(connection), tip_of(ctx, connection)
    fresh = short_code(tip.hash) == before.code and (folder_of(ctx) / before.file).is_file()
    if fresh and not anew:
        return before
    tried = {"tried_at": ctx.clock.now(), "problem": "", "facts": {}}
    try:
        made = make(ctx)
    except GeraiError as problem:
        told = {"problem": type(problem).__name__, "facts": _facts(problem)}
        return msgspec.structs.replace(before, **{**tried, **told})
    found = {"at": made.at, "file": made.path.name, "code": made.code, "records": made.records}
    return msgspec.structs.replace(before, **tried, **found, shift=closed)


def _facts(problem: GeraiError) -> dict[str, str]:
    return {name: str(fact) for name, fact in problem.facts.items()}


def made_of(ctx: Context, now: Standing) -> Backup:
    """The last backup that is known."""
    assert now.at is not None
    return Backup(folder_of(ctx) / now.file, now.at, now.code, now.records)


def copied_to(ctx: Context, made: Backup, folder: Path, passphrase: str = "") -> Standing:
    """Copy into a folder that a person named; kept as the second folder's copy where it is that one. Raises as `copy`."""
    path = copy(ctx, made, folder, passphrase)
    before = standing(ctx)
    now = msgspec.structs.replace(before, **_copy_facts(ctx, made, before.shift, path))
    if folder == second_folder(ctx):
        keep_standing(ctx, now)
    return now


def _copy_facts(ctx: Context, made: Backup, shift: str, path: Path) -> dict[str, Any]:
    return {
        "copied_at": made.at,
        "copy": str(path),
        "copied_shift": shift,
        "removable": _other_disk(path.parent, ctx.store.path),
        "copy_problem": "",
        "copy_facts": {},
    }


def _copied(ctx: Context, now: Standing, passphrase: Callable[[], str]) -> Standing:
    folder = second_folder(ctx)
    now = msgspec.structs.replace(now, tried_at=ctx.clock.now(), copy_problem="", copy_facts={})
    if folder is None:
        return now
    made = made_of(ctx, now)
    try:
        with _named(folder):  # a secret that cannot be read leaves no plain copy on a stick
            secret = passphrase()
        path = copy(ctx, made, folder, secret)
    except GeraiError as problem:
        return msgspec.structs.replace(now, copy_problem=type(problem).__name__, copy_facts=_facts(problem))
    return msgspec.structs.replace(now, **_copy_facts(ctx, made, now.shift, path))


def _other_disk(folder: Path, shop: Path) -> bool:
    """A stick that was not mounted would leave its folder on the shop's own disk."""
    try:
        return folder.stat().st_dev != shop.stat().st_dev
    except OSError:  # pulled out in this very moment: then it is one
        return True
