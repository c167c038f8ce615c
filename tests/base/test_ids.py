"""Identities sort by time; printed numbers never repeat over epochs."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pos.ids import (
    SystemIds,
    new_series_tag,
    receipt_number,
    receipt_series,
    refund_number,
    refund_series,
    series_of,
)

AT = datetime(2026, 11, 24, tzinfo=UTC)


def test_ids_are_uuid_version_7():
    """RFC 9562: version, variant, time in front."""
    ids = SystemIds()
    made = [ids.new(AT + timedelta(milliseconds=n)) for n in range(200)]
    assert made == sorted(made)
    assert len(set(made)) == 200
    assert {UUID(one).version for one in made} == {7}
    assert {UUID(one).variant for one in made} == {"specified in RFC 4122"}
    assert UUID(made[0]).int >> 80 == int(AT.timestamp() * 1000)


def test_numbers_have_their_form():
    """domain.md §2.4; a later epoch carries its letter, so no number is printed twice."""
    assert receipt_number("GDK1", receipt_series(1), 121) == "GDK1-000121"
    assert refund_number("GDK1", refund_series(1), 7) == "GDK1-R00007"
    assert receipt_number("GDK1", receipt_series(2), 121) == "GDK1-B000121"
    assert refund_number("GDK1", refund_series(2), 7) == "GDK1-BR00007"
    assert receipt_number("GDK1", receipt_series(1, "7QX"), 1) == "GDK1-7QX-000001"


def test_no_two_series_are_alike():
    """Not over 3,000 epochs, sales and refunds, before and after a restore; a number tells its own series."""
    kinds = [(series, tag) for series in (receipt_series, refund_series) for tag in ("", "7QX")]
    made = [series(epoch, tag) for epoch in range(1, 3_001) for series, tag in kinds]
    assert len(set(made)) == len(made)
    for series in made:
        assert series_of(receipt_number("GDK12", series, 909)) == series


def test_a_tag_is_three_plain_characters():
    """Crockford's alphabet: nothing that is misread."""
    assert new_series_tag(lambda bits: 2**bits - 1) == "ZZZ"
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{3}", new_series_tag()) for _ in range(200))
