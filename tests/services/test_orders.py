"""Pesanan: a deposit is a liability until a sale uses it, it goes back, or it is forfeited; the drawer stays equal."""

from datetime import date, timedelta
from random import Random

import pytest

from pos.domain.cart import Cart
from pos.domain.deposit import DepositAct
from pos.domain.refund import RefundChoice
from pos.domain.shift import expected_cash
from pos.domain.tender import Tender, TenderKind
from pos.errors import (
    AmountNotAllowed,
    ApprovalNeeded,
    CartLocked,
    ForfeitTooEarly,
    NotEnoughInDrawer,
    OrderClosed,
    ShiftNotOpen,
)
from pos.i18n import Texts
from pos.models import catalog, deposits, print_jobs
from pos.printing.preview import as_text
from pos.services import checkout, holds, order_papers, orders, refunds, shifts, shop, verify
from pos.services.holds import OpenCart
from tests.builders import BY_ID, sell

CASH, QRIS = TenderKind.CASH, TenderKind.QRIS


def take(ctx, cashier, amount=100_000, kind=CASH, days=7, product="M18-002", quantity=4):
    cart = OpenCart(ctx.new_id(), Cart().add(BY_ID[product], quantity))
    ctx.writer.call(holds.save_open_cart, ctx, cart)
    due = ctx.today() + timedelta(days=days)
    return ctx.writer.call(
        orders.take, ctx, open_cart=cart, tender=Tender(kind, amount), due_on=due, cashier=cashier
    )


def settle(ctx, cashier, taken, *rest):
    cart = ctx.writer.call(orders.settle, ctx, deposit_id=taken.id, cashier=cashier)
    for tender in rest[:-1]:
        cart = ctx.writer.call(checkout.take_tender, ctx, open_cart=cart, tender=tender, cashier=cashier)
    paid = OpenCart(cart.id, cart.cart, (*cart.tenders, *rest[-1:]), customer_id=cart.customer_id)
    return ctx.writer.call(checkout.complete_sale, ctx, open_cart=paid, cashier=cashier).sale


def cancel(ctx, cashier, taken, **facts):
    return ctx.writer.call(orders.cancel, ctx, deposit_id=taken.id, cashier=cashier, **facts)


def drawer(ctx):
    return expected_cash(shifts.current_shift(ctx).opening_float, shifts.totals(ctx))


def owed(ctx):
    with ctx.store.read() as connection:
        return deposits.liability(connection)


def test_a_deposit_is_a_liability_and_no_sale(ctx, rani, open_shift):
    """In the drawer and among what is owed; not in the turnover. The cart is gone from the counter."""
    before = drawer(ctx)
    taken = take(ctx, rani)
    totals = shifts.totals(ctx)
    assert (taken.header.number, taken.rest) == ("GDK1-UM00001", 240_000)
    assert (drawer(ctx) - before, owed(ctx), totals.total, totals.sale_count) == (100_000, 100_000, 0, 0)
    assert totals.deposits == ((DepositAct.TAKE, 1, 100_000),)
    assert holds.load_open_cart(ctx) is None
    (order,) = orders.open_orders(ctx)
    assert (order.title, order.taken, order.days_late(date(2099, 1, 1)) > 0) == (
        BY_ID["M18-002"].title,
        taken,
        True,
    )
    assert verify.verify(ctx).findings == ()


def test_the_same_cart_is_one_order(ctx, rani, open_shift):
    """A double press takes one deposit."""
    taken = take(ctx, rani)
    cart = OpenCart(taken.id, Cart().add(BY_ID["M18-002"], 4))
    again = ctx.writer.call(
        orders.take, ctx, open_cart=cart, tender=Tender(CASH, 5), due_on=ctx.today(), cashier=rani
    )
    assert (again.amount, owed(ctx)) == (100_000, 100_000)


def test_settled_by_a_sale_with_the_rest(ctx, rani, open_shift):
    """The deposit is a tender of the sale and owed no more; only the rest is new cash."""
    taken = take(ctx, rani)
    before = drawer(ctx)
    sale = settle(ctx, rani, taken, Tender(CASH, 250_000))
    assert (sale.total, sale.change) == (340_000, 10_000)
    assert sale.tenders[0] == Tender(TenderKind.DEPOSIT, 100_000, "GDK1-UM00001")
    totals = shifts.totals(ctx)
    assert (drawer(ctx) - before, owed(ctx), totals.total) == (240_000, 0, 340_000)
    assert totals.tender(TenderKind.DEPOSIT) == 100_000
    assert {act: amount for act, _, amount in totals.deposits} == {
        DepositAct.TAKE: 100_000,
        DepositAct.USE: 100_000,
    }
    assert orders.open_orders(ctx) == ()
    assert verify.verify(ctx).findings == ()


