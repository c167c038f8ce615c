"""Piutang after the sale: who owes, part payments, the drawer, what goes back, what no copy may do twice."""

import pytest

from pos.domain.receivable import as_paid
from pos.domain.refund import RefundChoice
from pos.domain.shift import expected_cash
from pos.domain.tender import Tender, TenderKind
from pos.errors import AmountNotAllowed, NothingOwed, ShiftNotOpen, TenderChangeNotAllowed
from pos.models import print_jobs
from pos.models import receivables as rows
from pos.services import kuitansi, receivables, refunds, shifts, shop, tender_changes, verify
from tests.builders import a_cart, cash, sell

WHO = "DISPAR-BEKASI"


def owed(amount, who=WHO):
    return Tender(TenderKind.RECEIVABLE, amount, who)


def transfer(amount):
    return Tender(TenderKind.TRANSFER, amount, "BJB-1")


def pay(ctx, sale, tender, cashier, payment_id=None):
    return ctx.writer.call(
        receivables.take_payment, ctx, payment_id=payment_id or ctx.new_id(), sale_id=sale.id, tender=tender,
        cashier=cashier,
    )  # fmt: skip


def drawer(ctx):
    return expected_cash(shifts.current_shift(ctx).opening_float, shifts.totals(ctx))


def give_back(ctx, sale, cashier, units=1, *, as_cash=False):
    return ctx.writer.call(
        refunds.refund_sale, ctx, sale_id=sale.id, choices=(RefundChoice(1, units),), reason="defect",
        cashier=cashier, as_cash=as_cash,
    )  # fmt: skip


@pytest.fixture
def sale(ctx, ratna, open_shift):
    return sell(ctx, ratna, ("M03-001", 2), pay=(owed(200_000), cash(50_000))).sale


def test_what_is_owed_is_listed_by_debtor_with_its_age(ctx, ratna, clock, sale):
    """The oldest of each first; a sale that was paid is not there."""
    sell(ctx, ratna)
    other = sell(ctx, ratna, pay=(owed(125_000, "ASITA"),)).sale
    listed = receivables.open_ones(ctx)
    assert [(one.debtor, one.sale_number, one.owed) for one in listed] == [
        ("ASITA", other.number, 125_000), (WHO, sale.number, 200_000)
    ]  # fmt: skip
    clock.advance(days=9)
    assert listed[0].age(ctx.today()) == 9


def test_the_drawer_opens_for_cash_alone(ctx, rani, sale):
    """Somebody hands over notes: they must be put somewhere. A transfer opens nothing; nor does the same press again."""
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://printer:9100"})
    by_transfer, by_cash = ctx.new_id(), ctx.new_id()
    pay(ctx, sale, transfer(50_000), rani, by_transfer)
    for _ in range(2):
        pay(ctx, sale, cash(60_000), rani, by_cash)
    with ctx.store.read() as connection:
        kicks = [
            job.document_id for job in print_jobs.all_in(connection, ("queued",)) if job.kind == "drawer"
        ]
    assert kicks == [by_cash]


def test_part_then_the_rest(ctx, rani, sale):
    """Cash lies in the drawer and is no sale; a transfer does not; then nothing is owed."""
    before = shifts.totals(ctx)
    assert pay(ctx, sale, cash(80_000), rani) == 120_000
    assert (drawer(ctx), shifts.totals(ctx).total) == (500_000 + 50_000 + 80_000, before.total)
    assert kuitansi.cover(ctx, sale.id).owed == 120_000
    assert pay(ctx, sale, transfer(120_000), rani) == 0
    assert shifts.totals(ctx).receivables == ((TenderKind.CASH, 1, 80_000), (TenderKind.TRANSFER, 1, 120_000))
    assert (receivables.open_ones(ctx), drawer(ctx)) == ((), 630_000)
    with pytest.raises(NothingOwed):
        pay(ctx, sale, cash(1_000), rani)
    assert verify.verify(ctx).findings == ()


