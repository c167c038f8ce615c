"""Leaves and times of the emergency pad are read as they are written."""

from datetime import UTC, date, datetime

import pytest

from pos.domain.late_entry import moment_of, pad_number, read_pad_number
from pos.errors import LateEntryNotAllowed

NOW = datetime(2026, 11, 14, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["b17", "B-17", " B-017 ", "b 017"])
def test_one_leaf_however_it_is_written(text):
    """As printed: B-017."""
    assert read_pad_number(text) == "B-017" == pad_number("B", 17)


@pytest.mark.parametrize("text", ["", "17", "B", "ABCD-1", "B-0", "B-1234"])
def test_no_such_leaf(text):
    """Kindly refused."""
    with pytest.raises(LateEntryNotAllowed):
        read_pad_number(text)


def test_the_real_time():
    """Of today or before, never after it was entered."""
    today = date(2026, 11, 14)
    assert moment_of("10.32", today, NOW).isoformat() == "2026-11-14T10:32:00+07:00"
    assert moment_of("23:59", today, NOW, 1).isoformat() == "2026-11-13T23:59:00+07:00"
    with pytest.raises(LateEntryNotAllowed):
        moment_of("11.01", today, NOW)
