"""Who may give the gallery's money away, and the record of it; the QRIS code with its amount."""

import pytest

from pos.app.demo import QRIS
from pos.domain import qris
from pos.domain.permissions import Permission, Role, Verdict, verdict
from pos.domain.refund import RefundChoice
from pos.domain.shift import CashMovementKind
from pos.domain.tender import Tender, TenderKind
from pos.errors import ApprovalNeeded, NotPermitted, PinWrong, QrisInvalid, QrisLimit, QrisNotSet
from pos.models import journal, register, staff
from pos.services import approvals, checkout, qris_code, rebuild, refunds, shifts, shop
from pos.services.approvals import Subject
from pos.services.record import tip_of
from pos.services.sign_in import Cashier, hash_pin
from tests.builders import a_cart, cash, sell


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", list(Permission))
def test_only_who_may_alone_passes(role, permission):
    """With approval and denied are both a refusal, each with its own way on, in words and not in code."""
    person = Cashier(3, "Siti", role)
    if verdict(role, permission) is Verdict.ALLOWED:
        approvals.require(person, permission)
        return
    asks = verdict(role, permission) is Verdict.WITH_APPROVAL
    with pytest.raises(ApprovalNeeded if asks else NotPermitted) as refused:
        approvals.require(person, permission)
    assert refused.value.facts["action"] != permission.value


def test_an_own_approval_is_recorded(ctx, ratna):
    """Who, what, for which document; the name is not in it."""
    with ctx.store.write() as connection:
        made = approvals.approve(ctx, connection, ratna, Permission.VOID, Subject("d1", "s1"))
    with ctx.store.read() as connection:
        line = journal.find(connection, made).line
    found = rebuild.value_of(line)
    assert (found.action, found.approver_id, found.document_id) == ("void", 5, "d1")
    assert b"Ratna" not in line


def test_a_refused_approval_leaves_nothing(ctx, rani):
    """No record of what was not allowed."""
    with ctx.store.read() as connection:
        before = tip_of(ctx, connection)
    with pytest.raises(ApprovalNeeded), ctx.store.write() as connection:
        approvals.approve(ctx, connection, rani, Permission.VOID, Subject("d1", "s1"))
    with ctx.store.read() as connection:
        assert tip_of(ctx, connection) == before


def approval_of(ctx, refund):
    with ctx.store.read() as connection:
        return rebuild.read(journal.find(connection, refund.approval_id).line)


def test_a_second_person_agrees_to_a_void(ctx, rani, ratna, open_shift):
    """The cashier acts, the manager agreed: the record names both, the document and the money."""
    sale = sell(ctx, rani).sale
    refund = refunds.void_sale(ctx, sale_id=sale.id, reason="mistake", cashier=rani, approver=ratna)
    stamp, said = approval_of(ctx, refund)
    assert (stamp.cashier_id, said.approver_id, said.action) == (rani.id, ratna.id, "void")
    assert (said.document_id, said.amount) == (refund.header.id, sale.total)


def test_cash_for_qris_with_a_second_person(ctx, rani, ratna, open_shift):
    """And without one not."""
    sale = sell(ctx, rani, ("M18-002", 1), pay=(Tender(TenderKind.QRIS, 85_000),)).sale
    ask = {
        "sale_id": sale.id,
        "choices": (RefundChoice(1, 1),),
        "reason": "defect",
        "cashier": rani,
        "as_cash": True,
    }
    with pytest.raises(ApprovalNeeded):
        refunds.refund_sale(ctx, **ask)
    refund = refunds.refund_sale(ctx, **ask, approver=ratna)
    assert (refund.cash_out, approval_of(ctx, refund)[1].approver_id) == (85_000, ratna.id)


@pytest.mark.parametrize("role", [Role.CASHIER, Role.OFFICE, Role.AUDITOR])
def test_who_may_not_agree_does_not_help(ctx, rani, open_shift, role):
    """A second cashier, the office's own roles: the act is refused as before."""
    sale = sell(ctx, rani).sale
    with pytest.raises(ApprovalNeeded):
        refunds.void_sale(
            ctx, sale_id=sale.id, reason="mistake", cashier=rani, approver=Cashier(9, "Siti", role)
        )


