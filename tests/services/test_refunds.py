"""Refund by line, void, exchange: exact to the rupiah, once, and the drawer knows it all."""

from dataclasses import replace
from random import Random

import pytest

from pos.domain.discount import Discount
from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.shift import expected_cash
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.errors import (
    AmountNotAllowed,
    ApprovalNeeded,
    CartEmpty,
    NothingToRefund,
    ReferenceNotAllowed,
    SaleNotFound,
    ShiftNotOpen,
    TenderShort,
    VoidNotAllowed,
)
from pos.models import journal, ledger, print_jobs, stock
from pos.models import refunds as rows
from pos.services import refunds, shifts, shop, verify
from pos.services.record import tip_of
from tests.builders import a_cart, cash, sell

ONE = (RefundChoice(1, 1),)


def give_back(ctx, sale, cashier, *choices, reason=Reason.DEFECT.value, **facts):
    return ctx.writer.call(
        refunds.refund_sale,
        ctx,
        sale_id=sale.id,
        choices=choices or ONE,
        reason=reason,
        cashier=cashier,
        **facts,
    )


def void(ctx, sale, cashier):
    return ctx.writer.call(
        refunds.void_sale, ctx, sale_id=sale.id, reason=Reason.MISTAKE.value, cashier=cashier
    )


def swap(ctx, sale, cashier, open_cart, *choices):
    return ctx.writer.call(
        refunds.exchange, ctx, sale_id=sale.id, choices=choices or ONE, reason=Reason.WRONG_ITEM.value,
        open_cart=open_cart, cashier=cashier,
    )  # fmt: skip


def drawer(ctx):
    """What the books say lies in the drawer."""
    return expected_cash(shifts.current_shift(ctx).opening_float, shifts.totals(ctx))


def tip(ctx):
    with ctx.store.read() as connection:
        return tip_of(ctx, connection)


def by_kind(tenders):
    return [(t.kind.value, t.amount, t.state.value) for t in tenders]


def test_one_of_two_mugs(ctx, rani, open_shift):
    """The vector of domain.md §1.3: N 153.000, K 17.000, M 136.000 of two; one gives 76.500, 8.500, 68.000."""
    open_cart = a_cart(ctx, ("M18-002", 2))
    cart = open_cart.cart.with_line_discount(0, Discount(bps=1000))
    from pos.services import checkout

    sale = ctx.writer.call(
        checkout.complete_sale,
        ctx,
        open_cart=replace(open_cart, cart=cart, tenders=(cash(153_000),)),
        cashier=rani,
    ).sale
    assert (sale.net, sale.lines[0].money.commission, sale.lines[0].money.maker_share) == (
        153_000,
        17_000,
        136_000,
    )
    refund = give_back(ctx, sale, rani)
    money = refund.lines[0].money
    assert (refund.total, money.commission, money.maker_share) == (76_500, 8_500, 68_000)
    assert refund.header.number == "GDK1-R00001"
    with ctx.store.read() as connection:
        assert ledger.balance(connection, "M18") == 68_000
        assert stock.on_hand(connection, "M18-002") == 49
        assert rows.load(connection, refund.header.id) == refund
        assert journal.find(connection, refund.header.id).kind == "refund"
    assert drawer(ctx) == 500_000 + 76_500


def test_a_damaged_piece_does_not_come_back_on_hand(ctx, rani, open_shift):
    """The money goes back, the piece does not."""
    sale = sell(ctx, rani, ("M18-002", 1)).sale
    give_back(ctx, sale, rani, RefundChoice(1, 1, to_shelf=False))
    with ctx.store.read() as connection:
        assert stock.on_hand(connection, "M18-002") == 49


@pytest.mark.parametrize("seed", range(4))
def test_any_partition_gives_back_exactly_what_was_paid(ctx, ratna, open_shift, seed):
    """Unit by unit, in any order and grouping: every component sums up again, stock and ledger end at nothing."""
    from pos.services import checkout

    random = Random(seed)
    open_cart = a_cart(ctx, ("M03-005", 7), ("M18-002", 3), ("M10-003", 5), ("OWN-001", 2))
    cart = open_cart.cart.with_discount(Discount(bps=random.choice((333, 1250, 3000))))
    open_cart = replace(open_cart, cart=cart, tenders=(Tender(TenderKind.QRIS, 100_000), cash(1_000_000)))
    sale = ctx.writer.call(checkout.complete_sale, ctx, open_cart=open_cart, cashier=ratna).sale
    left = {line.line_no: line.quantity for line in sale.lines}
    done = []
    while any(left.values()):
        nos = random.sample([no for no, units in left.items() if units], 1)
        choices = tuple(RefundChoice(no, random.randint(1, left[no])) for no in nos)
        for choice in choices:
            left[choice.line_no] -= choice.quantity
        done.append(give_back(ctx, sale, ratna, *choices))
    assert sum(r.total for r in done) == sale.total
    assert sum(r.net for r in done) == sale.net
    for line in sale.lines:
        parts = [x.money for r in done for x in r.lines if x.line_no == line.line_no]
        for name in ("gross", "net", "commission", "maker_share", "outlet_discount", "tax"):
            assert sum(getattr(p, name) for p in parts) == getattr(line.money, name), name
    kinds = {k: sum(t.amount for r in done for t in r.tenders if t.kind is k) for k in TenderKind}
    assert kinds[TenderKind.QRIS] == 100_000
    assert kinds[TenderKind.CASH] == sale.total - 100_000
    assert drawer(ctx) == 500_000
    with ctx.store.read() as connection:
        assert {ledger.balance(connection, m) for m in ("M03", "M18", "M10")} == {0}
        assert stock.on_hand(connection, "M03-005") == 50
    with pytest.raises(NothingToRefund):
        give_back(ctx, sale, ratna)
    assert verify.verify(ctx).findings == ()


