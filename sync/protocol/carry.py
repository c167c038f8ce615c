"""A carry file (`gerai-carry/1`): a register's records on a USB stick, the way to the centre without a line (sync.md §2.7).

Lines of text: the format's name, a head, each batch as a push would bring it, an end with the digest of all before it.
Each batch and the end are signed by the device. What it is and how it is written; `carry_check` reads and judges it.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from sync.protocol import batch as batches
from sync.protocol import signature
from sync.protocol.batch import Batch
from sync.protocol.limits import CARRY_LINE_BYTES_MAX

FORMAT = "gerai-carry/1"


class Place(msgspec.Struct, frozen=True, order=True):
    """Where a record stands in its register's chain."""

    epoch: int
    seq: int


class Head(msgspec.Struct, frozen=True):
    """Whose records these are and which: `records` of them from `first` to `last`.

    `epoch` is the register's present one, whose key signs the file; `at` the moment of making; `gerai` the program's
    version; `outlet_code` and `register_code` as the register knows them.
    """

    register_id: str
    outlet_code: str
    register_code: str
    epoch: int
    at: str
    gerai: str
    records: int
    first: Place
    last: Place


class Part(msgspec.Struct, frozen=True, tag_field="is", tag="batch"):
    """A batch with what a push has in its headers; hex, and `body` base64 of the packed lines."""

    epoch: int
    first_seq: int
    last_seq: int
    prev: str
    tip: str
    signature: str
    body: str


class End(msgspec.Struct, frozen=True, tag_field="is", tag="end"):
    """SHA-256 of all bytes before this line, and the device's signature of it; hex."""

    sha256: str
    signature: str


def written(head: Head, found: Iterable[Batch], private_key: bytes) -> Iterator[bytes]:
    """The lines of a file, each with its LF."""
    digest = hashlib.sha256()
    for line in _before_the_end(head, found, private_key):
        digest.update(line)
        yield line
    signed = signature.sign_carry(private_key, head.register_id, digest.digest())
    yield _line_of(End(digest.hexdigest(), signed.hex()))


def _before_the_end(head: Head, found: Iterable[Batch], private_key: bytes) -> Iterator[bytes]:
    yield f"{FORMAT}\n".encode()
    yield _line_of(head)
    for one in found:
        signed = signature.sign_tip(private_key, head.register_id, one.epoch, one.last_seq, one.tip)
        body = base64.b64encode(batches.pack(one.lines)).decode()
        links = (one.prev.hex(), one.tip.hex(), signed.hex())
        yield _line_of(Part(one.epoch, one.first_seq, one.last_seq, *links, body))


def _line_of(value: msgspec.Struct) -> bytes:
    line = msgspec.json.encode(value) + b"\n"
    assert len(line) <= CARRY_LINE_BYTES_MAX
    return line
