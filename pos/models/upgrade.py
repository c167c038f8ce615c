"""Brings an older store up to the newest revision: on a verified copy that is swapped in (sync.md §3.4).

Alembic is imported only where a step is due. A newer store is refused; an unsent record is never lost.
"""

from pathlib import Path

from sqlalchemy import Connection, func, select, text

from pos.database import as_trouble, committing, reader_engine, require_safe, writer_engine
from pos.errors import StoreDamaged
from pos.models.journal import JournalRow
from pos.models.revision import NEWEST, stored_revision

SCRIPTS = Path(__file__).parent / "migrations"


def bring_up(path: Path) -> bool:
    """Upgrade the store if it is older; whether it was. Raises StoreNewer, StoreDamaged."""
    engine = reader_engine(path)
    try:
        with as_trouble(), engine.begin() as connection:
            due = stored_revision(connection) != NEWEST
    finally:
        engine.dispose()
    if due:
        _upgrade(path)
    return due


def _upgrade(path: Path) -> None:
    copy = path.with_suffix(".upgrading")
    copy.unlink(missing_ok=True)
    source = writer_engine(path)
    with as_trouble():
        before = _journal(source.connect())
        with source.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("VACUUM INTO ?", (str(copy),))
    source.dispose()
    run_scripts(copy)
    fresh = writer_engine(copy)
    require_safe(fresh)
    with as_trouble(), fresh.connect() as connection:
        if _journal(connection) != before or connection.execute(text("PRAGMA quick_check")).scalar() != "ok":
            raise StoreDamaged(detail="upgrade")
    fresh.dispose()
    _swap(copy, path)


def _journal(connection: Connection) -> tuple[int, bytes | None]:
    """Number of records and the newest hash: equal before and after, whatever a step does."""
    with connection:
        count = connection.execute(select(func.count()).select_from(JournalRow)).scalar_one()
        newest = select(JournalRow.hash).order_by(JournalRow.epoch.desc(), JournalRow.seq.desc()).limit(1)
        return int(count), connection.execute(newest).scalar()


def _swap(copy: Path, path: Path) -> None:
    """Keep the old file beside, then put the copy in its place by rename."""
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.replace(path.with_suffix(".before-upgrade"))
    copy.replace(path)


def run_scripts(path: Path, target: str = NEWEST) -> None:
    """Run the migration scripts on a database that nobody has open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    engine = writer_engine(path)
    with committing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, target)
    engine.dispose()