def test_a_double_press_refunds_once(ctx, rani, open_shift):
    """Both were quoted before either was written: the second finds nothing left."""
    sale = sell(ctx, rani).sale
    futures = [
        ctx.writer.submit(
            refunds.refund_sale, ctx, sale_id=sale.id, choices=ONE, reason=Reason.DEFECT.value, cashier=rani
        )
        for _ in range(2)
    ]
    assert futures[0].result().total == 125_000
    with pytest.raises(NothingToRefund):
        futures[1].result()
    assert drawer(ctx) == 500_000


@pytest.mark.parametrize(
    "choices",
    [
        (),
        (RefundChoice(1, 2),),
        (RefundChoice(1, 0),),
        (RefundChoice(1, -1),),
        (RefundChoice(9, 1),),
        ONE * 2,
    ],
)
def test_what_cannot_be_given_back_leaves_nothing(ctx, rani, open_shift, choices):
    """None, too many, negative, no such line, a line twice: no number, no record, no row."""
    sale = sell(ctx, rani).sale
    before = tip(ctx)
    with pytest.raises(NothingToRefund):
        ctx.writer.call(refunds.refund_sale, ctx, sale_id=sale.id, choices=choices, reason="x", cashier=rani)
    with pytest.raises(NothingToRefund):
        refunds.quote(ctx, sale_id=sale.id, choices=choices)
    assert tip(ctx) == before
    assert give_back(ctx, sale, rani).header.number == "GDK1-R00001"


def test_a_sale_is_found_by_its_number(ctx, rani, open_shift):
    """As printed, in small letters, by its running digits; another outlet's is not here."""
    sale = sell(ctx, rani).sale
    for typed in ("GDK1-000001", " gdk1-000001 ", "1", "000001"):
        assert refunds.find_sale(ctx, typed).sale == sale
    found = refunds.find_sale(ctx, "1")
    assert (found.refunded, found.refundable, len(found.code)) == ({}, True, 8)
    give_back(ctx, sale, rani)
    assert refunds.find_sale(ctx, "1").refunded == {1: 1}
    assert not refunds.find_sale(ctx, "1").refundable
    for typed in ("BLU1-000001", "2", "", "'; --", "9" * 400):
        with pytest.raises(SaleNotFound):
            refunds.find_sale(ctx, typed)
    with pytest.raises(SaleNotFound):
        give_back(ctx, replace(sale, header=replace(sale.header, id="nowhere")), rani)


def test_the_newest_sales_come_first(ctx, rani, open_shift):
    """At most as many as asked for."""
    numbers = [sell(ctx, rani).sale.number for _ in range(4)]
    assert [s.sale.number for s in refunds.recent_sales(ctx, 3)] == numbers[:0:-1]


def test_cash_for_qris_needs_a_supervisor(ctx, rani, ratna, open_shift):
    """The original tender is the rule (invariant 20); a cashier alone cannot turn it into cash."""
    sale = sell(ctx, rani, pay=(Tender(TenderKind.QRIS, 125_000),)).sale
    with pytest.raises(ApprovalNeeded):
        give_back(ctx, sale, rani, as_cash=True)
    assert drawer(ctx) == 500_000
    refund = give_back(ctx, sale, ratna, as_cash=True)
    assert by_kind(refund.tenders) == [("cash", 125_000, "recorded")]
    with ctx.store.read() as connection:
        assert journal.find(connection, refund.approval_id).kind == "approval"
    assert drawer(ctx) == 375_000


def test_no_approval_is_asked_for_cash_that_was_cash(ctx, rani, open_shift):
    """Nothing turns into anything."""
    assert give_back(ctx, sell(ctx, rani).sale, rani, as_cash=True).approval_id == ""


