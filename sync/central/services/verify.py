"""Holds an outlet's projected rows against its raw lines, and the lines against their chains. Reads only.

The tables are compared whole, over all registers of the outlet, so that a row which no record brought is found,
too. Wants one moment of the database (CentralStore.look).
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from pos.domain.shift import ShiftClose
from pos.domain.tender_change import TenderChange
from sync.central.services import registers as enrolled
from sync.central.services import tender_changes, terms_check
from sync.central.services.project import Known, Meaning, Rows, gather, original_of, unwrapped, value_of
from sync.central.services.registers import Caller
from sync.central.services.terms_check import Terms
from sync.central.tables import journal as lines_table
from sync.central.tables import registers, sales
from sync.central.tables.base import place
from sync.protocol import chain, signature
from sync.protocol.answers import Quarantined
from sync.protocol.bodies import BodyInvalid, Value
from sync.protocol.kinds import Kind

FAULTS_MAX = 50
Place = tuple[str, int, int]
"""Register, epoch, seq."""


class _Everything(set[Any]):
    """A set that knows everything: what was projected once had its references."""

    def __contains__(self, item: object) -> bool:
        return True

    def __rsub__(self, other: AbstractSet[Any]) -> set[Any]:
        """Of what is asked for nothing is unknown."""
        return set()


@dataclass(slots=True)
class _Replay:
    """What an outlet's records say, all registers together."""

    terms: Terms
    rows: Rows = field(default_factory=Rows)
    documents: set[str] = field(default_factory=set)
    closes: dict[str, ShiftClose] = field(default_factory=dict)
    corrections: list[TenderChange] = field(default_factory=list)
    faults: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    repeated: set[Place] = field(default_factory=set)
    keys: dict[tuple[str, int], bytes] = field(default_factory=dict)


def faults_of(connection: Connection, caller: Caller) -> tuple[str, ...]:
    """What is wrong with a register's epochs and with its outlet's tables, each naming the record; empty when sound."""
    replay = _replay(connection, caller.outlet_id)
    own = (faults for (register_id, _), faults in replay.faults.items() if register_id == caller.register_id)
    found = [*(fault for faults in own for fault in faults), *_table_faults(connection, replay)]
    return tuple(found[:FAULTS_MAX])


def faults_of_outlet(connection: Connection, outlet_id: str) -> tuple[str, ...]:
    """The same for all registers of an outlet, with every record that is set aside."""
    replay = _replay(connection, outlet_id)
    found = [fault for listed in replay.faults.values() for fault in listed]
    found += _set_aside(connection, outlet_id)
    found += _table_faults(connection, replay)
    return tuple(found)


def quarantined(connection: Connection, caller: Caller) -> tuple[Quarantined, ...]:
    """Records of a register's epoch that are set aside."""
    table = lines_table.quarantine
    query = select(table.c.seq, table.c.code).where(_mine(table, caller), table.c.epoch == caller.epoch)
    return tuple(Quarantined(row.seq, row.code) for row in connection.execute(query.order_by(table.c.seq)))


def quarantine_count(connection: Connection, caller: Caller) -> int:
    """How many records of a register are set aside, in all its epochs."""
    table = lines_table.quarantine
    query = select(func.count()).select_from(table).where(_mine(table, caller))
    return int(connection.execute(query).scalar_one())


def _replay(connection: Connection, outlet_id: str) -> _Replay:
    replay = _Replay(Terms(outlet_id), repeated=_repeated(connection, outlet_id))
    try:
        terms_check.hear_centre(connection, replay.terms)
    except (BodyInvalid, ValueError) as fault:
        replay.faults["", 0] = [f"term_load: {fault}"]
    own = [caller for caller in enrolled.callers(connection) if caller.outlet_id == outlet_id]
    replay.keys = {(c.register_id, epoch): key for c in own for epoch, key in _epochs(connection, c)}
    for caller in own:
        for epoch, key in _epochs(connection, caller):
            one = replace(caller, epoch=epoch, public_key=key)
            replay.faults[one.register_id, epoch] = list(_chain_faults(connection, one, replay))
    return replay


