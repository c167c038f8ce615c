"""Goods that move without a sale ↔ body: intake, withdrawal, adjustment, count, transfer.

Movements of sales and refunds follow from their lines and are refused here.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from pos.domain.stock import StockDocument, StockKind, StockMovement
from sync.protocol.bodies_base import (
    UNIT_MILLI,
    Body,
    Count,
    Facts,
    Id,
    Moment,
    Money,
    OptionalHash,
    OptionalId,
    Reasoned,
    SignedMilli,
    Wire,
    coded,
    from_body,
    milli,
    require,
    spoken,
    to_body,
    units,
)
from sync.protocol.bodies_rule import ChosenWire

MOVES_MAX = 500


class Direction(StrEnum):
    """Which end of a transfer a document is; LOSS is what was sent and will not arrive."""

    SEND = "send"
    RECEIVE = "receive"
    LOSS = "loss"


class MoveWire(Wire, frozen=True):
    """Units of one product; price, rule, due date, condition and photo of an intake, booked of a count."""

    product_id: Id = field(name="p")
    quantity: SignedMilli = field(name="q", default=UNIT_MILLI)
    price: Money | None = field(name="u", default=None)
    rule: ChosenWire | None = field(name="r", default=None)
    due_on: date | None = field(name="du", default=None)
    condition: OptionalId = field(name="cn", default="")
    photo: OptionalHash = field(name="ph", default="")
    booked: SignedMilli | None = field(name="bk", default=None)


class StockWire(Reasoned, frozen=True, kw_only=True):
    kind: StockKind = field(name="k")
    moves: Annotated[tuple[MoveWire, ...], Meta(min_length=1, max_length=MOVES_MAX)] = field(name="mv")
    number: OptionalId = field(name="no", default="")
    maker_id: OptionalId = field(name="m", default="")
    outlet_code: OptionalId = field(name="o", default="")
    direction: Direction | None = field(name="dr", default=None)
    document_id: OptionalId = field(name="of", default="")
    agreement_id: OptionalId = field(name="ag", default="")
    shelf: OptionalId = field(name="sf", default="")
    frozen_at: Moment | None = field(name="fz", default=None)
    unlabelled: Count = field(name="ul", default=0)
    approval_id: OptionalId = field(name="ap", default="")


def stock_move_body(document: StockDocument) -> Body:
    assert document.kind not in (StockKind.SALE, StockKind.REFUND), "these follow from their lines"
    reason, has_note = coded(document.reason)
    wire = StockWire(
        kind=document.kind,
        moves=tuple(MoveWire(product_id=m.product_id, quantity=milli(m.quantity)) for m in document.moves),
        number=document.number,
        maker_id=document.maker_id,
        outlet_code=document.outlet_code,
        reason=reason,
        has_note=has_note,
    )
    return to_body(wire)


def stock_move_from(facts: Facts, body: Mapping[str, object]) -> StockDocument:
    """The document with its movements, whose reference is the record's id. Raises BodyInvalid."""
    wire = from_body(StockWire, body)
    require(wire.kind not in (StockKind.SALE, StockKind.REFUND), "rule", "k", "follows from the lines")
    return StockDocument(
        id=facts.id,
        at=facts.at,
        cashier_id=facts.cashier_id,
        shift_id=facts.shift_id,
        kind=wire.kind,
        moves=tuple(
            StockMovement(wire.kind, move.product_id, units(move.quantity), facts.id) for move in wire.moves
        ),
        number=wire.number,
        maker_id=wire.maker_id,
        outlet_code=wire.outlet_code,
        reason=spoken(wire.reason),
    )
