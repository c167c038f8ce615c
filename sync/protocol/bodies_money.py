"""A tender and a line's money ↔ wire: shared by sale, refund and what waits for payment."""

from typing import Annotated

from msgspec import Meta, field

from pos.domain.commission import LineMoney
from pos.domain.money import Rupiah
from pos.domain.tender import Tender, TenderKind, TenderState
from sync.protocol.bodies_base import Money, PositiveMoney, SignedMoney, Wire, require

TENDERS_MAX = 50


class LineMoneyWire(Wire, frozen=True):
    """The part of a line's money that cannot be added up from the rest (names of domain.md §1.3)."""

    shared_discount: Money = field(name="ds", default=0)
    outlet_discount: Money = field(name="dg", default=0)
    maker_discount: Money = field(name="dm", default=0)
    tax: Money = field(name="tx", default=0)
    maker_share: Money = field(name="s", default=0)
    base_commission: SignedMoney | None = field(name="k0", default=None)


class TenderWire(Wire, frozen=True):
    amount: PositiveMoney = field(name="a")
    kind: TenderKind = field(name="k", default=TenderKind.CASH)
    reference: Annotated[str, Meta(max_length=64)] = field(name="rf", default="")
    state: TenderState = field(name="st", default=TenderState.RECORDED)


def tender_wire(tender: Tender) -> TenderWire:
    return TenderWire(amount=tender.amount, kind=tender.kind, reference=tender.reference, state=tender.state)


def tender_from(wire: TenderWire) -> Tender:
    return Tender(wire.kind, wire.amount, wire.reference, wire.state)


def _plain_base_commission(money: LineMoney) -> Rupiah:
    """K0 where the maker's discount fell on the maker alone: the case that needs no field."""
    return money.base - money.maker_share - money.maker_discount


def stated_base_commission(money: LineMoney) -> Rupiah | None:
    return None if money.base_commission == _plain_base_commission(money) else money.base_commission


def money_of(gross: Rupiah, wire: LineMoneyWire, where: str) -> LineMoney:
    """Add a line up again; raises BodyInvalid 'totals' where it would go below zero."""
    net = gross - wire.shared_discount - wire.outlet_discount - wire.maker_discount
    require(net >= 0, "totals", where, "discounts above gross")
    require(wire.tax <= net, "totals", where, "tax above net")
    base = gross - wire.shared_discount - wire.tax
    plain = base - wire.maker_share - wire.maker_discount
    return LineMoney(
        gross=gross,
        shared_discount=wire.shared_discount,
        outlet_discount=wire.outlet_discount,
        maker_discount=wire.maker_discount,
        net=net,
        tax=wire.tax,
        base=base,
        base_commission=plain if wire.base_commission is None else wire.base_commission,
        commission=net - wire.tax - wire.maker_share,
        maker_share=wire.maker_share,
    )
