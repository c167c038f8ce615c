"""Who may do what, and the record of a person's approval. A cashier alone cannot give the gallery's money away."""

from sqlalchemy import Connection

from pos.domain.events import Approval
from pos.domain.permissions import Permission, Verdict, verdict
from pos.errors import N_, ApprovalNeeded, NotPermitted
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.sign_in import Cashier

_ACTIONS = {
    Permission.SELL: N_("Menjual"),
    Permission.REFUND: N_("Menerima retur"),
    Permission.SHIFT: N_("Membuka dan menutup kasir"),
    Permission.CASH_MOVE: N_("Uang masuk dan keluar laci"),
    Permission.NEGATIVE_COMMISSION: N_("Komisi di bawah nol"),
    Permission.VOID: N_("Membatalkan nota"),
    Permission.REFUND_CASH_FOR_NONCASH: N_("Mengembalikan tunai untuk bayar nontunai"),
}
"""How the refusal names what needs approval."""


def require(cashier: Cashier, permission: Permission) -> None:
    """Raise ApprovalNeeded where the person may not do it alone, NotPermitted where not at all."""
    action = _ACTIONS.get(permission, N_("Tindakan ini"))
    match verdict(cashier.role, permission):
        case Verdict.WITH_APPROVAL:
            raise ApprovalNeeded(action=action)
        case Verdict.DENIED:
            raise NotPermitted(action=action)


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
