"""The wire's form of a moment: 2026-11-24T02:31:07.123Z (sync.md §2.1)."""

import re
from datetime import UTC, datetime

_FORM = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z", re.ASCII)


def to_text(at: datetime) -> str:
    """An aware moment to the millisecond."""
    assert at.tzinfo is not None
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def from_text(text: str) -> datetime:
    """Read it back; raises ValueError on any other form."""
    if not _FORM.fullmatch(text):
        raise ValueError("not a wire moment")
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
