"""Who may do what, and the record of a person's approval. A cashier alone cannot give the gallery's money away."""

from dataclasses import dataclass

from sqlalchemy import Connection

from pos.domain.events import Approval, ApprovalMethod
from pos.domain.money import Rupiah
from pos.domain.permissions import MAY_WAIT, Permission, Role, Verdict, may_approve, verdict
from pos.errors import N_, ApprovalNeeded, NotPermitted
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.sign_in import Approver, Cashier, cashiers, check_pin

_ACTIONS = {
    Permission.SELL: N_("Menjual"),
    Permission.REFUND: N_("Menerima retur"),
    Permission.SHIFT: N_("Membuka dan menutup kasir"),
    Permission.CASH_MOVE: N_("Uang masuk dan keluar laci"),
    Permission.NEGATIVE_COMMISSION: N_("Komisi di bawah nol"),
    Permission.DISCOUNT_LARGE: N_("Diskon di atas batas kasir"),
    Permission.DISCOUNT_UNLIMITED: N_("Diskon di atas batas"),
    Permission.BANK_DEPOSIT: N_("Menyetor dan menghitung brankas"),
    Permission.SETTLE_DIFFERENCE: N_("Mencatat hasil selisih kasir"),
    Permission.VOID: N_("Membatalkan nota"),
    Permission.CANCEL_ORDER: N_("Membatalkan pesanan"),
    Permission.EDIT_SETTINGS: N_("Mengubah pengaturan"),
    Permission.VIEW_REPORTS: N_("Membaca laporan"),
    Permission.OPEN_DRAWER: N_("Membuka laci"),
    Permission.CHANGE_TENDER: N_("Mengubah cara bayar"),
    Permission.REFUND_CASH_FOR_NONCASH: N_("Mengembalikan tunai untuk bayar nontunai"),
    Permission.PRICE_OVERRIDE: N_("Mengubah harga"),
    Permission.REFUND_UNMATCHED: N_("Retur belum dicocokkan"),
    Permission.ADJUST_STOCK: N_("Menyesuaikan stok"),
    Permission.PAY_MAKER: N_("Membayar pengrajin"),
    Permission.SELL_ON_ACCOUNT: N_("Menjual dengan piutang"),
}
"""How the refusal names what needs approval; the page of the manager's phone names them alike."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an approval is for: the document, its shift, the rupiah at stake.

    `about` is the document that is there already (the sale that is voided), where `document_id` is yet to come.
    """

    document_id: str
    shift_id: str
    amount: Rupiah = 0
    about: str = ""


def action_name(permission: Permission) -> str:
    """The source text of what a permission is for."""
    return _ACTIONS.get(permission, N_("Tindakan ini"))


def require(
    cashier: Cashier,
    permission: Permission,
    approver: Cashier | None = None,
    subject: Subject | None = None,
) -> None:
    """Raise ApprovalNeeded where the person may not do it alone, NotPermitted where not at all.

    `approver` is a second person who agreed to it. The refusal names document and rupiah of the `subject`.
    """
    match verdict(cashier.role, permission):
        case Verdict.WITH_APPROVAL:
            if approver is None or not _holds(approver, permission, subject):
                raise ApprovalNeeded(
                    action=action_name(permission),
                    permission=permission.value,
                    document=(subject.about or subject.document_id) if subject else "",
                    amount=subject.amount if subject else 0,
                )
        case Verdict.DENIED:
            raise NotPermitted(action=action_name(permission))


def _holds(approver: Cashier, permission: Permission, subject: Subject | None) -> bool:
    """Whether the word is one for this act; that of a code, for this document and not for more rupiah."""
    if not isinstance(approver, Approver) or approver.method is ApprovalMethod.PIN:
        return may_approve(approver.role, permission)
    if permission.value not in approver.acts:
        return False
    if approver.method is ApprovalMethod.LATER:
        return True
    within = subject is not None and subject.amount <= approver.amount
    same = subject is not None and approver.document_id == (subject.about or subject.document_id)
    return may_approve(approver.role, permission) and within and same


def approvers(ctx: Context, permission: Permission) -> tuple[Cashier, ...]:
    """Who of this outlet can be the second person for it."""
    return tuple(person for person in cashiers(ctx) if may_approve(person.role, permission))


def check(ctx: Context, *, approver_id: int, pin: str, permission: Permission) -> Approver:
    """The second person by PIN, with the lock-out of the sign-in; writer thread.

    Raises PinWrong, PinLocked, NotPermitted.
    """
    person = check_pin(ctx, cashier_id=approver_id, pin=pin)
    if not may_approve(person.role, permission):
        raise NotPermitted(action=action_name(permission))
    return Approver(person.id, person.name, person.role)


def may_wait(ctx: Context, permission: Permission) -> bool:
    """Whether the shop lets it go on, to be looked at later."""
    return permission.value in _later(ctx)


def _later(ctx: Context) -> tuple[str, ...]:
    return tuple(act for act in ctx.shop.get("approval.later") if act in MAY_WAIT)


def go_on_later(ctx: Context, permission: Permission) -> Approver:
    """Nobody agreed yet: the act goes on and is listed for the manager; raises ApprovalNeeded where the shop wants a word."""
    if not may_wait(ctx, permission):
        raise ApprovalNeeded(action=action_name(permission), permission=permission.value)
    return Approver(0, "", Role.CASHIER, ApprovalMethod.LATER, acts=_later(ctx))


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
    require(cashier, permission, approver, subject)
    alone = verdict(cashier.role, permission) is Verdict.ALLOWED
    agreed = cashier if alone or approver is None else approver
    how = agreed if isinstance(agreed, Approver) else Approver(agreed.id, agreed.name, agreed.role)
    at = ctx.clock.now()
    stamp = Stamp(ctx.ids.new(at), at, cashier.id, subject.shift_id)
    approval = Approval(
        permission.value,
        how.id,
        how.method,
        subject.document_id,
        subject.amount,
        challenge=how.challenge,
        answer=how.answer,
    )
    record(ctx, connection, approval, stamp)
    return stamp.id
