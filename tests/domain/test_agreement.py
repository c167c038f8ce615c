"""Consignment agreements."""

from datetime import date

import pytest

from pos.domain.agreement import Agreement


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2027, 8, 31), True),
        (date(2027, 9, 1), False),
    ],
)
def test_both_ends_count(day, in_force):
    """From the first to the last day."""
    agreement = Agreement("a", "PT-1", "M18", date(2026, 9, 1), date(2027, 8, 31))
    assert agreement.in_force(day) is in_force


def test_open_end_runs_on():
    """Until somebody ends it."""
    assert Agreement("a", "PT-1", "M18", date(2026, 9, 1)).in_force(date(2099, 1, 1))
