"""Refund by line, exactly; void; money back never above what was paid (domain.md §1.3; invariants 17 to 20)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain import maker_ledger, stock
from pos.domain.cart import Cart
from pos.domain.cash import CashRounding, RoundingDirection
from pos.domain.discount import Discount
from pos.domain.invariants import check_refunds
from pos.domain.pricing import price
from pos.domain.refund import RefundChoice, check_void, complete, quote, refund_tenders
from pos.domain.sale import complete as complete_sale
from pos.domain.tax import inside
from pos.domain.tender import Tender, TenderKind
from pos.errors import NothingToRefund, VoidNotAllowed
from tests.domain import worked_day as day
from tests.domain.strategies import HEADER, PPN, sales, thousand

MUGS = day.receipts()[2]


def test_one_mug_of_two():
    """76.500 / 8.500 / 68.000 of the sold snapshot."""
    quoted = quote(MUGS, {}, (RefundChoice(1, 1),))
    money = quoted.lines[0].money
    assert (quoted.total, money.net, money.commission, money.maker_share) == (76_500, 76_500, 8_500, 68_000)
    assert (money.gross, money.outlet_discount) == (85_000, 8_500)


@pytest.mark.parametrize(
    ("refunded", "choices"),
    [
        ({}, ()),
        ({}, (RefundChoice(1, 3),)),
        ({}, (RefundChoice(1, 0),)),
        ({}, (RefundChoice(2, 1),)),
        ({1: 2}, (RefundChoice(1, 1),)),
        ({1: 1}, (RefundChoice(1, 2),)),
        ({}, (RefundChoice(1, 1), RefundChoice(1, 1))),
    ],
)
def test_more_than_was_sold_is_refused(refunded, choices):
    """Refunded units never exceed sold units, in any spelling."""
    with pytest.raises(NothingToRefund):
        quote(MUGS, refunded, choices)


def test_rounding_never_gives_back_more_than_was_paid():
    """12.750 + 15 paid with 12.700 in cash: the first refund gives 12.700, the second nothing."""
    cart = Cart().add(replace(day.MUG, price=12_750)).add(replace(day.BROS, price=15))
    sale = day.a_sale(1, cart, day.cash(20_000))
    first = quote(sale, {}, (RefundChoice(1, 1),))
    assert (first.net, first.rounding, first.total) == (12_750, -50, 12_700)
    tenders = refund_tenders(sale, {}, first.total)
    assert tenders == day.cash(12_700)
    last = quote(sale, {1: 1}, (RefundChoice(2, 1),))
    assert (last.net, last.rounding, last.total) == (15, -15, 0)
    assert refund_tenders(sale, {TenderKind.CASH: 12_700}, 0) == ()


def test_rounding_up_comes_back_with_the_last_unit():
    """A buyer who paid 35 more gets it back when everything has come back."""
    up = CashRounding(100, RoundingDirection.UP)
    sale = complete_sale(HEADER, price(Cart().add(replace(day.MUG, price=6_383), 2)), day.cash(12_800), up)
    assert sale.rounding == 34
    assert quote(sale, {}, (RefundChoice(1, 1),)).total == 6_383
    assert quote(sale, {1: 1}, (RefundChoice(1, 1),)).total == 6_417


def test_money_goes_back_the_way_it_came_cash_last():
    """Invariant 20: QRIS first, then cash net of change."""
    cart = Cart().add(day.MUG, 2)
    sale = day.a_sale(1, cart, (*day.cash(100_000), Tender(TenderKind.QRIS, 100_000)))
    assert refund_tenders(sale, {}, 85_000) == (Tender(TenderKind.QRIS, 85_000),)
    given_back = {TenderKind.QRIS: 85_000}
    assert refund_tenders(sale, given_back, 85_000) == (
        Tender(TenderKind.QRIS, 15_000),
        Tender(TenderKind.CASH, 70_000),
    )
    with pytest.raises(NothingToRefund):
        refund_tenders(sale, given_back, 85_001)


def test_a_line_that_two_copies_gave_back_counts_once():
    """Each of two branches gave the piece back: nothing more of it, and the rest of the sale can still be refunded."""
    sale = day.a_sale(1, Cart().add(day.MUG, 2).add(day.BROS, 1), day.cash(1_000_000))
    rest = quote(sale, {1: 4}, (RefundChoice(2, 1),))
    assert rest.total == sale.total - quote(sale, {}, (RefundChoice(1, 2),)).total
    with pytest.raises(NothingToRefund) as refused:
        quote(sale, {1: 4}, (RefundChoice(1, 1),))
    assert refused.value.facts["left"] == 0


def test_refund_document_repeats_the_quote():
    """Header, sale, lines and money; cash out is cash alone."""
    quoted = quote(MUGS, {}, (RefundChoice(1, 1, to_shelf=False),))
    refund = complete(
        day.a_header(7, series="R"), MUGS, quoted, day.cash(76_500), reason="defect", approval_id="a"
    )
    assert (refund.sale_id, refund.sale_number, refund.total, refund.cash_out) == (
        MUGS.id,
        MUGS.number,
        76_500,
        76_500,
    )
    assert not refund.lines[0].to_shelf
    with pytest.raises(AssertionError):
        complete(day.a_header(7), MUGS, quoted, day.cash(1), reason="")


def test_void_only_in_the_same_shift_before_anything_else():
    """Invariant 19."""
    check_void(MUGS, {}, day.SHIFT_ID, day.DAY)
    check_void(MUGS, {1: 0}, day.SHIFT_ID, day.DAY)
    for refused in (
        lambda: check_void(MUGS, {}, "another", day.DAY),
        lambda: check_void(MUGS, {}, day.SHIFT_ID, day.DAY + timedelta(days=1)),
        lambda: check_void(MUGS, {1: 1}, day.SHIFT_ID, day.DAY),
        lambda: check_void(MUGS, {}, day.SHIFT_ID, day.DAY, paid_to_makers=True),
    ):
        with pytest.raises(VoidNotAllowed):
            refused()


def test_tax_comes_back_by_the_refund_rule():
    """PPN of the line, unit by unit, exact in sum; the split stays whole in each part."""
    sale = complete_sale(
        HEADER, price(Cart().add(replace(day.MUG, price=33_333), 3), PPN), day.qris(99_999), day.ROUNDING
    )
    units = [quote(sale, {1: n}, (RefundChoice(1, 1),)).lines[0].money for n in range(3)]
    assert sum(money.tax for money in units) == inside(99_999, PPN).tax == 9_910
    assert all(money.maker_share + money.commission + money.tax == money.net for money in units)


def test_discount_that_does_not_divide_keeps_each_line_whole():
    """Net and discounts of each part add up to its gross, and all parts to the line's."""
    cart = Cart().add(replace(day.MUG, price=10_000), 3).with_line_discount(0, Discount(amount=1_000))
    sale = day.a_sale(1, cart, day.qris(29_000))
    units = [quote(sale, {1: n}, (RefundChoice(1, 1),)).lines[0].money for n in range(3)]
    assert [money.net for money in units] == [9_666, 9_667, 9_667]
    assert sum(money.gross for money in units) == 30_000
    assert all(money.gross - money.discount == money.net for money in units)


