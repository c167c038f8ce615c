"""Who may do what: allowed, allowed with a second person's approval, or denied. Decides by role alone."""

from enum import StrEnum


class Role(StrEnum):
    CASHIER = "cashier"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    OFFICE = "office"
    AUDITOR = "auditor"


class Permission(StrEnum):
    SELL = "sell"
    DISCOUNT = "discount"
    DISCOUNT_LARGE = "discount_large"
    DISCOUNT_UNLIMITED = "discount_unlimited"
    NEGATIVE_COMMISSION = "negative_commission"
    PRICE_OVERRIDE = "price_override"
    REFUND = "refund"
    REFUND_CASH_FOR_NONCASH = "refund_cash_for_noncash"
    REFUND_UNMATCHED = "refund_unmatched"
    VOID = "void"
    CHANGE_TENDER = "change_tender"
    OPEN_DRAWER = "open_drawer"
    CASH_MOVE = "cash_move"
    SHIFT = "shift"
    BANK_DEPOSIT = "bank_deposit"
    RECEIVE_GOODS = "receive_goods"
    ADJUST_STOCK = "adjust_stock"
    SHOW_ONE_BALANCE = "show_one_balance"
    LIST_BALANCES = "list_balances"
    PAY_MAKER = "pay_maker"
    EDIT_CATALOGUE = "edit_catalogue"
    EDIT_SETTINGS = "edit_settings"
    EDIT_STAFF = "edit_staff"
    SELL_ON_ACCOUNT = "sell_on_account"
    VIEW_REPORTS = "view_reports"
    VIEW_PERSONAL = "view_personal"
    LOCK_MONTH = "lock_month"
    SETTLE_DIFFERENCE = "settle_difference"
    CANCEL_ORDER = "cancel_order"


class Verdict(StrEnum):
    ALLOWED = "allowed"
    WITH_APPROVAL = "with_approval"
    DENIED = "denied"


_CASHIER_ALONE = frozenset(
    {
        Permission.SELL,
        Permission.DISCOUNT,
        Permission.REFUND,
        Permission.CHANGE_TENDER,
        Permission.OPEN_DRAWER,
        Permission.CASH_MOVE,
        Permission.SHIFT,
        Permission.RECEIVE_GOODS,
        Permission.SHOW_ONE_BALANCE,
    }
)
_CASHIER_ASKS = frozenset(
    {
        Permission.DISCOUNT_LARGE,
        Permission.DISCOUNT_UNLIMITED,
        Permission.NEGATIVE_COMMISSION,
        Permission.PRICE_OVERRIDE,
        Permission.REFUND_CASH_FOR_NONCASH,
        Permission.REFUND_UNMATCHED,
        Permission.VOID,
        Permission.BANK_DEPOSIT,
        Permission.ADJUST_STOCK,
        Permission.PAY_MAKER,
        Permission.SELL_ON_ACCOUNT,
        Permission.CANCEL_ORDER,
    }
)
_SUPERVISOR_ALONE = _CASHIER_ALONE | {
    Permission.DISCOUNT_LARGE,
    Permission.VOID,
    Permission.REFUND_CASH_FOR_NONCASH,
    Permission.BANK_DEPOSIT,
    Permission.ADJUST_STOCK,
    Permission.VIEW_REPORTS,
    Permission.CANCEL_ORDER,
}
_SUPERVISOR_ASKS = (_CASHIER_ASKS - _SUPERVISOR_ALONE) | {Permission.SETTLE_DIFFERENCE}
_MANAGER_ALONE = frozenset(Permission) - {Permission.LOCK_MONTH}
_OFFICE_ALONE = frozenset(
    {
        Permission.LIST_BALANCES,
        Permission.SHOW_ONE_BALANCE,
        Permission.PAY_MAKER,
        Permission.EDIT_CATALOGUE,
        Permission.EDIT_SETTINGS,
        Permission.EDIT_STAFF,
        Permission.VIEW_REPORTS,
        Permission.VIEW_PERSONAL,
        Permission.LOCK_MONTH,
    }
)
_AUDITOR_ALONE = frozenset({Permission.VIEW_REPORTS, Permission.LIST_BALANCES, Permission.SHOW_ONE_BALANCE})
_NONE: frozenset[Permission] = frozenset()

_TABLE: dict[Role, tuple[frozenset[Permission], frozenset[Permission]]] = {
    Role.CASHIER: (_CASHIER_ALONE, _CASHIER_ASKS),
    Role.SUPERVISOR: (_SUPERVISOR_ALONE, _SUPERVISOR_ASKS),
    Role.MANAGER: (_MANAGER_ALONE, _NONE),
    Role.OFFICE: (_OFFICE_ALONE, _NONE),
    Role.AUDITOR: (_AUDITOR_ALONE, _NONE),
}


def verdict(role: Role, permission: Permission) -> Verdict:
    """Say whether a role may act alone, with an approval, or not at all."""
    alone, asks = _TABLE[role]
    if permission in alone:
        return Verdict.ALLOWED
    return Verdict.WITH_APPROVAL if permission in asks else Verdict.DENIED


def may_approve(role: Role, permission: Permission) -> bool:
    """Whether a person of this role can be the second person for it."""
    return verdict(role, permission) is Verdict.ALLOWED and role is not Role.CASHIER


MAY_WAIT = frozenset(
    {
        Permission.DISCOUNT_LARGE,
        Permission.DISCOUNT_UNLIMITED,
        Permission.NEGATIVE_COMMISSION,
        Permission.PRICE_OVERRIDE,
        Permission.REFUND_CASH_FOR_NONCASH,
        Permission.VOID,
        Permission.ADJUST_STOCK,
    }
)
"""What a shop may let go on to be looked at later (users.md): never a payout, a deposit at the bank, a sale on account."""
