"""Which backups are kept: the newest of each of the last 7 days, 5 weeks and 13 months that have one (sync.md §3.4)."""

from collections.abc import Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 5, 13


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The moments of the backups to keep, given those of all; calendar days are those of the moments' own zone."""
    newest_first = sorted(set(moments), reverse=True)
    by_day = _newest_of_each([(m.date(), m) for m in newest_first], DAYS)
    by_week = _newest_of_each([(m.isocalendar()[:2], m) for m in newest_first], WEEKS)
    by_month = _newest_of_each([((m.year, m.month), m) for m in newest_first], MONTHS)
    return by_day | by_week | by_month


def _newest_of_each(listed: list[tuple[object, datetime]], limit: int) -> frozenset[datetime]:
    """Of moments with their period, newest first: the first of each of the `limit` newest periods."""
    first: dict[object, datetime] = {}
    for period, moment in listed:
        first.setdefault(period, moment)
    return frozenset(list(first.values())[:limit])
