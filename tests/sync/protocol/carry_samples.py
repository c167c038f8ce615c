"""Makes carry files by hand: a register with a fixed key, records of two epochs, good files and forged ones."""

from pos.crypto import public_key_of
from sync.protocol import carry, chain
from sync.protocol.batch import Batch
from sync.protocol.carry import Head, Place
from tests.sync.central.line_maker import encode

KEY = bytes(range(32))
REGISTER = "019a80e2-7f40-7000-8000-0000000000a1"


def line(seq: int, epoch: int = 1, /, **facts) -> bytes:
    """A note, the smallest record there is."""
    plain = {
        "at": "2026-11-14T02:31:07.123Z", "b": {"of": "d1"}, "bt": 1, "cat": 0, "ep": epoch,
        "id": f"019a80e2-7f40-7000-8000-{epoch:04d}{seq:08d}", "k": "note", "off": 0, "reg": REGISTER, "seq": seq,
        "sh": "", "sv": 1, "u": 0, "v": 1, **facts,
    }  # fmt: skip
    return encode(plain)


def batches(counts: dict[int, int], size: int = 3, key: bytes = KEY) -> list[Batch]:
    """Epoch → number of records, cut into batches."""
    found = []
    for epoch, count in counts.items():
        tip = chain.first_hash(REGISTER, epoch, public_key_of(key))
        for first in range(1, count + 1, size):
            lines = tuple(line(seq, epoch) for seq in range(first, min(first + size, count + 1)))
            found.append(batch(lines, epoch, first, tip))
            tip = found[-1].tip
    return found


def batch(lines: tuple[bytes, ...], epoch: int, first: int, prev: bytes) -> Batch:
    tip = prev
    for one in lines:
        tip = chain.next_hash(tip, one)
    return Batch(REGISTER, epoch, first, prev, tip, lines)


def head(found: list[Batch], **changes) -> Head:
    facts = {
        "register_id": found[0].register_id, "outlet_code": "GDK", "register_code": "GDK1", "epoch": found[-1].epoch,
        "at": "2026-11-14T10:00:00.000Z", "gerai": "0.1.0", "records": sum(len(b.lines) for b in found),
        "first": Place(found[0].epoch, found[0].first_seq), "last": Place(found[-1].epoch, found[-1].last_seq),
    }  # fmt: skip
    return Head(**{**facts, **changes})


def file_of(found: list[Batch], key: bytes = KEY, **changes) -> bytes:
    """The bytes of a file with these batches."""
    return b"".join(carry.written(head(found, **changes), found, key))
