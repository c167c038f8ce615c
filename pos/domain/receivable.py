"""Piutang after the sale: what was sold on account and is not paid yet, and the money that comes for it. Reads no store."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from pos.domain.money import Rupiah
from pos.domain.tender import Tender, TenderKind, check_tender
from pos.errors import AmountNotAllowed

WAYS = (TenderKind.CASH, TenderKind.QRIS, TenderKind.TRANSFER)
"""How somebody pays what is owed."""


@dataclass(frozen=True, slots=True)
class Receivable:
    """`owed` rupiah of a sale that nobody has paid or given back; `debtor` as the sale says it, '' where it does not."""

    sale_id: str
    sale_number: str
    debtor: str
    sold_on: date
    owed: Rupiah

    def age(self, today: date) -> int:
        """Days since the sale."""
        return (today - self.sold_on).days


@dataclass(frozen=True, slots=True)
class ReceivablePayment:
    """Money that came for a sale on account; no sale of its own. `at` is aware UTC."""

    id: str
    shift_id: str
    business_date: date
    at: datetime
    cashier_id: int
    sale_id: str
    tender: Tender


def check_payment(tender: Tender, owed: Rupiah) -> None:
    """Whole or part of what is owed, never more; raises AmountNotAllowed, QrisLimit."""
    assert tender.kind in WAYS
    if not 1 <= tender.amount <= owed:
        raise AmountNotAllowed(amount=tender.amount, minimum=1, maximum=owed)
    check_tender(tender, owed)


def as_paid(tenders: Iterable[Tender], paid: Iterable[Tender]) -> tuple[Tender, ...]:
    """A sale's tenders with what was paid of its Piutang since in the place of that: so money goes back as it came."""
    came = tuple(paid)
    left = sum(tender.amount for tender in came)
    found: list[Tender] = []
    for tender in tenders:
        lowered = min(left, tender.amount) if tender.kind is TenderKind.RECEIVABLE else 0
        left -= lowered
        if tender.amount > lowered:
            found.append(replace(tender, amount=tender.amount - lowered))
    return (*found, *came)
