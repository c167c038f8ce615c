"""Holds a register's projected rows against its raw lines, and the lines against their chain. Reads only."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from pos.domain.shift import ShiftClose
from sync.central.services.project import Known, Meaning, Rows, gather, value_of
from sync.central.services.registers import Caller
from sync.central.tables import journal as lines_table
from sync.central.tables import registers, sales
from sync.protocol import chain
from sync.protocol.answers import Quarantined

FAULTS_MAX = 50


class _Everything(set[Any]):
    """A set that knows everything: what was projected once had its references."""

    def __contains__(self, item: object) -> bool:
        return True


def faults_of(connection: Connection, caller: Caller) -> tuple[str, ...]:
    """What is wrong with a register's epoch at the centre, each naming the record; empty when sound."""
    rows, faults = Rows(), []
    closes: dict[str, ShiftClose] = {}
    aside = {q.seq for q in quarantined(connection, caller)}
    known = Known(_Everything(), _Everything(), _Everything(), _Everything(), set(), set())
    previous, expected = chain.first_hash(caller.register_id, caller.epoch, caller.public_key), 1
    for row in _lines(connection, caller):
        where = f"{caller.epoch}/{row.seq} {row.kind} {row.id}"
        if row.seq != expected or chain.next_hash(previous, bytes(row.line)) != bytes(row.hash):
            faults.append(f"journal {where}")
        previous, expected = bytes(row.hash), row.seq + 1
        if row.seq in aside:
            continue
        try:
            record, value = value_of(bytes(row.line))
            gather(rows, known, caller.outlet_id, record, value)
        except Meaning as fault:
            faults.append(f"journal {where}: {fault.code}")
            continue
        if isinstance(value, ShiftClose):
            closes[value.shift.id] = value
    faults += _tip_faults(connection, caller, expected - 1, previous)
    _apply_closes(rows, closes)
    for table in sales.PROJECTED:
        faults += _differences(connection, caller, table, rows.of.get(table.name, []))
    return tuple(faults[:FAULTS_MAX])


def quarantined(connection: Connection, caller: Caller) -> tuple[Quarantined, ...]:
    """Records of a register's epoch that are set aside."""
    table = lines_table.quarantine
    query = select(table.c.seq, table.c.code).where(_mine(table, caller), table.c.epoch == caller.epoch)
    return tuple(Quarantined(row.seq, row.code) for row in connection.execute(query.order_by(table.c.seq)))


def _mine(table: Table, caller: Caller) -> Any:
    return (table.c.outlet_id == caller.outlet_id) & (table.c.register_id == caller.register_id)


def _lines(connection: Connection, caller: Caller) -> Any:
    table = lines_table.journal
    query = select(table.c.seq, table.c.kind, table.c.id, table.c.line, table.c.hash)
    query = query.where(_mine(table, caller), table.c.epoch == caller.epoch).order_by(table.c.seq)
    return connection.execute(query)


def _tip_faults(connection: Connection, caller: Caller, seq: int, tip: bytes) -> list[str]:
    table = registers.register_tip
    query = select(table.c.seq, table.c.hash).where(_mine(table, caller), table.c.epoch == caller.epoch)
    row = connection.execute(query).one()
    return [] if (row.seq, bytes(row.hash)) == (seq, tip) else [f"register_tip {row.seq}"]


def _apply_closes(rows: Rows, closes: dict[str, ShiftClose]) -> None:
    for row in rows.of.get("shift", []):
        close = closes.get(row["id"])
        row.update(
            closed_at=close.shift.closed_at if close else None,
            expected=close.shift.expected if close else None,
            counted=close.shift.counted if close else None,
            grand_total=close.grand_total if close else None,
        )


def _differences(
    connection: Connection, caller: Caller, table: Table, expected: list[dict[str, Any]]
) -> Iterator[str]:
    keys = [column.name for column in table.primary_key.columns]
    ours = {tuple(row[key] for key in keys): row for row in expected}
    query = select(table).where(table.c.outlet_id == caller.outlet_id)
    own = "register_id" in table.c
    if own:
        query = query.where(table.c.register_id == caller.register_id)
    for stored in connection.execute(query).mappings():
        key = tuple(stored[name] for name in keys)
        row = ours.pop(key, None)
        if row is None:
            if own:
                yield f"{table.name} {key[1:]}: without a record"
        elif row != dict(stored):
            changed = [f"{n} {stored[n]!r} ≠ {v!r}" for n, v in row.items() if stored[n] != v]
            yield f"{table.name} {key[1:]}: {', '.join(changed)}"
    for key in ours:
        yield f"{table.name} {key[1:]}: missing"
