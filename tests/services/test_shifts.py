"""Opening, cash in and out, closing: blind, never refused, and as fast in year ten as on day one."""

from dataclasses import replace
from random import Random

import pytest
import sqlalchemy as sa

from pos.domain.money import RUPIAH_MAX
from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.shift import CashMovementKind, ShiftTotals
from pos.domain.tender import Tender, TenderKind
from pos.errors import (
    AmountNotAllowed,
    NotEnoughInDrawer,
    RecordUnreadable,
    ShiftAlreadyOpen,
    ShiftNotOpen,
)
from pos.models import journal, print_jobs, register
from pos.models import shifts as rows
from pos.printing.preview import as_text
from pos.printing.profiles import find_profile
from pos.services import checkout, papers, rebuild, refunds, shifts, shop, verify
from pos.services.record import tip_of
from tests.builders import a_cart, cash, sell
from tests.services.busy import Busy


def open_(ctx, cashier, amount=0):
    return ctx.writer.call(shifts.open_shift, ctx, cashier=cashier, opening_float=amount)


def move(ctx, cashier, kind, amount, reason=Reason.SUPPLIES.value):
    return ctx.writer.call(
        shifts.record_cash_movement, ctx, cashier=cashier, kind=kind, amount=amount, reason=reason
    )


def close(ctx, cashier, counted=0, **facts):
    return ctx.writer.call(shifts.close_shift, ctx, cashier=cashier, counted=counted, **facts)


def newest(ctx):
    with ctx.store.read() as connection:
        seq = tip_of(ctx, connection).seq
        return rebuild.value_of(journal.run(connection, 1, seq - 1, 1)[0].line)


def test_a_shift_begins_with_its_float(ctx, rani):
    """Number, business date in WIB, float and person, and its record."""
    assert shifts.current_shift(ctx) is None
    shift = open_(ctx, rani, 500_000)
    assert (shift.number, shift.business_date.isoformat(), shift.opening_float) == (1, "2026-11-14", 500_000)
    assert shifts.current_shift(ctx) == shift
    assert newest(ctx) == shift


def test_the_business_date_is_that_of_the_islands(ctx, rani, clock):
    """17.30 UTC is half past midnight in Bekasi: the next day has begun."""
    clock.advance(hours=15)
    assert open_(ctx, rani).business_date.isoformat() == "2026-11-15"


def test_one_shift_at_a_time(ctx, rani, ratna, open_shift):
    """The second is told since when the first is open; nothing changes (invariant 25)."""
    with pytest.raises(ShiftAlreadyOpen) as refused:
        open_(ctx, ratna, 1)
    assert refused.value.facts == {"since": "09.30"}
    close(ctx, rani)
    assert open_(ctx, ratna).number == 2


@pytest.mark.parametrize("amount", [-1, -500_000, RUPIAH_MAX + 1, 10**30])
def test_absurd_amounts_are_refused(ctx, rani, amount):
    """Float, movement, count: nothing is written, not even a number."""
    with pytest.raises(AmountNotAllowed):
        open_(ctx, rani, amount)
    assert open_(ctx, rani, 100_000).number == 1
    for kind in CashMovementKind:
        with pytest.raises(AmountNotAllowed):
            move(ctx, rani, kind, amount)
        with pytest.raises(AmountNotAllowed):
            move(ctx, rani, kind, 0)
    with pytest.raises(AmountNotAllowed):
        close(ctx, rani, amount)
    assert shifts.totals(ctx) == ShiftTotals()


def test_no_more_leaves_the_drawer_than_lies_in_it(ctx, rani, open_shift):
    """By the books: float, cash sales, what came in and went out before."""
    sell(ctx, rani)
    move(ctx, rani, CashMovementKind.PAY_IN, 1_000)
    move(ctx, rani, CashMovementKind.DROP, 26_000)
    for kind in (CashMovementKind.PAY_OUT, CashMovementKind.DROP, CashMovementKind.MAKER_PAYOUT):
        with pytest.raises(NotEnoughInDrawer):
            move(ctx, rani, kind, 600_001)
    move(ctx, rani, CashMovementKind.PAY_OUT, 600_000)
    assert close(ctx, rani).shift.expected == 0


