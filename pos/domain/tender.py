"""How a total is paid: tenders, cash rounding, change. `settle` alone decides (domain.md §2.1, invariants 2-4)."""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.cash import CashRounding, round_cash
from pos.domain.money import RUPIAH_MAX, Rupiah
from pos.errors import (
    AmountNotAllowed,
    DebtorMissing,
    QrisLimit,
    TenderShort,
    TenderTooMuch,
    VoucherNumberMissing,
    VoucherTwice,
)

QRIS_MAX: Rupiah = 10_000_000


class TenderKind(StrEnum):
    CASH = "cash"
    QRIS = "qris"
    TRANSFER = "transfer"
    DEBIT = "debit"
    CREDIT = "credit"
    EWALLET = "ewallet"
    VOUCHER = "voucher"
    RECEIVABLE = "receivable"
    DEPOSIT = "deposit"


class TenderState(StrEnum):
    """RECORDED is final; CLAIMED is money a person saw elsewhere, until a reconciliation verifies it (§2.5).

    CARRIED moved nowhere: an exchange took it from the goods given back (see pos.domain.exchange).
    """

    RECORDED = "recorded"
    CLAIMED = "claimed"
    VERIFIED = "verified"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Tender:
    """Money handed over or claimed, rupiah > 0; `reference` is a short reference, never a full card number."""

    kind: TenderKind
    amount: Rupiah
    reference: str = ""
    state: TenderState = TenderState.RECORDED


@dataclass(frozen=True, slots=True)
class Settlement:
    """The outcome: total = net + rounding; sum(tenders) - change = total when nothing is missing.

    `missing` is what is still due in cash after rounding (or the rest itself where that would round to
    nothing: some cash must be there before anything is rounded), `missing_exact` what a non-cash tender
    would have to bring (beside cash that is a multiple of the rounding unit, as real cash is).
    """

    net: Rupiah
    rounding: Rupiah
    total: Rupiah
    tendered: Rupiah
    change: Rupiah
    missing: Rupiah
    missing_exact: Rupiah

    @property
    def paid(self) -> bool:
        return self.missing == 0


def check_tender(tender: Tender, due_exact: Rupiah) -> None:
    """Refuse an amount that may not be added while `due_exact` rupiah are open.

    Raises AmountNotAllowed, QrisLimit, TenderTooMuch.
    """
    if not 1 <= tender.amount <= RUPIAH_MAX:
        raise AmountNotAllowed(amount=tender.amount, minimum=1, maximum=RUPIAH_MAX)
    if tender.kind is TenderKind.QRIS and tender.amount > QRIS_MAX:
        raise QrisLimit
    if tender.kind is not TenderKind.CASH and tender.amount > due_exact:
        raise TenderTooMuch(kind=tender.kind.value, amount=tender.amount, due=due_exact)


def check_papers(tenders: tuple[Tender, ...]) -> None:
    """A voucher says its number, once; a sale on account says who owes. What an exchange carried was checked before.

    Raises VoucherNumberMissing, VoucherTwice, DebtorMissing.
    """
    seen: set[str] = set()
    for tender in tenders:
        if tender.state is TenderState.CARRIED:
            continue
        if tender.kind is TenderKind.RECEIVABLE and not tender.reference:
            raise DebtorMissing
        if tender.kind is TenderKind.VOUCHER:
            number = tender.reference.upper()
            if not number:
                raise VoucherNumberMissing
            if number in seen:
                raise VoucherTwice(voucher=number)
            seen.add(number)


def on_account(tenders: tuple[Tender, ...]) -> Rupiah:
    """What of them nobody has paid yet: somebody owes it."""
    return sum(
        t.amount for t in tenders if t.kind is TenderKind.RECEIVABLE and t.state is not TenderState.CARRIED
    )


def settle(net: Rupiah, tenders: tuple[Tender, ...], rounding: CashRounding) -> Settlement:
    """Settle a net total; non-cash first and exact, then what is left is rounded if cash pays it.

    Never raises for a short tender: `missing` says it. Raises TenderTooMuch for non-cash above the net.
    """
    assert net >= 0
    cash = sum(t.amount for t in tenders if t.kind is TenderKind.CASH)
    other = sum(t.amount for t in tenders if t.kind is not TenderKind.CASH)
    if other > net:
        raise TenderTooMuch(kind="", amount=other, due=net)
    rest = net - other
    due_cash = round_cash(rest, rounding)
    if cash == 0:
        # Nothing rounds before cash is there: a rest below the unit is due as it is, by any tender.
        return Settlement(net, 0, net, other, 0, due_cash or rest, rest)
    missing = max(0, due_cash - cash)
    return Settlement(
        net=net,
        rounding=due_cash - rest,
        total=other + due_cash,
        tendered=cash + other,
        change=max(0, cash - due_cash),
        missing=missing,
        missing_exact=max(0, rest - cash) if missing else 0,
    )


def require_paid(settlement: Settlement) -> None:
    """Raise TenderShort with what is missing, unless paid."""
    if not settlement.paid:
        raise TenderShort(missing=settlement.missing)
