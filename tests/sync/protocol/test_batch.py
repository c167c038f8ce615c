"""A batch on the wire: round trip, limits, and no bytes that break the centre (sync.md §2.3)."""

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol import batch
from sync.protocol.limits import BATCH_RECORDS_MAX, INFLATED_BYTES_MAX, REISSUE_BYTES_MAX

lines = st.lists(st.binary(min_size=1, max_size=60).filter(lambda b: b"\n" not in b), max_size=20)


@settings(max_examples=300, deadline=None)
@given(lines)
def test_lines_come_back(found):
    """The raw bytes, unchanged, in order; the same lines give the same bytes."""
    assert batch.unpack(batch.pack(tuple(found))) == tuple(found)
    assert batch.pack(tuple(found)) == batch.pack(tuple(found))


def packed(plain):
    """The same bytes at any moment: workers must collect the same tests."""
    return gzip.compress(plain, mtime=0)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"plain", "bad_gzip"),
        (packed(b"a\nb"), "truncated"),
        (packed(b"a\n\nb\n"), "bad_line_length"),
        (packed(b"x" * (REISSUE_BYTES_MAX + 1) + b"\n"), "bad_line_length"),
        (packed(b"x\n" * (BATCH_RECORDS_MAX + 1)), "too_many_lines"),
        (packed(b"x\n")[:-4], "bad_gzip"),
        (packed(b"x\n") + b"more", "bad_gzip"),
        (packed(b"\0" * (INFLATED_BYTES_MAX + 1)), "too_large"),
    ],
)
def test_what_is_no_batch_is_refused(body, code):
    """Each fault has its code; nothing is half taken."""
    with pytest.raises(batch.BatchInvalid) as caught:
        batch.unpack(body)
    assert caught.value.code == code


def test_a_bomb_is_inflated_to_the_limit_only():
    """1 GiB in a megabyte: stopped at 4 MiB."""
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 2**20) for _ in range(256)) + packer.flush()
    with pytest.raises(batch.BatchInvalid) as caught:
        batch.unpack(bomb)
    assert caught.value.code == "too_large"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_it(body):
    """Any bytes: lines or BatchInvalid."""
    try:
        found = batch.unpack(body)
    except batch.BatchInvalid:
        return
    assert isinstance(found, tuple)
