"""Shift, cash movement, drawer, reprint and what waits for payment ↔ body (docs/protocol.md)."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from msgspec import Meta, field

from pos.domain.deposit import DepositAct
from pos.domain.drawer_opening import DrawerOpened
from pos.domain.events import AwaitingPayment, Reprinted
from pos.domain.shift import (
    CashMovement,
    CashMovementKind,
    Shift,
    ShiftClose,
    ShiftTotals,
    expected_cash,
)
from pos.domain.tender import TenderKind
from sync.protocol.bodies_base import (
    UNIT_MILLI,
    BigMoney,
    Body,
    Count,
    Facts,
    Hash,
    Id,
    Milli,
    Moment,
    Money,
    OptionalId,
    Pieces,
    PositiveMoney,
    Reasoned,
    Signature,
    Wire,
    cash_value,
    coded,
    from_body,
    milli,
    require,
    spoken,
    to_body,
    units,
)
from sync.protocol.bodies_money import TENDERS_MAX, TenderWire, tender_from, tender_wire
from sync.protocol.bodies_sale import LINES_MAX


class ShiftOpenWire(Wire, frozen=True):
    business_date: date = field(name="bd")
    number: Count = field(name="n")
    opening_float: Money = field(name="fl", default=0)
    opening_counts: Pieces = field(name="pc", default=())

    def check(self) -> None:
        worth = cash_value(self.opening_counts)
        require(not self.opening_counts or worth == self.opening_float, "totals", "pc", "opening float")


class TotalsWire(Wire, frozen=True):
    """Running totals of the shift; lists are (kind, count, rupiah)."""

    sale_count: Count = field(name="sc", default=0)
    refund_count: Count = field(name="rc", default=0)
    void_count: Count = field(name="vc", default=0)
    gross: BigMoney = field(name="g", default=0)
    discount: BigMoney = field(name="d", default=0)
    net: BigMoney = field(name="n", default=0)
    tax: BigMoney = field(name="tx", default=0)
    rounding: BigMoney = field(name="r", default=0)
    total: BigMoney = field(name="to", default=0)
    commission: BigMoney = field(name="k", default=0)
    maker_share: BigMoney = field(name="s", default=0)
    refund_total: BigMoney = field(name="rt", default=0)
    tenders: Annotated[tuple[tuple[TenderKind, Count, BigMoney], ...], Meta(max_length=50)] = field(
        name="t", default=()
    )
    refund_tenders: Annotated[tuple[tuple[TenderKind, Count, BigMoney], ...], Meta(max_length=50)] = field(
        name="rf", default=()
    )
    movements: Annotated[tuple[tuple[CashMovementKind, Count, BigMoney], ...], Meta(max_length=50)] = field(
        name="mv", default=()
    )
    first_number: OptionalId = field(name="fn", default="")
    last_number: OptionalId = field(name="ln", default="")
    waiting_cash: BigMoney = field(name="wc", default=0)
    waiting_before: BigMoney = field(name="wb", default=0)
    deposits: Annotated[tuple[tuple[DepositAct, Count, BigMoney], ...], Meta(max_length=50)] = field(
        name="dp", default=()
    )
    deposit_tenders: Annotated[tuple[tuple[TenderKind, Count, BigMoney], ...], Meta(max_length=50)] = field(
        name="dt", default=()
    )
    receivables: Annotated[tuple[tuple[TenderKind, Count, BigMoney], ...], Meta(max_length=50)] = field(
        name="rv", default=()
    )


class ShiftCloseWire(Wire, frozen=True):
    business_date: date = field(name="bd")
    number: Count = field(name="n")
    opened_at: Moment = field(name="oa")
    opened_by: Count = field(name="ob")
    expected: BigMoney = field(name="ex")
    counted: Money = field(name="ct")
    grand_total: BigMoney = field(name="gt")
    tip: Hash = field(name="tip")
    opening_float: Money = field(name="fl", default=0)
    totals: TotalsWire = field(name="tot", default=TotalsWire())
    unsent: Count = field(name="un", default=0)
    counts: Pieces = field(name="pc", default=())
    first_counted: Money | None = field(name="c1", default=None)
    forgotten: bool = field(name="fg", default=False)
    to_safe: Money = field(name="ts", default=0)
    signature: Signature = field(name="sg", default="")


class CashMoveWire(Reasoned, frozen=True, kw_only=True):
    kind: CashMovementKind = field(name="k")
    amount: PositiveMoney = field(name="a")


class NoSaleWire(Reasoned, frozen=True, kw_only=True):
    approval_id: OptionalId = field(name="ap", default="")


class ReprintWire(Wire, frozen=True):
    document_id: Id = field(name="of")
    number: Id = field(name="on")
    copy_no: Annotated[int, Meta(ge=1, le=10_000)] = field(name="cp", default=1)


class AwaitingLineWire(Wire, frozen=True):
    product_id: Id = field(name="p")
    quantity: Milli = field(name="q", default=UNIT_MILLI)


class AwaitingWire(Wire, frozen=True):
    sale_id: Id = field(name="of")
    total: Money = field(name="to")
    lines: Annotated[tuple[AwaitingLineWire, ...], Meta(max_length=LINES_MAX)] = field(name="l", default=())
    tenders: Annotated[tuple[TenderWire, ...], Meta(max_length=TENDERS_MAX)] = field(name="t", default=())
    qris_amount: Money = field(name="qa", default=0)
    qris_shown_at: Moment | None = field(name="qs", default=None)


def shift_open_body(shift: Shift) -> Body:
    wire = ShiftOpenWire(
        business_date=shift.business_date,
        number=shift.number,
        opening_float=shift.opening_float,
        opening_counts=shift.opening_counts,
    )
    return to_body(wire)


def shift_open_from(facts: Facts, body: Mapping[str, object]) -> Shift:
    """An open shift under the record's shift id. Raises BodyInvalid."""
    wire = from_body(ShiftOpenWire, body)
    return Shift(
        id=facts.shift_id,
        number=wire.number,
        business_date=wire.business_date,
        opened_at=facts.at,
        opened_by=facts.cashier_id,
        opening_float=wire.opening_float,
        opening_counts=wire.opening_counts,
    )


