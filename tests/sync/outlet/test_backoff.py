"""When to try again: under a doubling ceiling, never beyond it, and the centre's own wish first."""

from datetime import UTC, datetime
from random import Random

import pytest

from sync.outlet.backoff import CAP_S, FIRST_S, next_attempt

NOW = datetime(2026, 11, 14, tzinfo=UTC)


@pytest.mark.parametrize("attempts", [0, 1, 2, 5, 7, 8, 20, 10_000])
def test_the_pause_lies_under_its_ceiling(attempts):
    """Full jitter: anywhere from nothing to the ceiling, spread over all of it."""
    ceiling = min(CAP_S, FIRST_S * 2 ** min(attempts, 16))
    random = Random(attempts)
    pauses = [(next_attempt(NOW, attempts, random) - NOW).total_seconds() for _ in range(500)]
    assert all(0 <= pause <= ceiling for pause in pauses)
    assert min(pauses) < ceiling * 0.1
    assert max(pauses) > ceiling * 0.9


@pytest.mark.parametrize(
    ("wish", "pause"), [(0.0, 0.0), (17.0, 17.0), (299.0, 299.0), (86_400.0, CAP_S), (1e300, CAP_S)]
)
def test_the_centres_wish_wins_within_reason(wish, pause):
    """Not beyond five minutes: a wrong header must not silence a till for a day."""
    assert (next_attempt(NOW, 9, Random(1), wish) - NOW).total_seconds() == pause
