"""On hand is the sum of movements (invariant 27)."""

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.refund import RefundChoice, complete, quote, refund_tenders
from pos.domain.stock import StockKind, StockMovement, of_refund, of_sale, on_hand
from tests.domain import worked_day as day
from tests.domain.strategies import thousand


def test_every_line_makes_one_movement_out():
    """Receipt 121: one shawl, two brooches."""
    sale = day.receipts()[0]
    assert of_sale(sale) == (
        StockMovement(StockKind.SALE, "SKU-0301", -1, sale.id),
        StockMovement(StockKind.SALE, "SKU-1101", -2, sale.id),
    )


def test_only_what_goes_back_to_the_shelf_comes_back():
    """A damaged piece is given back but not on hand."""
    sale = day.receipts()[2]
    for to_shelf, movements in ((True, 1), (False, 0)):
        quoted = quote(sale, {}, (RefundChoice(1, 1, to_shelf=to_shelf),))
        back = refund_tenders(sale, {}, quoted.total)
        refund = complete(day.a_header(7, series="R"), sale, quoted, back, reason="defect")
        assert len(of_refund(refund)) == movements


@thousand
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-9, 9)), max_size=12))
def test_on_hand_is_the_sum(moves):
    """Invariant 27 for any movements, in any order; negative is a number like any other."""
    movements = [StockMovement(StockKind.ADJUST, product, units, "d") for product, units in moves]
    found = on_hand(movements)
    assert found == on_hand(reversed(movements))
    assert sum(found.values()) == sum(units for _, units in moves)
