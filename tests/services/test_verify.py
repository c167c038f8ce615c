"""`gerai verify` finds one changed byte, wherever it is, and names the record."""

import pytest

from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.shift import CashMovementKind
from pos.services import refunds, shifts, verify
from tests.builders import a_cart, cash, sell


@pytest.fixture
def busy(ctx, rani, ratna, open_shift):
    """A shift with sales, a refund, a void, an exchange, cash movements, closed."""
    first, second, third = (sell(ctx, rani, ("M03-001", 2), ("M18-002", 1)).sale for _ in range(3))
    call = ctx.writer.call
    choice = (RefundChoice(1, 1),)
    call(refunds.refund_sale, ctx, sale_id=first.id, choices=choice, reason=Reason.DEFECT, cashier=rani)
    call(refunds.void_sale, ctx, sale_id=second.id, reason="Bu Tuti salah bayar", cashier=ratna)
    call(
        refunds.exchange, ctx, sale_id=third.id, choices=choice, reason=Reason.WRONG_SIZE,
        open_cart=a_cart(ctx, ("M01-014", 1), tenders=(cash(1_125_000),)), cashier=rani,
    )  # fmt: skip
    call(
        shifts.record_cash_movement, ctx, cashier=rani, kind=CashMovementKind.PAY_OUT, amount=35_000,
        reason="beli plastik di warung Bu Ani",
    )  # fmt: skip
    call(shifts.close_shift, ctx, cashier=rani, counted=1_000_000)
    return first


def tamper(ctx, sql, *values):
    with ctx.store.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        changed = connection.exec_driver_sql(sql, values).rowcount
    assert changed == 1


def test_a_busy_day_is_sound(ctx, busy):
    """Nothing to find; the rebuilt tables are equal."""
    report = verify.verify(ctx)
    assert report.findings == ()
    assert report.sales == 4


def test_no_free_text_in_the_journal(ctx, busy):
    """Reasons that name a person are kept beside the chain (DESIGN §3)."""
    with ctx.store.read() as connection:
        lines = connection.exec_driver_sql("SELECT group_concat(CAST(line AS TEXT)) FROM journal").scalar()
        kept = connection.exec_driver_sql("SELECT group_concat(text) FROM free_text").scalar()
    assert "Tuti" not in lines
    assert "Ani" not in lines
    assert "Tuti" in kept
    assert "Rani" not in lines


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("UPDATE sale SET total = total + 1 WHERE id = ?", "sale "),
        ("UPDATE sale_line SET maker_share = maker_share + 1 WHERE sale_id = ? AND line_no = 1", "sale_line"),
        ("UPDATE sale_line SET title = title || '.' WHERE sale_id = ? AND line_no = 2", "sale_line"),
        ("UPDATE tender SET amount = amount - 1 WHERE sale_id = ?", "tender"),
        ("UPDATE stock_movement SET quantity = quantity - 1 WHERE document_id = ? AND line_no = 1", "stock"),
        ("UPDATE maker_entry SET amount = amount - 1 WHERE document_id = ? AND line_no = 1", "maker_entry"),
        ("DELETE FROM tender WHERE sale_id = ?", "tender"),
    ],
)
def test_a_changed_row_is_named(ctx, busy, sql, table):
    """One figure of one row: exit with the sale's id."""
    tamper(ctx, sql, busy.id)
    findings = verify.verify(ctx).findings
    assert [f.record_id for f in findings] == [busy.id]
    assert table in findings[0].detail


def test_a_changed_byte_of_the_journal_is_named(ctx, busy):
    """Any single byte of a line: the chain breaks at that record and nowhere else."""
    with ctx.store.read() as connection:
        line = connection.exec_driver_sql("SELECT line FROM journal WHERE id = ?", (busy.id,)).scalar()
    for at in (0, len(line) // 3, len(line) // 2, len(line) - 1):
        changed = line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :]
        tamper(ctx, "UPDATE journal SET line = ? WHERE id = ?", changed, busy.id)
        findings = verify.verify(ctx).findings
        assert any(f.code == "journal_chain" and f.record_id == busy.id for f in findings), at
        assert sum(f.code == "journal_chain" for f in findings) == 1
    tamper(ctx, "UPDATE journal SET line = ? WHERE id = ?", line, busy.id)
    assert verify.verify(ctx).findings == ()


def test_a_removed_record_is_a_gap(ctx, busy):
    """A record cut out of the chain shows as a gap and as a row without its record."""
    tamper(ctx, "DELETE FROM journal WHERE id = ?", busy.id)
    codes = {f.code for f in verify.verify(ctx).findings}
    assert {"journal_gap", "row_without_record"} <= codes


def test_a_removed_sale_is_missed(ctx, busy):
    """A sale deleted from all its tables is missed by its record and by its series."""
    with ctx.store.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for sql in (
            "DELETE FROM refund_tender WHERE refund_id IN (SELECT id FROM refund WHERE sale_id = ?)",
            "DELETE FROM refund_line WHERE refund_id IN (SELECT id FROM refund WHERE sale_id = ?)",
            "DELETE FROM refund WHERE sale_id = ?",
            "DELETE FROM tender WHERE sale_id = ?",
            "DELETE FROM sale_line WHERE sale_id = ?",
            "DELETE FROM sale WHERE id = ?",
        ):
            connection.exec_driver_sql(sql, (busy.id,))
    found = {(f.code, f.record_id) for f in verify.verify(ctx).findings}
    assert ("row_missing", busy.id) in found
