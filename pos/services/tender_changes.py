"""Ubah cara bayar: a sale of the open shift was paid otherwise than it was recorded. One commit, no refund, offline."""

from dataclasses import replace

from sqlalchemy import Connection

from pos.domain import tender_change as rules
from pos.domain.permissions import Permission
from pos.domain.reason import Reason
from pos.domain.sale import Sale
from pos.domain.tender import Tender, check_papers, on_account
from pos.domain.tender_change import TenderChange
from pos.errors import N_, SaleNotFound, TenderChangeNotAllowed
from pos.models import receivables, refunds, sales, tender_changes
from pos.services import approvals
from pos.services.checkout import check_reference, require_unused
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.refunds import StoredSale
from pos.services.shifts import keep_free_text, reason_code, require_open
from pos.services.sign_in import Cashier


def change_tender(
    ctx: Context,
    *,
    seen: Sale,
    old: Tender,
    new: Tender,
    cashier: Cashier,
    reason: str = Reason.WRONG_TENDER.value,
    approver: Cashier | None = None,
) -> Sale:
    """`new.amount` of what `old` brought came as `new`; the total stays. Returns the sale as it is from now on.

    `seen` is the sale as the person saw it: a double press, or another window, corrects once.
    Raises ShiftNotOpen, SaleNotFound, TenderChangeNotAllowed, AmountNotAllowed, QrisLimit, ReferenceNotAllowed,
    VoucherNumberMissing, VoucherUsed, DebtorMissing, NotPermitted; ApprovalNeeded for what somebody then owes.
    """
    approvals.require(cashier, Permission.CHANGE_TENDER)
    check_reference(new.reference)
    check_papers((new,))
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        shift = require_open(connection)
        sale = sales.load(connection, seen.id)
        if sale is None:
            raise SaleNotFound(number=seen.number)
        rules.check_possible(sale, seen.tenders, refunds.units_refunded(connection, sale.id), shift.id)
        _check_unpaid(connection, sale)
        tenders, change_due = rules.changed(sale, old, new)
        change = TenderChange(
            id=ctx.ids.new(at),
            sale_id=sale.id,
            shift_id=shift.id,
            at=at,
            cashier_id=cashier.id,
            change_no=tender_changes.next_no(connection, sale.id),
            old_tenders=sale.tenders,
            new_tenders=tenders,
            old_change=sale.change,
            new_change=change_due,
            reason=reason.strip(),
        )
        require_unused(connection, (new,))
        if on_account((new,)):
            subject = approvals.Subject(change.id, shift.id, new.amount, sale.id)
            approvals.approve(ctx, connection, cashier, Permission.SELL_ON_ACCOUNT, subject, approver)
        apply_change(connection, change)
        record(ctx, connection, change, Stamp(change.id, at, cashier.id, shift.id))
        keep_free_text(connection, change.id, change.reason)
    ctx.wake_sync()
    return replace(sale, tenders=tenders, change=change_due)


def _check_unpaid(connection: Connection, sale: Sale) -> None:
    """What came for its Piutang since would be taken twice."""
    if receivables.paid(connection, sale.id):
        raise TenderChangeNotAllowed(number=sale.number, reason=N_("piutangnya sudah dibayar"))


def check(ctx: Context, stored: StoredSale) -> None:
    """Whether a sale can be corrected now; raises ShiftNotOpen, TenderChangeNotAllowed."""
    with ctx.store.read() as connection:
        shift = require_open(connection)
        rules.check_possible(stored.sale, stored.sale.tenders, stored.refunded, shift.id)
        _check_unpaid(connection, stored.sale)


def apply_change(connection: Connection, change: TenderChange) -> None:
    """The rows, with the reason's code only; the same that a rebuild makes."""
    tender_changes.apply(connection, replace(change, reason=reason_code(change.reason)))
