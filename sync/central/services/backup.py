"""The centre's backups: all rows of all tables at one moment in one file, for either database; and the way back.

The file is gzip'd NDJSON: a head (revision, centre, moment, and each table's columns and number of rows), the rows as
lists in that order, and a last line with the SHA-256 of all lines before it. A restored centre lacks what came after
the backup: the registers answer its gaps with their own records (sync.md §2.6).
"""

import base64
import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import msgspec
from sqlalchemy import Connection, Date, LargeBinary, Table, func, inspect, select

from pos import backups
from pos.backups import LISTED, SEALED, BackupFile
from pos.clock import from_millis, millis
from pos.columns import UtcMoment
from pos.database import as_disk_trouble
from pos.domain.retention import kept
from pos.errors import BackupDamaged, BackupNewer, CentreNotEmpty
from sync.central import upgrade
from sync.central.services import life, registers, setup, verify
from sync.central.services.customer_keys import unopened
from sync.central.services.key_file import CentralKey
from sync.central.store import CentralStore, bulk_insert, open_central_store
from sync.central.tables import journal, metadata
from sync.central.tables import registers as register_tables

WHO = "pusat"
FORMAT = "gerai-central/1"
ROWS_AT_ONCE = 1000
LINE_BYTES_MAX = 16_777_216
"""No row comes near it; a line that never ends is no backup of ours."""
UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    KeyError,
    OverflowError,
    msgspec.MsgspecError,
    zlib.error,
)


class TableFacts(msgspec.Struct, frozen=True):
    """One table of a backup."""

    name: str
    columns: list[str]
    rows: int


class Head(msgspec.Struct, frozen=True):
    """The first line; `at` in milliseconds since 1970."""

    format: str
    revision: str
    centre: str
    at: int
    tables: list[TableFacts]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class Foot(msgspec.Struct, frozen=True):
    """The last line."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole, checked backup file of a centre."""

    path: Path
    at: datetime
    head: Head


@dataclass(frozen=True, slots=True)
class Drill:
    """A backup that was restored into a database of its own: what is wrong with it, each naming the record."""

    path: Path
    head: Head
    faults: tuple[str, ...]


class _Lines(Protocol):
    def write(self, line: bytes, /) -> int: ...


# --- making ------------------------------------------------------------------


def make(store: CentralStore, folder: Path, at: datetime) -> Backup:
    """Write and read back a backup in a folder, and let older ones go by the rule. Registers go on sending meanwhile.

    Raises NoCentre, DiskFull, DiskFault.
    """
    setup.centre_id(store)
    with as_disk_trouble():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with backups.half_file(folder, WHO) as half:
            with half.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                digest = store.look(partial(_dump, target=packed, at=at))
            backups.sync_to_disk(half)
            head = check(half)
            code = base64.b32encode(digest).decode()[: backups.CODE_CHARS]
            made = BackupFile(folder / backups.name_of(WHO, at, code, LISTED), WHO, at)
            backups.place(half, made.path)
        backups.expire(folder, made, kept)
    return Backup(made.path, at, head)


def copy(made: Backup, folder: Path, passphrase: str = "") -> Path:
    """Copy a backup into a folder that is there, sealed where there is a passphrase; read back. Raises as `make`."""
    code = made.path.name.removesuffix(LISTED)[-backups.CODE_CHARS :]
    name = backups.name_of(WHO, made.at, code, SEALED if passphrase else LISTED)
    placed = BackupFile(folder / name, WHO, made.at)
    with as_disk_trouble(), backups.half_file(folder, WHO) as half:
        backups.write_copy(made.path, half, passphrase)
        backups.place(half, placed.path)
        backups.expire(folder, placed, kept)
    return placed.path


def _dump(connection: Connection, target: _Lines, at: datetime) -> bytes:
    """All rows of one moment; gives the hash of what was written."""
    written = hashlib.sha256()
    for line in _lines_of(connection, at):
        written.update(line)
        target.write(line)
    target.write(msgspec.json.encode(Foot(written.hexdigest())) + b"\n")
    return written.digest()


def _lines_of(connection: Connection, at: datetime) -> Iterator[bytes]:
    yield msgspec.json.encode(_head_of(connection, at)) + b"\n"
    for table in metadata.sorted_tables:
        writers = [_writer(column.type) for column in table.columns]
        rows = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=ROWS_AT_ONCE)
        for row in connection.execute(rows):
            values = [None if v is None else write(v) for v, write in zip(row, writers, strict=True)]
            yield msgspec.json.encode(values) + b"\n"


def _head_of(connection: Connection, at: datetime) -> Head:
    tables = [
        TableFacts(
            str(table.name),
            [str(column.name) for column in table.columns],
            connection.execute(select(func.count()).select_from(table)).scalar_one(),
        )
        for table in metadata.sorted_tables
    ]
    centre = str(connection.execute(select(register_tables.centre.c.id)).scalar_one())
    return Head(FORMAT, upgrade.NEWEST, centre, millis(at), tables)


def _same(value: Any) -> Any:
    return value


def _writer(kind: object) -> Callable[[Any], Any]:
    """How a column's value stands in the file: bytes as base64, dates as text, moments in milliseconds."""
    if isinstance(kind, LargeBinary):
        return lambda value: base64.b64encode(value).decode()
    if isinstance(kind, Date):
        return date.isoformat
    return millis if isinstance(kind, UtcMoment) else _same


