"""What a stick may bring: anything but the very file that was written is refused, within bounded work."""

import base64
import gzip
import hashlib
import io
import json
import zlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pos.crypto import new_device_key, public_key_of
from sync.protocol import signature
from sync.protocol.carry_check import CarryInvalid, head_of, read
from sync.protocol.limits import CARRY_LINE_BYTES_MAX, INFLATED_BYTES_MAX
from tests.sync.protocol import carry_samples as samples
from tests.sync.protocol.carry_samples import KEY, REGISTER

FOUND = samples.batches({1: 7, 2: 2})
GOOD = samples.file_of(FOUND)


def taken(content: bytes, key: bytes = KEY):
    """What a reader of the whole file gets; raises CarryInvalid."""
    file = io.BytesIO(content)
    head_of(file)
    return [one.batch for one in read(file, lambda _epoch: public_key_of(key))]


def fault(content: bytes, **facts) -> str:
    with pytest.raises(CarryInvalid) as caught:
        taken(content, **facts)
    return caught.value.code


def resealed(lines: list[bytes], key: bytes | None = None) -> bytes:
    """A file of these lines with the right digest; signed where there is a key, else with the old signature."""
    before = b"".join(lines)
    digest = hashlib.sha256(before).digest()
    old = json.loads(GOOD.splitlines()[-1])["signature"]
    signed = signature.sign_carry(key, REGISTER, digest).hex() if key else old
    end = {"is": "end", "sha256": digest.hex(), "signature": signed}
    return before + json.dumps(end).encode() + b"\n"


def test_a_good_file_comes_out_as_it_went_in():
    """Every batch, in order."""
    assert taken(GOOD) == FOUND


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(GOOD) - 1))
@example(0)
@example(len(GOOD) - 1)
def test_no_part_of_a_file_is_a_file(size):
    """Cut off anywhere: refused."""
    assert fault(GOOD[:size]) == "truncated"


@settings(max_examples=600, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_changed_byte_is_seen(at, flip):
    """Anywhere, by any bits: refused, also in the end itself."""
    changed = bytearray(GOOD)
    changed[at] ^= flip
    fault(bytes(changed))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_it(content):
    """Whatever lies on a stick under that name."""
    fault(content)
    fault(b"gerai-carry/1\n" + content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "truncated"),
        (b"gerai-car", "truncated"),
        (b"PK\3\4 a spreadsheet", "not_carry"),
        (b"{}\n", "not_carry"),
        (b"\0" * 1000, "not_carry"),
        (GOOD.replace(b"carry/1", b"carry/2", 1), "newer"),
        (b"gerai-carry/1\n" + b"x" * (CARRY_LINE_BYTES_MAX + 5), "damaged"),
        (b"gerai-carry/1\n" + b"[" * 100_000 + b"\n", "damaged"),
        (b'gerai-carry/1\n{"more":' + b"[" * 100_000 + b"\n", "damaged"),
        (GOOD + b"\n", "damaged"),
        (GOOD + GOOD, "damaged"),
    ],
)
def test_each_fault_has_its_name(content, code):
    """So that a person is told what to do."""
    assert fault(content) == code


def test_another_key_signs_nothing():
    """A file that somebody made for this register without its key."""
    stranger = new_device_key()
    assert fault(samples.file_of(FOUND, key=stranger)) == "bad_signature"
    assert fault(GOOD, key=stranger) == "bad_signature"


def test_a_file_shortened_by_a_stranger_is_refused():
    """Each batch is genuine and the digest right: only the end's signature tells that some are missing."""
    name, _, *parts, _ = GOOD.splitlines(True)
    head = json.dumps(json.loads(_head(FOUND[:2]))).encode() + b"\n"
    assert fault(resealed([name, head, *parts[:2]])) == "bad_signature"
    assert len(taken(resealed([name, head, *parts[:2]], KEY))) == 2


def _head(found) -> bytes:
    return samples.file_of(found, epoch=2).splitlines()[1]


def test_batches_swapped_left_out_or_doubled_are_refused():
    """Even by the register's own key."""
    name, head, *parts, _ = GOOD.splitlines(True)
    for wrong in (
        [*parts[1:]],
        [parts[1], parts[0], *parts[2:]],
        [parts[0], *parts],
        [parts[0], *parts[2:]],
        parts[:-1],
        [],
    ):
        assert fault(resealed([name, head, *wrong], KEY)) == "damaged"


def test_lines_of_another_register_are_refused():
    """A line that names another register, epoch or seq; one that cannot be read is for the centre."""
    first = FOUND[0]
    for facts in ({"reg": REGISTER[::-1]}, {"ep": 2}, {"seq": 2}):
        odd = samples.batch((samples.line(1, **facts),), 1, 1, first.prev)
        assert fault(samples.file_of([odd])) == "wrong_register"
    poison = samples.batch((b"\xff not JSON",), 1, 1, first.prev)
    assert taken(samples.file_of([poison])) == [poison]


def with_body(body: bytes) -> bytes:
    """A file whose first batch has another body, signed and sealed as the register would."""
    name, head, first, *rest, _ = GOOD.splitlines(True)
    part = {**json.loads(first), "body": base64.b64encode(body).decode()}
    return resealed([name, head, json.dumps(part).encode() + b"\n", *rest], KEY)


def test_a_bomb_is_inflated_to_the_limit_only():
    """A gigabyte in a megabyte: stopped at 4 MiB."""
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 2**20) for _ in range(256)) + packer.flush()
    assert fault(with_body(bomb)) == "too_large"
    assert fault(with_body(gzip.compress(b"\n" * 10))) == "bad_line_length"
    assert fault(with_body(b"plain")) == "bad_gzip"
    assert fault(with_body(gzip.compress(b"other\n"))) == "damaged"


def test_many_batches_that_swell_are_stopped_together():
    """Each below its own limit; all of them are not."""
    prev, found, seq = b"\1" * 32, [], 1
    while len(found) * 900_000 < 2 * INFLATED_BYTES_MAX:
        lines = tuple(b"\0" * 60_000 for _ in range(15))
        found.append(samples.batch(lines, 1, seq, prev))
        prev, seq = found[-1].tip, seq + len(lines)
    assert fault(samples.file_of(found)) == "too_large"