def test_a_reason_in_words_stays_outside_the_chain(ctx, rani, open_shift):
    """The record says 'other' and that there is a text; the text is kept beside it, whole characters only."""
    movement = move(ctx, rani, CashMovementKind.PAY_OUT, 5_000, "  ongkos Pak Dede\ud83d  ")
    assert newest(ctx).reason == Reason.OTHER.value
    with ctx.store.read() as connection:
        assert register.load_free_text(connection, movement.id, "reason") == "ongkos Pak Dede?"
        lines = connection.exec_driver_sql("SELECT group_concat(CAST(line AS TEXT)) FROM journal").scalar()
    assert "Dede" not in lines
    coded = move(ctx, rani, CashMovementKind.PAY_IN, 5_000, Reason.SMALL_CHANGE.value)
    with ctx.store.read() as connection:
        assert register.load_free_text(connection, coded.id, "reason") == ""
    long = move(ctx, rani, CashMovementKind.PAY_IN, 5_000, "x" * 5_000)
    with ctx.store.read() as connection:
        assert len(register.load_free_text(connection, long.id, "reason")) == shifts.FREE_TEXT_CHARS_MAX
    assert verify.verify(ctx).findings == ()


def test_the_close_states_what_was_counted(ctx, rani, ratna, open_shift):
    """Expected, counted, difference; the record carries totals, tip, unsent and the pieces."""
    sell(ctx, rani)
    with ctx.store.read() as connection:
        before = tip_of(ctx, connection)
    closed = close(ctx, ratna, 624_500, counts=(("n100000", 6), ("n20000", 1), ("c500", 9)))
    assert (closed.shift.expected, closed.shift.counted, closed.shift.difference) == (625_000, 624_500, -500)
    assert (closed.shift.closed_by, closed.totals.sale_count) == (5, 1)
    record = newest(ctx)
    assert record.shift == closed.shift
    assert record.totals == closed.totals
    assert (record.tip, record.unsent, record.grand_total) == (before.hash.hex(), before.seq, 125_000)
    assert record.counts == (("n100000", 6), ("n20000", 1), ("c500", 9))
    assert closed.unsent == 0, "a stand-alone shop waits for nobody"
    assert shifts.current_shift(ctx) is None


def test_several_cashiers_share_a_shift_and_the_report_names_them(ctx, rani, ratna, open_shift):
    """Receipts and rupiah of each, what was given back taken off; who only looked on is not named."""
    sell(ctx, rani)
    sold = sell(ctx, ratna, ("M18-002", 2)).sale
    ctx.writer.call(
        refunds.refund_sale,
        ctx,
        sale_id=sold.id,
        choices=(RefundChoice(1, 1),),
        reason="defect",
        cashier=ratna,
    )
    with ctx.store.read() as connection:
        assert rows.cashiers(connection, open_shift.id) == ((1, 1, 125_000), (5, 1, 85_000))
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9"})
    close(ctx, ratna, 500_000)
    with ctx.store.read() as connection:
        job = print_jobs.all_in(connection, ("queued",))[0]
        paper = as_text(papers.ops_of(ctx, connection, job, find_profile("58mm-32")), 32)
    assert "Rani (1)                 125.000" in paper
    assert "Ratna (1)                 85.000" in paper


def test_a_difference_is_recorded_and_never_fixed(ctx, rani, open_shift):
    """Nothing counted, far too much counted: the close stands."""
    assert close(ctx, rani, 0).shift.difference == -500_000
    open_(ctx, rani)
    assert close(ctx, rani, RUPIAH_MAX).shift.difference == RUPIAH_MAX
    assert verify.verify(ctx).findings == ()


def test_a_close_without_sales_is_a_close(ctx, rani, open_shift):
    """No first and no last number, all sums nothing."""
    closed = close(ctx, rani, 500_000)
    assert closed.totals == ShiftTotals()
    assert closed.shift.difference == 0


def test_a_close_needs_no_printer_and_no_centre(ctx, rani, open_shift):
    """A wrong address, nothing enrolled: paper waits, the close is done."""
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9"})
    close(ctx, rani)
    with ctx.store.read() as connection:
        assert [job.kind for job in print_jobs.all_in(connection, ("queued",))] == ["shift_report"]


def test_pieces_that_are_none_are_refused_while_the_shift_stays(ctx, rani, open_shift):
    """A count that no reader would understand never gets into the journal."""
    for counts in ((("banknote", 1),), (("n1000", -1),), (("n1000", 2**60),)):
        with pytest.raises(RecordUnreadable):
            close(ctx, rani, 1, counts=counts)
    assert shifts.current_shift(ctx) == open_shift


def test_nothing_happens_without_a_shift(ctx, rani):
    """No movement, no close, no totals."""
    for act in (
        lambda: move(ctx, rani, CashMovementKind.PAY_IN, 1_000),
        lambda: close(ctx, rani),
        lambda: shifts.totals(ctx),
    ):
        with pytest.raises(ShiftNotOpen):
            act()


