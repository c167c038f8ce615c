"""Days on which everything happens at once: the drawer is what a hand counts, the safe too, and verify finds nothing."""

from random import Random

import pytest

from pos.domain.exchange import carried_amount
from pos.models import shifts as rows
from pos.services import safe, shifts, verify
from tests.services.whole_day import WholeDay


@pytest.mark.parametrize("seed", range(6))
def test_three_days_of_everything(ctx, clock, rani, ratna, seed):
    """Three shifts, the second one forgotten over the night, the third counted wrongly."""
    day = WholeDay(ctx, rani, ratna, Random(seed))
    left = 5_000_000
    for n in range(3):
        day.open(left)
        day.play(35)
        if n == 1:
            clock.advance(days=1)
        wrong_by = -2_000 if n == 2 else 0
        closed = day.close(wrong_by=wrong_by)
        assert (closed.shift.expected, closed.shift.difference) == (day.hand, wrong_by)
        assert safe.state(ctx).held == day.safe_holds
        by_person = people(ctx, closed.shift.id)
        assert by_person == closed.totals.total - closed.totals.refund_total
        left = shifts.left_by_last(ctx)
        clock.advance(hours=14)
    assert day.refundable_left() > 0
    assert day.refunds
    paid = sum(sale.total - carried_amount(sale.tenders) for sale in day.sales)
    assert day.confirmed <= paid
    assert verify.verify(ctx).findings == ()


def people(ctx, shift_id):
    with ctx.store.read() as connection:
        return sum(amount for _who, _count, amount in rows.cashiers(connection, shift_id))
