"""A paid sale: rows, number, journal record, stock, maker ledger and paper in one commit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pos.domain.discount import Discount
from pos.domain.tender import Tender, TenderKind
from pos.errors import (
    ApprovalNeeded,
    CartEmpty,
    DiskFull,
    QrisLimit,
    ReferenceNotAllowed,
    ShiftNotOpen,
    TenderShort,
    TenderTooMuch,
)
from pos.models import holds as held
from pos.models import journal, ledger, print_jobs, sales, stock
from pos.services import checkout, holds, rebuild, shifts, shop, sync_status, verify
from pos.services.holds import Approved
from pos.services.record import tip_of
from tests.builders import a_cart, cash, sell


def complete(ctx, open_cart, cashier):
    return ctx.writer.call(checkout.complete_sale, ctx, open_cart=open_cart, cashier=cashier)


def sell_many(ctx, cashier, count):
    for _ in range(count):
        sell(ctx, cashier)


def test_a_cash_sale_is_whole(ctx, rani, open_shift):
    """Sale, lines, tender, stock, ledger, journal and number are there, with the figures of the worked day."""
    done = sell(ctx, rani, ("M03-001", 1), ("M18-002", 2), pay=(cash(300_000),))
    assert done.sale.number == "GDK1-000001"
    assert (done.sale.net, done.sale.total, done.sale.change) == (295_000, 295_000, 5_000)
    with ctx.store.read() as connection:
        assert sales.load(connection, done.sale.id) == done.sale
        assert stock.on_hand(connection, "M18-002") == 48
        assert ledger.balance(connection, "M18") == 136_000
        assert ledger.balance(connection, "M03") == 100_000
        record = journal.find(connection, done.sale.id)
    assert record is not None
    assert record.kind == "sale"
    assert len(done.code) == 8


def test_the_same_cart_twice_is_one_sale(ctx, rani, open_shift):
    """A double press, or a retry after a crash between commit and screen, never pays twice."""
    open_cart = a_cart(ctx, ("M03-001", 1), tenders=(cash(125_000),))
    first = complete(ctx, open_cart, rani)
    again = complete(ctx, open_cart, rani)
    assert again == first
    with ctx.store.read() as connection:
        assert len(sales.recent_ids(connection, 10)) == 1
        assert stock.on_hand(connection, "M03-001") == 49


def test_refused_sales_leave_nothing(ctx, rani, open_shift):
    """Short, too much, too large for QRIS, a card number as reference: no row, no number, no record."""
    with ctx.store.read() as connection:
        before = tip_of(ctx, connection)
    cases = [
        ((), TenderShort),
        ((cash(100_000),), TenderShort),
        ((Tender(TenderKind.DEBIT, 125_001),), TenderTooMuch),
        ((Tender(TenderKind.DEBIT, 125_000, "4111 1111 1111 1111"),), ReferenceNotAllowed),
        ((Tender(TenderKind.DEBIT, 125_000, "4111.1111.1111.1111"),), ReferenceNotAllowed),
        ((Tender(TenderKind.DEBIT, 125_000, "Bu Sari"),), ReferenceNotAllowed),
        ((Tender(TenderKind.DEBIT, 125_000, "0812-3456-7890"),), ReferenceNotAllowed),
        ((Tender(TenderKind.DEBIT, 125_000, "x" * 41),), ReferenceNotAllowed),
    ]
    for tenders, refusal in cases:
        with pytest.raises(refusal):
            complete(ctx, a_cart(ctx, ("M03-001", 1), tenders=tenders), rani)
    big = a_cart(ctx, ("M03-001", 100), tenders=(Tender(TenderKind.QRIS, 12_500_000),))
    with pytest.raises(QrisLimit):
        complete(ctx, big, rani)
    with pytest.raises(CartEmpty):
        complete(ctx, a_cart(ctx), rani)
    with ctx.store.read() as connection:
        assert tip_of(ctx, connection) == before
        assert sales.recent_ids(connection, 1) == []
    assert sell(ctx, rani).sale.number == "GDK1-000001"


def test_no_shift_no_sale(ctx, rani):
    """Selling needs an open shift; the cart stays as it was."""
    with pytest.raises(ShiftNotOpen):
        complete(ctx, a_cart(ctx, ("M03-001", 1), tenders=(cash(125_000),)), rani)


def test_numbers_are_gapless_over_refusals(ctx, rani, open_shift):
    """A refused sale gives its number back (invariant 21)."""
    numbers = [sell(ctx, rani).sale.number]
    with pytest.raises(TenderShort):
        complete(ctx, a_cart(ctx, ("M03-001", 1), tenders=(cash(1),)), rani)
    numbers.append(sell(ctx, rani).sale.number)
    assert numbers == ["GDK1-000001", "GDK1-000002"]


def test_cash_rounding_never_reaches_the_maker(ctx, rani, open_shift):
    """33.325 in cash is 33.300; the maker's share is that of 33.325."""
    done = sell(ctx, rani, ("M03-005", 1), pay=(cash(33_300),))
    assert (done.sale.rounding, done.sale.total) == (-25, 33_300)
    assert done.sale.lines[0].money.maker_share == 33_325 - 6_665


