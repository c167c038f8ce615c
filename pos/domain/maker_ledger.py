"""The maker ledger (buku titipan): signed entries, balance = their sum and nothing else (domain.md §1.2).

Derives the entries of sales and refunds; what is payable and who pays is decided elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos.domain.money import Rupiah
from pos.domain.refund import Refund
from pos.domain.sale import Sale

OWN_STOCK = "OWN"
"""The maker id of the gallery's own goods; it has no ledger."""


class EntryKind(StrEnum):
    """Why a balance moves; sale and refund come from counter documents, the rest from records of their own."""

    SALE = "sale"
    REFUND = "refund"
    PAYOUT = "payout"
    ADVANCE = "advance"
    REPAYMENT = "repayment"
    FEE = "fee"
    COMPENSATION = "compensation"
    CORRECTION = "correction"
    TAX = "tax"


@dataclass(frozen=True, slots=True)
class MakerEntry:
    """One signed entry, rupiah: + the gallery owes the maker more, - less; `line_no` within its document."""

    document_id: str
    line_no: int
    maker_id: str
    kind: EntryKind
    amount: Rupiah
    business_date: date
    at: datetime


def of_sale(sale: Sale) -> tuple[MakerEntry, ...]:
    """+M per consigned line, also where M is 0: the statement shows every sold piece."""
    return tuple(
        MakerEntry(
            document_id=sale.id,
            line_no=line.line_no,
            maker_id=line.maker_id,
            kind=EntryKind.SALE,
            amount=line.money.maker_share,
            business_date=sale.header.business_date,
            at=sale.header.at,
        )
        for line in sale.lines
        if line.maker_id != OWN_STOCK
    )


def of_refund(refund: Refund) -> tuple[MakerEntry, ...]:
    """-M per consigned line given back, exact by the refund rule; `line_no` is the refund's own line."""
    return tuple(
        MakerEntry(
            document_id=refund.header.id,
            line_no=line_no,
            maker_id=line.maker_id,
            kind=EntryKind.REFUND,
            amount=-line.money.maker_share,
            business_date=refund.header.business_date,
            at=refund.header.at,
        )
        for line_no, line in enumerate(refund.lines, 1)
        if line.maker_id != OWN_STOCK
    )


def balances(entries: Iterable[MakerEntry]) -> dict[str, Rupiah]:
    """Balance per maker: the sum of its entries; may be negative."""
    totals: dict[str, Rupiah] = {}
    for entry in entries:
        totals[entry.maker_id] = totals.get(entry.maker_id, 0) + entry.amount
    return totals
