"""Gives sales the tenders of their newest correction, in whatever order records arrive; reports read only those.

The corrections themselves are kept beside them; `newest_by_sale` also tells verify what the rows must be.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pos.domain.tender_change import TenderChange, newest
from sync.central.services import rows as rows_of
from sync.central.tables import sales
from sync.protocol.bodies import Value


def newest_by_sale(values: Iterable[Value]) -> dict[str, TenderChange]:
    """Of each sale that is corrected, the correction that holds."""
    found: dict[str, list[TenderChange]] = {}
    for value in values:
        if isinstance(value, TenderChange):
            found.setdefault(value.sale_id, []).append(value)
    return {sale_id: change for sale_id, changes in found.items() if (change := newest(changes)) is not None}


def give(connection: Connection, outlet_id: str, values: Iterable[Value]) -> None:
    """Replace the tenders of the sales that a batch corrects, unless a newer correction holds.

    The sales are locked first, to the commit and in one order: of two batches at once the second sees the first.
    """
    brought = newest_by_sale(values)
    if not brought:
        return
    totals = _locked_totals(connection, outlet_id, set(brought))
    for sale_id, change in sorted(brought.items()):
        if change.place == _stored_place(connection, outlet_id, sale_id):
            _give(connection, outlet_id, change, totals[sale_id])


def _locked_totals(connection: Connection, outlet_id: str, sale_ids: set[str]) -> dict[str, int]:
    table = sales.sale
    query = select(table.c.id, table.c.total).where(table.c.outlet_id == outlet_id, table.c.id.in_(sale_ids))
    held = query.order_by(table.c.id).with_for_update(key_share=True)
    return {row.id: int(row.total) for row in connection.execute(held)}


def _stored_place(connection: Connection, outlet_id: str, sale_id: str) -> tuple[Any, ...]:
    """The place of the newest correction that is stored, those of this batch among them."""
    table = sales.tender_change
    query = select(table.c.change_no, table.c.at, table.c.id)
    mine = query.where(table.c.outlet_id == outlet_id, table.c.sale_id == sale_id)
    order = (table.c.change_no.desc(), table.c.at.desc(), table.c.id.desc())
    return tuple(connection.execute(mine.order_by(*order).limit(1)).one())


def _give(connection: Connection, outlet_id: str, change: TenderChange, total: int) -> None:
    brought = sum(tender.amount for tender in change.new_tenders) - change.new_change
    assert brought == total, "a correction never changes the total"
    tender, sale = sales.tender, sales.sale
    mine = (tender.c.outlet_id == outlet_id) & (tender.c.sale_id == change.sale_id)
    connection.execute(delete(tender).where(mine))
    fresh = rows(outlet_id, change)
    if fresh:
        connection.execute(insert(tender), fresh)
    here = (sale.c.outlet_id == outlet_id) & (sale.c.id == change.sale_id)
    connection.execute(update(sale).where(here).values(change=change.new_change))


def rows(outlet_id: str, change: TenderChange) -> list[rows_of.Row]:
    """The tender rows of the corrected sale."""
    return [
        rows_of.tender_row(outlet_id, "sale_id", change.sale_id, n, tender)
        for n, tender in enumerate(change.new_tenders, 1)
    ]
