"""Maker entries of sales and refunds; balance = their sum (domain.md §1.2, invariant 12)."""

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.maker_ledger import EntryKind, balances, of_refund, of_sale
from pos.domain.refund import RefundChoice, complete, quote, refund_tenders
from tests.domain import worked_day as day
from tests.domain.strategies import sales, thousand


def test_sale_owes_each_maker_its_share_and_own_stock_nobody():
    """Receipt 124: beads for M10, a bag of the gallery's own."""
    sale = day.receipts()[3]
    entry, *rest = of_sale(sale)
    assert (entry.maker_id, entry.kind, entry.amount, entry.line_no, entry.document_id) == (
        "M10",
        EntryKind.SALE,
        31_500,
        1,
        sale.id,
    )
    assert (entry.business_date, entry.at, rest) == (day.DAY, sale.header.at, [])


def test_refund_takes_its_exact_part_back():
    """One mug of two: -68.000."""
    sale = day.receipts()[2]
    quoted = quote(sale, {}, (RefundChoice(1, 1),))
    refund = complete(
        day.a_header(7, series="R"), sale, quoted, refund_tenders(sale, {}, quoted.total), reason="defect"
    )
    (entry,) = of_refund(refund)
    assert (entry.maker_id, entry.kind, entry.amount) == ("M18", EntryKind.REFUND, -68_000)
    assert balances([*of_sale(sale), entry]) == {"M18": 68_000}


@thousand
@given(st.lists(sales(1), min_size=1, max_size=2))
def test_balances_are_the_shares(some):
    """Invariant 12: per maker the sum of M over its lines."""
    found = balances(entry for sale in some for entry in of_sale(sale))
    for maker, balance in found.items():
        lines = [line for sale in some for line in sale.lines if line.maker_id == maker]
        assert balance == sum(line.money.maker_share for line in lines) >= 0
    assert "OWN" not in found
