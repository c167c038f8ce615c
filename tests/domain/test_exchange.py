"""An exchange moves the difference only, and every tender total stays right."""

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.cart import Cart
from pos.domain.exchange import Exchange, carried_amount, carry
from pos.domain.refund import RefundChoice, complete, quote, refund_tenders
from pos.domain.tender import Tender, TenderKind, TenderState
from tests.domain import worked_day as day
from tests.domain.strategies import NON_CASH, thousand


def exchange(new: Cart, added: tuple[Tender, ...]) -> Exchange:
    """One mug of receipt 123 (QRIS) for something else."""
    bought = day.receipts()[2]
    quoted = quote(bought, {}, (RefundChoice(1, 1),))
    back, carried = carry(refund_tenders(bought, {}, quoted.total), new.gross)
    refund = complete(day.a_header(8, series="R"), bought, quoted, back, reason="changed_mind", exchange=True)
    return Exchange(refund, day.a_sale(126, new, (*carried, *added)))


def test_dearer_goods_ask_for_the_difference():
    """76.500 carried, 48.500 added in cash."""
    found = exchange(Cart().add(day.SYAL), day.cash(50_000))
    assert (found.to_pay, found.to_give_back, found.sale.change) == (48_500, 0, 1_500)
    assert found.id == found.sale.id


def test_cheaper_goods_give_the_difference_back():
    """18.500 carried, 58.000 back the way they came."""
    found = exchange(Cart().add(day.BROS), ())
    assert (found.to_pay, found.to_give_back) == (0, 58_000)
    assert found.refund.tenders == (
        Tender(TenderKind.QRIS, 18_500, state=TenderState.CARRIED),
        Tender(TenderKind.QRIS, 58_000),
    )


def test_same_price_moves_nothing():
    """No money in, none out."""
    found = exchange(
        Cart().add(day.a_product("77", "Vas", 76_500, ("M18", "Keramik"), day.MUG.rule.rule)), ()
    )
    assert (found.to_pay, found.to_give_back) == (0, 0)


def test_later_refund_knows_how_the_buyer_paid():
    """The new sale gives back to QRIS what QRIS had paid, and the rest in cash."""
    found = exchange(Cart().add(day.SYAL), day.cash(50_000))
    assert refund_tenders(found.sale, {}, 125_000) == (
        Tender(TenderKind.QRIS, 76_500),
        Tender(TenderKind.CASH, 48_500),
    )


some_tenders = st.lists(
    st.builds(Tender, st.sampled_from((TenderKind.CASH, *NON_CASH)), st.integers(1, 10**6)), max_size=3
).map(tuple)


@thousand
@given(some_tenders, st.integers(0, 2 * 10**6))
def test_carrying_keeps_every_rupiah(back, new_total):
    """The refund's tenders keep their sum by kind; as much as fits is carried, on both sides alike."""
    marked, carried = carry(back, new_total)
    for kind in TenderKind:
        assert sum(t.amount for t in marked if t.kind is kind) == sum(
            t.amount for t in back if t.kind is kind
        )
    assert carried_amount(marked) == carried_amount(carried) == min(new_total, sum(t.amount for t in back))
    assert all(t.state is TenderState.CARRIED and t.amount > 0 for t in carried)
