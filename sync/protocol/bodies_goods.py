"""Goods that move without a sale ↔ body: intake, withdrawal, adjustment, count, transfer.

Movements of sales and refunds follow from their lines and are refused here.
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, field

from pos.domain.reason import Reason
from pos.domain.stock import StockDocument, StockKind, StockMovement
from sync.protocol.bodies_base import (
    UNIT_MILLI,
    Body,
    Facts,
    Id,
    OptionalId,
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

MOVES_MAX = 500


class MoveWire(Wire, frozen=True):
    product_id: Id = field(name="p")
    quantity: SignedMilli = field(name="q", default=UNIT_MILLI)


class StockWire(Wire, frozen=True):
    kind: StockKind = field(name="k")
    moves: Annotated[tuple[MoveWire, ...], Meta(min_length=1, max_length=MOVES_MAX)] = field(name="mv")
    number: OptionalId = field(name="no", default="")
    maker_id: OptionalId = field(name="m", default="")
    outlet_code: OptionalId = field(name="o", default="")
    reason: Reason | None = field(name="rs", default=None)
    has_note: bool = field(name="nt", default=False)


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
