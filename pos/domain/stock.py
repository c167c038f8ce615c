"""Stock movements: on hand is their sum and nothing else (domain.md §6, invariants 27 and 29).

A sale's and a refund's movements follow from their lines and are never recorded apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos.domain.refund import Refund
from pos.domain.sale import Sale


class StockKind(StrEnum):
    INTAKE = "intake"
    RETURN_TO_MAKER = "return_to_maker"
    ADJUST = "adjust"
    COUNT = "count"
    TRANSFER = "transfer"
    SALE = "sale"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class StockMovement:
    """`quantity` signed units at this outlet: + comes in, - goes out; `reference` is the document's id."""

    kind: StockKind
    product_id: str
    quantity: int
    reference: str


@dataclass(frozen=True, slots=True)
class StockDocument:
    """Movements made together: a nota titip, a withdrawal, a count, a transfer, an adjustment.

    `kind` is never SALE or REFUND; `number` is printed, such as NT-0042, or empty; `maker_id` for goods
    of one maker; `outlet_code` is the other outlet of a transfer; `reason` a code or free text.
    """

    id: str
    at: datetime
    cashier_id: int
    shift_id: str
    kind: StockKind
    moves: tuple[StockMovement, ...]
    number: str = ""
    maker_id: str = ""
    outlet_code: str = ""
    reason: str = ""


def of_sale(sale: Sale) -> tuple[StockMovement, ...]:
    """One movement out per sold line."""
    return tuple(
        StockMovement(StockKind.SALE, line.product_id, -line.quantity, sale.id) for line in sale.lines
    )


def of_refund(refund: Refund) -> tuple[StockMovement, ...]:
    """One movement in per line that goes back to the shelf; a damaged piece does not come back on hand."""
    return tuple(
        StockMovement(StockKind.REFUND, line.product_id, line.quantity, refund.header.id)
        for line in refund.lines
        if line.to_shelf
    )


def on_hand(movements: Iterable[StockMovement]) -> dict[str, int]:
    """Units on hand per product: the sum of its movements; may be negative, which never blocks a sale."""
    units: dict[str, int] = {}
    for movement in movements:
        units[movement.product_id] = units.get(movement.product_id, 0) + movement.quantity
    return units
