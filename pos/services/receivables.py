"""Piutang: who owes what of sales on account, and taking the money for it. Each payment is one commit, offline."""

from pos.domain import receivable as rules
from pos.domain.permissions import Permission
from pos.domain.receivable import Receivable, ReceivablePayment
from pos.domain.tender import Tender, TenderKind
from pos.errors import NothingOwed
from pos.models import receivables
from pos.services import approvals, print_queue
from pos.services.checkout import check_reference
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.shifts import require_open
from pos.services.sign_in import Cashier


def open_ones(ctx: Context) -> tuple[Receivable, ...]:
    """What is owed, by debtor, the oldest first."""
    with ctx.store.read() as connection:
        return receivables.open_ones(connection)


def take_payment(ctx: Context, *, payment_id: str, sale_id: str, tender: Tender, cashier: Cashier) -> int:
    """Take whole or part of what is owed of a sale, and give what is left; the same id again takes it once.
    The drawer opens for cash.

    Raises ShiftNotOpen, NothingOwed, AmountNotAllowed, QrisLimit, ReferenceNotAllowed, NotPermitted.
    """
    approvals.require(cashier, Permission.SELL)
    check_reference(tender.reference)
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        shift = require_open(connection)
        owed = receivables.owed(connection, sale_id)
        if receivables.is_there(connection, payment_id):
            return owed
        if not owed:
            raise NothingOwed
        rules.check_payment(tender, owed)
        payment = ReceivablePayment(
            id=payment_id,
            shift_id=shift.id,
            business_date=shift.business_date,
            at=at,
            cashier_id=cashier.id,
            sale_id=sale_id,
            tender=tender,
        )
        receivables.insert_payment(connection, payment)
        record(ctx, connection, payment, Stamp(payment_id, at, cashier.id, shift.id))
        if tender.kind is TenderKind.CASH and ctx.shop.get("drawer.on_cash"):
            print_queue.queue_drawer(ctx, connection, payment_id, cashier.id, at)
    ctx.wake_printer()
    ctx.wake_sync()
    return owed - tender.amount
