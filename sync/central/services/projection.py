"""Raw lines → journal rows and projected tables; what has no meaning here is set aside and tried again (sync.md §2.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, delete, select, update
from sqlalchemy.exc import DataError, IntegrityError

from pos.domain.agreement import MakerTerms
from pos.domain.catalog import Product
from pos.domain.events import StaffChange
from pos.domain.sale import Sale
from pos.domain.shift import Shift
from sync.central.services import catalogue, conflicts, customer_keys
from sync.central.services.project import (
    Known,
    Meaning,
    Rows,
    gather,
    known_of,
    original_of,
    unwrapped,
    value_of,
    write,
    write_terms,
)
from sync.central.services.refusal import Refusal
from sync.central.services.registers import Caller
from sync.central.store import CentralStore, bulk_insert
from sync.central.tables import journal as lines_table
from sync.central.tables.base import place
from sync.protocol import envelope
from sync.protocol.answers import Quarantined
from sync.protocol.bodies import Value
from sync.protocol.bodies_more import CustomerWire

NOT_KEPT = (IntegrityError, DataError, AssertionError, UnicodeError, OverflowError)
"""What a database may have against rows; a record that brings them is set aside, never the batch."""
TERMS_MISSING = ("unknown_cashier", "unknown_product", "unknown_maker")
DOCUMENT_MISSING = ("missing_original",)
AGAIN_MAX = 100
"""Records that one batch may bring back from quarantine; the rest come with the next, or when a person asks."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A line of a batch that could be read: what it says, wherever it was written first."""

    seq: int
    record: envelope.Envelope
    value: Value


def take(
    connection: Connection,
    caller: Caller,
    at: datetime,
    first_seq: int,
    lines: tuple[bytes, ...],
    hashes: tuple[bytes, ...],
) -> tuple[Quarantined, ...]:
    """Store new raw lines of `caller`'s epoch, project them, set aside what has no meaning here.

    Raises Refusal 422 for a line that belongs elsewhere: then nothing is taken.
    """
    if not lines:
        return ()
    faults: dict[int, Meaning] = {}
    read: list[_Read] = []
    rows = []
    for n, line in enumerate(lines):
        seq, record_id, kind = first_seq + n, "", "?"
        try:
            record, value = value_of(line)
            _require_own(caller, seq, record)
            record_id, kind = record.id, record.kind
            read.append(_Read(seq, *unwrapped(record, value)))
        except Meaning as fault:
            faults[seq] = fault
        rows.append(_line_row(caller, at, seq, (record_id, kind), line, hashes[n]))
    repeated = _said_before(connection, caller, rows)
    inserted = bulk_insert(connection, lines_table.journal, rows)
    assert inserted == len(rows), "a locked tip means that nobody else stored these"
    closed = conflicts.closed_already(connection, caller.outlet_id, (one.value for one in read))
    taken = _project(connection, caller, [one for one in read if one.seq not in repeated], faults)
    catalogue.adopt(connection, caller.outlet_id, caller.register_id, taken, at)
    customer_keys.destroy_of(connection, caller.outlet_id, _erased(taken), at)
    _set_aside(connection, caller, at, faults)
    conflicts.note(connection, caller, at, taken, closed)
    _try_again(connection, caller.outlet_id, at, taken)
    return tuple(Quarantined(seq, fault.code) for seq, fault in sorted(faults.items()))


def _erased(taken: Iterable[Value]) -> set[str]:
    return {value.customer_id for value in taken if isinstance(value, CustomerWire) and value.erased}


def _require_own(caller: Caller, seq: int, record: envelope.Envelope) -> None:
    if (record.register_id, record.epoch, record.seq) != (caller.register_id, caller.epoch, seq):
        raise Refusal(422, "wrong_register", f"{caller.epoch}/{seq}")


def _line_row(
    caller: Caller, at: datetime, seq: int, what: tuple[str, str], line: bytes, link: bytes
) -> dict[str, object]:
    return {
        "outlet_id": caller.outlet_id,
        "register_id": caller.register_id,
        "epoch": caller.epoch,
        "seq": seq,
        "id": what[0],
        "kind": what[1][:40],
        "line": line,
        "hash": link,
        "received_at": at,
    }


def _said_before(connection: Connection, caller: Caller, rows: list[dict[str, object]]) -> set[int]:
    """The seqs of lines whose record is here already, word for word: issued again, or by a copied disk."""
    table = lines_table.journal
    ids = {str(row["id"]) for row in rows if row["id"]}
    query = select(table.c.id, table.c.line).where(table.c.outlet_id == caller.outlet_id, table.c.id.in_(ids))
    words: dict[str, set[bytes]] = {}
    for record_id, line in connection.execute(query):
        words.setdefault(record_id, set()).add(original_of(bytes(line)))
    if not words:
        return set()
    return {
        int(str(row["seq"]))
        for row in rows
        if row["id"] in words and original_of(row["line"]) in words[str(row["id"])]  # type: ignore[arg-type]
    }


