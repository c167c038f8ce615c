"""The frozen envelope: golden bytes, and one kind of error for any other line (sync.md §2.1)."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol import envelope, moment
from sync.protocol.limits import LINE_BYTES_MAX

RECORD = envelope.Envelope(
    register_id="01939f5e-7a00-7000-8000-000000000001",
    epoch=1,
    seq=123,
    id="01939f5e-7a00-7000-8000-00000000abcd",
    kind="sale",
    schema_version=1,
    at=datetime(2026, 11, 24, 2, 31, 7, 123000, tzinfo=UTC),
    cashier_id=3,
    shift_id="01939f5e-7a00-7000-8000-000000000009",
    body={"n": "GDK1-000123"},
    offset_ms=-140,
    boot=17,
    catalogue_version=412,
)
GOLDEN = (
    b'{"at":"2026-11-24T02:31:07.123Z","b":{"n":"GDK1-000123"},"bt":17,"cat":412,"ep":1,'
    b'"id":"01939f5e-7a00-7000-8000-00000000abcd","k":"sale","off":-140,'
    b'"reg":"01939f5e-7a00-7000-8000-000000000001","seq":123,'
    b'"sh":"01939f5e-7a00-7000-8000-000000000009","sv":1,"u":3,"v":1}'
)


def test_golden_bytes():
    """These bytes are frozen for ever."""
    assert envelope.encode(RECORD) == GOLDEN
    assert envelope.decode(GOLDEN) == RECORD


def test_unknown_keys_are_ignored():
    """A newer till may add keys; they stay in the raw bytes."""
    found = json.loads(GOLDEN)
    found["zz"] = 1
    assert envelope.decode(json.dumps(found).encode()) == RECORD


@pytest.mark.parametrize("key", sorted(json.loads(GOLDEN)))
@pytest.mark.parametrize("wrong", [None, [], True, 1.0, "x", -1])
def test_each_field_is_checked(key, wrong):
    """A missing or mistyped field is EnvelopeInvalid with a code, nothing else."""
    found = json.loads(GOLDEN)
    if type(found[key]) is type(wrong) and key not in {"at", "v"}:
        return
    found[key] = wrong
    with pytest.raises(envelope.EnvelopeInvalid) as caught:
        envelope.decode(json.dumps(found).encode())
    assert caught.value.code in {"bad_envelope", "unknown_envelope", "unparseable"}


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_it(line):
    """Any bytes: a record or EnvelopeInvalid."""
    with pytest.raises(envelope.EnvelopeInvalid):
        envelope.decode(line)


def test_a_line_has_a_limit():
    """The till refuses a record that could never be sent."""
    assert envelope.fits(b"x" * LINE_BYTES_MAX)
    assert not envelope.fits(b"x" * (LINE_BYTES_MAX + 1))


@settings(max_examples=300, deadline=None)
@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))
def test_moments_come_back(at):
    """To the millisecond, in UTC."""
    at = at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
    assert moment.from_text(moment.to_text(at)) == at


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24T02:31:07Z",
        "2026-11-24 02:31:07.123Z",
        "2026-13-24T02:31:07.123Z",
        "٢٠٢٦-11-24T02:31:07.123Z",
        "",
    ],
)
def test_other_forms_of_a_moment_are_refused(text):
    """One form only, so that equal moments have equal bytes."""
    with pytest.raises(ValueError):
        moment.from_text(text)
