"""The outlet's store: read and write blocks over the one file. Rows never leave a block (CONTRIBUTING 14-15)."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from pos.database import (
    APPLICATION_ID,
    as_disk_trouble,
    as_trouble,
    checkpoint,
    committing,
    reader_engine,
    require_safe,
    writer_engine,
)
from pos.errors import StoreDamaged, StoreOlder
from pos.models import Base, search
from pos.models.revision import NEWEST, OURS, Revisions, stored_revision

FOUND_MAX = 120
"""Characters of SQLite's finding that are said."""


class Store:
    """Opened once by the composition root; `write` only on the writer thread."""

    def __init__(self, path: Path, writer: Engine, reader: Engine) -> None:
        """Keep both engines; use `open_store` or `create_store`."""
        self.path = path
        self._writer = writer
        self._reader = reader
        self._writing: Connection | None = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A short read on a consistent snapshot."""
        with as_trouble(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction; commits durably at the end, rolls back on any error."""
        if self._writing is None:
            with as_trouble():
                self._writing = self._writer.connect()
        with committing(self._writing) as connection:
            yield connection

    def checkpoint(self) -> None:
        """Empty the WAL into the file; writer thread only."""
        self._let_go()
        checkpoint(self._writer)

    def _let_go(self) -> None:
        """Give the kept connection back: the writer's pool has one only."""
        if self._writing is not None:
            self._writing.close()
            self._writing = None

    def close(self) -> None:
        """Release all connections."""
        self._let_go()
        self._reader.dispose()
        self._writer.dispose()


def create_store(path: Path) -> Store:
    """Make an empty store of the newest revision; where that fails nothing is left behind."""
    assert not path.exists()
    with as_disk_trouble():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as undo:
        undo.callback(remove_store, path)
        engine = writer_engine(path)
        undo.callback(engine.dispose)
        with committing(engine) as connection:
            lay_out_schema(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        require_safe(engine)
        undo.pop_all()
    return Store(path, engine, reader_engine(path))


def remove_store(path: Path) -> None:
    """Remove a store that never became one, with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def lay_out_schema(connection: Connection) -> None:
    """All tables and search indexes in an empty database, with the revision that they are."""
    Base.metadata.create_all(connection)
    for statement in search.DDL:
        connection.execute(text(statement))
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:r)"), {"r": NEWEST})


def left_open(path: Path) -> bool:
    """Whether the last stop was unclean: the last clean one takes SQLite's log away.

    Ask before anything opens the store. A mere look at a closed store leaves an empty log, too: a check too many.
    """
    return path.with_name(path.name + "-wal").exists()


def open_store(path: Path, revisions: Revisions = OURS, *, check: bool = False) -> Store:
    """Open an existing store of the newest revision for selling; `check` reads the whole file (sync.md §3.4).

    Raises StoreUnsafe, StoreNewer, StoreOlder (`pos.models.upgrade` brings it up first), StoreDamaged.
    """
    if check:
        # By a reader: closing a writer would move SQLite's log into a file that is said to be left as it was.
        open_read_only(path, revisions).close()
    with ExitStack() as undo, as_trouble():
        engine = writer_engine(path)
        undo.callback(engine.dispose)
        require_ours(engine, revisions)
        require_safe(engine)
        undo.pop_all()
    return Store(path, engine, reader_engine(path))


def open_read_only(path: Path, revisions: Revisions = OURS) -> Store:
    """A store that can be looked at beside an open till: status and verify. Writing raises Trouble.

    After an unclean stop the whole file is read. Raises StoreNewer, StoreOlder, StoreDamaged.
    """
    check = left_open(path)
    with ExitStack() as undo, as_trouble():
        reader = reader_engine(path)
        undo.callback(reader.dispose)
        require_ours(reader, revisions)
        if check:
            require_sound(reader)
        undo.pop_all()
    return Store(path, reader, reader)


def require_sound(engine: Engine) -> None:
    """Let SQLite read every page (0.3 s for 60 MB); raises StoreDamaged with the first thing that it finds."""
    with engine.connect() as connection:
        found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if found != "ok":
        raise StoreDamaged(detail=" ".join(found.split())[:FOUND_MAX])


def require_ours(engine: Engine, revisions: Revisions = OURS) -> None:
    """Refuse a file that is not a Gerai store or is of another revision."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA application_id").scalar()
        if found != APPLICATION_ID:
            raise StoreDamaged(detail="application_id")
        revision = stored_revision(connection, revisions)
        if revision != revisions.newest:
            raise StoreOlder(revision=revision)
