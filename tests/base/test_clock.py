"""Moments are aware and exact to the millisecond."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.clock import SystemClock, from_millis, millis


def test_the_system_clock_is_aware_and_whole_in_ms():
    """What is stored comes back equal."""
    at = SystemClock().now()
    assert at.tzinfo is UTC
    assert at.microsecond % 1000 == 0
    assert from_millis(millis(at)) == at


@given(st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)))
def test_millis_come_back(at):
    """Exactly, whatever the zone."""
    at = at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
    wib = at.astimezone(timezone(timedelta(hours=7)))
    assert from_millis(millis(wib)) == at


def test_naive_moments_are_a_bug():
    """They never get as far as a number."""
    with pytest.raises(AssertionError):
        millis(datetime(2026, 1, 1))
