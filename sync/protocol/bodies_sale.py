"""A sale ↔ its body (docs/protocol.md).

The record holds the money snapshot; what follows from it by addition alone (gross, net, commission) is
added up again here and held against the totals that the record states.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from pos.domain.bundle import InBundle
from pos.domain.reason import Reason
from pos.domain.sale import Header, Sale, SaleLine
from pos.domain.tender import TenderKind
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
    from_body,
    milli,
    require,
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
from sync.protocol.bodies_rule import ChosenWire, chosen_from, chosen_wire

LINES_MAX = 200


class InBundleWire(Wire, frozen=True):
    """The bundle that a line is part of; `number` tells two of the same in one sale apart."""

    id: Id = field(name="p")
    name: Text = field(name="n")
    number: Count = field(name="k", default=1)


class LineWire(LineMoneyWire, frozen=True, kw_only=True):
    """One sold line; gross = price·quantity, net = gross less discounts, commission = net - tax - share."""

    product_id: Id = field(name="p")
    title: Text = field(name="n")
    maker_id: Id = field(name="m")
    price: Money = field(name="u")
    quantity: Milli = field(name="q", default=UNIT_MILLI)
    list_price: Money | None = field(name="lp", default=None)
    category: OptionalId = field(name="c", default="")
    maker_name: Text = field(name="mn", default="")
    rule: ChosenWire = field(name="r", default=ChosenWire())
    unique: bool = field(name="uq", default=False)
    has_note: bool = field(name="nt", default=False)
    bundle: InBundleWire | None = field(name="bu", default=None)


class DocumentWire(Wire, frozen=True, kw_only=True):
    """What every counter document carries beside the envelope; `number` as printed."""

    number: Id = field(name="no")
    business_date: date = field(name="bd")
    shift_number: Count = field(name="sn", default=1)


class ReasonedDocumentWire(DocumentWire, frozen=True, kw_only=True):
    """A document with a reason, see bodies_base.Reasoned (structs cannot have two parents with fields)."""

    reason: Reason | None = field(name="rs", default=None)
    has_note: bool = field(name="nt", default=False)


class SaleWire(DocumentWire, frozen=True, kw_only=True):
    lines: Annotated[tuple[LineWire, ...], Meta(min_length=1, max_length=LINES_MAX)] = field(name="l")
    total: Money = field(name="to")
    tenders: Annotated[tuple[TenderWire, ...], Meta(max_length=TENDERS_MAX)] = field(name="t", default=())
    rounding: Rounding = field(name="r", default=0)
    change: Money = field(name="cg", default=0)
    customer_id: OptionalId = field(name="cu", default="")
    exchange_of: OptionalId = field(name="xo", default="")
    approval_id: OptionalId = field(name="ap", default="")
    group_id: OptionalId = field(name="gp", default="")
    language: Literal["id", "en"] = field(name="lg", default="id")


def sale_body(sale: Sale) -> Body:
    return to_body(sale_wire(sale))


def sale_from(facts: Facts, body: Mapping[str, object]) -> Sale:
    """The sale as it was completed; cashier's name and notes are empty. Raises BodyInvalid."""
    return sale_of(facts, from_body(SaleWire, body), "")


def sale_wire(sale: Sale) -> SaleWire:
    """The wire struct, for a body of its own or inside an exchange."""
    return SaleWire(
        number=sale.number,
        business_date=sale.header.business_date,
        shift_number=sale.header.shift_number,
        lines=tuple(_line_wire(line) for line in sale.lines),
        tenders=tuple(tender_wire(tender) for tender in sale.tenders),
        total=sale.total,
        rounding=sale.rounding,
        change=sale.change,
        customer_id=sale.customer_id,
        exchange_of=sale.exchange_of,
        approval_id=sale.approval_id,
        group_id=sale.group_id,
        language="en" if sale.language == "en" else "id",
    )


def _line_wire(line: SaleLine) -> LineWire:
    money = line.money
    return LineWire(
        product_id=line.product_id,
        title=line.title,
        category=line.category,
        maker_id=line.maker_id,
        maker_name=line.maker_name,
        price=line.unit_price,
        list_price=None if line.list_price == line.unit_price else line.list_price,
        quantity=milli(line.quantity),
        rule=chosen_wire(line.rule),
        shared_discount=money.shared_discount,
        outlet_discount=money.outlet_discount,
        maker_discount=money.maker_discount,
        tax=money.tax,
        maker_share=money.maker_share,
        base_commission=stated_base_commission(money),
        unique=line.unique,
        has_note=bool(line.note),
        bundle=InBundleWire(line.bundle.id, line.bundle.name, line.bundle.number) if line.bundle else None,
    )


def sale_of(facts: Facts, wire: SaleWire, at: str) -> Sale:
    """The value of a wire struct that stands at the path `at`; raises BodyInvalid."""
    lines = tuple(_line_of(n, line, f"{at}l[{n - 1}]") for n, line in enumerate(wire.lines, 1))
    net = sum(line.money.net for line in lines)
    require(net + wire.rounding == wire.total, "totals", f"{at}to", "net + rounding")
    tendered = sum(tender.amount for tender in wire.tenders)
    require(tendered - wire.change == wire.total, "totals", f"{at}t", "tenders - change")
    cash = sum(tender.amount for tender in wire.tenders if tender.kind is TenderKind.CASH)
    require(wire.change <= cash, "totals", f"{at}cg", "change out of non-cash")
    require(cash > 0 or wire.rounding == 0, "totals", f"{at}r", "rounding without cash")
    return Sale(
        header=header_of(facts, wire),
        lines=lines,
        tenders=tuple(tender_from(tender) for tender in wire.tenders),
        gross=sum(line.money.gross for line in lines),
        discount=sum(line.money.discount for line in lines),
        net=net,
        tax=sum(line.money.tax for line in lines),
        rounding=wire.rounding,
        total=wire.total,
        change=wire.change,
        customer_id=wire.customer_id,
        exchange_of=wire.exchange_of,
        approval_id=wire.approval_id,
        group_id=wire.group_id,
        language=wire.language,
    )


def _line_of(line_no: int, wire: LineWire, where: str) -> SaleLine:
    quantity = units(wire.quantity)
    return SaleLine(
        line_no=line_no,
        product_id=wire.product_id,
        title=wire.title,
        category=wire.category,
        maker_id=wire.maker_id,
        maker_name=wire.maker_name,
        quantity=quantity,
        list_price=wire.price if wire.list_price is None else wire.list_price,
        unit_price=wire.price,
        money=money_of(wire.price * quantity, wire, where),
        rule=chosen_from(wire.rule, f"{where}.r"),
        unique=wire.unique,
        bundle=InBundle(wire.bundle.id, wire.bundle.name, wire.bundle.number) if wire.bundle else None,
    )


def header_of(facts: Facts, wire: DocumentWire) -> Header:
    return Header(
        id=facts.id,
        number=wire.number,
        shift_id=facts.shift_id,
        shift_number=wire.shift_number,
        business_date=wire.business_date,
        at=facts.at,
        cashier_id=facts.cashier_id,
        cashier_name="",
    )