def amounts(loss):
    """Half of 85.000 off, and what that costs the gallery."""
    return {"negative_commission": loss, "discount_unlimited": 42_500}


def test_a_discount_beyond_the_commission_needs_a_manager(ctx, rani, ratna, open_shift):
    """The outlet's discount is larger than its commission: a cashier is asked to fetch a manager."""
    open_cart = a_cart(ctx, ("M18-002", 1))
    open_cart = replace(
        open_cart, cart=open_cart.cart.with_line_discount(0, Discount(bps=5000)), tenders=(cash(42_500),)
    )
    bare = replace(open_cart, tenders=())
    with pytest.raises(ApprovalNeeded):
        checkout.check_cart(ctx, bare, rani)
    with pytest.raises(ApprovalNeeded):
        ctx.writer.call(checkout.take_tender, ctx, open_cart=bare, tender=cash(20_000), cashier=rani)
    with pytest.raises(ApprovalNeeded):
        ctx.writer.call(checkout.show_qris, ctx, open_cart=bare, amount=42_500, cashier=rani)
    with pytest.raises(ApprovalNeeded):
        complete(ctx, open_cart, rani)
    little = replace(open_cart, approved=Approved(ratna, amounts(25_499)))
    with pytest.raises(ApprovalNeeded):
        complete(ctx, little, rani)
    done = complete(ctx, replace(open_cart, approved=Approved(ratna, amounts(25_500))), rani)
    assert done.sale.approval_id
    with ctx.store.read() as connection:
        approval = journal.find(connection, done.sale.approval_id)
    assert approval is not None
    stamp, said = rebuild.read(approval.line)
    assert (stamp.cashier_id, said.approver_id, said.amount) == (rani.id, ratna.id, 25_500)


def discounted(ctx, bps):
    cart = a_cart(ctx, ("M18-002", 1)).cart.with_line_discount(0, Discount(bps=bps))
    return replace(a_cart(ctx), cart=cart)


@pytest.mark.parametrize(
    ("bps", "asked"), [(1000, None), (1010, "discount_large"), (2510, "discount_unlimited")]
)
def test_each_role_has_its_limit(ctx, rani, ratna, bps, asked):
    """At the limit a cashier goes on; beyond it she is told whose word she needs."""
    open_cart = discounted(ctx, bps)
    loss = {d.permission.value: d.amount for d in checkout.demands_of(ctx, open_cart.cart)[:-1]}
    if asked is None:
        checkout.check_cart(ctx, open_cart, rani)
    else:
        with pytest.raises(ApprovalNeeded) as raised:
            checkout.check_cart(ctx, replace(open_cart, approved=Approved(ratna, loss)), rani)
        assert raised.value.facts["permission"] == asked


def test_the_cart_discount_counts_on_each_line(ctx, rani):
    """A whole-sale discount is shared out, so the same limit holds for it."""
    cart = a_cart(ctx, ("M18-002", 1), ("M03-001", 1)).cart
    asked = [d.permission.value for d in checkout.demands_of(ctx, cart.with_discount(Discount(bps=1500)))]
    assert asked == ["discount_large"]


def test_who_may_alone_agrees_for_herself(ctx, ratna, open_shift):
    """A manager's own sale below the commission."""
    cart = a_cart(ctx, ("M18-002", 1))
    cart = replace(cart, cart=cart.cart.with_line_discount(0, Discount(bps=5000)), tenders=(cash(42_500),))
    done = complete(ctx, cart, ratna)
    with ctx.store.read() as connection:
        said = rebuild.value_of(journal.find(connection, done.sale.approval_id).line)
    assert said.approver_id == ratna.id


