"""The one source of moments. Everything else takes `at` as an argument."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells aware UTC, to the millisecond."""

    def now(self) -> datetime:
        """The moment, aware UTC, microseconds a multiple of 1000."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        at = datetime.now(UTC)
        return at.replace(microsecond=at.microsecond // 1000 * 1000)


def millis(at: datetime) -> int:
    """Milliseconds since 1970 of an aware moment, exactly."""
    assert at.tzinfo is not None
    delta = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1000 + delta.microseconds // 1000


def from_millis(value: int) -> datetime:
    """The aware UTC moment of milliseconds since 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=value)
