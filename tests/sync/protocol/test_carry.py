"""How a carry file is written: its lines, its golden bytes."""

import base64
import gzip
import hashlib
import io
import json
import re
from pathlib import Path

from pos.crypto import public_key_of
from sync.protocol import carry_check, signature
from sync.protocol.batch import pack
from sync.protocol.carry import FORMAT, written
from tests.sync.protocol import carry_samples as samples

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden" / "carry" / "two-epochs.gerai"


def test_it_is_lines_of_text_that_another_program_can_read():
    """Name, head, batches with a push's facts, and an end that signs the digest of all before it."""
    found = samples.batches({1: 4, 2: 2})
    name, head, *parts, end = b"".join(written(samples.head(found), found, samples.KEY)).splitlines(True)
    assert name == f"{FORMAT}\n".encode()
    facts = json.loads(head)
    assert (facts["records"], facts["first"], facts["last"]) == (
        6,
        {"epoch": 1, "seq": 1},
        {"epoch": 2, "seq": 2},
    )
    for one, part in zip(found, map(json.loads, parts), strict=True):
        assert (part["is"], part["epoch"], part["first_seq"]) == ("batch", one.epoch, one.first_seq)
        assert (part["prev"], part["tip"]) == (one.prev.hex(), one.tip.hex())
        assert gzip.decompress(base64.b64decode(part["body"])).split(b"\n") == [*one.lines, b""]
        signed, last = bytes.fromhex(part["signature"]), one.last_seq
        key = public_key_of(samples.KEY)
        assert signature.tip_is_signed(key, signed, samples.REGISTER, one.epoch, last, one.tip)
    digest = hashlib.sha256(b"".join([name, head, *parts]))
    assert json.loads(end)["sha256"] == digest.hexdigest()


def test_the_golden_file_is_read_for_ever():
    """A file of today on a stick that turns up in years: the same records, tips and figures."""
    with GOLDEN.open("rb") as file:
        assert carry_check.head_of(file) == samples.head(samples.batches({1: 4, 2: 2}))
        read = [one.batch for one in carry_check.read(file, lambda _epoch: public_key_of(samples.KEY))]
    assert read == samples.batches({1: 4, 2: 2})


def test_what_is_written_today_is_the_golden_file_but_for_the_packing():
    """Another zlib may pack in other bytes; all else is the same to the letter."""
    found = samples.batches({1: 4, 2: 2})
    today, golden = samples.file_of(found).splitlines(), GOLDEN.read_bytes().splitlines()
    assert today[:2] == golden[:2]
    assert [_unpacked(line) for line in today[2:-1]] == [_unpacked(line) for line in golden[2:-1]]
    assert all(len(pack(one.lines)) for one in found)
    assert list(carry_check.read(io.BytesIO(samples.file_of(found)), lambda _: public_key_of(samples.KEY)))


def test_the_page_shows_what_is_written():
    """Each example of docs/protocol.md names the fields of its line, in their order."""
    page = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8").partition("## 8. Carry files\n")[2]
    examples = [list(json.loads(text)) for text in re.findall(r"```json\n(.*?)\n```", page)]
    _, head, part, *_, end = samples.file_of(samples.batches({1: 1, 2: 1})).splitlines()
    assert examples == [list(json.loads(line)) for line in (head, part, end)]


def _unpacked(line):
    part = json.loads(line)
    return {**part, "body": gzip.decompress(base64.b64decode(part["body"]))}