def test_the_agreed_price_holds(ctx, rani, open_shift):
    """Dearer goods since then: the order is paid at its own prices."""
    taken = take(ctx, rani)
    with ctx.store.write() as connection:
        catalog.set_price(connection, "M18-002", 99_000)
    cart = ctx.writer.call(orders.settle, ctx, deposit_id=taken.id, cashier=rani)
    assert checkout.price_cart(ctx, cart.cart).net == 340_000


def test_a_deposit_pays_once(ctx, rani, ratna, open_shift):
    """Settled twice from two carts, or cancelled meanwhile: the second is refused and nothing is written."""
    taken = take(ctx, rani, kind=QRIS)
    cart = ctx.writer.call(orders.settle, ctx, deposit_id=taken.id, cashier=rani)
    with pytest.raises(CartLocked):
        ctx.writer.call(orders.settle, ctx, deposit_id=taken.id, cashier=rani)
    cancel(ctx, ratna, taken)
    paid = OpenCart(cart.id, cart.cart, (*cart.tenders, Tender(CASH, 240_000)))
    with pytest.raises(OrderClosed):
        ctx.writer.call(checkout.complete_sale, ctx, open_cart=paid, cashier=rani)
    with pytest.raises(OrderClosed):
        cancel(ctx, ratna, taken)
    assert (shifts.totals(ctx).sale_count, owed(ctx)) == (0, 0)
    assert verify.verify(ctx).findings == ()


def test_giving_back_needs_a_supervisor_and_the_cash(ctx, rani, ratna, open_shift):
    """A second person; never more than lies in the drawer."""
    before = drawer(ctx)
    taken = take(ctx, rani)
    with pytest.raises(ApprovalNeeded):
        cancel(ctx, rani, taken)
    back = cancel(ctx, rani, taken, approver=ratna, reason="Pembeli batal")
    assert back.approval_id
    assert (drawer(ctx), owed(ctx)) == (before, 0)
    dear = take(ctx, rani, amount=1_000_000, product="M01-014", quantity=1)
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=before + 1_000_000, left=0)
    ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=0)
    with pytest.raises(NotEnoughInDrawer):
        cancel(ctx, ratna, dear)
    assert owed(ctx) == 1_000_000
    assert verify.verify(ctx).findings == ()


def test_forfeited_only_after_the_due_date(ctx, rani, ratna, open_shift, clock):
    """Then its cash stays, and it is owed no more."""
    taken = take(ctx, rani, days=1)
    held = drawer(ctx)
    with pytest.raises(ForfeitTooEarly):
        cancel(ctx, ratna, taken, forfeit=True)
    clock.advance(hours=48)
    cancel(ctx, ratna, taken, forfeit=True)
    assert (drawer(ctx), owed(ctx)) == (held, 0)


def test_what_cannot_be_taken(ctx, rani, open_shift):
    """More than the goods cost, or nothing."""
    for amount in (0, 340_001):
        with pytest.raises(AmountNotAllowed):
            take(ctx, rani, amount=amount)
    assert owed(ctx) == 0


def test_without_a_shift_nothing_is_taken(ctx, rani):
    """As any money."""
    with pytest.raises(ShiftNotOpen):
        take(ctx, rani)


def test_a_sale_paid_with_a_deposit_goes_back_in_money(ctx, rani, ratna, open_shift):
    """The deposit was used up: what it brought goes back in cash, not as a deposit."""
    sale = settle(ctx, rani, take(ctx, rani), Tender(CASH, 240_000))
    back = ctx.writer.call(refunds.void_sale, ctx, sale_id=sale.id, cashier=ratna, reason="wrong_item")
    assert back.tenders == (Tender(CASH, 340_000),)


