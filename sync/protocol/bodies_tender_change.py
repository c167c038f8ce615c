"""A corrected payment ↔ its body (docs/protocol.md): old and new tenders of one sale, worth the same."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, field

from pos.domain.tender import TenderKind
from pos.domain.tender_change import TenderChange
from sync.protocol.bodies_base import (
    Body,
    Facts,
    Id,
    Money,
    OptionalId,
    Reasoned,
    coded,
    from_body,
    require,
    spoken,
    to_body,
)
from sync.protocol.bodies_money import TENDERS_MAX, TenderWire, tender_from, tender_wire

Tenders = Annotated[tuple[TenderWire, ...], Meta(max_length=TENDERS_MAX)]
CHANGES_MAX = 1_000
"""Corrections of one sale."""


class TenderChangeWire(Reasoned, frozen=True, kw_only=True):
    """Ubah cara bayar: other tenders for the same total, within the open shift."""

    sale_id: Id = field(name="of")
    old_tenders: Tenders = field(name="o")
    new_tenders: Tenders = field(name="t")
    old_change: Money = field(name="oc", default=0)
    new_change: Money = field(name="cg", default=0)
    change_no: Annotated[int, Meta(ge=1, le=CHANGES_MAX)] = field(name="cn", default=1)
    approval_id: OptionalId = field(name="ap", default="")

    def check(self) -> None:
        old = sum(tender.amount for tender in self.old_tenders) - self.old_change
        new = sum(tender.amount for tender in self.new_tenders) - self.new_change
        require(old == new, "totals", "t", "another total")
        cash = sum(tender.amount for tender in self.new_tenders if tender.kind is TenderKind.CASH)
        require(self.new_change <= cash, "totals", "cg", "change out of non-cash")


def tender_change_body(change: TenderChange) -> Body:
    reason, has_note = coded(change.reason)
    wire = TenderChangeWire(
        sale_id=change.sale_id,
        old_tenders=tuple(tender_wire(tender) for tender in change.old_tenders),
        new_tenders=tuple(tender_wire(tender) for tender in change.new_tenders),
        old_change=change.old_change,
        new_change=change.new_change,
        change_no=change.change_no,
        approval_id=change.approval_id,
        reason=reason,
        has_note=has_note,
    )
    return to_body(wire)


def tender_change_from(facts: Facts, body: Mapping[str, object]) -> TenderChange:
    """The correction under the facts of its envelope. Raises BodyInvalid."""
    wire = from_body(TenderChangeWire, body)
    return TenderChange(
        id=facts.id,
        sale_id=wire.sale_id,
        shift_id=facts.shift_id,
        at=facts.at,
        cashier_id=facts.cashier_id,
        change_no=wire.change_no,
        old_tenders=tuple(tender_from(tender) for tender in wire.old_tenders),
        new_tenders=tuple(tender_from(tender) for tender in wire.new_tenders),
        old_change=wire.old_change,
        new_change=wire.new_change,
        reason=spoken(wire.reason),
        approval_id=wire.approval_id,
    )
