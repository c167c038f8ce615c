"""Puts a backup in a shop's place, or tries it out. Whatever stops the computer, the old or the new shop lies there.

Everything is done on a copy beside the shop; one rename swaps it in. The shop that was there is kept. A restored
register marks that it needs a new epoch and gives its numbers a tag, so that none is printed twice (sync.md §2.6).
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pos import backups, crypto
from pos.backups import BackupFile
from pos.clock import Clock
from pos.database import (
    as_disk_trouble,
    as_trouble,
    checkpoint,
    outside_transaction,
    reader_engine,
    writer_engine,
)
from pos.errors import (
    BackupDamaged,
    BackupNewer,
    DiskFault,
    NoBackup,
    PassphraseNeeded,
    PassphraseWrong,
    StoreBusy,
    StoreDamaged,
    StoreNewer,
)
from pos.i18n import WIB
from pos.ids import Ids
from pos.models import register, snapshot, sync_state, upgrade
from pos.models.snapshot import Snapshot
from pos.models.store import left_open, open_store, remove_store, require_sound
from pos.paths import ShopFolder
from pos.services.context import Context, load_shop
from pos.services.verify import Report, verify
from pos.services.writer import Writer

RESTORED = "restored"
CHAIN_FAULTS = frozenset({"journal_gap", "journal_chain", "journal_line", "journal_columns"})
"""Findings that make a backup useless; any other is told, and mended by rebuilding."""
BESIDE = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """How far the backup goes, what verifying it found, where the shop lies that was there before (or None), and
    whether the restored one has a centre.
    """

    snapshot: Snapshot
    report: Report
    register_code: str
    kept: Path | None
    enrolled: bool


@dataclass(frozen=True, slots=True)
class Drill:
    """A backup that was tried out: what verifying found, and whether its records are the live journal's own."""

    path: Path
    at: datetime
    snapshot: Snapshot
    report: Report
    live_records: int
    is_prefix: bool

    @property
    def sound(self) -> bool:
        return self.is_prefix and not self.report.findings


def restore(
    folder: ShopFolder, file: Path, *, clock: Clock, ids: Ids, tag: str, passphrase: str = ""
) -> Restored:
    """Put the backup in the shop's place; the caller owns the folder. `tag` marks the numbers given from now on.

    Raises BackupDamaged, BackupNewer, PassphraseNeeded, PassphraseWrong, DiskFull, DiskFault, StoreBusy; in each case
    the present shop stays as it is.
    """
    with as_disk_trouble(), _beside(folder) as copy:
        with _naming(file):
            _bring(file, copy, passphrase)
            report, code = _examined(copy, clock, ids)
        found, enrolled = _mark(copy, tag)
        kept = _keep_present(folder, clock.now())
        _swap(copy, folder.database)
    return Restored(found, report, code, kept, enrolled)


@contextmanager
def _beside(folder: ShopFolder) -> Iterator[Path]:
    """Where the copy is worked on: on the shop's own disk, so that one rename brings it to its place."""
    work = folder.root / "restoring"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700, parents=True)
    try:
        yield work / folder.database.name
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Whatever is wrong with a backup is said of that file, not of the shop."""
    try:
        yield
    except (BackupDamaged, PassphraseWrong) as refused:
        raise type(refused)(**{**refused.facts, "file": file.name}) from refused
    except StoreNewer as newer:
        raise BackupNewer(file=file.name, revision=newer.facts["revision"]) from newer
    except (StoreDamaged, DiskFault) as damaged:
        raise BackupDamaged(file=file.name, detail=damaged.facts["detail"]) from damaged


def _bring(file: Path, copy: Path, passphrase: str) -> None:
    """A durable copy of what a backup holds, opened where it is sealed. SQLite's log comes along, where there is one."""
    backups.new_private_file(copy)
    with as_disk_trouble(), file.open("rb") as source:
        sealed = crypto.is_sealed(source)
    if not sealed:
        backups.snapshot(file, copy)
        return
    if not passphrase:
        raise PassphraseNeeded(file=file.name)
    with as_disk_trouble(), file.open("rb") as source, copy.open("wb") as target:
        crypto.unseal(source, target, passphrase)
    backups.sync_to_disk(copy)


