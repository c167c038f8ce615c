"""Money and goods of makers as wire structs: payout, advance, entry, visit, ownership, marketplace order."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from pos.domain.maker_ledger import EntryKind
from sync.protocol.bodies_base import (
    UNIT_MILLI,
    BigMoney,
    Count,
    Id,
    Milli,
    Money,
    OptionalHash,
    OptionalId,
    PositiveMoney,
    Reasoned,
    SignedMoney,
    Text,
    Wire,
    require,
)
from sync.protocol.bodies_money import LineMoneyWire
from sync.protocol.bodies_rule import ChosenWire
from sync.protocol.bodies_sale import LINES_MAX

COVERED_MAX = 1_000
_RECORDED_APART = frozenset({EntryKind.SALE, EntryKind.REFUND, EntryKind.PAYOUT, EntryKind.ADVANCE})


class PayMethod(StrEnum):
    CASH = "cash"
    TRANSFER = "transfer"
    EWALLET = "ewallet"


class CoveredWire(Wire, frozen=True):
    """One entry that a payout settles, wholly or in part: its record, the line within it, rupiah."""

    document_id: Id = field(name="of")
    amount: SignedMoney = field(name="a")
    line_no: Count = field(name="ln", default=1)


class PayoutWire(Wire, frozen=True):
    """Pembayaran pengrajin: only the maker's paying place posts one; undone by a counter entry alone.

    `tax` is signed as in the maker ledger; `reverses` names the payout that a counter entry takes back.
    """

    number: Id = field(name="no")
    maker_id: Id = field(name="m")
    amount: PositiveMoney = field(name="a")
    cutoff: date = field(name="co")
    method: PayMethod = field(name="k", default=PayMethod.CASH)
    covered: Annotated[tuple[CoveredWire, ...], Meta(max_length=COVERED_MAX)] = field(name="e", default=())
    tax: SignedMoney = field(name="tx", default=0)
    reference: Text = field(name="rf", default="")
    cash_move_id: OptionalId = field(name="cm", default="")
    reverses: OptionalId = field(name="rv", default="")
    approval_id: OptionalId = field(name="ap", default="")
    has_note: bool = field(name="nt", default=False)

    def check(self) -> None:
        covered = sum(entry.amount for entry in self.covered)
        require(not self.covered or covered + self.tax == self.amount, "totals", "e", "covered entries")


class AdvanceWire(Wire, frozen=True):
    """Panjar: given before a settlement, which subtracts it; possible wherever the maker comes."""

    number: Id = field(name="no")
    maker_id: Id = field(name="m")
    amount: PositiveMoney = field(name="a")
    method: PayMethod = field(name="k", default=PayMethod.CASH)
    reference: Text = field(name="rf", default="")
    cash_move_id: OptionalId = field(name="cm", default="")
    approval_id: OptionalId = field(name="ap", default="")
    has_note: bool = field(name="nt", default=False)


class MakerEntryWire(Reasoned, frozen=True, kw_only=True):
    """A pay-in, fee, compensation, correction or tax in the maker ledger; the amount is signed."""

    kind: EntryKind = field(name="k")
    maker_id: Id = field(name="m")
    amount: SignedMoney = field(name="a")
    number: OptionalId = field(name="no", default="")
    document_id: OptionalId = field(name="of", default="")
    method: PayMethod | None = field(name="pm", default=None)
    cash_move_id: OptionalId = field(name="cm", default="")
    approval_id: OptionalId = field(name="ap", default="")

    def check(self) -> None:
        require(self.kind not in _RECORDED_APART, "rule", "k", "has a record of its own")


class MakerVisitWire(Wire, frozen=True):
    """Kunjungan pengrajin: one slip over the records made together; who collected is a text outside."""

    number: Id = field(name="no")
    maker_id: Id = field(name="m")
    parts: Annotated[tuple[Id, ...], Meta(max_length=50)] = field(name="ds", default=())
    balance: BigMoney = field(name="b", default=0)
    has_note: bool = field(name="nt", default=False)


class OwnedLineWire(Wire, frozen=True):
    product_id: Id = field(name="p")
    price: Money = field(name="u")
    quantity: Milli = field(name="q", default=UNIT_MILLI)


class OwnershipWire(Wire, frozen=True):
    """Alih milik: goods become the gallery's own by a signed paper; `price` is what the maker gets for one."""

    number: Id = field(name="no")
    maker_id: Id = field(name="m")
    lines: Annotated[tuple[OwnedLineWire, ...], Meta(min_length=1, max_length=LINES_MAX)] = field(name="l")
    approval_id: OptionalId = field(name="ap", default="")


class OrderState(StrEnum):
    SOLD = "sold"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class ChannelSaleWire(LineMoneyWire, frozen=True, kw_only=True):
    """One line of a marketplace order, or a change of it; key is (channel, order, sku, variant), no buyer.

    `returned` is units come back so far; `fee` the platform's cost in rupiah; `source` the imported file's
    SHA-256. Money as in a sale's line, of `quantity` units.
    """

    channel: Id = field(name="ch")
    order_number: Id = field(name="od")
    sku: Id = field(name="sk")
    product_id: Id = field(name="p")
    title: Text = field(name="n")
    maker_id: Id = field(name="m")
    price: Money = field(name="u")
    sold_on: date = field(name="bd")
    variant: Text = field(name="v", default="")
    state: OrderState = field(name="st", default=OrderState.SOLD)
    quantity: Milli = field(name="q", default=UNIT_MILLI)
    returned: Annotated[int, Meta(ge=0, le=10**9, multiple_of=UNIT_MILLI)] = field(name="rq", default=0)
    rule: ChosenWire = field(name="r", default=ChosenWire())
    fee: Money = field(name="fe", default=0)
    source: OptionalHash = field(name="im", default="")

    def check(self) -> None:
        require(self.returned <= self.quantity, "totals", "rq", "more than sold")
        discounts = self.shared_discount + self.outlet_discount + self.maker_discount
        gross = self.price * self.quantity // UNIT_MILLI
        require(discounts + self.tax <= gross, "totals", "ds", "discounts above gross")