def test_only_who_may_agree_is_asked_for_a_pin(ctx, rani):
    """The list holds supervisors and managers with a PIN; a right PIN of another role is refused in words."""
    with ctx.store.write() as connection:
        for number, role in ((7, "cashier"), (8, "supervisor")):
            pin = hash_pin(f"{number}468")
            staff.add(connection, staff_id=number, name=role, role=role, pin_hash=pin)
    asked = {p.id for p in approvals.approvers(ctx, Permission.VOID)}
    assert 8 in asked
    assert 7 not in asked
    assert rani.id not in asked
    agreed = approvals.check(ctx, approver_id=8, pin="8468", permission=Permission.VOID)
    assert agreed.role is Role.SUPERVISOR
    with pytest.raises(NotPermitted):
        approvals.check(ctx, approver_id=7, pin="7468", permission=Permission.VOID)
    with pytest.raises(PinWrong):
        approvals.check(ctx, approver_id=8, pin="0000", permission=Permission.VOID)


def set_qris(ctx, text, mode="12+54"):
    ctx.writer.call(shop.change_settings, ctx, {"qris.static": text, "qris.mode": mode})


def test_a_code_without_a_sticker_is_refused(ctx):
    """Not a broken picture."""
    with pytest.raises(QrisNotSet):
        qris_code.payload(ctx, 1_000)


@pytest.mark.parametrize("mode", list(qris.Mode))
def test_the_code_carries_the_amount_or_is_the_sticker(ctx, mode):
    """Amount, name and NMID against sticker swaps; the check sum holds (invariant 36)."""
    set_qris(ctx, QRIS, mode.value)
    code = qris_code.payload(ctx, 125_000)
    parsed = qris.parse(code.payload)
    assert code.merchant == parsed.merchant_name == "GALERI CONTOH BEKASI"
    assert code.nmid == "ID1099000000017"
    assert code.carries_amount == (mode is not qris.Mode.STATIC)
    assert (code.payload == QRIS) == (mode is qris.Mode.STATIC)
    assert ("5406125000" in code.payload) == code.carries_amount


@pytest.mark.parametrize("amount", [0, -1, 10_000_001, 10**15])
def test_amounts_that_no_code_may_carry(ctx, amount):
    """One rupiah to ten million (invariant 37)."""
    set_qris(ctx, QRIS)
    with pytest.raises(QrisLimit):
        qris_code.payload(ctx, amount)
    for bound in (1, 10_000_000):
        assert qris_code.payload(ctx, bound).payload


def test_a_damaged_sticker_is_said(ctx):
    """Mistyped: refused when it is set, and when it is shown if it came into the file otherwise."""
    wrong = QRIS[:-1] + ("E" if QRIS[-1] != "E" else "F")
    with pytest.raises(QrisInvalid):
        set_qris(ctx, wrong)
    with ctx.store.write() as connection:
        register.save_setting(connection, "qris.static", f'"{wrong}"')
    ctx.reload_shop()
    with pytest.raises(QrisInvalid):
        qris_code.payload(ctx, 1_000)


def test_an_auditor_reads_and_sells_nothing(ctx, rani, open_shift):
    """No sale, no money, no goods back, no cash, no shift; and nothing was written."""
    auditor = Cashier(9, "Tamu", Role.AUDITOR)
    sale = sell(ctx, rani).sale
    with ctx.store.read() as connection:
        before = tip_of(ctx, connection)
    for work in (
        lambda: checkout.take_tender(
            ctx, open_cart=a_cart(ctx, ("M03-001", 1)), tender=cash(50_000), cashier=auditor
        ),
        lambda: checkout.complete_sale(
            ctx, open_cart=a_cart(ctx, ("M03-001", 1), tenders=(cash(125_000),)), cashier=auditor
        ),
        lambda: refunds.refund_sale(
            ctx, sale_id=sale.id, choices=(RefundChoice(1, 1),), reason="defect", cashier=auditor
        ),
        lambda: shifts.record_cash_movement(
            ctx, cashier=auditor, kind=CashMovementKind.PAY_OUT, amount=1_000, reason="supplies"
        ),
        lambda: shifts.close_shift(ctx, cashier=auditor, counted=0),
    ):
        with pytest.raises(NotPermitted):
            ctx.writer.call(work)
    with ctx.store.read() as connection:
        assert tip_of(ctx, connection) == before
