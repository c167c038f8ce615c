"""Who may do what by role."""

import pytest

from pos.domain.permissions import Permission, Role, Verdict, may_approve, verdict


@pytest.mark.parametrize(
    ("role", "permission", "expected"),
    [
        (Role.CASHIER, Permission.SELL, Verdict.ALLOWED),
        (Role.CASHIER, Permission.CHANGE_TENDER, Verdict.ALLOWED),
        (Role.CASHIER, Permission.VOID, Verdict.WITH_APPROVAL),
        (Role.CASHIER, Permission.NEGATIVE_COMMISSION, Verdict.WITH_APPROVAL),
        (Role.CASHIER, Permission.REFUND_CASH_FOR_NONCASH, Verdict.WITH_APPROVAL),
        (Role.CASHIER, Permission.SHOW_ONE_BALANCE, Verdict.ALLOWED),
        (Role.CASHIER, Permission.LIST_BALANCES, Verdict.DENIED),
        (Role.CASHIER, Permission.VIEW_PERSONAL, Verdict.DENIED),
        (Role.SUPERVISOR, Permission.VOID, Verdict.ALLOWED),
        (Role.SUPERVISOR, Permission.NEGATIVE_COMMISSION, Verdict.WITH_APPROVAL),
        (Role.MANAGER, Permission.NEGATIVE_COMMISSION, Verdict.ALLOWED),
        (Role.CASHIER, Permission.SETTLE_DIFFERENCE, Verdict.DENIED),
        (Role.SUPERVISOR, Permission.SETTLE_DIFFERENCE, Verdict.WITH_APPROVAL),
        (Role.MANAGER, Permission.SETTLE_DIFFERENCE, Verdict.ALLOWED),
        (Role.MANAGER, Permission.LOCK_MONTH, Verdict.DENIED),
        (Role.OFFICE, Permission.LOCK_MONTH, Verdict.ALLOWED),
        (Role.OFFICE, Permission.SELL, Verdict.DENIED),
        (Role.AUDITOR, Permission.VIEW_REPORTS, Verdict.ALLOWED),
        (Role.AUDITOR, Permission.EDIT_SETTINGS, Verdict.DENIED),
    ],
)
def test_table(role, permission, expected):
    """The rows that matter most."""
    assert verdict(role, permission) is expected


def test_auditor_only_reads():
    """Whatever the permission, an auditor never changes anything and never asks for it."""
    allowed = {
        permission for permission in Permission if verdict(Role.AUDITOR, permission) is Verdict.ALLOWED
    }
    assert allowed == {Permission.VIEW_REPORTS, Permission.LIST_BALANCES, Permission.SHOW_ONE_BALANCE}
    assert all(verdict(Role.AUDITOR, p) is not Verdict.WITH_APPROVAL for p in Permission)


def test_what_needs_approval_can_be_approved():
    """For each such action there is a role at the outlet that may be the second person; never a cashier."""
    for permission in Permission:
        assert not may_approve(Role.CASHIER, permission)
        for role in Role:
            if verdict(role, permission) is Verdict.WITH_APPROVAL:
                assert may_approve(Role.MANAGER, permission)
    assert not may_approve(Role.SUPERVISOR, Permission.NEGATIVE_COMMISSION)
