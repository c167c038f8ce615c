"""Who may do what, and the record of a person's approval. A cashier alone cannot give the gallery's money away."""

from dataclasses import dataclass

from sqlalchemy import Connection

from pos.domain.events import Approval
from pos.domain.money import Rupiah
from pos.domain.permissions import Permission, Verdict, may_approve, verdict
from pos.errors import N_, ApprovalNeeded, NotPermitted
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.sign_in import Cashier, cashiers, check_pin

_ACTIONS = {
    Permission.SELL: N_("Menjual"),
    Permission.REFUND: N_("Menerima retur"),
    Permission.SHIFT: N_("Membuka dan menutup kasir"),
    Permission.CASH_MOVE: N_("Uang masuk dan keluar laci"),
    Permission.NEGATIVE_COMMISSION: N_("Komisi di bawah nol"),
    Permission.DISCOUNT_LARGE: N_("Diskon di atas batas kasir"),
    Permission.DISCOUNT_UNLIMITED: N_("Diskon di atas batas"),
    Permission.BANK_DEPOSIT: N_("Menyetor dan menghitung brankas"),
    Permission.VOID: N_("Membatalkan nota"),
    Permission.CHANGE_TENDER: N_("Mengubah cara bayar"),
    Permission.REFUND_CASH_FOR_NONCASH: N_("Mengembalikan tunai untuk bayar nontunai"),
}
"""How the refusal names what needs approval."""


def require(cashier: Cashier, permission: Permission, approver: Cashier | None = None) -> None:
    """Raise ApprovalNeeded where the person may not do it alone, NotPermitted where not at all.

    `approver` is a second person who typed a PIN for it.
    """
    action = _ACTIONS.get(permission, N_("Tindakan ini"))
    match verdict(cashier.role, permission):
        case Verdict.WITH_APPROVAL:
            if approver is None or not may_approve(approver.role, permission):
                raise ApprovalNeeded(action=action, permission=permission.value)
        case Verdict.DENIED:
            raise NotPermitted(action=action)


def approvers(ctx: Context, permission: Permission) -> tuple[Cashier, ...]:
    """Who of this outlet can be the second person for it."""
    return tuple(person for person in cashiers(ctx) if may_approve(person.role, permission))


def check(ctx: Context, *, approver_id: int, pin: str, permission: Permission) -> Cashier:
    """The second person by PIN, with the lock-out of the sign-in; writer thread.

    Raises PinWrong, PinLocked, NotPermitted.
    """
    person = check_pin(ctx, cashier_id=approver_id, pin=pin)
    if not may_approve(person.role, permission):
        raise NotPermitted(action=_ACTIONS.get(permission, N_("Tindakan ini")))
    return person


@dataclass(frozen=True, slots=True)
class Subject:
    """What an approval is for: the document, its shift, the rupiah at stake."""

    document_id: str
    shift_id: str
    amount: Rupiah = 0


def approve(
    ctx: Context,
    connection: Connection,
    cashier: Cashier,
    permission: Permission,
    subject: Subject,
    approver: Cashier | None = None,
) -> str:
    """Record who agreed to an act that not everybody may do alone: the second person, else whoever acts; gives the id.

    Raises as `require`.
    """
    require(cashier, permission, approver)
    alone = verdict(cashier.role, permission) is Verdict.ALLOWED
    agreed = cashier if alone or approver is None else approver
    at = ctx.clock.now()
    stamp = Stamp(ctx.ids.new(at), at, cashier.id, subject.shift_id)
    approval = Approval(permission.value, agreed.id, document_id=subject.document_id, amount=subject.amount)
    record(ctx, connection, approval, stamp)
    return stamp.id