def test_the_rest_after_a_cash_refund_still_goes_back(ctx, rani, ratna, open_shift):
    """Half of a QRIS sale was given back in cash; the other half goes back to QRIS."""
    sale = sell(ctx, rani, ("M18-002", 2), pay=(Tender(TenderKind.QRIS, 170_000),)).sale
    give_back(ctx, sale, ratna, as_cash=True)
    assert by_kind(give_back(ctx, sale, rani).tenders) == [("qris", 85_000, "recorded")]


def test_rounding_goes_back_with_the_last_unit(ctx, rani, open_shift):
    """66.650 in cash was 66.600: two refunds give back 66.600, never a rupiah more (invariant 18)."""
    sale = sell(ctx, rani, ("M03-005", 2), pay=(cash(66_600),)).sale
    first, last = give_back(ctx, sale, rani), give_back(ctx, sale, rani)
    assert (first.total, last.total) == (33_325, 33_275)
    assert (first.rounding, last.rounding) == (0, -50)


def test_a_void_undoes_everything_within_the_shift(ctx, rani, ratna, open_shift):
    """By a manager only; kind void, drawer, stock and ledger as before; not twice, not after a refund."""
    sale = sell(ctx, rani, ("M03-001", 2)).sale
    with pytest.raises(ApprovalNeeded):
        void(ctx, sale, rani)
    done = void(ctx, sale, ratna)
    assert done.void
    assert drawer(ctx) == 500_000
    with ctx.store.read() as connection:
        assert journal.find(connection, done.header.id).kind == "void"
        assert stock.on_hand(connection, "M03-001") == 50
        assert ledger.balance(connection, "M03") == 0
    with pytest.raises(VoidNotAllowed):
        void(ctx, sale, ratna)
    other = sell(ctx, rani, ("M03-001", 2)).sale
    give_back(ctx, other, rani)
    with pytest.raises(VoidNotAllowed):
        void(ctx, other, ratna)


def test_a_void_ends_with_its_shift_and_a_refund_does_not(ctx, rani, ratna, open_shift):
    """The next shift gives the money back from its own drawer; the closed one stays as it was."""
    call = ctx.writer.call
    sale = sell(ctx, rani).sale
    closed = call(shifts.close_shift, ctx, cashier=rani, counted=625_000)
    for act in (lambda: void(ctx, sale, ratna), lambda: give_back(ctx, sale, rani)):
        with pytest.raises(ShiftNotOpen):
            act()
    again = call(shifts.open_shift, ctx, cashier=rani, opening_float=500_000)
    with pytest.raises(VoidNotAllowed):
        void(ctx, sale, ratna)
    refund = give_back(ctx, sale, rani)
    assert refund.header.shift_id == again.id
    assert drawer(ctx) == 375_000
    with ctx.store.read() as connection:
        from pos.models import shifts as shift_rows

        assert shift_rows.totals(connection, open_shift.id) == closed.totals
    assert verify.verify(ctx).findings == ()


@pytest.mark.parametrize(
    ("paid", "goods", "more", "carried", "given", "cash_in"),
    [
        # a syal of 125.000 in cash for something of the same price, dearer, cheaper, with rounding
        ((cash(125_000),), ("M03-001", 1), (), [("cash", 125_000, "carried")], [], 0),
        ((cash(125_000),), ("M18-002", 2), (cash(50_000),), [("cash", 125_000, "carried")], [], 45_000),
        ((cash(125_000),), ("M10-003", 1), (), [("cash", 12_500, "carried")], [("cash", 112_500, "recorded")], -112_500),
        ((cash(125_000),), ("M03-005", 1), (), [("cash", 33_300, "carried")], [("cash", 91_700, "recorded")], -91_700),
        # paid by QRIS: what is too much goes back to QRIS, and the exact price is carried
        ((Tender(TenderKind.QRIS, 125_000),), ("M03-005", 1), (), [("qris", 33_325, "carried")],
         [("qris", 91_675, "recorded")], 0),
        ((Tender(TenderKind.QRIS, 125_000),), ("M18-002", 2), (cash(45_000),), [("qris", 125_000, "carried")], [], 45_000),
        ((Tender(TenderKind.QRIS, 125_000),), ("M18-002", 2), (Tender(TenderKind.DEBIT, 45_000, "12"),),
         [("qris", 125_000, "carried")], [], 0),
        # split: the non-cash part is carried first
        ((Tender(TenderKind.QRIS, 100_000), cash(25_000)), ("M18-002", 1), (), [("qris", 85_000, "carried")],
         [("qris", 15_000, "recorded"), ("cash", 25_000, "recorded")], -25_000),
    ],
)  # fmt: skip
def test_an_exchange_moves_only_the_difference(
    ctx, rani, open_shift, paid, goods, more, carried, given, cash_in
):
    """What is carried moves nowhere; the drawer changes by the cash that really moved."""
    sale = sell(ctx, rani, pay=paid).sale
    before = drawer(ctx)
    both, code = swap(ctx, sale, rani, a_cart(ctx, goods, tenders=more))
    marked = by_kind(both.refund.tenders)
    assert [t for t in marked if t[2] == "carried"] == carried
    assert [t for t in marked if t[2] != "carried"] == given
    assert [t for t in by_kind(both.sale.tenders) if t[2] == "carried"] == carried
    assert drawer(ctx) - before == cash_in
    assert both.sale.exchange_of == both.refund.header.id
    assert both.refund.header.at == both.sale.header.at
    assert len(code) == 8
    with ctx.store.read() as connection:
        assert journal.find(connection, both.id).kind == "exchange"
    assert verify.verify(ctx).findings == ()


