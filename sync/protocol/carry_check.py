"""Reads a carry file and judges it: whole, signed, in order, within its limits. Takes nothing, knows no store."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from sync.protocol import batch as batches
from sync.protocol import chain, envelope, signature
from sync.protocol.batch import Batch, BatchInvalid
from sync.protocol.carry import FORMAT, End, Head, Part, Place
from sync.protocol.limits import CARRY_LINE_BYTES_MAX, INFLATE_RATIO_MAX, INFLATED_BYTES_MAX

_ANY_FORMAT = re.compile(rb"gerai-carry/[0-9]{1,6}\n")
_NAME_BYTES_MAX = 64
_CODE_CHARS_MAX = 64
_HASH = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
KeyOf = Callable[[int], bytes]
"""The device's public key in an epoch, 32 raw bytes."""


class CarryInvalid(ValueError):
    """A file of which nothing may be taken.

    `code`: not_carry, newer, truncated, damaged, bad_signature, wrong_register, or one of BatchInvalid.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        """`detail` is the format's name for newer, else what is wrong."""
        self.code = code
        self.detail = detail or code
        super().__init__(f"{code}: {detail}")


@dataclass(frozen=True, slots=True)
class Signed:
    """A batch out of a file, and the signature of its tip."""

    batch: Batch
    signature: bytes


class _Lines:
    """The lines of a file from its start, none longer than any may be; keeps the digest of those before the newest."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin at the start."""
        file.seek(0)
        self._file = file
        self._digest = hashlib.sha256()
        self.digest_before = b""

    def first(self) -> bytes:
        """The format's name with its LF, or whatever a file of another kind begins with."""
        name = self._file.readline(_NAME_BYTES_MAX)
        self._digest.update(name)
        return name

    def take(self) -> bytes:
        """The next line with its LF; raises CarryInvalid where there is none, or a longer one."""
        line = self._file.readline(CARRY_LINE_BYTES_MAX)
        if not line.endswith(b"\n"):
            raise CarryInvalid("damaged" if len(line) == CARRY_LINE_BYTES_MAX else "truncated")
        self.digest_before = self._digest.digest()
        self._digest.update(line)
        return line

    def require_no_more(self) -> None:
        if self._file.read(1):
            raise CarryInvalid("damaged", "after the end")


def head_of(file: BinaryIO) -> Head:
    """The head of a file that is as it was written, by its digest; no batch is unpacked. Raises CarryInvalid.

    That tells a damaged file, not a forged one: `read` asks for the signatures.
    """
    lines = _Lines(file)
    head = _head(lines)
    while not isinstance(part := _part(lines), End):
        pass
    if part.sha256 != lines.digest_before.hex():
        raise CarryInvalid("damaged", "SHA-256")
    lines.require_no_more()
    return head


def read(file: BinaryIO, key_of: KeyOf) -> Iterator[Signed]:
    """Every batch in order, each signed, whole and next to the one before; at last the end and its signature.

    Only who has come to the end without CarryInvalid knows that the file is good.
    """
    lines = _Lines(file)
    head, before, inflating = _head(lines), None, _Inflating()
    records = 0
    while not isinstance(part := _part(lines), End):
        found = _opened(head, part, key_of, inflating)
        _require_next(head, before, found.batch)
        before, records = found.batch, records + len(found.batch.lines)
        yield found
    if records != head.records or before is None or Place(before.epoch, before.last_seq) != head.last:
        raise CarryInvalid("damaged", "records")
    _require_signed_end(head, part, lines, key_of)


def _head(lines: _Lines) -> Head:
    _require_format(lines.first())
    with _as_damaged():
        head = msgspec.json.decode(lines.take(), type=Head)
    for code in (head.register_code, head.outlet_code):  # shown to people before any signature was asked for
        if len(code) > _CODE_CHARS_MAX or not code.isprintable():
            raise CarryInvalid("damaged", "code")
    return head


def _require_format(name: bytes) -> None:
    ours = f"{FORMAT}\n".encode()
    if name == ours:
        return
    if _ANY_FORMAT.fullmatch(name):
        raise CarryInvalid("newer", name.decode().strip())
    raise CarryInvalid("truncated" if ours.startswith(name) else "not_carry")