def test_money_taken_survives_and_is_recorded(ctx, rani, open_shift):
    """Half cash, then the till stops: the cart comes back with its money, and the journal knows of it."""
    open_cart = a_cart(ctx, ("M03-001", 1))
    taken = ctx.writer.call(checkout.take_tender, ctx, open_cart=open_cart, tender=cash(50_000), cashier=rani)
    assert holds.load_open_cart(ctx) == taken
    with ctx.store.read() as connection:
        newest = tip_of(ctx, connection).seq
        assert journal.run(connection, 1, newest - 1, 1)[0].kind == "awaiting_payment"
    paid = replace(taken, tenders=(*taken.tenders, Tender(TenderKind.QRIS, 75_000)))
    done = complete(ctx, paid, rani)
    assert done.sale.total == 125_000
    assert holds.load_open_cart(ctx) is None


def test_a_shown_code_is_asked_about_after_a_restart(ctx, rani, open_shift):
    """A QRIS amount that was shown and never answered is still in question when the cart comes back."""
    shown = ctx.writer.call(
        checkout.show_qris, ctx, open_cart=a_cart(ctx, ("M03-001", 1)), amount=125_000, cashier=rani
    )
    back = holds.load_open_cart(ctx)
    assert back == shown
    assert back.money_taken
    assert back.qris_amount == 125_000


def test_dropping_a_tender_gives_the_money_back(ctx, rani, open_shift):
    """The last tender taken out again leaves a plain cart."""
    taken = ctx.writer.call(
        checkout.take_tender, ctx, open_cart=a_cart(ctx, ("M03-001", 1)), tender=cash(50_000), cashier=rani
    )
    dropped = ctx.writer.call(checkout.drop_tender, ctx, open_cart=taken, index=0, cashier=rani)
    assert not dropped.money_taken
    with ctx.store.read() as connection:
        assert held.waiting_cash(connection) == 0


def test_a_full_disk_loses_nothing_and_prints_nothing(ctx, rani, open_shift):
    """SQLITE_FULL in the sale: one clear Trouble, no number lost, the next sale goes through."""
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9100"})
    sell(ctx, rani)
    with ctx.store.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DiskFull):
        sell_many(ctx, rani, 200)
    with ctx.store.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1073741823")
    last = sell(ctx, rani).sale
    with ctx.store.read() as connection:
        count = len(sales.recent_ids(connection, 1000))
        jobs = print_jobs.all_in(connection, ("queued",), limit=1000)
    assert last.number == f"GDK1-{count:06d}"
    assert len({job.document_id for job in jobs if job.kind == "receipt"}) == count
    assert verify.verify(ctx).findings == ()


def test_a_clock_that_goes_back_is_recorded(ctx, rani, open_shift, clock):
    """The order stays that of the journal; the change of the clock is a record of its own."""
    sell(ctx, rani)
    clock.at -= timedelta(hours=1)
    sell(ctx, rani)
    with ctx.store.read() as connection:
        newest = tip_of(ctx, connection).seq
        kinds = [line.kind for line in journal.run(connection, 1, newest - 3, 3)]
    assert kinds == ["sale", "clock_change", "sale"]
    assert verify.verify(ctx).findings == ()


def test_a_drawer_kick_stands_before_the_receipt(ctx, rani, open_shift):
    """Cash: drawer, then receipt; card: the receipt alone; without a printer: nothing."""
    sell(ctx, rani)
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9100"})
    sell(ctx, rani)
    sell(ctx, rani, pay=(Tender(TenderKind.DEBIT, 125_000, "123456"),))
    with ctx.store.read() as connection:
        kinds = [job.kind for job in print_jobs.all_in(connection, ("queued",))]
    assert kinds == ["drawer", "receipt", "receipt"]


def test_a_pkp_outlet_splits_without_the_tax(ctx, rani):
    """PPN lies inside the price; commission and maker's share come from what is left (domain.md §2.3)."""
    ctx.writer.call(shop.change_settings, ctx, {"outlet.is_pkp": True})
    ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=0)
    money = sell(ctx, rani).sale.lines[0].money
    assert (money.net, money.tax, money.base) == (125_000, 12_387, 112_613)
    assert money.maker_share + money.commission + money.tax == 125_000


def test_a_doubtful_clock_shows_until_the_next_start(ctx, rani, open_shift, clock):
    """Gone back, or minutes off the centre's: one red cell, one record, selling goes on."""
    sell(ctx, rani)
    assert sync_status.current(ctx).problem == ""
    ctx.offset_ms = 121_000
    sell(ctx, rani)
    sell(ctx, rani)
    status = sync_status.current(ctx)
    assert (status.kind, status.problem) == ("attention", "ClockWrong")
    with ctx.store.read() as connection:
        newest = tip_of(ctx, connection).seq
        kinds = [line.kind for line in journal.run(connection, 1, newest - 4, 4)]
    assert kinds == ["sale", "clock_change", "sale", "sale"]
