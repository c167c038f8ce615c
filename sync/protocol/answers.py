"""What the centre answers, and the headers of a push (sync.md §2.3), as strict wire types."""

from typing import Annotated, Any, TypeAlias, TypeVar

import msgspec

from sync.protocol.limits import INTEGER_MAX

T = TypeVar("T", bound=msgspec.Struct)

HEADER_PROTOCOL = "Gerai-Protocol"
HEADER_EPOCH = "Gerai-Epoch"
HEADER_FIRST_SEQ = "Gerai-First-Seq"
HEADER_PREV = "Gerai-Prev"
HEADER_TIP = "Gerai-Tip"
HEADER_SIGNATURE = "Gerai-Sig"
HEADER_NONCE = "Gerai-Nonce"
HEADER_IDEMPOTENCY = "Idempotency-Key"
CONTENT_TYPE = "application/x-ndjson"


class AnswerInvalid(ValueError):
    """An answer outside the protocol."""


class Stop(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a batch stopped: gap (send again from `expected`) or fork (hashes differ at `at`)."""

    code: str
    expected: int = 0
    at: int = 0


class Quarantined(msgspec.Struct, frozen=True):
    """A record that is stored and counted, but not projected."""

    seq: int
    code: str


class Next(msgspec.Struct, frozen=True):
    """Back-pressure: batch size and pause asked for."""

    max_records: int = 500
    min_interval_s: int = 0


class Ack(msgspec.Struct, frozen=True):
    """Everything up to `high_water` is durable at the centre, where the chain's hash is `tip` (hex).

    `newest_epoch` is the register's newest one that has records; a register in an older one was restored or copied.
    `customer_keys` is the newest version of the outlet's keys of customers, None where the centre keeps none.
    `life` is another one after each restore of the centre; "" from an older centre.
    """

    epoch: int
    high_water: int
    tip: str
    accepted: int
    duplicates: int
    quarantined: tuple[Quarantined, ...]
    stop: Stop | None
    server_time: str
    next: Next
    catalogue: int
    nonce: str
    newest_epoch: int = 0
    customer_keys: int | None = None
    life: Annotated[str, msgspec.Meta(max_length=64)] = ""


class EnrolRequest(msgspec.Struct, frozen=True):
    """A register asks to join; keys are hex, `code` the one-time code."""

    code: str
    register_id: str
    public_key: str
    fingerprint: str
    register_code: str
    outlet_code: str
    outlet_name: str = ""


class EnrolAnswer(msgspec.Struct, frozen=True):
    """The register's place at the centre, its tokens and the first nonce; access token in seconds.

    For a new computer in the place of a lost one `register_id` is the lost one's and `epoch` the one to go on in.
    """

    device_id: str
    outlet_id: str
    outlet_name: str
    register_code: str
    access_token: str
    access_expires_s: int
    refresh_token: str
    nonce: str
    centre_id: str
    register_id: str = ""
    epoch: int = 1


class RefreshRequest(msgspec.Struct, frozen=True):
    """`signature` (hex) is by the device's key over register and token."""

    register_id: str
    refresh_token: str
    signature: str = ""


class RefreshAnswer(msgspec.Struct, frozen=True):
    access_token: str
    access_expires_s: int
    refresh_token: str


class EpochRequest(msgspec.Struct, frozen=True):
    """A register asks to go on in a new epoch: its chain and the centre's part after `last_seq`, where both have `tip`.

    `reason` is restored, cloned or forked.
    """

    epoch: int
    last_seq: int
    tip: str
    reason: str


class EpochAnswer(msgspec.Struct, frozen=True):
    """The epoch that was given out, and the nonce of the next push."""

    epoch: int
    nonce: str


class EpochFacts(msgspec.Struct, frozen=True):
    """What the centre holds of one epoch: durable mark, tip and device key, hex."""

    epoch: int
    high_water: int
    tip: str
    public_key: str


class EpochsAnswer(msgspec.Struct, frozen=True):
    """All epochs of a register, the oldest first."""

    epochs: tuple[EpochFacts, ...]


class JournalPage(msgspec.Struct, frozen=True):
    """A run of a register's own lines after `after`: `prev` and `tip` are the hashes before and after them, hex.

    `body` is base64 of the packed lines, '' where there are none; `high_water` is the epoch's durable mark.
    """

    epoch: int
    after: int
    prev: str
    tip: str
    high_water: int
    body: str


Whole: TypeAlias = Annotated[int, msgspec.Meta(ge=-INTEGER_MAX, le=INTEGER_MAX)]
"""A count or rupiah as any store keeps them."""


class TenderTotal(msgspec.Struct, frozen=True):
    """Count and net rupiah (after change, refunds negative) of one tender kind."""

    kind: str
    count: Whole
    amount: Whole


class DayTotals(msgspec.Struct, frozen=True):
    """Counts and rupiah totals of one register and business date from the projected tables."""

    business_date: str
    sale_count: Whole
    sale_total: Whole
    refund_count: Whole
    refund_total: Whole
    net: Whole
    commission: Whole
    maker_share: Whole
    tenders: tuple[TenderTotal, ...]


class DayAnswer(msgspec.Struct, frozen=True):
    """One business date of a register, with the mark and tip of its newest epoch and how many records are set aside."""

    epoch: int
    high_water: int
    tip: str
    quarantined: Whole
    day: DayTotals


class RegisterState(msgspec.Struct, frozen=True):
    """What the centre holds of one register and epoch: mark, tip, quarantine, and its days.

    `set_aside` counts the quarantine of all its epochs; None from an older centre.
    """

    register_id: str
    epoch: int
    high_water: int
    tip: str
    quarantined: tuple[Quarantined, ...]
    days: tuple[DayTotals, ...]
    faults: tuple[str, ...] = ()
    set_aside: Whole | None = None


class Problem(msgspec.Struct, frozen=True):
    """A refusal: a short code and a sentence."""

    code: str
    detail: str = ""


def decode(data: bytes, kind: type[T]) -> T:
    """Read an answer strictly; raises AnswerInvalid."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AnswerInvalid(str(error)) from error


def encode(value: Any) -> bytes:
    """JSON bytes of an answer."""
    return msgspec.json.encode(value)
