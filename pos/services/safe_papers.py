"""The slips of the safe: stored deposits and counts → ops. Runs on the printing device's thread."""

from dataclasses import replace

from sqlalchemy import Connection

from pos.i18n import Texts
from pos.models import register, safe, shifts, staff
from pos.models.print_jobs import StoredJob
from pos.printing import slips
from pos.printing.ops import Op
from pos.services import print_queue
from pos.services.context import Context


def ops_of(
    ctx: Context, connection: Connection, job: StoredJob, columns: int, texts: Texts
) -> tuple[Op, ...]:
    """The slip of a deposit or a count."""
    if job.kind == print_queue.DEPOSIT_SLIP:
        deposit = safe.load_deposit(connection, job.document_id)
        assert deposit is not None
        facts = _facts(ctx, connection, job, deposit.cashier_id)
        covered = [shifts.load(connection, shift_id) for shift_id in deposit.shift_ids]
        numbers = tuple(shift.number for shift in covered if shift is not None)
        return slips.lay_out_deposit(deposit, numbers, facts, columns, texts)
    count = safe.load_count(connection, job.document_id)
    assert count is not None
    free = register.load_free_text(connection, count.id, "reason")
    facts = _facts(ctx, connection, job, count.cashier_id)
    return slips.lay_out_safe_count(replace(count, reason=free or count.reason), facts, columns, texts)


def _facts(ctx: Context, connection: Connection, job: StoredJob, who: int) -> slips.MovementFacts:
    return slips.MovementFacts(
        outlet_name=ctx.shop.outlet_name,
        register=ctx.shop.register_code,
        shift_number=0,
        cashier_name=staff.names(connection).get(who, ""),
        copy_no=job.copy_no,
    )
