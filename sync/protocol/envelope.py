"""The frozen line envelope (sync.md §2.1): register, epoch, seq, kind, moment, person, body."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sync.protocol import canonical, moment
from sync.protocol.limits import LINE_BYTES_MAX

ENVELOPE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Envelope:
    """One journal record. `off` is the last known offset to the centre in ms, `bt` a boot counter,
    `cat` the catalogue version used, `u` the cashier (0: none), `sh` the shift id ('' outside one).
    """

    register_id: str
    epoch: int
    seq: int
    id: str
    kind: str
    schema_version: int
    at: datetime
    cashier_id: int
    shift_id: str
    body: dict[str, Any]
    offset_ms: int = 0
    boot: int = 0
    catalogue_version: int = 0


class EnvelopeInvalid(ValueError):
    """A line whose envelope cannot be read; `code` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        """`code` is a short ASCII word for quarantine lists."""
        self.code = code
        super().__init__(f"{code}: {detail}")


def encode(record: Envelope) -> bytes:
    """Canonical bytes of a record; the caller checks the line limit through `fits`."""
    return canonical.encode(
        {
            "at": moment.to_text(record.at),
            "b": record.body,
            "bt": record.boot,
            "cat": record.catalogue_version,
            "ep": record.epoch,
            "id": record.id,
            "k": record.kind,
            "off": record.offset_ms,
            "reg": record.register_id,
            "seq": record.seq,
            "sh": record.shift_id,
            "sv": record.schema_version,
            "u": record.cashier_id,
            "v": ENVELOPE_VERSION,
        }
    )


def fits(line: bytes) -> bool:
    """Whether a line may exist: the till refuses a larger one when it is made."""
    return len(line) <= LINE_BYTES_MAX


_FIELDS: dict[str, type] = {
    "at": str, "b": dict, "bt": int, "cat": int, "ep": int, "id": str, "k": str, "off": int,
    "reg": str, "seq": int, "sh": str, "sv": int, "u": int, "v": int,
}  # fmt: skip


def decode(line: bytes) -> Envelope:
    """Read a line; unknown extra keys are ignored. Raises EnvelopeInvalid, nothing else."""
    try:
        found = canonical.parse(line)
    except canonical.NotCanonical as error:
        raise EnvelopeInvalid("unparseable", str(error)) from error
    for name, kind in _FIELDS.items():
        if type(found.get(name)) is not kind:
            raise EnvelopeInvalid("bad_envelope", name)
    if found["v"] != ENVELOPE_VERSION:
        raise EnvelopeInvalid("unknown_envelope", str(found["v"]))
    try:
        at = moment.from_text(found["at"])
    except ValueError as error:
        raise EnvelopeInvalid("bad_envelope", "at") from error
    return Envelope(
        register_id=found["reg"],
        epoch=found["ep"],
        seq=found["seq"],
        id=found["id"],
        kind=found["k"],
        schema_version=found["sv"],
        at=at,
        cashier_id=found["u"],
        shift_id=found["sh"],
        body=found["b"],
        offset_ms=found["off"],
        boot=found["bt"],
        catalogue_version=found["cat"],
    )
