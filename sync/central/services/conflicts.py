"""Facts that cannot both be as they should, found after the fact: both stand, and a person is told (sync.md §2.1).

A unique piece sold twice, more given back than was sold, a shift closed twice. Nobody's record is refused.
What is looked at is locked first, to the commit: of two batches at once the second one sees the first one's rows.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, func, select

from pos.domain.exchange import Exchange
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from pos.domain.shift import ShiftClose
from pos.domain.unmatched import UnmatchedRefund
from sync.central.services import incidents
from sync.central.services.registers import Caller
from sync.central.tables import catalogue, sales
from sync.protocol.bodies import Value


def note(
    connection: Connection, caller: Caller, at: datetime, taken: Iterable[Value], closed_before: set[str]
) -> None:
    """Look at what a batch brought; raise an incident for each conflict, once while it is open.

    `closed_before` are the shifts that were closed before the batch.
    """
    sold: set[str] = set()
    given_back: set[str] = set()
    closes: list[str] = []
    taken = list(taken)
    for value in taken:
        sale, refund = _parts(value)
        if sale is not None:
            sold |= {line.product_id for line in sale.lines}
        if refund is not None:
            given_back.add(refund.sale_id)
        if isinstance(value, ShiftClose):
            closes.append(value.shift.id)
    for detail in _sold_twice(connection, caller.outlet_id, sold):
        incidents.raise_incident(connection, caller, at, "sold_twice", detail)
    for detail in _over_refunded(connection, caller.outlet_id, given_back):
        incidents.raise_incident(connection, caller, at, "over_refunded", detail)
    for detail in _unmatched_excess(connection, taken):
        incidents.raise_incident(connection, caller, at, "over_refunded", detail)
    for detail in _closed_twice(closes, closed_before):
        incidents.raise_incident(connection, caller, at, "closed_twice", detail)


def _parts(value: Value) -> tuple[Sale | None, Refund | None]:
    match value:
        case Exchange():
            return value.sale, value.refund
        case Sale():
            return value, None
        case Refund():
            return None, value
        case _:
            return None, None


def _sold_twice(connection: Connection, outlet_id: str, product_ids: set[str]) -> list[str]:
    """Such as M01-014: GDK1-000007, GDK2-000003, for each unique piece of which more than one stands sold."""
    unique = _unique_of(connection, outlet_id, product_ids)
    found = []
    for product_id in sorted(unique):
        numbers = _standing(connection, outlet_id, product_id)
        if len(numbers) > 1:
            found.append(f"{product_id}: {', '.join(numbers)}")
    return found


def _unique_of(connection: Connection, outlet_id: str, product_ids: set[str]) -> set[str]:
    unique = catalogue.product.c.unique_piece
    return _locked(connection, catalogue.product, outlet_id, product_ids, unique)


def _locked(
    connection: Connection, table: Table, outlet_id: str, ids: set[str], *which: ColumnElement[bool]
) -> set[str]:
    """The ids of those that are there, held to the commit; in one order, so that two batches do not block each other."""
    if not ids:
        return set()
    query = select(table.c.id).where(table.c.outlet_id == outlet_id, table.c.id.in_(ids), *which)
    held = query.order_by(table.c.id).with_for_update(
        key_share=True
    )  # SQLite, with one writer, leaves it out
    return set(connection.execute(held).scalars())


def _standing(connection: Connection, outlet_id: str, product_id: str) -> list[str]:
    """Numbers of the sales of a product that were not given back, the first one first."""
    sale, line, refund, back = sales.sale, sales.sale_line, sales.refund, sales.refund_line
    query = (
        select(sale.c.number, sale.c.id)
        .join(line, (line.c.outlet_id == sale.c.outlet_id) & (line.c.sale_id == sale.c.id))
        .where(line.c.outlet_id == outlet_id, line.c.product_id == product_id)
    )
    returned = (
        select(refund.c.sale_id)
        .join(back, (back.c.outlet_id == refund.c.outlet_id) & (back.c.refund_id == refund.c.id))
        .where(back.c.outlet_id == outlet_id, back.c.product_id == product_id)
    )
    gone = set(connection.execute(returned).scalars())
    rows = connection.execute(query.order_by(sale.c.at, sale.c.number))
    return [number for number, sale_id in rows if sale_id not in gone]


def _over_refunded(connection: Connection, outlet_id: str, sale_ids: set[str]) -> list[str]:
    """Numbers of the sales of which more units of a line came back than were sold."""
    refund, back, line, sale = sales.refund, sales.refund_line, sales.sale_line, sales.sale
    if not _locked(connection, sale, outlet_id, sale_ids):
        return []
    returned = (
        select(refund.c.sale_id, back.c.line_no, func.sum(back.c.quantity).label("units"))
        .join(back, (back.c.outlet_id == refund.c.outlet_id) & (back.c.refund_id == refund.c.id))
        .where(refund.c.outlet_id == outlet_id, refund.c.sale_id.in_(sale_ids))
        .group_by(refund.c.sale_id, back.c.line_no)
        .subquery()
    )
    query = (
        select(sale.c.number)
        .join(line, (line.c.outlet_id == sale.c.outlet_id) & (line.c.sale_id == sale.c.id))
        .join(returned, (returned.c.sale_id == line.c.sale_id) & (returned.c.line_no == line.c.line_no))
        .where(sale.c.outlet_id == outlet_id, returned.c.units > line.c.quantity)
    )
    return sorted(set(connection.execute(query).scalars()))


def _unmatched_excess(connection: Connection, taken: Iterable[Value]) -> list[str]:
    """Such as BLU1-000417: GDK1-R00009, for a refund elsewhere with which more came back of a sale than was paid.

    A receipt's outlet is its code here; a sale that has not arrived yet says nothing.
    """
    found = []
    for value in taken:
        if isinstance(value, UnmatchedRefund):
            sale, number = sales.sale, value.receipt_number
            query = select(sale.c.outlet_id, sale.c.id, sale.c.total)
            named = query.where(sale.c.outlet_id == value.outlet_code, sale.c.number == number)
            sold = connection.execute(named.limit(1)).first()
            if sold is not None and _came_back(connection, sold.outlet_id, sold.id, number) > sold.total:
                found.append(f"{number}: {value.header.number}")
    return found


def _came_back(connection: Connection, outlet_id: str, sale_id: str, number: str) -> int:
    """Rupiah of a sale that went back, at its own outlet and at others."""
    refund, elsewhere = sales.refund, sales.unmatched_refund
    own = select(func.coalesce(func.sum(refund.c.total), 0)).where(
        refund.c.outlet_id == outlet_id, refund.c.sale_id == sale_id
    )
    others = select(func.coalesce(func.sum(elsewhere.c.total), 0)).where(elsewhere.c.receipt_number == number)
    return int(connection.execute(own).scalar_one()) + int(connection.execute(others).scalar_one())


def closed_already(connection: Connection, outlet_id: str, values: Iterable[Value]) -> set[str]:
    """Of the shifts that these values close, those that are closed already; ask before they are written."""
    table = sales.shift
    ids = {value.shift.id for value in values if isinstance(value, ShiftClose)}
    ids = _locked(connection, table, outlet_id, ids)
    query = select(table.c.id).where(
        table.c.outlet_id == outlet_id, table.c.id.in_(ids), table.c.closed_at.is_not(None)
    )
    return set(connection.execute(query).scalars()) if ids else set()


def _closed_twice(closes: list[str], closed_before: set[str]) -> list[str]:
    return sorted({one for one in closes if one in closed_before or closes.count(one) > 1})