def _project(
    connection: Connection, caller: Caller, read: list[_Read], faults: dict[int, Meaning]
) -> list[Value]:
    """Project all at once; where the database refuses, one by one, so that a poison record stands alone.

    Gives the values that took effect.
    """
    fresh: dict[int, Meaning] = {}
    try:
        with connection.begin_nested():
            taken = _project_run(connection, caller, read, fresh)
    except NOT_KEPT:
        fresh, taken = {}, []
        for one in read:
            try:
                with connection.begin_nested():
                    taken += _project_run(connection, caller, [one], fresh)
            except NOT_KEPT as error:
                fresh[one.seq] = Meaning("not_kept", type(error).__name__)
    faults |= fresh
    return taken


def _project_run(
    connection: Connection, caller: Caller, read: list[_Read], faults: dict[int, Meaning]
) -> list[Value]:
    known: Known = known_of(connection, caller, (one.value for one in read))
    rows, taken = Rows(), []
    for one in read:
        try:
            gather(rows, known, caller.outlet_id, one.record, one.value)
        except Meaning as fault:
            faults[one.seq] = fault
        else:
            taken.append(one.value)
    write(connection, rows)
    write_terms(connection, caller.outlet_id, taken)
    return taken


def _set_aside(connection: Connection, caller: Caller, at: datetime, faults: dict[int, Meaning]) -> None:
    rows = [
        {
            "outlet_id": caller.outlet_id,
            "register_id": caller.register_id,
            "epoch": caller.epoch,
            "seq": seq,
            "code": fault.code,
            "detail": fault.detail[:300],
            "first_seen_at": at,
        }
        for seq, fault in faults.items()
    ]
    bulk_insert(connection, lines_table.quarantine, rows)


def _try_again(connection: Connection, outlet_id: str, at: datetime, taken: Iterable[Value]) -> None:
    """What was set aside for want of goods, people or originals may have a meaning now."""
    codes: set[str] = set()
    for value in taken:
        if isinstance(value, Product | MakerTerms | StaffChange):
            codes |= {*TERMS_MISSING}
        if isinstance(value, Sale | Shift):
            codes |= {*DOCUMENT_MISSING}
    if codes:
        project_again(connection, outlet_id, at, codes=codes, limit=AGAIN_MAX)


def project_again(
    connection: Connection, outlet_id: str, at: datetime, *, codes: set[str] | None = None, limit: int = -1
) -> int:
    """Try the records of an outlet that are set aside once more, the oldest first; how many have a meaning now.

    `codes` names the faults to try, None all: after an upgrade of this program, or when a person asks.
    """
    aside, line = lines_table.quarantine, lines_table.journal
    same = [aside.c[name] == line.c[name] for name in ("outlet_id", "register_id", "epoch", "seq")]
    query = select(aside.c.register_id, aside.c.epoch, aside.c.seq, line.c.line).join(line, and_(*same))
    query = query.where(aside.c.outlet_id == outlet_id)
    if codes is not None:
        query = query.where(aside.c.code.in_(codes))
    query = query.order_by(aside.c.first_seen_at, aside.c.register_id, aside.c.epoch, aside.c.seq)
    found = connection.execute(query if limit < 0 else query.limit(limit)).all()
    return sum(
        _one_again(
            connection, Caller(outlet_id, row.register_id, row.epoch, b""), at, row.seq, bytes(row.line)
        )
        for row in found
    )


def project_outlet_again(store: CentralStore, outlet_id: str, at: datetime) -> int:
    """The same for all of an outlet's, in a transaction of its own."""
    return store.run(lambda connection: project_again(connection, outlet_id, at))


def _one_again(connection: Connection, caller: Caller, at: datetime, seq: int, line: bytes) -> bool:
    faults: dict[int, Meaning] = {}
    try:
        read = _Read(seq, *unwrapped(*value_of(line)))
        closed = conflicts.closed_already(connection, caller.outlet_id, [read.value])
        taken = _project(connection, caller, [read], faults)
        catalogue.adopt(connection, caller.outlet_id, caller.register_id, taken, at)
        customer_keys.destroy_of(connection, caller.outlet_id, _erased(taken), at)
    except Meaning as fault:
        faults[seq] = fault
    table = lines_table.quarantine
    here = place(
        table, outlet_id=caller.outlet_id, register_id=caller.register_id, epoch=caller.epoch, seq=seq
    )
    if seq in faults:
        changed = {"code": faults[seq].code, "detail": faults[seq].detail[:300]}
        connection.execute(update(table).where(here).values(changed))
        return False
    connection.execute(delete(table).where(here))
    conflicts.note(connection, caller, at, taken, closed)
    return True
