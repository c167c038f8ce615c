"""Refund, void and exchange ↔ body (docs/protocol.md); amounts are positive and mean money out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from msgspec import Meta, field

from pos.domain.exchange import Exchange, carried_amount
from pos.domain.refund import Refund, RefundLine
from sync.protocol.bodies_base import (
    UNIT_MILLI,
    Body,
    Count,
    Facts,
    Id,
    Milli,
    Money,
    OptionalId,
    Rounding,
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
from sync.protocol.bodies_money import (
    TENDERS_MAX,
    LineMoneyWire,
    TenderWire,
    money_of,
    stated_base_commission,
    tender_from,
    tender_wire,
)
from sync.protocol.bodies_sale import (
    LINES_MAX,
    ReasonedDocumentWire,
    SaleWire,
    header_of,
    sale_of,
    sale_wire,
)
from sync.protocol.kinds import Kind


class RefundLineWire(LineMoneyWire, frozen=True, kw_only=True):
    """Units given back with their part of each component of the sold line."""

    line_no: Count = field(name="ln")
    product_id: Id = field(name="p")
    title: Text = field(name="n")
    maker_id: Id = field(name="m")
    gross: Money = field(name="g")
    quantity: Milli = field(name="q", default=UNIT_MILLI)
    damaged: bool = field(name="dd", default=False)


class RefundWire(ReasonedDocumentWire, frozen=True, kw_only=True):
    sale_id: Id = field(name="of")
    sale_number: Id = field(name="on")
    lines: Annotated[tuple[RefundLineWire, ...], Meta(min_length=1, max_length=LINES_MAX)] = field(name="l")
    total: Money = field(name="to")
    tenders: Annotated[tuple[TenderWire, ...], Meta(max_length=TENDERS_MAX)] = field(name="t", default=())
    rounding: Rounding = field(name="r", default=0)
    exchange: bool = field(name="xc", default=False)
    approval_id: OptionalId = field(name="ap", default="")


class ExchangeWire(Wire, frozen=True):
    """One document: the refund with an id of its own, and the sale under the record's id."""

    refund_id: Id = field(name="ri")
    refund: RefundWire = field(name="rf")
    sale: SaleWire = field(name="sa")


def refund_body(refund: Refund) -> Body:
    """The body of a refund or a void; the kind tells them apart."""
    return to_body(_refund_wire(refund))


def exchange_body(exchange: Exchange) -> Body:
    wire = ExchangeWire(
        refund_id=exchange.refund.header.id,
        refund=_refund_wire(exchange.refund),
        sale=sale_wire(exchange.sale),
    )
    return to_body(wire)


def refund_from(facts: Facts, body: Mapping[str, object]) -> Refund:
    """The refund or, by the kind in `facts`, the void. Raises BodyInvalid."""
    return _refund_of(facts, from_body(RefundWire, body), "")


def exchange_from(facts: Facts, body: Mapping[str, object]) -> Exchange:
    """Both halves of an exchange, which must carry the same money over. Raises BodyInvalid."""
    wire = from_body(ExchangeWire, body)
    refund = _refund_of(replace(facts, id=wire.refund_id), wire.refund, "rf.")
    sale = sale_of(facts, wire.sale, "sa.")
    require(carried_amount(refund.tenders) == carried_amount(sale.tenders), "totals", "rf.t", "carried over")
    return Exchange(refund, sale)


def _refund_wire(refund: Refund) -> RefundWire:
    reason, has_note = coded(refund.reason)
    return RefundWire(
        number=refund.header.number,
        business_date=refund.header.business_date,
        shift_number=refund.header.shift_number,
        sale_id=refund.sale_id,
        sale_number=refund.sale_number,
        lines=tuple(_refund_line_wire(line) for line in refund.lines),
        tenders=tuple(tender_wire(tender) for tender in refund.tenders),
        total=refund.total,
        rounding=refund.rounding,
        reason=reason,
        has_note=has_note,
        exchange=refund.exchange,
        approval_id=refund.approval_id,
    )


def _refund_line_wire(line: RefundLine) -> RefundLineWire:
    money = line.money
    return RefundLineWire(
        line_no=line.line_no,
        product_id=line.product_id,
        title=line.title,
        maker_id=line.maker_id,
        quantity=milli(line.quantity),
        gross=money.gross,
        shared_discount=money.shared_discount,
        outlet_discount=money.outlet_discount,
        maker_discount=money.maker_discount,
        tax=money.tax,
        maker_share=money.maker_share,
        base_commission=stated_base_commission(money),
        damaged=not line.to_shelf,
    )


def _refund_of(facts: Facts, wire: RefundWire, at: str) -> Refund:
    lines = tuple(_refund_line_of(line, f"{at}l[{i}]") for i, line in enumerate(wire.lines))
    net = sum(line.money.net for line in lines)
    require(net + wire.rounding == wire.total, "totals", f"{at}to", "net + rounding")
    given = sum(tender.amount for tender in wire.tenders)
    require(given == wire.total, "totals", f"{at}t", "tenders")
    return Refund(
        header=header_of(facts, wire),
        sale_id=wire.sale_id,
        sale_number=wire.sale_number,
        lines=lines,
        tenders=tuple(tender_from(tender) for tender in wire.tenders),
        net=net,
        rounding=wire.rounding,
        total=wire.total,
        reason=spoken(wire.reason),
        void=facts.kind is Kind.VOID,
        exchange=wire.exchange,
        approval_id=wire.approval_id,
    )


def _refund_line_of(wire: RefundLineWire, where: str) -> RefundLine:
    return RefundLine(
        line_no=wire.line_no,
        product_id=wire.product_id,
        title=wire.title,
        maker_id=wire.maker_id,
        quantity=units(wire.quantity),
        money=money_of(wire.gross, wire, where),
        to_shelf=not wire.damaged,
    )