def test_a_double_press_takes_it_once(ctx, rani, sale):
    """The same id is the same payment."""
    payment_id = ctx.new_id()
    assert [pay(ctx, sale, cash(80_000), rani, payment_id) for _ in range(2)] == [120_000, 120_000]
    assert drawer(ctx) == 630_000


@pytest.mark.parametrize("amount", [0, 200_001])
def test_never_more_than_is_owed(ctx, rani, sale, amount):
    """Nor nothing."""
    with pytest.raises(AmountNotAllowed):
        pay(ctx, sale, cash(amount), rani)
    assert drawer(ctx) == 550_000


def test_only_in_a_shift(ctx, rani, ratna, sale):
    """Cash needs a drawer that is counted."""
    ctx.writer.call(shifts.close_shift, ctx, cashier=ratna, counted=550_000)
    with pytest.raises(ShiftNotOpen):
        pay(ctx, sale, cash(1_000), rani)


def test_what_comes_back_lowers_what_is_owed_before_money_goes_out(ctx, rani, ratna, sale):
    """150.000 of 200.000 came; the first piece leaves nothing owed and the rest as it came, the second the whole."""
    pay(ctx, sale, transfer(150_000), rani)
    first = give_back(ctx, sale, ratna).tenders
    assert [(t.kind, t.amount) for t in first] == [("receivable", 50_000), ("transfer", 75_000)]
    assert receivables.open_ones(ctx) == ()
    second = give_back(ctx, sale, ratna).tenders
    assert [(t.kind, t.amount) for t in second] == [("transfer", 75_000), ("cash", 50_000)]
    assert drawer(ctx) == 500_000
    assert verify.verify(ctx).findings == ()


def test_an_exchange_carries_the_debt_over(ctx, ratna, open_shift):
    """The debtor owes for the new piece, under the name of before."""
    sale = sell(ctx, ratna, ("M03-001", 1), pay=(owed(125_000),)).sale
    cart = a_cart(ctx, ("M03-001", 1))
    both, _ = ctx.writer.call(
        refunds.exchange, ctx, sale_id=sale.id, choices=(RefundChoice(1, 1),), reason="defect", open_cart=cart,
        cashier=ratna,
    )  # fmt: skip
    (one,) = receivables.open_ones(ctx)
    assert (one.sale_number, one.debtor, one.owed) == (both.sale.number, WHO, 125_000)
    pay(ctx, both.sale, cash(125_000), ratna)
    assert verify.verify(ctx).findings == ()


def test_a_correction_does_not_take_the_money_twice(ctx, rani, ratna, open_shift):
    """A sale whose Piutang was paid cannot be rewritten as paid in cash."""
    sale = sell(ctx, ratna, pay=(owed(125_000),)).sale
    pay(ctx, sale, cash(25_000), rani)
    with pytest.raises(TenderChangeNotAllowed):
        ctx.writer.call(
            tender_changes.change_tender, ctx, seen=sale, old=sale.tenders[0], new=cash(125_000), cashier=rani
        )


def test_more_than_was_owed_is_found(ctx, rani, sale):
    """Two copies of a register each took it."""
    pay(ctx, sale, cash(200_000), rani)
    with ctx.store.write() as connection:
        connection.exec_driver_sql("UPDATE receivable_payment SET amount = amount + 1000")
    codes = {finding.code for finding in verify.verify(ctx).findings}
    assert {"receivable_overpaid", "row_differs"} <= codes
    with ctx.store.read() as connection:
        assert rows.overpaid(connection) == ((sale.id, 1_000),)


def test_paid_tenders_stand_in_the_place_of_what_was_owed():
    """And add up to the same."""
    paid = as_paid((owed(200_000), cash(50_000)), (cash(80_000), transfer(70_000)))
    assert [(t.kind, t.amount) for t in paid] == [
        ("receivable", 50_000), ("cash", 50_000), ("cash", 80_000), ("transfer", 70_000)
    ]  # fmt: skip
