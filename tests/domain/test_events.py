"""Small values of the counter."""

from pos.domain.events import Approval, ApprovalMethod, AwaitingPayment
from pos.domain.tender import Tender, TenderKind


def test_awaiting_payment_knows_what_came_in():
    """The sum of the tenders taken so far."""
    tenders = (Tender(TenderKind.CASH, 62_000), Tender(TenderKind.QRIS, 50_000))
    assert AwaitingPayment("s", 162_000, tenders=tenders).received == 112_000
    assert AwaitingPayment("s", 162_000).received == 0


def test_approval_is_by_pin_unless_said():
    """The usual case needs no word."""
    assert Approval("void", 1).method is ApprovalMethod.PIN
