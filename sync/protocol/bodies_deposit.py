"""Deposits on orders ↔ body (docs/protocol.md): taken, used by a sale, given back, forfeited."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, field

from pos.domain.deposit import Deposit, DepositAct, OrderLine
from pos.domain.money import Rupiah
from sync.protocol.bodies_base import (
    UNIT_MILLI,
    Body,
    Day,
    Facts,
    Id,
    Milli,
    Money,
    OptionalId,
    PositiveMoney,
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


class OrderLineWire(Wire, frozen=True):
    product_id: Id = field(name="p")
    price: Money = field(name="u")
    quantity: Milli = field(name="q", default=UNIT_MILLI)


class DepositWire(ReasonedDocumentWire, frozen=True, kw_only=True):
    """`deposit_id` is the record that took it, empty there; `maker_id` sees the order. Open ones are a liability."""

    act: DepositAct = field(name="k")
    amount: PositiveMoney = field(name="a")
    deposit_id: OptionalId = field(name="of", default="")
    sale_id: OptionalId = field(name="sa", default="")
    customer_id: OptionalId = field(name="cu", default="")
    maker_id: OptionalId = field(name="m", default="")
    lines: Annotated[tuple[OrderLineWire, ...], Meta(max_length=LINES_MAX)] = field(name="l", default=())
    due_on: Day | None = field(name="du", default=None)
    tenders: Annotated[tuple[TenderWire, ...], Meta(max_length=TENDERS_MAX)] = field(name="t", default=())
    change: Money = field(name="cg", default=0)
    approval_id: OptionalId = field(name="ap", default="")

    def check(self) -> None:
        taking = self.act is DepositAct.TAKE
        require(taking != bool(self.deposit_id), "rule", "of", "only a later act names its deposit")
        moved: Rupiah = sum(tender.amount for tender in self.tenders) - self.change
        moves_money = self.act in (DepositAct.TAKE, DepositAct.GIVE_BACK)
        require(moved == (self.amount if moves_money else 0), "totals", "t", "tenders")


def deposit_body(deposit: Deposit) -> Body:
    reason, has_note = coded(deposit.reason)
    wire = DepositWire(
        number=deposit.header.number,
        business_date=deposit.header.business_date,
        shift_number=deposit.header.shift_number,
        act=deposit.act,
        amount=deposit.amount,
        deposit_id=deposit.deposit_id,
        sale_id=deposit.sale_id,
        customer_id=deposit.customer_id,
        maker_id=deposit.maker_id,
        lines=tuple(
            OrderLineWire(line.product_id, line.price, milli(line.quantity)) for line in deposit.lines
        ),
        due_on=deposit.due_on,
        tenders=tuple(tender_wire(tender) for tender in deposit.tenders),
        change=deposit.change,
        reason=reason,
        has_note=has_note,
        approval_id=deposit.approval_id,
    )
    return to_body(wire)


def deposit_from(facts: Facts, body: Mapping[str, object]) -> Deposit:
    """The act under the facts of its envelope. Raises BodyInvalid."""
    wire = from_body(DepositWire, body)
    return Deposit(
        header=header_of(facts, wire),
        act=wire.act,
        amount=wire.amount,
        deposit_id=wire.deposit_id,
        sale_id=wire.sale_id,
        customer_id=wire.customer_id,
        maker_id=wire.maker_id,
        lines=tuple(OrderLine(line.product_id, line.price, units(line.quantity)) for line in wire.lines),
        due_on=wire.due_on,
        tenders=tuple(tender_from(tender) for tender in wire.tenders),
        change=wire.change,
        reason=spoken(wire.reason),
        approval_id=wire.approval_id,
    )
