"""Which paper a print job stands for: stored rows → ops → bytes. Runs on the printing device's thread."""

from dataclasses import replace

from sqlalchemy import Connection

from pos.domain.money import Rupiah
from pos.i18n import Texts
from pos.models import register, shifts, staff
from pos.models.print_jobs import StoredJob
from pos.printing import escpos_bytes, receipt, shift_report, slips
from pos.printing.ops import Drawer, Op
from pos.printing.profiles import Profile
from pos.services import print_queue, safe_papers
from pos.services.context import Context
from pos.services.receipts import refund_receipt, sale_receipt
from pos.services.record import closing_of, waiting_count


def bytes_of(ctx: Context, job: StoredJob, profile: Profile) -> bytes:
    """The whole paper of a job for one kind of printer."""
    with ctx.store.read() as connection:
        ops = ops_of(ctx, connection, job, profile)
    return escpos_bytes.encode(ops, profile)


def ops_of(ctx: Context, connection: Connection, job: StoredJob, profile: Profile) -> tuple[Op, ...]:
    """The paper in printer-neutral ops."""
    texts = Texts(str(ctx.shop.get("ui.language")))
    match job.kind:
        case print_queue.DRAWER:
            return (Drawer(),)
        case print_queue.RECEIPT:
            return _receipt(ctx, connection, job, profile)
        case print_queue.REFUND:
            content = refund_receipt(ctx, connection, job.document_id)
            return receipt.lay_out(content, profile.columns, Texts(content.language))
        case print_queue.SHIFT_REPORT:
            return _shift_report(ctx, connection, job, profile, texts)
        case print_queue.DEPOSIT_SLIP | print_queue.SAFE_COUNT_SLIP:
            return safe_papers.ops_of(ctx, connection, job, profile.columns, texts)
        case print_queue.CASH_SLIP:
            return _cash_slip(ctx, connection, job, profile, texts)
        case _:
            raise AssertionError(f"no paper of kind {job.kind}")


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
    names = staff.names(connection)
    closing = closing_of(connection, shift.id)
    facts = shift_report.ShiftFacts(
        outlet_name=ctx.shop.outlet_name,
        register=ctx.shop.register_code,
        opened_by=names.get(shift.opened_by, ""),
        closed_by=names.get(shift.closed_by or 0, ""),
        printed_at=job.created_at,
        unsent=waiting_count(connection),
        count=_faces(closing[0].counts) if closing else (),
        cashiers=tuple(
            (names.get(who, str(who)), count, amount)
            for who, count, amount in shifts.cashiers(connection, shift.id)
        ),
        to_safe=closing[0].to_safe if closing else None,
        left_before=shifts.left_before(connection, shift),
        forgotten=bool(closing and closing[0].forgotten),
        code=closing[1] if closing else "",
        grand_total=shifts.grand_total_at(connection, shift.id),
        copy_no=job.copy_no,
    )
    totals = shifts.totals(connection, shift.id)
    return shift_report.lay_out(shift, totals, facts, profile.columns, texts)


def _faces(counts: tuple[tuple[str, int], ...]) -> tuple[tuple[Rupiah, int], ...]:
    """Pieces by face value, notes and coins of one value together: (rupiah, pieces)."""
    pieces: dict[Rupiah, int] = {}
    for face, n in counts:
        pieces[int(face[1:])] = pieces.get(int(face[1:]), 0) + n
    return tuple(sorted(pieces.items(), reverse=True))


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
