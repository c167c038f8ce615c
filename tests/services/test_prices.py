"""Which price is in force: by its day, not by when it was heard; a waiting one waits for a shift of its day."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from pos.domain.catalog import PriceChange
from pos.models import prices as rows
from pos.models.prices import PriceWord
from pos.services import lookup, prices, shifts, terms, verify
from pos.services.record import Stamp, record
from tests.builders import BY_ID

MONDAY = datetime(2026, 11, 16, 3, tzinfo=UTC)
WORDS = tuple(
    PriceWord("M18-002", MONDAY + timedelta(days=n), price)
    for n, price in enumerate((81_000, 82_000, 83_000))
)


def price(ctx):
    return lookup.find_by_code(ctx, BY_ID["M18-002"].code).price


def words(connection):
    return [(word.price, word.waiting) for word in rows.of_product(connection, "M18-002")]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_hearing_does_not_matter(ctx, order):
    """On Tuesday it is Tuesday's price, and Wednesday's waits; Monday's has had its time."""
    tuesday = (MONDAY + timedelta(days=1)).date()
    with ctx.store.write() as connection:
        for n in order:
            prices.hear(connection, WORDS[n], tuesday)
        assert words(connection) == [(83_000, True), (82_000, False)]
    assert price(ctx) == 82_000


def test_plans_come_in_force_by_the_day(ctx):
    """Those that fell due together: the latest; each product by itself; twice is once."""
    with ctx.store.write() as connection:
        for word in WORDS:
            prices.hear(connection, word, (MONDAY - timedelta(days=1)).date())
    assert price(ctx) == 85_000
    with ctx.store.write() as connection:
        assert prices.switch(connection, (MONDAY + timedelta(days=1)).date()) == 1
        assert prices.switch(connection, (MONDAY + timedelta(days=1)).date()) == 0
        assert words(connection) == [(83_000, True), (82_000, False)]
    assert price(ctx) == 82_000


def test_a_plan_that_is_withdrawn_does_not_come(ctx):
    """Unless it is in force already."""
    with ctx.store.write() as connection:
        prices.hear(connection, WORDS[0], MONDAY.date())
        prices.hear(connection, WORDS[1], MONDAY.date())
        for word in WORDS[:2]:
            prices.withdraw(connection, word.product_id, word.effective_from)
        assert words(connection) == [(81_000, False)]


def test_a_shops_own_plan_waits_for_its_shift(ctx, rani, open_shift, clock):
    """Recorded today for the day after tomorrow; switched as that shift opens; a rebuild does the same."""
    change = PriceChange("M18-002", 77_000, ctx.clock.now() + timedelta(days=2))
    with ctx.store.write() as connection:
        terms.apply_price(connection, change)
        record(ctx, connection, change, Stamp(ctx.new_id(), ctx.clock.now(), 5))
    for days, wanted in ((1, 85_000), (1, 77_000)):
        clock.advance(days=days)
        ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=0)
        ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=0)
        assert price(ctx) == wanted
        assert verify.verify(ctx).findings == ()
