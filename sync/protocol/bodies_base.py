"""What all bodies share: the facts of the envelope, the wire struct, its two directions, its one error.

Bodies hold short ASCII keys; default values are left out, so the same value always has the same bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, TypeAlias, TypeVar

import msgspec
from msgspec import Meta, field

from pos.domain.money import BPS_WHOLE, RUPIAH_MAX
from pos.domain.reason import Reason, code_of
from sync.protocol import moment
from sync.protocol.kinds import Kind
from sync.protocol.limits import INTEGER_MAX

Body: TypeAlias = dict[str, object]

UNIT_MILLI = 1000
"""A quantity of one unit on the wire."""

Money: TypeAlias = Annotated[int, Meta(ge=0, le=RUPIAH_MAX)]
PositiveMoney: TypeAlias = Annotated[int, Meta(ge=1, le=RUPIAH_MAX)]
SignedMoney: TypeAlias = Annotated[int, Meta(ge=-RUPIAH_MAX, le=RUPIAH_MAX)]
BigMoney: TypeAlias = Annotated[int, Meta(ge=-INTEGER_MAX, le=INTEGER_MAX)]
Rounding: TypeAlias = Annotated[int, Meta(ge=-999, le=999)]
"""Cash rounding: less than the largest unit, Rp1.000 (domain.md §2.1)."""
Bps: TypeAlias = Annotated[int, Meta(ge=0, le=BPS_WHOLE)]
Count: TypeAlias = Annotated[int, Meta(ge=0, le=INTEGER_MAX)]
Milli: TypeAlias = Annotated[int, Meta(ge=UNIT_MILLI, le=1_000_000 * UNIT_MILLI, multiple_of=UNIT_MILLI)]
SignedMilli: TypeAlias = Annotated[
    int, Meta(ge=-1_000_000 * UNIT_MILLI, le=1_000_000 * UNIT_MILLI, multiple_of=UNIT_MILLI)
]
Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=64)]
OptionalId: TypeAlias = Annotated[str, Meta(max_length=64)]
Text: TypeAlias = Annotated[str, Meta(max_length=300)]
Hash: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Signature: TypeAlias = Annotated[str, Meta(pattern="^([0-9a-f]{128})?$")]
OptionalHash: TypeAlias = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]

Day: TypeAlias = date
Pieces: TypeAlias = Annotated[
    tuple[tuple[Annotated[str, Meta(pattern="^[nc][0-9]{2,6}$")], Count], ...], Meta(max_length=30)
]
"""(n for note or c for coin with the face value, pieces)."""

Document = TypeVar("Document", bound="Wire")


class BodyInvalid(ValueError):
    """A body that cannot be understood or does not add up; goes to quarantine, never stops a batch.

    `code` is 'type' (missing or of a wrong type), 'totals' (does not add up) or 'rule' (breaks a rule);
    `field` is the path of wire keys, such as l[0].q.
    """

    def __init__(self, code: str, field: str, detail: str = "") -> None:
        """Keep code and field apart from the sentence."""
        self.code = code
        self.field = field
        super().__init__(f"{code} {field} {detail}".strip())


@dataclass(frozen=True, slots=True)
class Facts:
    """What the envelope says of a record and its body does not repeat; `at` is aware UTC."""

    id: str
    at: datetime
    cashier_id: int
    shift_id: str
    kind: Kind
    schema_version: int = 1


class Wire(msgspec.Struct, frozen=True):
    """A body or a part of one; fields have wire keys of one to three letters, unknown keys are ignored."""

    def check(self) -> None:
        """Raise BodyInvalid where fields contradict one another; types were checked before."""


class Reasoned(Wire, frozen=True):
    """With a reason: a listed code, and the mark that a text is kept outside the journal under the record's id."""

    reason: Reason | None = field(name="rs", default=None)
    has_note: bool = field(name="nt", default=False)


def to_body(struct: Wire) -> Body:
    """Wire struct → plain values, defaults left out."""
    defaults = struct.__struct_defaults__
    names = struct.__struct_fields__
    first_default = len(names) - len(defaults)
    body: Body = {}
    for i, (name, key) in enumerate(zip(names, struct.__struct_encode_fields__, strict=True)):
        value = getattr(struct, name)
        if i < first_default or value != defaults[i - first_default]:
            body[key] = _plain(value)
    return body


def _plain(value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    match value:
        case str():
            return str(value)  # of a StrEnum its text; canonical.encode normalizes
        case Wire():
            return to_body(value)
        case tuple():
            return [_plain(item) for item in value]
        case datetime():
            return moment.to_text(value)
        case date():
            return value.isoformat()
    raise AssertionError(f"{type(value).__name__} has no form on the wire")


def from_body(kind: type[Document], body: Mapping[str, object]) -> Document:
    """Plain values → wire struct, strictly; raises BodyInvalid for anything that does not fit."""
    try:
        wire = msgspec.convert(body, kind)
    except (msgspec.ValidationError, ValueError, TypeError, OverflowError, RecursionError) as error:
        message, _, path = str(error).partition(" - at `$")
        raise BodyInvalid("type", path.strip("`.") or "b", message) from error
    wire.check()
    return wire


def require(holds: bool, code: str, field: str, detail: str = "") -> None:
    """Raise BodyInvalid unless what must hold of a body holds."""
    if not holds:
        raise BodyInvalid(code, field, detail)


def milli(units: int) -> int:
    """Whole units → thousandths, as quantities travel."""
    return units * UNIT_MILLI


def units(milli_units: int) -> int:
    """Thousandths → whole units; the wire types let only whole ones through."""
    return milli_units // UNIT_MILLI


def cash_value(pieces: tuple[tuple[str, int], ...]) -> int:
    """Rupiah that counted pieces are worth."""
    return sum(int(piece[1:]) * count for piece, count in pieces)


def coded(reason: str) -> tuple[Reason | None, bool]:
    """(reason code for the record, whether a text is kept outside of it); free text is 'other' with a text."""
    code = code_of(reason)
    if code is None and reason:
        return Reason.OTHER, True
    return code, False


def spoken(reason: Reason | None) -> str:
    """A decoded reason code as a value's text; a free text is filled in by whoever keeps it."""
    return "" if reason is None else reason.value
