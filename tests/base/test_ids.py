"""Identities sort by time; printed numbers never repeat over epochs."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from pos.ids import SystemIds, receipt_number, refund_number

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
    assert receipt_number("GDK1", 1, 121) == "GDK1-000121"
    assert refund_number("GDK1", 1, 7) == "GDK1-R00007"
    assert receipt_number("GDK1", 2, 121) == "GDK1-B000121"
    assert refund_number("GDK1", 2, 7) == "GDK1-BR00007"
    assert len({receipt_number("GDK1", e, 1) for e in range(1, 20)}) == 19
