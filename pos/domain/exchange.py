"""An exchange: one document that gives goods back and sells others; only the difference moves.

What is carried over appears on both sides with its own tender kind, marked CARRIED: the drawer and every
tender total stay right, and a later refund of the new sale knows how the buyer really paid.
"""

from dataclasses import dataclass

from pos.domain.money import Rupiah
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from pos.domain.tender import Tender, TenderState


@dataclass(frozen=True, slots=True)
class Exchange:
    """The refund of what came back and the sale of what was taken; the document's id is the sale's."""

    refund: Refund
    sale: Sale

    @property
    def id(self) -> str:
        return self.sale.id

    @property
    def to_pay(self) -> Rupiah:
        """What the buyer adds, rupiah: the new sale's total less what was carried over."""
        return self.sale.total - carried_amount(self.sale.tenders)

    @property
    def to_give_back(self) -> Rupiah:
        """What the buyer gets back, rupiah."""
        return self.refund.total - carried_amount(self.refund.tenders)


def carried_amount(tenders: tuple[Tender, ...]) -> Rupiah:
    """Sum of the tenders that were carried over, rupiah."""
    return sum(t.amount for t in tenders if t.state is TenderState.CARRIED)


def carry(back: tuple[Tender, ...], new_total: Rupiah) -> tuple[tuple[Tender, ...], tuple[Tender, ...]]:
    """Split the refund's tenders into (refund tenders with their carried part marked, carried into the sale).

    At most `new_total` rupiah are carried, in the order of `back`; the rest is really given back.
    """
    marked: list[Tender] = []
    carried: list[Tender] = []
    left = new_total
    for tender in back:
        part = min(tender.amount, left)
        left -= part
        if part:
            moved = Tender(tender.kind, part, state=TenderState.CARRIED)
            marked.append(moved)
            carried.append(moved)
        if tender.amount > part:
            marked.append(Tender(tender.kind, tender.amount - part, tender.reference, tender.state))
    return tuple(marked), tuple(carried)
