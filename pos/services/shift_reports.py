"""The shift's report on the screen, the same as on paper: interim (X) while it is open, final (Z) once it is closed.

Who may see cash before the count is decided here alone (users.md: an X report never shows expected cash to a cashier
who will count blind).
"""

from datetime import datetime

from sqlalchemy import Connection

from pos.domain.events import Reprinted
from pos.domain.money import Rupiah
from pos.domain.permissions import Permission, Verdict, verdict
from pos.domain.shift import Shift, expected_cash
from pos.errors import PrinterMissing, ShiftNotOpen
from pos.i18n import Texts
from pos.models import drawer, print_jobs, safe, shifts, staff
from pos.printing import shift_report
from pos.printing.ops import Op
from pos.printing.preview import PaperRow, as_rows
from pos.services import print_queue
from pos.services.context import Context
from pos.services.record import Stamp, closing_of, record, waiting_count
from pos.services.sign_in import Cashier

PREVIEW_COLUMNS = 42

__all__ = ["PaperRow", "counts_blind", "may_see_cash", "ops_of", "print_again", "print_interim", "rows_of"]


def counts_blind(ctx: Context) -> bool:
    """Whether whoever closes counts without knowing what should lie there; off where owner and cashier are one."""
    return bool(ctx.shop.get("cash.blind_count"))


def may_see_cash(ctx: Context, cashier: Cashier) -> bool:
    """Whether a person may know of an open shift what should lie in the drawer."""
    return not counts_blind(ctx) or verdict(cashier.role, Permission.VIEW_REPORTS) is Verdict.ALLOWED


def expected_now(ctx: Context, cashier: Cashier) -> Rupiah | None:
    """What should lie in the drawer of the open shift; None for who may not know, and without a shift."""
    with ctx.store.read() as connection:
        shift = shifts.open_shift(connection)
        if shift is None or not may_see_cash(ctx, cashier):
            return None
        return expected_cash(shift.opening_float, shifts.totals(connection, shift.id))


def rows_of(ctx: Context, *, cashier: Cashier, shift_id: str = "") -> tuple[PaperRow, ...]:
    """The report of a shift, by default of the open one, line by line as the paper says it; raises ShiftNotOpen."""
    texts = Texts(str(ctx.shop.get("ui.language")))
    with ctx.store.read() as connection:
        shift = shifts.load(connection, shift_id) if shift_id else shifts.open_shift(connection)
        if shift is None:
            raise ShiftNotOpen
        ops = ops_of(
            ctx,
            connection,
            shift,
            at=ctx.clock.now(),
            columns=PREVIEW_COLUMNS,
            texts=texts,
            show_cash=may_see_cash(ctx, cashier),
        )
    return as_rows(ops)


def print_interim(ctx: Context, *, cashier: Cashier) -> None:
    """Queue the interim report as its reader may see it; raises ShiftNotOpen, PrinterMissing."""
    _require_printer(ctx)
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        shift = shifts.open_shift(connection)
        if shift is None:
            raise ShiftNotOpen
        print_queue.queue_interim_report(ctx, connection, shift_id=shift.id, cashier_id=cashier.id, at=at)
    ctx.wake_printer()


def print_again(ctx: Context, *, cashier: Cashier, shift_id: str) -> None:
    """Queue a copy of a closed shift's report, headed SALINAN; raises PrinterMissing."""
    _require_printer(ctx)
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        shift = shifts.load(connection, shift_id)
        assert shift is not None
        copy_no = max(0, print_jobs.copies(connection, shift_id, print_queue.SHIFT_REPORT)) + 1
        stamp = Stamp(ctx.ids.new(at), at, cashier.id, shift_id)
        record(ctx, connection, Reprinted(shift_id, f"Z{shift.number}", copy_no), stamp)
        print_queue.queue_shift_report(
            ctx, connection, shift_id=shift_id, cashier_id=cashier.id, at=at, copy_no=copy_no
        )
    ctx.wake_printer()


def _require_printer(ctx: Context) -> None:
    if not ctx.shop.get("printer.address"):
        raise PrinterMissing


def ops_of(
    ctx: Context,
    connection: Connection,
    shift: Shift,
    *,
    at: datetime,
    columns: int,
    texts: Texts,
    show_cash: bool,
    copy_no: int = 0,
) -> tuple[Op, ...]:
    """The report in printer-neutral ops; `show_cash` counts for an open shift only.

    Of a closed shift it says what the closing stated, whatever was sent or came back since.
    """
    names = staff.names(connection)
    closing = closing_of(connection, shift.id)
    waiting = waiting_count(connection)
    totals = closing[0].totals if closing else shifts.totals(connection, shift.id)
    facts = shift_report.ShiftFacts(
        outlet_name=ctx.shop.outlet_name,
        register=ctx.shop.register_code,
        opened_by=names.get(shift.opened_by, ""),
        closed_by=names.get(shift.closed_by or 0, ""),
        printed_at=at,
        unsent=closing[0].unsent if closing and waiting is not None else waiting,
        count=closing[0].counts if closing else (),
        first_counted=closing[0].first_counted if closing else None,
        swaps=safe.count_swaps(connection, shift.id),
        openings=drawer.count_openings(connection, shift.id),
        cashiers=tuple(
            (names.get(who, str(who)), count, amount)
            for who, count, amount in shifts.cashiers(connection, shift.id)
        ),
        to_safe=closing[0].to_safe if closing else None,
        left_before=shifts.left_before(connection, shift),
        forgotten=bool(closing and closing[0].forgotten),
        code=closing[1] if closing else "",
        grand_total=shifts.grand_total_at(connection, shift.id),
        show_cash=show_cash,
        copy_no=copy_no,
    )
    return shift_report.lay_out(shift, totals, facts, columns, texts)
