"""A shift's totals and a day's totals against sums made one by one in Python, over seeded busy counters."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from pos.domain import invariants
from pos.domain.shift import ShiftTotals, expected_cash
from pos.domain.tender import TenderKind
from pos.models import days, journal, shifts
from pos.services import shifts as shift_service
from tests.services.busy import Busy


def counted(pairs):
    """(kind, count, amount) per kind, in the order of kinds."""
    counts, sums = Counter(), Counter()
    for kind, amount in pairs:
        counts[kind] += 1
        sums[kind] += amount
    return tuple((kind, counts[kind], sums[kind]) for kind in sorted(counts))


def naive(busy):
    """The same totals, added up document by document."""
    tenders = {k: (n, a) for k, n, a in counted((t.kind, t.amount) for s in busy.sales for t in s.tenders)}
    if TenderKind.CASH in tenders:
        n, amount = tenders[TenderKind.CASH]
        tenders[TenderKind.CASH] = (n, amount - sum(s.change for s in busy.sales))
    lines = [line.money for s in busy.sales for line in s.lines]
    return ShiftTotals(
        sale_count=len(busy.sales),
        refund_count=sum(not r.void for r in busy.refunds),
        void_count=sum(r.void for r in busy.refunds),
        gross=sum(s.gross for s in busy.sales),
        discount=sum(s.discount for s in busy.sales),
        net=sum(s.net for s in busy.sales),
        tax=sum(s.tax for s in busy.sales),
        rounding=sum(s.rounding for s in busy.sales),
        total=sum(s.total for s in busy.sales),
        commission=sum(m.commission for m in lines),
        maker_share=sum(m.maker_share for m in lines),
        refund_total=sum(r.total for r in busy.refunds),
        tenders=tuple((k, *tenders[k]) for k in sorted(tenders)),
        refund_tenders=counted((t.kind, t.amount) for r in busy.refunds for t in r.tenders),
        movements=counted((m.kind, m.amount) for m in busy.movements),
        first_number=busy.sales[0].number if busy.sales else "",
        last_number=busy.sales[-1].number if busy.sales else "",
    )


@pytest.mark.parametrize("seed", range(6))
def test_totals_are_the_sums_of_their_documents(ctx, rani, ratna, open_shift, seed):
    """Every figure of a shift, its drawer, and the shared checks of the invariants."""
    busy = Busy(ctx, rani, ratna, Random(seed)).play(35)
    found = shift_service.totals(ctx)
    assert found == naive(busy)
    assert expected_cash(open_shift.opening_float, found) == open_shift.opening_float + busy.drawer
    assert invariants.check_tender_totals(found, busy.sales, busy.refunds) == []


def test_an_empty_shift_has_nothing(ctx, open_shift):
    """No sale, no number, no sum that is None."""
    assert shift_service.totals(ctx) == ShiftTotals()


def test_totals_are_of_one_shift_only(ctx, rani, ratna, open_shift):
    """A second shift starts at nothing; what the first had stays."""
    call = ctx.writer.call
    first = Busy(ctx, rani, ratna, Random(11)).play(12)
    call(shift_service.close_shift, ctx, cashier=rani, counted=0)
    again = call(shift_service.open_shift, ctx, cashier=rani, opening_float=0)
    second = Busy(ctx, rani, ratna, Random(12)).play(12)
    with ctx.store.read() as connection:
        assert shifts.totals(connection, open_shift.id) == naive(first)
        assert shifts.totals(connection, again.id) == naive(second)


def naive_day(day, sales, refunds):
    lines = [line.money for s in sales for line in s.lines]
    back = [line.money for r in refunds for line in r.lines]
    moved = [(t.kind.value, t.amount) for s in sales for t in s.tenders]
    given = [(t.kind.value, -t.amount) for r in refunds for t in r.tenders]
    change = sum(s.change for s in sales)
    tenders = tuple(
        (kind, n, amount - (change if kind == "cash" else 0)) for kind, n, amount in counted(moved + given)
    )
    return days.Day(
        business_date=day,
        sale_count=len(sales),
        sale_total=sum(s.total for s in sales),
        refund_count=len(refunds),
        refund_total=sum(r.total for r in refunds),
        net=sum(s.net for s in sales) - sum(r.net for r in refunds),
        commission=sum(m.commission for m in lines) - sum(m.commission for m in back),
        maker_share=sum(m.maker_share for m in lines) - sum(m.maker_share for m in back),
        tenders=tenders,
    )


def test_days_are_the_sums_of_their_documents(ctx, rani, ratna, clock):
    """Three business dates, refunds on a later day than their sale, a day with a refund only."""
    call = ctx.writer.call
    expected, old = [], []
    for seed in range(3):
        shift = call(shift_service.open_shift, ctx, cashier=rani, opening_float=5_000_000)
        busy = Busy(ctx, rani, ratna, Random(seed), sales=list(old))
        while seed == 2 and not busy.refunds:
            busy.refund()
        busy.play(0 if seed == 2 else 20)
        sold = busy.sales[len(old) :]
        expected.append(naive_day(shift.business_date, sold, busy.refunds))
        call(shift_service.close_shift, ctx, cashier=rani, counted=0)
        old = busy.sales
        clock.advance(days=1)
    with ctx.store.read() as connection:
        assert days.by_business_date(connection) == expected
        assert [days.of(connection, day.business_date) for day in expected] == expected
        assert days.of(connection, date(2020, 1, 1)) == days.Day(date(2020, 1, 1))
        dates = [day.business_date for day in expected]
        assert days.touched_after(connection, 0, 0) == days.touched_after(connection, 1, 0) == dates
        last = next(journal.newest_of_kind(connection, "shift_open"))
        assert days.touched_after(connection, 1, last.seq) == dates[-1:]
        assert days.touched_after(connection, 1, 1_000_000) == []


def test_no_day_without_documents(ctx, open_shift):
    """An open shift alone is no day."""
    with ctx.store.read() as connection:
        assert days.by_business_date(connection) == []
