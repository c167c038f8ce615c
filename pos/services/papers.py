"""Which paper a print job stands for: stored rows → ops → bytes. Runs on the printing device's thread."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from pos.domain.permissions import Role
from pos.i18n import Texts
from pos.models import register, shifts, staff
from pos.models.print_jobs import StoredJob
from pos.printing import escpos_bytes, receipt, report_page, report_paper, slips
from pos.printing.ops import Drawer, Op
from pos.printing.parts import mark
from pos.printing.profiles import Profile
from pos.services import order_papers, print_queue, reports, safe_papers, shift_reports
from pos.services.context import Context
from pos.services.receipts import refund_receipt, sale_receipt, unmatched_receipt
from pos.services.sign_in import Cashier

_SAY_IT_THEMSELVES = frozenset({print_queue.RECEIPT, print_queue.REFUND, print_queue.DRAWER})
"""Papers that say at their head and foot that they are of a training till, and the order that is no paper."""


def bytes_of(ctx: Context, job: StoredJob, profile: Profile) -> bytes:
    """The whole paper of a job for one kind of printer."""
    with ctx.store.read() as connection:
        ops = ops_of(ctx, connection, job, profile)
    if ctx.shop.training and job.kind not in _SAY_IT_THEMSELVES:
        ops = (mark(Texts(str(ctx.shop.get("ui.language")))._("LATIHAN"), profile.columns), *ops)
    return escpos_bytes.encode(ops, profile)


def ops_of(ctx: Context, connection: Connection, job: StoredJob, profile: Profile) -> tuple[Op, ...]:
    """The paper in printer-neutral ops."""
    texts = Texts(str(ctx.shop.get("ui.language")))
    match job.kind:
        case print_queue.DRAWER:
            return (Drawer(),)
        case print_queue.RECEIPT:
            return _receipt(ctx, connection, job, profile)
        case print_queue.REFUND | print_queue.UNMATCHED:
            made = refund_receipt if job.kind == print_queue.REFUND else unmatched_receipt
            content = made(ctx, connection, job.document_id)
            return receipt.lay_out(content, profile.columns, Texts(content.language))
        case print_queue.SHIFT_REPORT | print_queue.INTERIM_REPORT:
            return _shift_report(ctx, connection, job, profile, texts)
        case print_queue.DEPOSIT_SLIP | print_queue.SAFE_COUNT_SLIP | print_queue.ORDER_SLIP:
            slip = order_papers.ops_of if job.kind == print_queue.ORDER_SLIP else safe_papers.ops_of
            return slip(ctx, connection, job, profile.columns, texts)
        case print_queue.CASH_SLIP | print_queue.SALES_REPORT:
            lay_out = _cash_slip if job.kind == print_queue.CASH_SLIP else _sales_report
            return lay_out(ctx, connection, job, profile, texts)
        case _:
            raise AssertionError(f"no paper of kind {job.kind}")


def _sales_report(
    ctx: Context, connection: Connection, job: StoredJob, profile: Profile, texts: Texts
) -> tuple[Op, ...]:
    first, last = (date.fromisoformat(day) for day in job.document_id.split("/"))
    found = reports.of(connection, first, last)
    return report_paper.lay_out(report_page.page(found, ctx.shop.outlet_name, texts), profile.columns)


def _receipt(ctx: Context, connection: Connection, job: StoredJob, profile: Profile) -> tuple[Op, ...]:
    content = sale_receipt(ctx, connection, job.document_id)
    if job.copy_no:
        by = staff.names(connection).get(job.cashier_id, "")
        content = content.copy(job.copy_no, job.created_at, by)
    return receipt.lay_out(content, profile.columns, Texts(content.language))


def _shift_report(
    ctx: Context, connection: Connection, job: StoredJob, profile: Profile, texts: Texts
) -> tuple[Op, ...]:
    shift = shifts.load(connection, job.document_id)
    assert shift is not None
    interim = job.kind == print_queue.INTERIM_REPORT
    return shift_reports.ops_of(
        ctx,
        connection,
        shift,
        at=job.created_at,
        columns=profile.columns,
        texts=texts,
        show_cash=not interim or _may_see_cash(ctx, connection, job.cashier_id),
        copy_no=0 if interim else job.copy_no,
    )


def _may_see_cash(ctx: Context, connection: Connection, cashier_id: int) -> bool:
    reader = staff.load(connection, cashier_id)
    return reader is not None and shift_reports.may_see_cash(
        ctx, Cashier(reader.id, reader.name, Role(reader.role))
    )


def _cash_slip(
    ctx: Context, connection: Connection, job: StoredJob, profile: Profile, texts: Texts
) -> tuple[Op, ...]:
    movement = shifts.load_movement(connection, job.document_id)
    assert movement is not None
    shift = shifts.load(connection, movement.shift_id)
    assert shift is not None
    facts = slips.MovementFacts(
        outlet_name=ctx.shop.outlet_name,
        register=ctx.shop.register_code,
        shift_number=shift.number,
        cashier_name=staff.names(connection).get(movement.cashier_id, ""),
        copy_no=job.copy_no,
    )
    free = register.load_free_text(connection, movement.id, "reason")
    if free:
        movement = replace(movement, reason=free)
    return slips.lay_out_movement(movement, facts, profile.columns, texts)
