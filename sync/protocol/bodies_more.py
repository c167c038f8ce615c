"""The rest as wire structs: prices at the counter, people, fairs, labels, access, a record issued again."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from pos.domain.discount import Bearer
from pos.domain.reason import Reason
from sync.protocol.bodies_base import (
    UNIT_MILLI,
    Count,
    Day,
    Hash,
    Id,
    Milli,
    Moment,
    Money,
    OptionalHash,
    OptionalId,
    Reasoned,
    Text,
    Wire,
    require,
)
from sync.protocol.bodies_terms import ProductWire
from sync.protocol.customer_keys import is_id

SEALED_CHARS_MAX = 8_000
LINE_CHARS_MAX = 65_536


class PriceOverrideWire(Reasoned, frozen=True, kw_only=True):
    """Harga di label beda: a line was sold at another price than the list's; who bears the difference."""

    sale_id: Id = field(name="of")
    product_id: Id = field(name="p")
    list_price: Money = field(name="lp")
    price: Money = field(name="u")
    line_no: Count = field(name="ln", default=1)
    bearer: Bearer = field(name="br", default=Bearer.OUTLET)
    approval_id: OptionalId = field(name="ap", default="")


class ProvisionalWire(ProductWire, frozen=True, kw_only=True):
    """A product made at the counter, and why; the centre adopts it or joins it to a known one by alias."""

    same_as: OptionalId = field(name="of", default="")
    reason: Reason | None = field(name="rs", default=None)
    approval_id: OptionalId = field(name="ap", default="")
    photo: OptionalHash = field(name="ph", default="")


class CustomerWire(Wire, frozen=True):
    """A customer: name and number sealed under the key `key_id`; erased = the key is destroyed.

    `sealed` is base64; `consent_version` which text was agreed to, at `consent_at`.
    """

    customer_id: Id = field(name="cu")
    key_id: OptionalId = field(name="ki", default="")
    sealed: Annotated[str, Meta(max_length=SEALED_CHARS_MAX, pattern="^[A-Za-z0-9+/=_-]*$")] = field(
        name="se", default=""
    )
    consent_version: OptionalId = field(name="cv", default="")
    consent_at: Moment | None = field(name="ca", default=None)
    erased: bool = field(name="x", default=False)

    def check(self) -> None:
        require(self.erased == (not self.sealed), "rule", "se", "sealed unless erased")
        require(bool(self.sealed) == bool(self.key_id), "rule", "ki", "sealed under a key")
        require(is_id(self.customer_id), "rule", "cu", "visible ASCII")
        require(not self.key_id or is_id(self.key_id), "rule", "ki", "visible ASCII")


class AccessAct(StrEnum):
    """What was looked at or taken out, each view of a balance, an account or a person; who came to the till."""

    MAKER_BALANCE = "maker_balance"
    MAKER_ACCOUNT = "maker_account"
    CUSTOMER = "customer"
    EXPORT = "export"
    AUDIT_PACK = "audit_pack"
    STATEMENT_SENT = "statement_sent"
    PIN_LOCKED = "pin_locked"
    SIGN_IN = "sign_in"


class AccessWire(Wire, frozen=True):
    act: AccessAct = field(name="k")
    subject_id: OptionalId = field(name="of", default="")


class FairAct(StrEnum):
    OPEN = "open"
    CLOSE = "close"


class FairLineWire(Wire, frozen=True):
    """On closing: what went out and did not come back, by product."""

    product_id: Id = field(name="p")
    quantity: Milli = field(name="q", default=UNIT_MILLI)


class FairWire(Wire, frozen=True):
    """Pameran: a register is borrowed for a pop-up outlet and brought back; `transfer_id` its surat jalan."""

    act: FairAct = field(name="k")
    name: Text = field(name="n")
    outlet_code: Id = field(name="o")
    register_id: OptionalId = field(name="g", default="")
    starts_on: Day | None = field(name="st", default=None)
    ends_on: Day | None = field(name="en", default=None)
    opening_float: Money = field(name="fl", default=0)
    transfer_id: OptionalId = field(name="of", default="")
    missing: Annotated[tuple[FairLineWire, ...], Meta(max_length=500)] = field(name="l", default=())


class LabelLineWire(Wire, frozen=True):
    product_id: Id = field(name="p")
    quantity: Milli = field(name="q", default=UNIT_MILLI)


class LabelPrintWire(Wire, frozen=True):
    """Labels were printed, so that each relabelled piece can be told."""

    lines: Annotated[tuple[LabelLineWire, ...], Meta(min_length=1, max_length=500)] = field(name="l")
    layout: OptionalId = field(name="ly", default="")


class ReissueWire(Wire, frozen=True):
    """A record of a branch that was left behind, issued again under its id: where it stood, and its line."""

    epoch: Annotated[int, Meta(ge=1, le=1_000_000)] = field(name="e")
    seq: Annotated[int, Meta(ge=1, le=2**53 - 1)] = field(name="sq")
    hash: Hash = field(name="h")
    line: Annotated[str, Meta(min_length=2, max_length=LINE_CHARS_MAX)] = field(name="ln")
