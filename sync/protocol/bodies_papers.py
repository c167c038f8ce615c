"""Corrections, papers and money beside sales as wire structs (users.md; fields in docs/protocol.md).

Payers, signers and recipients are people: their names are kept outside the journal, the record marks that.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from pos.domain.kuitansi import Kuitansi
from pos.domain.late_entry import LateEntry
from pos.domain.receivable import WAYS, ReceivablePayment
from pos.domain.unmatched import Cause, UnmatchedLine, UnmatchedRefund
from sync.protocol.bodies_base import (
    UNIT_MILLI,
    Body,
    Count,
    Day,
    Facts,
    Id,
    Milli,
    Moment,
    Money,
    OptionalId,
    PositiveMoney,
    Text,
    Wire,
    coded,
    from_body,
    milli,
    require,
    spoken,
    to_body,
    units,
)
from sync.protocol.bodies_money import TENDERS_MAX, TenderWire, tender_from, tender_wire
from sync.protocol.bodies_sale import LINES_MAX, ReasonedDocumentWire, header_of

Tenders = Annotated[tuple[TenderWire, ...], Meta(max_length=TENDERS_MAX)]
Ids = Annotated[tuple[Id, ...], Meta(max_length=LINES_MAX)]


class KuitansiWire(Wire, frozen=True):
    """A signed receipt over one or more sales; payer, purpose and signer are texts outside the journal."""

    number: Id = field(name="no")
    business_date: Day = field(name="bd")
    sale_ids: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=LINES_MAX)] = field(name="ds")
    total: PositiveMoney = field(name="to")
    has_note: bool = field(name="nt", default=False)


def kuitansi_body(made: Kuitansi) -> Body:
    return to_body(KuitansiWire(made.number, made.business_date, made.sale_ids, made.total, has_note=True))


def kuitansi_from(facts: Facts, body: Mapping[str, object]) -> Kuitansi:
    """The kuitansi under the facts of its envelope; its texts are kept elsewhere. Raises BodyInvalid."""
    wire = from_body(KuitansiWire, body)
    return Kuitansi(
        id=facts.id,
        number=wire.number,
        business_date=wire.business_date,
        at=facts.at,
        cashier_id=facts.cashier_id,
        shift_id=facts.shift_id,
        sale_ids=wire.sale_ids,
        total=wire.total,
    )


class LateEntryWire(Wire, frozen=True):
    """Penjualan susulan: a sale from the emergency pad, entered later; each pad number once."""

    sale_id: Id = field(name="of")
    pad_number: Id = field(name="pn")
    happened_at: Moment = field(name="rt")


def late_entry_body(entry: LateEntry) -> Body:
    return to_body(LateEntryWire(entry.sale_id, entry.pad_number, entry.happened_at))


def late_entry_from(facts: Facts, body: Mapping[str, object]) -> LateEntry:
    """The mark under the facts of its envelope. Raises BodyInvalid."""
    wire = from_body(LateEntryWire, body)
    return LateEntry(
        facts.id, facts.at, facts.cashier_id, facts.shift_id, wire.sale_id, wire.pad_number, wire.happened_at
    )


class UnmatchedLineWire(Wire, frozen=True):
    title: Text = field(name="n")
    price: Money = field(name="u")
    product_id: OptionalId = field(name="p", default="")
    maker_id: OptionalId = field(name="m", default="")
    quantity: Milli = field(name="q", default=UNIT_MILLI)
    to_shelf: bool = field(name="sh", default=False)


class UnmatchedRefundWire(ReasonedDocumentWire, frozen=True, kw_only=True):
    """A refund of a sale that this register does not know; the centre matches it (belum dicocokkan)."""

    receipt_number: Id = field(name="on")
    receipt_code: OptionalId = field(name="cc", default="")
    outlet_code: OptionalId = field(name="o", default="")
    lines: Annotated[tuple[UnmatchedLineWire, ...], Meta(min_length=1, max_length=LINES_MAX)] = field(
        name="l"
    )
    tenders: Tenders = field(name="t")
    total: Money = field(name="to")
    cause: Cause | None = field(name="ca", default=None)
    approval_id: OptionalId = field(name="ap", default="")

    def check(self) -> None:
        given = sum(tender.amount for tender in self.tenders)
        require(given == self.total, "totals", "t", "tenders")
        most = sum(line.price * units(line.quantity) for line in self.lines)
        require(self.total <= most, "totals", "to", "above the label prices")


def unmatched_body(refund: UnmatchedRefund) -> Body:
    reason, has_note = coded(refund.reason)
    wire = UnmatchedRefundWire(
        number=refund.header.number,
        business_date=refund.header.business_date,
        shift_number=refund.header.shift_number,
        receipt_number=refund.receipt_number,
        receipt_code=refund.receipt_code,
        outlet_code=refund.outlet_code,
        lines=tuple(
            UnmatchedLineWire(
                line.title, line.price, line.product_id, line.maker_id, milli(line.quantity), line.to_shelf
            )
            for line in refund.lines
        ),
        tenders=tuple(tender_wire(tender) for tender in refund.tenders),
        total=refund.total,
        cause=refund.cause,
        reason=reason,
        has_note=has_note,
        approval_id=refund.approval_id,
    )
    return to_body(wire)


def unmatched_from(facts: Facts, body: Mapping[str, object]) -> UnmatchedRefund:
    """The refund under the facts of its envelope. Raises BodyInvalid."""
    wire = from_body(UnmatchedRefundWire, body)
    return UnmatchedRefund(
        header=header_of(facts, wire),
        receipt_number=wire.receipt_number,
        receipt_code=wire.receipt_code,
        outlet_code=wire.outlet_code,
        lines=tuple(
            UnmatchedLine(
                line.title, line.price, line.product_id, line.maker_id, units(line.quantity), line.to_shelf
            )
            for line in wire.lines
        ),
        tenders=tuple(tender_from(tender) for tender in wire.tenders),
        total=wire.total,
        cause=wire.cause,
        reason=spoken(wire.reason),
        approval_id=wire.approval_id,
    )


class QrisOutcome(StrEnum):
    """What was found out about money by QRIS or transfer after the sale."""

    VERIFIED = "verified"
    MISSING = "missing"
    LATE = "late"
    DOUBLE = "double"
    GIVEN_BACK = "given_back"


class QrisCheckWire(Wire, frozen=True):
    outcome: QrisOutcome = field(name="k")
    amount: PositiveMoney = field(name="a")
    sale_id: OptionalId = field(name="of", default="")
    tender_no: Count = field(name="tn", default=1)
    reference: Text = field(name="rf", default="")
    settled_on: Day | None = field(name="st", default=None)
    approval_id: OptionalId = field(name="ap", default="")


class MonthLockWire(Wire, frozen=True):
    """Tutup buku: records that arrive later are listed as susulan in the next period."""

    month: Annotated[str, Meta(pattern="^[0-9]{4}-(0[1-9]|1[0-2])$")] = field(name="mo")
    reopened: bool = field(name="x", default=False)
    approval_id: OptionalId = field(name="ap", default="")


class ReceivablePaymentWire(Wire, frozen=True):
    """Money for a sale on account, after it; the sale's tender says who owed."""

    sale_id: Id = field(name="of")
    business_date: Day = field(name="bd")
    tender: TenderWire = field(name="t")

    def check(self) -> None:
        require(self.tender.kind in WAYS, "rule", "t.k", "no money")


def receivable_payment_body(payment: ReceivablePayment) -> Body:
    return to_body(ReceivablePaymentWire(payment.sale_id, payment.business_date, tender_wire(payment.tender)))


def receivable_payment_from(facts: Facts, body: Mapping[str, object]) -> ReceivablePayment:
    """The payment under the facts of its envelope. Raises BodyInvalid."""
    wire = from_body(ReceivablePaymentWire, body)
    return ReceivablePayment(
        id=facts.id,
        shift_id=facts.shift_id,
        business_date=wire.business_date,
        at=facts.at,
        cashier_id=facts.cashier_id,
        sale_id=wire.sale_id,
        tender=tender_from(wire.tender),
    )