@pytest.mark.parametrize("seed", range(8))
def test_taken_less_ended_is_what_is_owed(ctx, rani, ratna, clock, open_shift, seed):
    """Weeks of orders at random: taken − used − given back − forfeited = owed; the drawer follows; a rebuild agrees."""
    random, held, cash = Random(seed), {}, drawer(ctx)
    for _ in range(14):
        clock.advance(hours=random.randint(1, 30))
        act = random.choice(("take", "take", "settle", "back", "forfeit", "sell"))
        if act == "take":
            kind, amount = random.choice((CASH, QRIS)), random.randint(1, 340) * 1_000
            taken = take(ctx, rani, amount, kind, days=random.randint(0, 1))
            held[taken.id] = taken
            cash += amount if kind is CASH else 0
        elif act == "sell":
            sell(ctx, rani, ("M18-002", 1))
            cash += 85_000
        elif held:
            taken = held[random.choice(sorted(held))]
            if act == "settle":
                rest = (Tender(CASH, taken.rest),) if taken.rest else ()
                settle(ctx, rani, taken, *rest)
                cash += taken.rest
            elif act == "back":
                cancel(ctx, ratna, taken)
                cash -= taken.amount if taken.tenders[0].kind is CASH else 0
            elif taken.due_on < ctx.today():
                cancel(ctx, ratna, taken, forfeit=True)
            else:
                continue
            del held[taken.id]
        assert (owed(ctx), drawer(ctx)) == (sum(d.amount for d in held.values()), cash)
    assert {order.taken.id for order in orders.open_orders(ctx)} == set(held)
    by_act = {act: amount for act, _, amount in shifts.totals(ctx).deposits}
    ended = sum(amount for act, amount in by_act.items() if act is not DepositAct.TAKE)
    assert by_act.get(DepositAct.TAKE, 0) - ended == owed(ctx)
    assert verify.verify(ctx).findings == ()


def test_the_buyer_gets_a_paper(ctx, rani, ratna, open_shift):
    """Total, deposit, what is left and when; and again when the money goes back. It says that it is no receipt."""
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9"})
    taken = take(ctx, rani)
    cancel(ctx, ratna, taken, reason="Pembeli pindah rumah")
    with ctx.store.read() as connection:
        jobs = [job for job in print_jobs.all_in(connection, ("queued",)) if job.kind == "order_slip"]
        took, gave = (as_text(order_papers.ops_of(ctx, connection, job, 32, Texts("id")), 32) for job in jobs)
    assert "TANDA TERIMA UANG MUKA" in took
    for words in ("GDK1-UM00001", "340.000", "Rp100.000", "240.000", "Bukan nota penjualan"):
        assert words in took
    assert "UANG MUKA KEMBALI" in gave
    assert "Pembeli pindah rumah" in gave


def test_a_deposit_by_qris_leaves_the_drawer_with_a_word_only(ctx, rani, ratna, open_shift):
    """Else a cashier turns money in the bank into cash: it goes back by transfer, and in cash with a second person."""
    sale = settle(ctx, rani, take(ctx, rani, 200_000, QRIS), Tender(CASH, 140_000))
    choices, facts = (RefundChoice(1, 4),), {"reason": "defect", "cashier": rani}

    def give_back(**more):
        return ctx.writer.call(refunds.refund_sale, ctx, sale_id=sale.id, choices=choices, **facts, **more)

    before = drawer(ctx)
    with pytest.raises(ApprovalNeeded):
        give_back(as_cash=True)
    assert drawer(ctx) == before
    back = give_back().tenders
    assert [(t.kind, t.amount) for t in back] == [("transfer", 200_000), ("cash", 140_000)]
    assert drawer(ctx) == before - 140_000
    assert verify.verify(ctx).findings == ()


def test_what_is_ordered_is_reserved_for_its_buyer(ctx, rani, open_shift):
    """Another cart hears of it; the order's own settling does not, and after it nobody does."""
    taken = take(ctx, rani, quantity=4)
    assert orders.reserved(ctx, OpenCart("x")) == {"M18-002": 4}
    cart = ctx.writer.call(orders.settle, ctx, deposit_id=taken.id, cashier=rani)
    assert orders.reserved(ctx, cart) == {}
    assert orders.reserved(ctx, OpenCart("x")) == {"M18-002": 4}
    rest = cart.cart.gross - taken.amount
    paid = OpenCart(cart.id, cart.cart, (*cart.tenders, Tender(CASH, rest)))
    ctx.writer.call(checkout.complete_sale, ctx, open_cart=paid, cashier=rani)
    assert orders.reserved(ctx, OpenCart("x")) == {}
