"""The rule of kept backups: 7 days, 5 weeks, 13 months, the newest of each."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.retention import kept

WIB = timezone(timedelta(hours=7))
NOON = datetime(2026, 11, 24, 12, tzinfo=WIB)


def test_an_hourly_year_and_a_half_leaves_a_handful():
    """Of each of 7 days, 5 weeks and 13 months the newest; each at its own hour."""
    hours = [NOON - timedelta(hours=n) for n in range(24 * 550)]
    stays = sorted(kept(hours), reverse=True)
    days = [NOON] + [datetime(2026, 11, d, 23, tzinfo=WIB) for d in (23, 22, 21, 20, 19, 18)]
    weeks = [datetime(2026, 11, 15, 23, tzinfo=WIB), datetime(2026, 11, 8, 23, tzinfo=WIB)]
    weeks.append(datetime(2026, 11, 1, 23, tzinfo=WIB))
    assert stays[:10] == days + weeks
    months = stays[10:]
    assert [(m.year, m.month) for m in months] == [(2026, m) for m in range(10, 0, -1)] + [
        (2025, 12),
        (2025, 11),
    ]
    assert all((m + timedelta(hours=1)).day == 1 for m in months)


def test_a_shop_that_seldom_opens_keeps_what_it_has():
    """Days without a backup count for nothing: the seven newest that have one."""
    rare = [NOON - timedelta(days=30 * n) for n in range(7)]
    assert kept(rare) == frozenset(rare)


def test_a_day_ends_in_its_own_zone():
    """23.30 and 00.30 in WIB are two days, though one in UTC."""
    late = datetime(2026, 11, 23, 23, 30, tzinfo=WIB)
    assert kept([late, late + timedelta(hours=1)]) == {late, late + timedelta(hours=1)}


@given(st.lists(st.integers(0, 60 * 24 * 900), max_size=60))
def test_the_newest_stays_and_applying_it_again_changes_nothing(minutes):
    """Whatever was made when."""
    made = [NOON - timedelta(minutes=m) for m in minutes]
    stays = kept(made)
    assert stays <= set(made)
    assert len(stays) <= 7 + 5 + 13
    assert not made or max(made) in stays
    assert kept(stays) == stays