def shift_close_body(closing: ShiftClose) -> Body:
    shift = closing.shift
    assert shift.expected is not None
    assert shift.counted is not None
    wire = ShiftCloseWire(
        business_date=shift.business_date,
        number=shift.number,
        opened_at=shift.opened_at,
        opened_by=shift.opened_by,
        opening_float=shift.opening_float,
        expected=shift.expected,
        counted=shift.counted,
        totals=_totals_wire(closing.totals),
        grand_total=closing.grand_total,
        tip=closing.tip,
        unsent=closing.unsent,
        counts=closing.counts,
        first_counted=closing.first_counted,
        forgotten=closing.forgotten,
        to_safe=closing.to_safe,
        signature=closing.signature,
    )
    return to_body(wire)


def shift_close_from(facts: Facts, body: Mapping[str, object]) -> ShiftClose:
    """A closed shift with its totals; expected cash must follow from them. Raises BodyInvalid."""
    wire = from_body(ShiftCloseWire, body)
    totals = _totals_of(wire.totals)
    require(wire.to_safe <= wire.counted, "totals", "ts", "more than was counted")
    require(wire.expected == expected_cash(wire.opening_float, totals), "totals", "ex", "expected cash")
    shift = Shift(
        id=facts.shift_id,
        number=wire.number,
        business_date=wire.business_date,
        opened_at=wire.opened_at,
        opened_by=wire.opened_by,
        opening_float=wire.opening_float,
        closed_at=facts.at,
        closed_by=facts.cashier_id,
        expected=wire.expected,
        counted=wire.counted,
    )
    return ShiftClose(
        shift=shift,
        totals=totals,
        grand_total=wire.grand_total,
        tip=wire.tip,
        unsent=wire.unsent,
        counts=wire.counts,
        first_counted=wire.first_counted,
        forgotten=wire.forgotten,
        to_safe=wire.to_safe,
        signature=wire.signature,
    )


def cash_move_body(movement: CashMovement) -> Body:
    reason, has_note = coded(movement.reason)
    wire = CashMoveWire(kind=movement.kind, amount=movement.amount, reason=reason, has_note=has_note)
    return to_body(wire)


def cash_move_from(facts: Facts, body: Mapping[str, object]) -> CashMovement:
    wire = from_body(CashMoveWire, body)
    return CashMovement(
        id=facts.id,
        shift_id=facts.shift_id,
        at=facts.at,
        cashier_id=facts.cashier_id,
        kind=wire.kind,
        amount=wire.amount,
        reason=spoken(wire.reason),
    )


def no_sale_body(opened: DrawerOpened) -> Body:
    reason, has_note = coded(opened.reason)
    return to_body(NoSaleWire(reason=reason, has_note=has_note, approval_id=opened.approval_id))


def no_sale_from(facts: Facts, body: Mapping[str, object]) -> DrawerOpened:
    wire = from_body(NoSaleWire, body)
    reason = spoken(wire.reason)
    return DrawerOpened(facts.id, facts.at, facts.cashier_id, facts.shift_id, reason, wire.approval_id)


def reprint_body(reprinted: Reprinted) -> Body:
    wire = ReprintWire(document_id=reprinted.document_id, number=reprinted.number, copy_no=reprinted.copy_no)
    return to_body(wire)


def reprint_from(_facts: Facts, body: Mapping[str, object]) -> Reprinted:
    wire = from_body(ReprintWire, body)
    return Reprinted(wire.document_id, wire.number, wire.copy_no)


def awaiting_payment_body(awaiting: AwaitingPayment) -> Body:
    wire = AwaitingWire(
        sale_id=awaiting.sale_id,
        total=awaiting.total,
        lines=tuple(
            AwaitingLineWire(product_id=product_id, quantity=milli(quantity))
            for product_id, quantity in awaiting.lines
        ),
        tenders=tuple(tender_wire(tender) for tender in awaiting.tenders),
        qris_amount=awaiting.qris_amount,
        qris_shown_at=awaiting.qris_shown_at,
    )
    return to_body(wire)


def awaiting_payment_from(_facts: Facts, body: Mapping[str, object]) -> AwaitingPayment:
    wire = from_body(AwaitingWire, body)
    return AwaitingPayment(
        sale_id=wire.sale_id,
        total=wire.total,
        lines=tuple((line.product_id, units(line.quantity)) for line in wire.lines),
        tenders=tuple(tender_from(tender) for tender in wire.tenders),
        qris_amount=wire.qris_amount,
        qris_shown_at=wire.qris_shown_at,
    )


_TOTALS = tuple(name for name in TotalsWire.__struct_fields__)


def _totals_wire(totals: ShiftTotals) -> TotalsWire:
    """Field by field: value and wire carry the same names on purpose."""
    return TotalsWire(**{name: getattr(totals, name) for name in _TOTALS})


def _totals_of(wire: TotalsWire) -> ShiftTotals:
    return ShiftTotals(**{name: getattr(wire, name) for name in _TOTALS})
