"""Who may do what, and the record of a person's approval. A cashier alone cannot give the gallery's money away."""

from sqlalchemy import Connection

from pos.domain.events import Approval
from pos.domain.permissions import Permission, Verdict, verdict
from pos.errors import N_, ApprovalNeeded
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.sign_in import Cashier

_ACTIONS = {
    Permission.NEGATIVE_COMMISSION: N_("Komisi di bawah nol"),
    Permission.VOID: N_("Membatalkan nota"),
    Permission.REFUND_CASH_FOR_NONCASH: N_("Mengembalikan tunai untuk bayar nontunai"),
}
"""How the refusal names what needs approval."""


def require(cashier: Cashier, permission: Permission) -> None:
    """Raise ApprovalNeeded unless the person may do it alone."""
    if verdict(cashier.role, permission) is not Verdict.ALLOWED:
        raise ApprovalNeeded(action=_ACTIONS.get(permission, N_("Tindakan ini")))


def own(
    ctx: Context,
    connection: Connection,
    cashier: Cashier,
    permission: Permission,
    *,
    subject_id: str,
    shift_id: str,
) -> str:
    """Record that a signed-in supervisor or manager approves an own action; raises ApprovalNeeded for others."""
    require(cashier, permission)
    at = ctx.clock.now()
    stamp = Stamp(ctx.ids.new(at), at, cashier.id, shift_id)
    approval = Approval(permission.value, cashier.id, document_id=subject_id)
    record(ctx, connection, approval, stamp)
    return stamp.id
