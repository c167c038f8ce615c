"""The calendar day at the counters, which all stand in western Indonesia (UTC+7, no summer time)."""

from datetime import date, datetime, time, timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")


def day_of(at: datetime) -> date:
    """The calendar day of an aware moment."""
    return at.astimezone(WIB).date()


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return datetime.combine(day + timedelta(days=1), time(), WIB)