def give_back(sale, order):
    """Refund one unit after another in an order of line numbers, grouped as the order says."""
    refunded, paid_back, made = {}, {}, []
    for n, group in enumerate(order, 1):
        counts = {line_no: group.count(line_no) for line_no in group}
        quoted = quote(sale, refunded, tuple(RefundChoice(no, k) for no, k in sorted(counts.items())))
        tenders = refund_tenders(sale, paid_back, quoted.total)
        for tender in tenders:
            paid_back[tender.kind] = paid_back.get(tender.kind, 0) + tender.amount
        for line_no, k in counts.items():
            refunded[line_no] = refunded.get(line_no, 0) + k
        header = replace(HEADER, id=f"refund-{n}", number=f"GDK1-R{n:05d}")
        made.append(complete(header, sale, quoted, tenders, reason="defect"))
    return made


@st.composite
def groups_of(draw, sale, *, everything: bool):
    """Units of a sale in any order, cut into refunds."""
    units = [line.line_no for line in sale.lines for _ in range(line.quantity)]
    units = draw(st.permutations(units))
    if not everything:
        units = units[: draw(st.integers(1, len(units)))]
    groups = [[units[0]]]
    for unit in units[1:]:
        if draw(st.booleans()):
            groups.append([])
        groups[-1].append(unit)
    return groups


@thousand
@given(sales(2), st.data())
def test_full_refund_restores_everything(sale, data):
    """Invariants 17 and 18: money by tender, tax, commission, makers and stock return to nothing, in any order."""
    made = give_back(sale, data.draw(groups_of(sale, everything=True)))
    assert check_refunds(sale, made) == []
    assert sum(refund.total for refund in made) == sale.total
    for kind in TenderKind:
        paid = sum(t.amount for t in sale.tenders if t.kind is kind) - (
            sale.change if kind is TenderKind.CASH else 0
        )
        assert paid == sum(t.amount for refund in made for t in refund.tenders if t.kind is kind)
    back = [line.money for refund in made for line in refund.lines]
    sold = [line.money for line in sale.lines]
    for component in ("gross", "shared_discount", "outlet_discount", "maker_discount", "net", "tax", "commission",
                      "maker_share", "base_commission"):  # fmt: skip
        assert sum(getattr(m, component) for m in back) == sum(getattr(m, component) for m in sold), component
    entries = [*maker_ledger.of_sale(sale), *(e for refund in made for e in maker_ledger.of_refund(refund))]
    assert not any(maker_ledger.balances(entries).values())
    moves = [*stock.of_sale(sale), *(m for refund in made for m in stock.of_refund(refund))]
    assert not any(stock.on_hand(moves).values())


@thousand
@given(sales(2), st.data())
def test_partial_refunds_never_exceed_what_was_paid(sale, data):
    """Each refund is >= 0 and whole; all together stay within what came in by each tender."""
    made = give_back(sale, data.draw(groups_of(sale, everything=False)))
    assert check_refunds(sale, made) == []
    assert all(refund.total >= 0 for refund in made)
    assert sum(refund.total for refund in made) <= sale.total
    for refund in made:
        for line in refund.lines:
            money = line.money
            assert (
                money.maker_share + money.commission + money.tax == money.net == money.gross - money.discount
            )
            assert money.net >= money.tax >= 0