def _examined(copy: Path, clock: Clock, ids: Ids) -> tuple[Report, str]:
    """Bring an older copy up, read every page and every record of it; refuse a damaged one or a newer program's."""
    upgrade.bring_up(copy)
    store, writer = open_store(copy, check=True), Writer()
    try:
        with store.read() as connection:
            if register.load_register(connection) is None:
                raise BackupDamaged(detail="register")
        ctx = Context(store=store, writer=writer, clock=clock, ids=ids, shop=load_shop(store))
        report = verify(ctx)
    finally:
        writer.stop()
        store.close()
    for finding in report.findings:
        if finding.code in CHAIN_FAULTS:
            raise BackupDamaged(detail=f"{finding.code} {finding.detail}")
    return report, ctx.shop.register_code


def _mark(copy: Path, tag: str) -> tuple[Snapshot, bool]:
    """The copy knows that it was restored; durable, and in one file. How far it goes, and whether it has a centre."""
    store = open_store(copy)
    try:
        with store.write() as connection:
            state = sync_state.load(connection)
            sync_state.save(connection, replace(state, epoch_needed=RESTORED))
            register.set_series_tag(connection, tag)
            found = snapshot.newest(connection)
        store.checkpoint()
    finally:
        store.close()
    assert not left_open(copy), "the copy is one file"
    backups.sync_to_disk(copy)
    return found, state.enrolled


def _keep_present(folder: ShopFolder, at: datetime) -> Path | None:
    """A second name for the shop that is there, which stays when the first one goes; None where there is no shop."""
    present = folder.database
    if not present.exists():
        remove_store(present)
        return None
    kept = folder.root / f"gerai.before-restore-{at.astimezone(WIB):%Y%m%d-%H%M%S}.db"
    _empty_log(present)
    for suffix in ("", *BESIDE):
        path = present.with_name(present.name + suffix)
        if path.exists():
            _second_name(path, kept.with_name(kept.name + suffix))
    backups.sync_folder(folder.root)
    for suffix in BESIDE:  # else SQLite would play the old shop's log onto the restored one
        present.with_name(present.name + suffix).unlink(missing_ok=True)
    backups.sync_folder(folder.root)
    return kept


def _empty_log(present: Path) -> None:
    """Move a sound shop's log into its file, so that it is whole in one; a damaged one is left as it was found.

    Raises StoreBusy where somebody who looks at it holds the log back.
    """
    if not left_open(present):
        return
    reader, writer = reader_engine(present), writer_engine(present)
    try:
        with as_trouble():
            require_sound(reader)
            outside_transaction(writer, f"PRAGMA busy_timeout={upgrade.VIEWER_MS}")
        checkpoint(writer)
    except (StoreDamaged, DiskFault):
        return
    finally:
        reader.dispose()
        writer.dispose()
    log = present.with_name(f"{present.name}-wal")
    if log.exists() and log.stat().st_size:
        raise StoreBusy(owner="SQLite")


def _second_name(path: Path, name: Path) -> None:
    name.unlink(missing_ok=True)
    try:
        os.link(path, name)
    except OSError:  # a file system without such names: a copy does as well
        shutil.copyfile(path, name)
        backups.sync_to_disk(name)


def _swap(copy: Path, present: Path) -> None:
    """One rename: whatever stops the computer, either the old or the restored shop lies there."""
    copy.replace(present)
    backups.sync_folder(present.parent)


def newest_backup(folder: Path, who: str) -> BackupFile:
    """The newest backup of a register in a folder; raises NoBackup."""
    found = backups.listed(folder, who)
    if not found:
        raise NoBackup(folder=str(folder))
    return found[-1]


def drill(ctx: Context, tried: BackupFile, passphrase: str = "") -> Drill:
    """Restore a backup into a folder of its own, verify it whole, and hold it against the live journal.

    The live shop is only read. Raises as `restore`.
    """
    work = ShopFolder(ctx.store.path.parent / "drill")
    try:
        with as_disk_trouble(), _beside(work) as copy, _naming(tried.path):
            _bring(tried.path, copy, passphrase)
            report, _ = _examined(copy, ctx.clock, ctx.ids)
            found = snapshot.examine(copy)
    finally:
        shutil.rmtree(work.root, ignore_errors=True)
    with ctx.store.read() as connection:
        live, is_prefix = snapshot.newest(connection).records, snapshot.is_prefix(connection, found)
    return Drill(tried.path, tried.at, found, report, live, is_prefix)
