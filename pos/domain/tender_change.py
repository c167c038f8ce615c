"""Ubah cara bayar: other tenders for a sale's same total, within its open shift. No money moves, nothing is refunded.

What changes is how the books say that the total came in; drawer, X, Z and the day's tenders follow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pos.domain.money import Rupiah
from pos.domain.sale import Sale
from pos.domain.tender import Tender, TenderKind, TenderState, check_tender
from pos.errors import N_, AmountNotAllowed, TenderChangeNotAllowed

Tenders = tuple[Tender, ...]
FIXED = frozenset({TenderState.CARRIED, TenderState.VERIFIED})
"""What an exchange carried, and what the bank has confirmed, came as it says."""


@dataclass(frozen=True, slots=True)
class TenderChange:
    """A corrected payment: old and new tenders with their change due, of one sale and the same total.

    `change_no` counts a sale's corrections from 1. Which of them holds is said by `place` alone, in whatever order
    they arrive: the highest number, of two copies of a register the later one.
    """

    id: str
    sale_id: str
    shift_id: str
    at: datetime
    cashier_id: int
    change_no: int
    old_tenders: Tenders
    new_tenders: Tenders
    old_change: Rupiah
    new_change: Rupiah
    reason: str = ""
    approval_id: str = ""

    @property
    def place(self) -> tuple[int, datetime, str]:
        return self.change_no, self.at, self.id


def newest(changes: Iterable[TenderChange]) -> TenderChange | None:
    """The correction that holds."""
    return max(changes, key=lambda change: change.place, default=None)


def worth(tender: Tender, sale: Sale) -> Rupiah:
    """What a tender brought of the total: of cash, all of it together, less the change."""
    if not _is_loose_cash(tender):
        return tender.amount
    return sum(other.amount for other in sale.tenders if _is_loose_cash(other)) - sale.change


def changeable(sale: Sale) -> Tenders:
    """The tenders that may turn out to have been another kind, all cash as one; the first one stands for it."""
    found: list[Tender] = []
    for tender in sale.tenders:
        known = _is_loose_cash(tender) and any(_is_loose_cash(other) for other in found)
        fixed = tender.state in FIXED or tender.kind is TenderKind.DEPOSIT
        if not known and not fixed and worth(tender, sale) > 0:
            found.append(tender)
    return tuple(found)


def _is_loose_cash(tender: Tender) -> bool:
    return tender.kind is TenderKind.CASH and tender.state not in FIXED


def changed(sale: Sale, old: Tender, new: Tender) -> tuple[Tenders, Rupiah]:
    """The sale's tenders and change due where `new.amount` of what `old` brought came as `new` says.

    The total stays, with the rounding that the buyer paid (a sale rounded for cash stays rounded); of cash that is
    left the books keep what stayed in the drawer. Raises TenderChangeNotAllowed, AmountNotAllowed, QrisLimit.
    """
    if old not in changeable(sale) or (old.kind, old.reference) == (new.kind, new.reference):
        raise TenderChangeNotAllowed(number=sale.number, reason=N_("cara bayarnya tetap sama"))
    whole = worth(old, sale)
    if not 1 <= new.amount <= whole:
        raise AmountNotAllowed(amount=new.amount, minimum=1, maximum=whole)
    check_tender(new, new.amount)
    cash = _is_loose_cash(old)
    at = sale.tenders.index(old)
    rest = (Tender(old.kind, whole - new.amount, old.reference, old.state),) if whole > new.amount else ()
    after = tuple(tender for tender in sale.tenders[at + 1 :] if not (cash and _is_loose_cash(tender)))
    tenders, change = (*sale.tenders[:at], *rest, new, *after), 0 if cash else sale.change
    assert sum(tender.amount for tender in tenders) - change == sale.total
    return tenders, change


def check_possible(sale: Sale, seen: Tenders, refunded: dict[int, int], open_shift_id: str) -> None:
    """Only in the sale's own open shift, before anything of it was given back, and as the person saw it.

    Raises TenderChangeNotAllowed.
    """
    reason = ""
    if sale.header.shift_id != open_shift_id:
        reason = N_("shift-nya sudah ditutup")
    elif any(refunded.values()):
        reason = N_("sebagian barangnya sudah diretur")
    elif not changeable(sale):
        reason = N_("tidak ada uang yang diterima untuk nota ini")
    elif sale.tenders != seen:
        reason = N_("cara bayarnya baru saja diubah; lihat notanya sekali lagi")
    if reason:
        raise TenderChangeNotAllowed(number=sale.number, reason=reason)
