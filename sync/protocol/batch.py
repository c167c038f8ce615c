"""A batch on the wire: NDJSON lines, gzip, within limits (sync.md §2.3)."""

import gzip
import zlib
from dataclasses import dataclass

from sync.protocol.limits import (
    BATCH_BYTES_MAX,
    BATCH_RECORDS_MAX,
    GZIP_LEVEL,
    INFLATED_BYTES_MAX,
    REISSUE_BYTES_MAX,
)


class BatchInvalid(ValueError):
    """A body that is not a batch; nothing of it was taken. `code` is the answer's error code."""

    def __init__(self, code: str) -> None:
        """`code` such as too_large, bad_gzip, too_many_lines."""
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Batch:
    """A contiguous run of raw lines of one register and epoch, with the hashes before and after."""

    register_id: str
    epoch: int
    first_seq: int
    prev: bytes
    tip: bytes
    lines: tuple[bytes, ...]

    @property
    def last_seq(self) -> int:
        return self.first_seq + len(self.lines) - 1


def pack(lines: tuple[bytes, ...]) -> bytes:
    """Lines to the compressed body; every line ends with LF; deterministic (no time stamp)."""
    assert len(lines) <= BATCH_RECORDS_MAX
    raw = b"".join(line + b"\n" for line in lines)
    assert len(raw) <= BATCH_BYTES_MAX
    return gzip.compress(raw, GZIP_LEVEL, mtime=0)


def unpack(body: bytes) -> tuple[bytes, ...]:
    """The raw lines of a compressed body; inflates at most 4 MiB. Raises BatchInvalid, nothing else."""
    raw = inflate(body)
    if not raw:
        return ()
    if not raw.endswith(b"\n"):
        raise BatchInvalid("truncated")
    lines = tuple(raw[:-1].split(b"\n"))
    if len(lines) > BATCH_RECORDS_MAX:
        raise BatchInvalid("too_many_lines")
    if any(not line or len(line) > REISSUE_BYTES_MAX for line in lines):
        raise BatchInvalid("bad_line_length")
    return lines


def inflate(body: bytes) -> bytes:
    """Gzip, one member, at most 4 MiB inflated; raises BatchInvalid."""
    inflater = zlib.decompressobj(wbits=31)
    try:
        raw = inflater.decompress(body, INFLATED_BYTES_MAX + 1)
    except zlib.error as error:
        raise BatchInvalid("bad_gzip") from error
    if len(raw) > INFLATED_BYTES_MAX or inflater.unconsumed_tail:
        raise BatchInvalid("too_large")
    if not inflater.eof or inflater.unused_data:
        raise BatchInvalid("bad_gzip")
    return raw
