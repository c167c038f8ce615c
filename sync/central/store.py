"""The centre's database: PostgreSQL in earnest, SQLite for two galleries. Same tables, same statements.

`run` retries a whole transaction on serialisation faults; every ingest is idempotent, so that is safe
(stack.md §4, rule 4).
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from pos.database import as_trouble, committing, reader_engine, require_safe, sqlite_version, writer_engine
from pos.errors import DatabaseUnreachable

T = TypeVar("T")
TRIES_MAX = 8
RETRY_S = 0.05
REGISTER_CONNECTIONS = 8
"""What registers may use at once: more writers than a few per core only wait for one another."""
OTHER_CONNECTIONS = 4
"""Beside them for pages, health and numbers, so that these answer when registers have taken all of theirs."""
CONNECT_S = 5
CONNECTION_WAIT_S = 5
LOCK_WAIT_MS = 10_000
"""No statement waits longer for another one's lock; the request is answered 503 and comes again."""
RETRIED = frozenset({"40001", "40P01"})
SERVER_GOES = frozenset({"57P01", "57P02", "57P03"})
"""Ended by an administrator, by a crash of another backend, not ready yet."""


class CentralStore:
    """One database; made by `open_central_store`."""

    def __init__(
        self,
        engine: Engine,
        *,
        postgres: bool,
        reader: Engine | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Keep the engines; `reader` is SQLite's for looking only; `pause` waits some seconds between tries."""
        self.engine = engine
        self._reader = reader or engine
        self.is_postgres = postgres
        self._pause = pause

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """A server that went away is Trouble and no bug; raises DatabaseUnreachable."""
        try:
            yield
        except OperationalError as error:
            if not self.is_postgres or not _is_lost(error):
                raise
            address = self.engine.url.render_as_string(hide_password=True)
            raise DatabaseUnreachable(detail=address) from error

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if not self.is_postgres:
            with committing(self.engine) as connection:
                yield connection
            return
        with self.engine.begin() as connection:
            yield connection

    def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction; retried as a whole on SQLSTATE 40001 and 40P01.

        Raises DatabaseUnreachable where PostgreSQL went away, also within the transaction.
        """
        for attempt in range(TRIES_MAX):
            try:
                with self._reaching(), self._transaction() as connection:
                    return work(connection)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in RETRIED or attempt == TRIES_MAX - 1:
                    raise
                self._pause(random.uniform(0, RETRY_S * 2**attempt))
        raise AssertionError("the last try returns or raises")

    def look(self, work: Callable[[Connection], T]) -> T:
        """Run `work`, which only reads, on one moment of the database; no writer waits for it."""
        with as_trouble(), self._reaching(), self._reader.begin() as connection:
            if self.is_postgres:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return work(connection)

    def condition(self, connection: Connection) -> tuple[str, bool]:
        """Engine with version, and whether what it confirms survives a power cut, as far as it can be asked."""
        if not self.is_postgres:
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            return f"SQLite {sqlite_version()}", mode == "wal"
        shown = ("server_version", "fsync", "synchronous_commit", "full_page_writes")
        version, *switches = (str(connection.exec_driver_sql(f"SHOW {name}").scalar()) for name in shown)
        return f"PostgreSQL {version}", "off" not in switches

    def require_safe(self) -> None:
        """SQLite's pragmas must hold on the connection that writes; raises StoreUnsafe."""
        if not self.is_postgres:
            require_safe(self.engine)

    def close(self) -> None:
        self._reader.dispose()
        self.engine.dispose()


def _is_lost(error: OperationalError) -> bool:
    """Whether there is no connection any more, or none could be made: the driver then knows no SQLSTATE, or says why."""
    sqlstate = getattr(error.orig, "sqlstate", None)
    return sqlstate is None or sqlstate[:2] == "08" or sqlstate in SERVER_GOES


def open_central_store(url: str) -> CentralStore:
    """Open `sqlite:///path` or `postgresql://…`; raises DatabaseUnreachable with a reason without secrets."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnreachable(detail="URL") from error
    if parsed.get_backend_name() == "sqlite":
        path = Path(parsed.database or "")
        if not parsed.database:
            raise DatabaseUnreachable(detail="sqlite:///…")
        path.parent.mkdir(parents=True, exist_ok=True)
        return CentralStore(writer_engine(path), reader=reader_engine(path), postgres=False)
    if parsed.get_backend_name() != "postgresql":
        raise DatabaseUnreachable(detail=parsed.get_backend_name())
    engine = create_engine(
        parsed,
        pool_size=REGISTER_CONNECTIONS,
        max_overflow=OTHER_CONNECTIONS,
        pool_timeout=CONNECTION_WAIT_S,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": CONNECT_S, "options": f"-c lock_timeout={LOCK_WAIT_MS}"},
    )
    try:
        engine.connect().close()
    except OperationalError as error:
        raise DatabaseUnreachable(detail=parsed.render_as_string(hide_password=True)) from error
    return CentralStore(engine, postgres=True)


def lock_clause(connection: Connection) -> dict[str, Any]:
    """FOR UPDATE on PostgreSQL; SQLite's BEGIN IMMEDIATE has locked already."""
    return {} if connection.dialect.name == "sqlite" else {"with_for_update": True}


def bulk_insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """Insert what is not there yet, by the table's key; returns how many rows were new.

    PostgreSQL: one INSERT … SELECT unnest(arrays), 4 times as fast as executemany (sync.md §5).
    """
    if not rows:
        return 0
    keys = [column.name for column in table.primary_key.columns]
    if connection.dialect.name == "sqlite":
        statement = sqlite.insert(table).on_conflict_do_nothing(index_elements=keys)
        return connection.execute(statement, list(rows)).rowcount
    return _unnest(connection, table, rows, keys)


def _unnest(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], keys: list[str]) -> int:
    dialect = connection.dialect
    names = [column.name for column in table.columns if column.name in rows[0]]
    arrays: dict[str, list[Any]] = {}
    casts = []
    for name in names:
        kind = table.c[name].type
        bind = kind.dialect_impl(dialect).bind_processor(dialect)
        arrays[name] = [bind(row[name]) if bind and row[name] is not None else row[name] for row in rows]
        casts.append(f"%({name})s::{kind.compile(dialect)}[]")
    columns = ", ".join(f'"{name}"' for name in names)
    sql = (
        f'INSERT INTO "{table.name}" ({columns}) SELECT * FROM unnest({", ".join(casts)}) '  # noqa: S608 - own names
        f"ON CONFLICT ({', '.join(keys)}) DO NOTHING"
    )
    return connection.exec_driver_sql(sql, arrays).rowcount


def upsert(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert or replace one row by the table's key."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    keys = [column.name for column in table.primary_key.columns]
    changed = {name: value for name, value in row.items() if name not in keys}
    statement = insert(table).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def upsert_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert or replace rows of one shape by the table's key."""
    if not rows:
        return
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    keys = [column.name for column in table.primary_key.columns]
    statement = insert(table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))