def _part(lines: _Lines) -> Part | End:
    with _as_damaged():
        return msgspec.json.decode(lines.take(), type=Part | End)


@contextmanager
def _as_damaged() -> Iterator[None]:
    try:
        yield
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CarryInvalid("damaged", "JSON") from error


class _Inflating:
    """How much came out of how much: a few bytes that swell without end are stopped (a bomb)."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._packed = self._raw = 0

    def unpack(self, body: bytes) -> tuple[bytes, ...]:
        """The lines of one batch, within its own limits and those of the file. Raises BatchInvalid."""
        lines = batches.unpack(body)
        self._packed += len(body)
        self._raw += sum(map(len, lines))
        if self._raw > INFLATED_BYTES_MAX + INFLATE_RATIO_MAX * self._packed:
            raise BatchInvalid("too_large")
        return lines


def _opened(head: Head, part: Part, key_of: KeyOf, inflating: _Inflating) -> Signed:
    """The batch of a part. Its signature is asked for before anything is inflated."""
    if min(part.epoch, part.first_seq) < 1:
        raise CarryInvalid("damaged", "order")
    prev, tip = _hash(part.prev), _hash(part.tip)
    signed = _signature(part.signature)
    key = key_of(part.epoch)
    if not signature.tip_is_signed(key, signed, head.register_id, part.epoch, part.last_seq, tip):
        raise CarryInvalid("bad_signature")
    lines = _lines_of(part, inflating)
    found = Batch(head.register_id, part.epoch, part.first_seq, prev, tip, lines)
    if not lines or found.last_seq != part.last_seq or tip_of(found) != tip:
        raise CarryInvalid("damaged", "tip")
    _require_own(found)
    return Signed(found, signed)


def _hash(text: str) -> bytes:
    if not _HASH.fullmatch(text):
        raise CarryInvalid("damaged", "hash")
    return bytes.fromhex(text)


def _signature(text: str) -> bytes:
    if not _SIGNATURE.fullmatch(text):
        raise CarryInvalid("bad_signature")
    return bytes.fromhex(text)


def _lines_of(part: Part, inflating: _Inflating) -> tuple[bytes, ...]:
    try:
        return inflating.unpack(base64.b64decode(part.body, validate=True))
    except BatchInvalid as error:
        raise CarryInvalid(error.code) from error
    except ValueError as error:
        raise CarryInvalid("damaged", "base64") from error


def tip_of(found: Batch) -> bytes:
    """The hash that a batch's lines lead to."""
    link = found.prev
    for line in found.lines:
        link = chain.next_hash(link, line)
    return link


def _require_own(found: Batch) -> None:
    """Every line that can be read names this register, this epoch and its seq; others are for the centre to set aside."""
    for seq, line in enumerate(found.lines, found.first_seq):
        try:
            record = envelope.decode(line)
        except envelope.EnvelopeInvalid:
            continue
        if (record.register_id, record.epoch, record.seq) != (found.register_id, found.epoch, seq):
            raise CarryInvalid("wrong_register", f"{found.epoch}/{seq}")


def _require_next(head: Head, before: Batch | None, found: Batch) -> None:
    """Batches follow one another without a hole within an epoch, and epochs in their order, from the head's first on."""
    if before is None:
        follows = Place(found.epoch, found.first_seq) == head.first
    elif found.epoch == before.epoch:
        follows = found.first_seq == before.last_seq + 1 and found.prev == before.tip
    else:
        follows = before.epoch < found.epoch
    if not follows or found.epoch > head.epoch:
        raise CarryInvalid("damaged", "order")


def _require_signed_end(head: Head, end: End, lines: _Lines, key_of: KeyOf) -> None:
    if end.sha256 != lines.digest_before.hex():
        raise CarryInvalid("damaged", "SHA-256")
    signed = _signature(end.signature)
    if not signature.carry_is_signed(key_of(head.epoch), signed, head.register_id, lines.digest_before):
        raise CarryInvalid("bad_signature")
    lines.require_no_more()
