"""The ways to pay that the counter offers, in their order, and how they are drawn. No Qt."""

from pos.domain.money import Rupiah
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.ui.keys import Action

METHODS = (
    TenderKind.CASH,
    TenderKind.QRIS,
    TenderKind.DEBIT,
    TenderKind.TRANSFER,
    TenderKind.CREDIT,
    TenderKind.VOUCHER,
)
OTHERS = METHODS[2:]
PAY_METHODS = (*METHODS, TenderKind.RECEIVABLE)
"""What a sale may be paid with; only there somebody may owe it (Piutang)."""
NAMED = frozenset({TenderKind.VOUCHER, TenderKind.RECEIVABLE})
"""Those that must say a number or a name."""
KEYS = {
    TenderKind.CASH: Action.QUICK_CASH_TENDER,
    TenderKind.QRIS: Action.QRIS_TENDER,
    OTHERS[0]: Action.OTHER_TENDER,
}
"""F7 goes through the others; its cap stands at the first of them."""
ICONS: dict[TenderKind, str] = {
    TenderKind.CASH: "banknote",
    TenderKind.QRIS: "qr-code",
    TenderKind.DEBIT: "credit-card",
    TenderKind.CREDIT: "credit-card",
    TenderKind.TRANSFER: "landmark",
    TenderKind.VOUCHER: "ticket",
    TenderKind.RECEIVABLE: "receipt",
}
_CLAIMED = frozenset({TenderKind.QRIS, TenderKind.TRANSFER})


def other_after(method: TenderKind, ways: tuple[TenderKind, ...] = METHODS) -> TenderKind:
    """The next of the other `ways` to pay, round and round; the first after cash and QRIS."""
    others = ways[2:]
    at = others.index(method) + 1 if method in others else 0
    return others[at % len(others)]


def tender_of(kind: TenderKind, amount: Rupiah, reference: str) -> Tender:
    """A tender as the counter knows it: QRIS and transfers are claimed until the bank says so; cash has no number;
    a voucher's and a debtor's are told apart by no small letters and no spaces.
    """
    state = TenderState.CLAIMED if kind in _CLAIMED else TenderState.RECORDED
    said = "-".join(reference.upper().split()) if kind in NAMED else reference
    return Tender(kind, amount, "" if kind is TenderKind.CASH else said, state)