def _reader(kind: object) -> Callable[[Any], Any]:
    """The way back."""
    if isinstance(kind, LargeBinary):
        return partial(base64.b64decode, validate=True)
    if isinstance(kind, Date):
        return date.fromisoformat
    return from_millis if isinstance(kind, UtcMoment) else _same


# --- reading -----------------------------------------------------------------


def check(path: Path) -> Head:
    """Read a whole file: its head, as many rows as that says, and the hash of all; raises BackupDamaged, BackupNewer."""
    with _naming(path), path.open("rb") as file:
        head, line, rest = _opened(file)
        found = hashlib.sha256(line)
        for _ in range(head.rows):
            found.update(_line(rest))
        if msgspec.json.decode(_line(rest), type=Foot).sha256 != found.hexdigest() or rest.read(1):
            raise BackupDamaged(detail="SHA-256")
    return head


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Whatever is wrong with a file while it is read is said of that file."""
    try:
        yield
    except (BackupDamaged, BackupNewer) as refused:
        raise type(refused)(**{**refused.facts, "file": path.name}) from refused
    except UNREADABLE as fault:
        raise BackupDamaged(file=path.name, detail=type(fault).__name__) from fault


def _opened(file: BinaryIO) -> tuple[Head, bytes, BinaryIO]:
    """The head, its line as it stands, and what follows."""
    rest: Any = gzip.GzipFile(fileobj=file)
    line = _line(rest)
    head = msgspec.json.decode(line, type=Head)
    if head.format != FORMAT or head.revision != upgrade.NEWEST:
        raise BackupNewer(revision=f"{head.format} {head.revision}")
    return head, line, rest


def _line(rest: BinaryIO) -> bytes:
    line = rest.readline(LINE_BYTES_MAX)
    if not line.endswith(b"\n"):
        raise EOFError
    return line


# --- the way back ------------------------------------------------------------


def restore(store: CentralStore, path: Path) -> Head:
    """Fill an empty database from a checked file, in one transaction.

    Nonces are forgotten: those of the backup are old, and no register is to be taken for two. Raises CentreNotEmpty,
    BackupDamaged, BackupNewer.
    """
    head = check(path)
    store.run(partial(_fill, path=path))
    return head


def _fill(connection: Connection, path: Path) -> None:
    there = set(inspect(connection).get_table_names())
    if there & {*metadata.tables, "alembic_version"}:
        raise CentreNotEmpty
    upgrade.make_tables(connection)
    with _naming(path), path.open("rb") as file:
        head, _, rest = _opened(file)
        for facts in head.tables:
            _fill_table(connection, facts, rest)
    life.begin_anew(connection)


def _fill_table(connection: Connection, facts: TableFacts, rest: BinaryIO) -> None:
    table: Table = metadata.tables[facts.name]
    readers = [_reader(table.c[name].type) for name in facts.columns]
    lines = (_line(rest) for _ in range(facts.rows))
    while block := list(islice(lines, ROWS_AT_ONCE)):
        rows = [_row(facts.columns, readers, line) for line in block]
        if bulk_insert(connection, table, rows) != len(rows):
            raise BackupDamaged(detail=f"{facts.name} ×2")


def _row(names: list[str], readers: list[Callable[[Any], Any]], line: bytes) -> dict[str, Any]:
    values = msgspec.json.decode(line, type=list[Any])
    return {
        name: None if value is None else read(value)
        for name, value, read in zip(names, values, readers, strict=True)
    }


# --- the drill ---------------------------------------------------------------


def drill(store: CentralStore, path: Path, work: Path, key: CentralKey | None = None) -> Drill:
    """Restore into a database of its own in the empty folder `work`, verify every outlet there, open every key of a
    customer with the key file, and hold its chains against the living centre, which is only read. Raises as `restore`.
    """
    trial = open_central_store(f"sqlite:///{(work / 'drill.db').as_posix()}")
    try:
        head = restore(trial, path)
        faults: list[str] = []
        for outlet_id in trial.look(registers.outlet_ids):
            found = trial.look(partial(verify.faults_of_outlet, outlet_id=outlet_id))
            faults += [f"{outlet_id}: {fault}" for fault in found]
        faults += [f"customer_key {key_id}" for key_id in trial.look(partial(unopened, key=key))]
        tips = trial.look(_tips)
    finally:
        trial.close()
    faults += store.look(partial(_strangers, tips=tips))
    return Drill(path, head, tuple(faults))


def _tips(connection: Connection) -> list[tuple[str, str, int, int, bytes]]:
    table = register_tables.register_tip
    columns = (table.c.outlet_id, table.c.register_id, table.c.epoch, table.c.seq, table.c.hash)
    query = select(*columns).where(table.c.seq > 0).order_by(*columns[:3])
    return [(row[0], row[1], row[2], row[3], bytes(row[4])) for row in connection.execute(query)]


def _strangers(connection: Connection, tips: list[tuple[str, str, int, int, bytes]]) -> list[str]:
    """Chains of the backup whose end the living centre does not have at that place."""
    table = journal.journal
    found = []
    for outlet_id, register_id, epoch, seq, tip in tips:
        query = select(table.c.hash).where(
            table.c.outlet_id == outlet_id,
            table.c.register_id == register_id,
            table.c.epoch == epoch,
            table.c.seq == seq,
        )
        here = connection.execute(query).scalar()
        if here is None or bytes(here) != tip:
            found.append(f"{outlet_id}: journal {register_id} {epoch}/{seq}: ≠")
    return found
