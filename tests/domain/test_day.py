"""Days change at midnight in western Indonesia."""

from datetime import UTC, date, datetime

from pos import i18n
from pos.domain.day import WIB, day_of, end_of


def test_a_day_ends_at_five_in_the_afternoon_utc():
    """And the texts mean the same zone."""
    midnight = datetime(2026, 11, 14, 17, tzinfo=UTC)
    assert day_of(midnight) == date(2026, 11, 15)
    assert end_of(date(2026, 11, 14)) == midnight
    assert WIB.utcoffset(None) == i18n.WIB.utcoffset(None)