def _epochs(connection: Connection, caller: Caller) -> list[tuple[int, bytes]]:
    """Every epoch with its device key."""
    table = registers.register_tip
    query = select(table.c.epoch, table.c.public_key).where(_mine(table, caller)).order_by(table.c.epoch)
    return [(row.epoch, bytes.fromhex(row.public_key)) for row in connection.execute(query)]


def _repeated(connection: Connection, outlet_id: str) -> set[Place]:
    """Where a record stands again that is here already, word for word; the first that came took effect."""
    table = lines_table.journal
    twice = (
        select(table.c.id)
        .where(table.c.outlet_id == outlet_id, table.c.id != "")
        .group_by(table.c.id)
        .having(func.count() > 1)
    )
    columns = (table.c.id, table.c.register_id, table.c.epoch, table.c.seq, table.c.line)
    query = select(*columns).where(table.c.outlet_id == outlet_id, table.c.id.in_(twice))
    order = (table.c.received_at, table.c.register_id, table.c.epoch, table.c.seq)
    heard: dict[str, set[bytes]] = {}
    found: set[Place] = set()
    for row in connection.execute(query.order_by(*order)):
        words = heard.setdefault(row.id, set())
        said = original_of(bytes(row.line))
        if said in words:
            found.add((row.register_id, row.epoch, row.seq))
        words.add(said)
    return found


def _chain_faults(connection: Connection, caller: Caller, replay: _Replay) -> Iterator[str]:
    """Go through a chain: name what is wrong with it, and add to the replay what it says."""
    aside = {q.seq for q in quarantined(connection, caller)}
    known = Known(
        products=_Everything(),
        makers=_Everything(),
        staff=_Everything(),
        sales=_Everything(),
        documents=replay.documents,
        shifts=_Everything(),
        numbers=set(),
    )
    previous, expected = chain.first_hash(caller.register_id, caller.epoch, caller.public_key), 1
    for row in _lines(connection, caller):
        where = f"{caller.epoch}/{row.seq} {row.kind} {row.id}"
        if row.seq != expected or chain.next_hash(previous, bytes(row.line)) != bytes(row.hash):
            yield f"journal {where}"
        previous, expected = bytes(row.hash), row.seq + 1
        if row.seq in aside or (caller.register_id, caller.epoch, row.seq) in replay.repeated:
            continue
        try:
            record, value = unwrapped(*value_of(bytes(row.line)))
            gather(replay.rows, known, caller.outlet_id, record, value)
            if not _is_signed(bytes(row.line), replay.keys):
                yield f"journal {where}: close_signature"
        except Meaning as fault:
            yield f"journal {where}: {fault.code}"
        else:
            _listen(replay, caller, row.received_at, value)
    yield from _tip_faults(connection, caller, expected - 1, previous)


def _is_signed(line: bytes, keys: dict[tuple[str, int], bytes]) -> bool:
    """Whether the signature that a closing states is its epoch's; of an epoch that we do not know nothing is said."""
    record, _ = value_of(original_of(line))
    key = keys.get((record.register_id, record.epoch))
    if record.kind != Kind.SHIFT_CLOSE or signature.SIGNATURE_KEY not in record.body or key is None:
        return True
    return signature.close_is_signed(key, record.register_id, record.epoch, record.body)


def _listen(replay: _Replay, caller: Caller, received_at: Any, value: Value) -> None:
    replay.terms.hear(caller.register_id, received_at, value)
    if isinstance(value, ShiftClose):
        before = replay.closes.get(value.shift.id)
        if before is None or _closed_at(value) < _closed_at(before):
            replay.closes[value.shift.id] = value
    if isinstance(value, TenderChange):
        replay.corrections.append(value)


