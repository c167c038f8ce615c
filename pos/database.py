"""SQLite engines for till and centre: which library, pragmas set and read back, one lock round commits.

The only place that knows the SQLite library. Nothing else may open a live store, not even to copy it:
closing another handle on the file drops this process's POSIX locks (DESIGN.md §3, sync.md §3).
Errors never carry a statement's values: names, phones and hashes stay out of the log.
"""

import errno
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.pool import QueuePool

from pos.errors import DiskFault, DiskFull, StoreBusy, StoreDamaged, StoreUnsafe, Trouble


def _library() -> ModuleType:
    try:
        from pysqlite3 import dbapi2 as sqlite
    except ImportError:  # no wheel for this platform: the interpreter's own, in serial mode
        import sqlite3 as sqlite
    return sqlite  # type: ignore[no-any-return]


APPLICATION_ID = 0x47455241  # "GERA"
_FIXED = ((3, 51, 3),)
_BACK_PORTS = ((3, 44, 6), (3, 50, 7))
_PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "journal_size_limit=67108864",
    "mmap_size=0",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
AUTOCHECKPOINT_PAGES = 1000

COMMIT_LOCK = threading.RLock()
"""Held round every commit and checkpoint of this process: right even on a fixed SQLite (sync.md §3.2)."""


def sqlite_version() -> str:
    """Version of the SQLite library in use, for diagnostics."""
    return str(_library().sqlite_version)


def is_fixed_version(version: str) -> bool:
    """Whether a SQLite version is free of the WAL-reset bug (sync.md §3.2)."""
    parts = tuple(int(p) for p in version.split("."))
    return parts >= _FIXED[0] or any(parts[:2] == b[:2] and parts >= b for b in _BACK_PORTS)


def writer_engine(path: Path) -> Engine:
    """The one engine that may commit; a single connection, BEGIN IMMEDIATE."""
    engine = create_engine(
        f"sqlite:///{path.as_posix()}",
        module=_library(),
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=30,
    )
    _hook(engine, begin="BEGIN IMMEDIATE", pragmas=(*_PRAGMAS, f"wal_autocheckpoint={AUTOCHECKPOINT_PAGES}"))
    return engine


def reader_engine(path: Path) -> Engine:
    """Read-only connections: they can neither write nor checkpoint."""
    engine = create_engine(
        f"sqlite:///file:{path.as_posix()}?mode=ro&uri=true",
        module=_library(),
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
    )
    pragmas = (
        "busy_timeout=5000",
        "query_only=ON",
        "mmap_size=0",
        "trusted_schema=OFF",
        "wal_autocheckpoint=0",
    )
    _hook(engine, begin="BEGIN", pragmas=pragmas)
    return engine


def memory_engine() -> Engine:
    """An empty store in memory, for rebuilding tables beside the stored ones."""
    engine = create_engine("sqlite://", module=_library(), hide_parameters=True)
    _hook(engine, begin="BEGIN IMMEDIATE", pragmas=("foreign_keys=ON",))
    return engine


def _hook(engine: Engine, *, begin: str, pragmas: tuple[str, ...]) -> None:
    def connect(dbapi: Any, _record: object) -> None:
        dbapi.isolation_level = None  # the driver stays out of transactions
        for pragma in pragmas:
            dbapi.execute(f"PRAGMA {pragma}")

    def start(dbapi: Any) -> None:
        dbapi.execute(begin)

    event.listen(engine, "connect", connect)
    # Not the engine's begin event: an engine with events asks for listeners at every statement of a sale.
    engine.dialect.do_begin = start  # type: ignore[method-assign, assignment]


def require_safe(engine: Engine) -> None:
    """Read the pragmas back and refuse to sell unless they hold; raises StoreUnsafe."""
    with engine.connect() as connection:
        for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            if found != wanted:
                raise StoreUnsafe(detail=f"{pragma}={found}")


@contextmanager
def committing(place: Engine | Connection) -> Iterator[Connection]:
    """One write transaction: commits at the end, rolls back on any error; typed Trouble for the disk's faults.

    A connection that is kept open spares a sale the pool.
    """
    with COMMIT_LOCK, as_trouble():
        if isinstance(place, Engine):
            with place.begin() as connection:
                yield connection
            return
        with place.begin():
            yield place


def checkpoint(engine: Engine) -> None:
    """Move the WAL into the file and empty it, under the lock."""
    with COMMIT_LOCK, as_trouble():
        outside_transaction(engine, "PRAGMA wal_checkpoint(TRUNCATE)")


def outside_transaction(engine: Engine, statement: str, *values: str) -> None:
    """Run what SQLite refuses inside a transaction; its faults come as the database errors that `as_trouble` knows."""
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        try:
            raw.execute(statement, values)
        except _library().Error as error:
            raise DatabaseError(statement, None, error) from error


@contextmanager
def as_disk_trouble() -> Iterator[None]:
    """Turn what the system says of files and folders into Trouble: DiskFull or DiskFault."""
    try:
        yield
    except OSError as error:
        raise disk_trouble_of(error) from error


def disk_trouble_of(error: OSError) -> Trouble:
    """DiskFull where the disk or a quota is full, else DiskFault with the reason and the path."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull()
    return DiskFault(detail=" ".join(str(part) for part in (error.strerror, error.filename) if part))


@contextmanager
def as_trouble() -> Iterator[None]:
    """Turn SQLite's surroundings faults into Trouble; other database errors are bugs and rise."""
    try:
        yield
    except DBAPIError as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error


_TROUBLES: dict[str, type[Trouble]] = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_IOERR": DiskFault,
    "SQLITE_READONLY": DiskFault,
    "SQLITE_CANTOPEN": DiskFault,
    "SQLITE_CORRUPT": StoreDamaged,
    "SQLITE_NOTADB": StoreDamaged,
    "SQLITE_BUSY": StoreBusy,
    "SQLITE_LOCKED": StoreBusy,
}
_TEXTS = {
    "disk is full": "SQLITE_FULL",
    "disk i/o error": "SQLITE_IOERR",
    "unable to open": "SQLITE_CANTOPEN",
    "malformed": "SQLITE_CORRUPT",
    "not a database": "SQLITE_NOTADB",
    "database is locked": "SQLITE_BUSY",
    "readonly": "SQLITE_READONLY",
}


def trouble_of(error: DBAPIError) -> Trouble | None:
    """Name the surroundings fault behind a database error, or None if it is our bug."""
    if not isinstance(error, DatabaseError):
        return None
    name = getattr(error.orig, "sqlite_errorname", None) or next(
        (code for text, code in _TEXTS.items() if text in str(error.orig).lower()), ""
    )
    for prefix, kind in _TROUBLES.items():
        if name.startswith(prefix):
            return kind(detail=str(error.orig), owner="SQLite")
    return None
