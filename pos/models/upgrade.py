"""Brings an older store up to the newest revision: on a verified copy that is swapped in (sync.md §3.4).

Alembic is imported only where a step is due. A newer store is refused; an unsent record is never lost.
"""

import os
import shutil
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from pos.database import (
    as_disk_trouble,
    as_trouble,
    checkpoint,
    committing,
    outside_transaction,
    reader_engine,
    require_safe,
    writer_engine,
)
from pos.errors import StoreBusy, StoreDamaged
from pos.models.journal import JournalRow
from pos.models.revision import OURS, Revisions, stored_revision

VIEWER_MS = 300
"""How long to wait for somebody who only looks at the store; longer, and it is said."""


def bring_up(path: Path, revisions: Revisions = OURS) -> bool:
    """Upgrade the store if it is older; whether it was. The caller owns the folder.

    The old file is kept beside it as `.before-upgrade`. Raises StoreNewer, StoreDamaged, StoreBusy, DiskFull,
    DiskFault; in each case the store stays as it was.
    """
    engine = reader_engine(path)
    try:
        with as_trouble(), engine.begin() as connection:
            due = stored_revision(connection, revisions) != revisions.newest
    finally:
        engine.dispose()
    if due:
        with as_disk_trouble(), as_trouble():
            _upgrade(path, revisions)
    return due


def _upgrade(path: Path, revisions: Revisions) -> None:
    copy, kept = path.with_suffix(".upgrading"), path.with_suffix(".before-upgrade")
    copy.unlink(missing_ok=True)
    before = _copy(path, copy)
    shutil.copyfile(copy, kept)
    run_scripts(copy, revisions)
    _check(copy, before)
    _sync_to_disk(kept)
    _sync_to_disk(copy)
    # One rename: whatever stops the computer, either the old or the new store lies at its place.
    copy.replace(path)


def _copy(path: Path, copy: Path) -> tuple[int, bytes | None]:
    """Copy the store, empty its WAL, and give what must be the same in the upgraded copy."""
    source = writer_engine(path)
    try:
        outside_transaction(source, f"PRAGMA busy_timeout={VIEWER_MS}")
        outside_transaction(source, "VACUUM INTO ?", str(copy))
        with source.begin() as connection:
            before = _journal(connection)
        checkpoint(source)
    finally:
        source.dispose()
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise StoreBusy(owner="SQLite")
    return before


def _check(copy: Path, before: tuple[int, bytes | None]) -> None:
    engine = writer_engine(copy)
    try:
        require_safe(engine)
        with engine.begin() as connection:
            sound = connection.execute(text("PRAGMA quick_check")).scalar() == "ok"
            if not sound or _journal(connection) != before:
                raise StoreDamaged(detail="upgrade")
        checkpoint(engine)
    finally:
        engine.dispose()


def _journal(connection: Connection) -> tuple[int, bytes | None]:
    """Number of records and the newest hash: equal before and after, whatever a step does."""
    count = connection.execute(select(func.count()).select_from(JournalRow)).scalar_one()
    newest = select(JournalRow.hash).order_by(JournalRow.epoch.desc(), JournalRow.seq.desc()).limit(1)
    return int(count), connection.execute(newest).scalar()


def _sync_to_disk(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def run_scripts(path: Path, revisions: Revisions = OURS) -> None:
    """Run the migration scripts up to the newest on a database that nobody has open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(revisions.scripts))
    engine = writer_engine(path)
    try:
        with committing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revisions.newest)
    finally:
        engine.dispose()
