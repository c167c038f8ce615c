"""Rows of the projection: what they carry fits its table exactly, and what a table must know is in the row."""

import pytest

from pos.domain.stock import StockKind, StockMovement
from sync.central.services import rows
from sync.central.tables import catalogue, sales
from sync.protocol.kinds import Kind
from tests.sync.protocol import samples

WHERE = {"outlet_id": "GDK", "register_id": "r1", "epoch": 1}
WHERE_NO_EPOCH = {"outlet_id": "GDK", "register_id": "r1"}
SALE, REFUND = samples.VALUES[Kind.SALE], samples.VALUES[Kind.REFUND]
MOVE = StockMovement(StockKind.SALE, "p1", -2, SALE.header.id)
BUILT = [
    (sales.sale, rows.sale_row(WHERE, SALE)),
    (sales.sale_line, rows.sale_line_row("GDK", SALE.header.id, SALE.lines[0])),
    (sales.tender, rows.tender_row("GDK", "sale_id", SALE.header.id, 1, SALE.tenders[0])),
    (sales.deposit, rows.order_deposit_row(WHERE_NO_EPOCH, samples.VALUES[Kind.DEPOSIT])),
    (sales.refund, rows.refund_row(WHERE, REFUND)),
    (sales.refund_line, rows.refund_line_row("GDK", REFUND.header.id, REFUND.lines[0])),
    (sales.refund_tender, rows.tender_row("GDK", "refund_id", REFUND.header.id, 1, REFUND.tenders[0])),
    (sales.stock_movement, rows.stock_row("GDK", SALE.header.id, 1, MOVE, SALE.header.at)),
    (catalogue.product, rows.product_row("GDK", samples.VALUES[Kind.PRODUCT])),
    (catalogue.maker, rows.maker_row("GDK", samples.VALUES[Kind.MAKER])),
    (catalogue.staff, rows.staff_row("GDK", samples.VALUES[Kind.STAFF])),
]


@pytest.mark.parametrize(("table", "row"), BUILT, ids=lambda x: getattr(x, "name", ""))
def test_a_row_fits_its_table(table, row):
    """No value without a column, and none missing that the table does not fill itself."""
    names = {column.name for column in table.columns}
    asked = {
        c.name for c in table.columns if not c.nullable and c.default is None and c.server_default is None
    }
    assert set(row) <= names
    assert asked <= set(row)


def test_the_money_of_a_line_arrives_whole():
    """What maker, gallery and tax get is what the buyer paid, in the row as in the sale."""
    for line in SALE.lines:
        row = rows.sale_line_row("GDK", SALE.header.id, line)
        assert row["maker_share"] + row["commission"] + row["tax"] == row["net"] == line.money.net
