"""Canonical bytes equal RFC 8785 for our subset, and nothing outside of it passes (sync.md §2.2)."""

import json

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol import canonical
from sync.protocol.limits import INTEGER_MAX, REISSUE_BYTES_MAX

texts = st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=20)
keys = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=6)
values = st.recursive(
    texts | st.integers(-INTEGER_MAX, INTEGER_MAX) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=1000, deadline=None)
@given(st.dictionaries(keys, values, max_size=6))
def test_it_is_rfc_8785(value):
    """An encoder that we did not write gives the same bytes (of the NFC form)."""
    ours = canonical.encode(value)
    assert ours == rfc8785.dumps(json.loads(ours))
    assert canonical.parse(ours) == json.loads(ours)


def test_texts_are_composed():
    """A decomposed é is the same record as a composed one."""
    assert canonical.encode({"n": "Cafe\u0301"}) == canonical.encode({"n": "Caf\u00e9"})


@pytest.mark.parametrize("value", [{"a": 1.5}, {"a": 2**53}, {"é": 1}, {"a": b"x"}, {"a": {1, 2}}])
def test_what_is_outside_is_refused(value):
    """Floats, too large integers, non-ASCII keys, bytes and sets are bugs of the caller."""
    with pytest.raises(canonical.NotCanonical):
        canonical.encode(value)


@pytest.mark.parametrize(
    "line",
    [
        b"", b"[]", b'"x"', b"{", b'{"a":1,"a":2}', b'{"a":1.0}', b'{"a":NaN}', b'{"a":1e3}', b"\xff",
        b'{"a":' + b"[" * 5000, b'{"a":"' + b"x" * REISSUE_BYTES_MAX + b'"}',
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(line):
    """Every malformed line is one exception of ours, never another."""
    with pytest.raises(canonical.NotCanonical):
        canonical.parse(line)


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_parser(line):
    """Any bytes: an object or NotCanonical."""
    try:
        found = canonical.parse(line)
    except canonical.NotCanonical:
        return
    assert isinstance(found, dict)