def test_the_grand_total_goes_on_and_on(ctx, rani, ratna, open_shift):
    """Sales less refunds since the first, over shifts with refunds of older sales, as a rebuild has it, too."""
    total, old = 0, []
    for seed in range(4):
        busy = Busy(ctx, rani, ratna, Random(seed), sales=list(old)).play(10)
        total += sum(s.total for s in busy.sales[len(old) :]) - sum(r.total for r in busy.refunds)
        close(ctx, rani)
        assert newest(ctx).grand_total == total
        open_(ctx, rani, 5_000_000)
        old = busy.sales
    with ctx.store.read() as connection:
        sold = connection.exec_driver_sql(
            "SELECT (SELECT sum(total) FROM sale) - (SELECT sum(total) FROM refund)"
        )
        assert sold.scalar() == total
        assert rows.grand_total_at(connection, open_shift.id) is not None
        assert rows.grand_total_before(connection) == total
    assert verify.verify(ctx).findings == ()


def test_a_close_looks_at_its_own_shift_only(ctx, rani, ratna, open_shift):
    """No statement of a close walks through sales, refunds, journal or papers: it costs the same in year ten."""
    Busy(ctx, rani, ratna, Random(5)).play(12)
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9"})
    statements = []

    def note(_connection, _cursor, statement, parameters, *_rest):
        if statement.lstrip().upper().startswith(("SELECT", "UPDATE")):
            statements.append((statement, parameters))

    sa.event.listen(ctx.store._writer, "before_cursor_execute", note)
    close(ctx, rani)
    sa.event.remove(ctx.store._writer, "before_cursor_execute", note)
    assert len(statements) > 8
    with ctx.store.read() as connection:
        plans = {
            step[3]
            for statement, parameters in statements
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        }
    grown = ("sale", "sale_line", "tender", "refund", "refund_line", "refund_tender", "journal", "print_job")
    assert [p for p in plans if p.startswith("SCAN") and p.split()[1] in grown] == []
    assert any(p.startswith("SEARCH sale USING INDEX ix_sale_shift") for p in plans)


@pytest.fixture
def half_paid(ctx, rani, open_shift):
    """Rp125.000 to pay, Rp50.000 of it taken in cash, and the shift closed with what lies there."""
    taken = ctx.writer.call(
        checkout.take_tender, ctx, open_cart=a_cart(ctx, ("M03-001", 1)), tender=cash(50_000), cashier=rani
    )
    closed = close(ctx, rani, 550_000)
    assert (closed.shift.expected, closed.shift.difference) == (550_000, 0)
    assert (closed.totals.waiting_cash, closed.totals.waiting_before) == (50_000, 0)
    open_(ctx, rani, 200_000)
    return taken


def test_cash_of_an_unfinished_sale_counts_once(ctx, rani, half_paid):
    """In the shift that took it; the next one, where the sale is finished, counts only what came then."""
    opening = shifts.current_shift(ctx).opening_float
    paid = replace(half_paid, tenders=(*half_paid.tenders, cash(75_000)))
    ctx.writer.call(checkout.complete_sale, ctx, open_cart=paid, cashier=rani)
    closed = close(ctx, rani, opening + 75_000)
    assert closed.shift.difference == 0
    assert (closed.totals.waiting_cash, closed.totals.waiting_before) == (0, 50_000)
    open_(ctx, rani)
    assert shifts.totals(ctx).waiting_before == 0, "and is forgotten after that"
    assert verify.verify(ctx).findings == ()


def test_cash_handed_back_in_the_next_shift_leaves_its_drawer(ctx, rani, half_paid):
    """Fifty thousand less than the float: that is right, and the close says so."""
    opening = shifts.current_shift(ctx).opening_float
    ctx.writer.call(checkout.drop_tender, ctx, open_cart=half_paid, index=0, cashier=rani)
    assert close(ctx, rani, opening - 50_000).shift.difference == 0
    assert verify.verify(ctx).findings == ()


def test_cash_that_waits_over_three_shifts_is_in_each_drawer(ctx, rani, half_paid):
    """Nothing happened in the middle one: neither more nor less than its float."""
    opening = shifts.current_shift(ctx).opening_float
    closed = close(ctx, rani, opening)
    assert closed.shift.difference == 0
    assert (closed.totals.waiting_cash, closed.totals.waiting_before) == (50_000, 50_000)


def test_a_shown_code_is_no_cash(ctx, rani, open_shift):
    """QRIS that waits for its answer, or was taken, is in no drawer."""
    cart = a_cart(ctx, ("M03-001", 1))
    ctx.writer.call(
        checkout.take_tender, ctx, open_cart=cart, tender=Tender(TenderKind.QRIS, 50_000), cashier=rani
    )
    assert shifts.totals(ctx).waiting_cash == 0
    assert close(ctx, rani, 500_000).shift.difference == 0