def _closed_at(close: ShiftClose) -> datetime:
    assert close.shift.closed_at is not None, "a close has its moment"
    return close.shift.closed_at


def _mine(table: Table, caller: Caller) -> ColumnElement[bool]:
    return place(table, outlet_id=caller.outlet_id, register_id=caller.register_id)


def _lines(connection: Connection, caller: Caller) -> Any:
    table = lines_table.journal
    columns = (table.c.seq, table.c.kind, table.c.id, table.c.line, table.c.hash, table.c.received_at)
    query = select(*columns).where(_mine(table, caller), table.c.epoch == caller.epoch)
    return connection.execute(query.order_by(table.c.seq))


def _tip_faults(connection: Connection, caller: Caller, seq: int, tip: bytes) -> list[str]:
    table = registers.register_tip
    query = select(table.c.seq, table.c.hash).where(_mine(table, caller), table.c.epoch == caller.epoch)
    row = connection.execute(query).one()
    return [] if (row.seq, bytes(row.hash)) == (seq, tip) else [f"register_tip {caller.epoch}/{row.seq}"]


def _set_aside(connection: Connection, outlet_id: str) -> Iterator[str]:
    aside, line = lines_table.quarantine, lines_table.journal
    key = ("outlet_id", "register_id", "epoch", "seq")
    same = [line.c[name] == aside.c[name] for name in key]
    query = select(aside, line.c.kind, line.c.id).outerjoin(line, same[0] & same[1] & same[2] & same[3])
    query = query.where(aside.c.outlet_id == outlet_id)
    for row in connection.execute(query.order_by(*(aside.c[name] for name in key))):
        record = f"{row.kind} {row.id}".strip() if row.kind else "without a line"
        yield f"quarantine {row.register_id} {row.epoch}/{row.seq} {record}: {row.code} {row.detail}".rstrip()


def _table_faults(connection: Connection, replay: _Replay) -> Iterator[str]:
    _apply_closes(replay)
    _apply_corrections(replay)
    for table in sales.PROJECTED:
        yield from _differences(connection, replay, table)
    yield from terms_check.differences(connection, replay.terms)


def _apply_closes(replay: _Replay) -> None:
    for row in replay.rows.of.get("shift", []):
        close = replay.closes.get(row["id"])
        row.update(
            closed_at=close.shift.closed_at if close else None,
            expected=close.shift.expected if close else None,
            counted=close.shift.counted if close else None,
            grand_total=close.grand_total if close else None,
            to_safe=close.to_safe if close else None,
        )


def _apply_corrections(replay: _Replay) -> None:
    """The tenders that reports read are those of a sale's newest correction."""
    corrected, of = tender_changes.newest_by_sale(replay.corrections), replay.rows.of
    of["tender"] = [row for row in of.get("tender", []) if row["sale_id"] not in corrected]
    for change in corrected.values():
        of["tender"] += tender_changes.rows(replay.terms.outlet_id, change)
    for row in of.get("sale", []):
        if row["id"] in corrected:
            row["change"] = corrected[row["id"]].new_change


def _differences(connection: Connection, replay: _Replay, table: Table) -> Iterator[str]:
    keys = [column.name for column in table.primary_key.columns]
    ours = {tuple(row[key] for key in keys): row for row in replay.rows.of.get(table.name, [])}
    query = select(table).where(table.c.outlet_id == replay.terms.outlet_id)
    for stored in connection.execute(query).mappings():
        key = tuple(stored[name] for name in keys)
        row = ours.pop(key, None)
        if row is None:
            yield f"{table.name} {key[1:]}: without a record"
        elif row != dict(stored):
            changed = [f"{n} {stored[n]!r} ≠ {v!r}" for n, v in row.items() if stored[n] != v]
            yield f"{table.name} {key[1:]}: {', '.join(changed)}"
    for key in ours:
        yield f"{table.name} {key[1:]}: missing"
