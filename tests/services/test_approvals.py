"""Who may give the gallery's money away, and the record of it; the QRIS code with its amount."""

import pytest

from pos.app.demo import QRIS
from pos.domain import qris
from pos.domain.permissions import Permission, Role, Verdict, verdict
from pos.domain.refund import RefundChoice
from pos.domain.shift import CashMovementKind
from pos.errors import ApprovalNeeded, NotPermitted, QrisInvalid, QrisLimit, QrisNotSet
from pos.models import journal, register
from pos.services import approvals, checkout, qris_code, rebuild, refunds, shifts, shop
from pos.services.record import tip_of
from pos.services.sign_in import Cashier
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
        made = approvals.own(ctx, connection, ratna, Permission.VOID, subject_id="d1", shift_id="s1")
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
        approvals.own(ctx, connection, rani, Permission.VOID, subject_id="d1", shift_id="s1")
    with ctx.store.read() as connection:
        assert tip_of(ctx, connection) == before


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