def test_an_exchange_is_whole_or_nothing(ctx, rani, open_shift):
    """Too little, an empty cart, a negative or absurd tender, a card number: the old sale is untouched."""
    sale = sell(ctx, rani).sale
    before = tip(ctx)
    cases = [
        (a_cart(ctx, ("M18-002", 2)), TenderShort),
        (a_cart(ctx), CartEmpty),
        (a_cart(ctx, ("M18-002", 2), tenders=(cash(50_000), cash(-5_000))), AmountNotAllowed),
        (a_cart(ctx, ("M18-002", 2), tenders=(cash(10**13),)), AmountNotAllowed),
        (a_cart(ctx, ("M18-002", 2), tenders=(cash(10**12 - 1), cash(10**12 - 1))), AmountNotAllowed),
        (
            a_cart(ctx, ("M18-002", 2), tenders=(Tender(TenderKind.DEBIT, 45_000, "4" * 16),)),
            ReferenceNotAllowed,
        ),
    ]
    for open_cart, refusal in cases:
        with pytest.raises(refusal):
            swap(ctx, sale, rani, open_cart)
    assert tip(ctx) == before
    assert refunds.find_sale(ctx, sale.number).refunded == {}


def test_the_same_exchange_twice_is_one(ctx, rani, open_shift):
    """A double press gives the same documents, also where units are left to exchange."""
    sale = sell(ctx, rani, ("M18-002", 3)).sale
    open_cart = a_cart(ctx, ("M18-002", 1))
    first, again = swap(ctx, sale, rani, open_cart), swap(ctx, sale, rani, open_cart)
    assert first == again
    assert refunds.find_sale(ctx, sale.number).refunded == {1: 1}


def test_an_exchanged_sale_can_be_refunded_to_what_was_really_paid(ctx, rani, open_shift):
    """QRIS was carried into the new sale: it goes back to QRIS, the added cash to cash."""
    sale = sell(ctx, rani, pay=(Tender(TenderKind.QRIS, 125_000),)).sale
    both, _ = swap(ctx, sale, rani, a_cart(ctx, ("M18-002", 2), tenders=(cash(45_000),)))
    refund = give_back(ctx, both.sale, rani, RefundChoice(1, 2))
    assert by_kind(refund.tenders) == [("qris", 125_000, "recorded"), ("cash", 45_000, "recorded")]
    assert drawer(ctx) == 500_000


def test_carried_money_opens_no_drawer(ctx, rani, open_shift):
    """An even exchange of a cash sale moves no cash; a refund in cash does, one to QRIS does not."""
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9100"})

    def kinds_after(act):
        with ctx.store.read() as connection:
            before = len(print_jobs.all_in(connection, ("queued",)))
        act()
        with ctx.store.read() as connection:
            return [job.kind for job in print_jobs.all_in(connection, ("queued",))[before:]]

    sale, by_code = (
        sell(ctx, rani, ("M18-002", 2)).sale,
        sell(ctx, rani, pay=(Tender(TenderKind.QRIS, 125_000),)).sale,
    )
    assert kinds_after(lambda: swap(ctx, sale, rani, a_cart(ctx, ("M18-002", 1)))) == ["receipt"]
    assert kinds_after(lambda: swap(ctx, sell(ctx, rani).sale, rani, a_cart(ctx, ("M10-003", 1))))[2:] == [
        "drawer",
        "receipt",
    ]
    assert kinds_after(lambda: give_back(ctx, sale, rani)) == ["drawer", "refund"]
    assert kinds_after(lambda: give_back(ctx, by_code, rani)) == ["refund"]


def test_a_carried_tender_is_marked_on_both_sides(ctx, rani, open_shift):
    """So that no report counts it as money (exchange)."""
    sale = sell(ctx, rani).sale
    both, _ = swap(ctx, sale, rani, a_cart(ctx, ("M03-001", 1)))
    assert {t.state for t in (*both.sale.tenders, *both.refund.tenders)} == {TenderState.CARRIED}
    assert (both.to_pay, both.to_give_back) == (0, 0)
