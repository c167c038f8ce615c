"""What waits to be printed: jobs are queued in the document's own transaction (hardware.md §3.3).

Paper never holds up a sale: without a printer address nothing is queued but may be printed later as a copy.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from pos.domain.deposit import Deposit
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from pos.domain.shift import CashMovement
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.domain.unmatched import UnmatchedRefund
from pos.errors import PapersHeld
from pos.models import print_jobs
from pos.models.print_jobs import StoredJob
from pos.printing.jobs import JobState
from pos.services.context import Context

DRAWER = "drawer"
RECEIPT = "receipt"
REFUND = "refund"
UNMATCHED = "unmatched"
SHIFT_REPORT = "shift_report"
INTERIM_REPORT = "interim_report"
CASH_SLIP = "cash_slip"
DEPOSIT_SLIP = "deposit_slip"
SAFE_COUNT_SLIP = "safe_count_slip"
SALES_REPORT = "sales_report"
ORDER_SLIP = "order_slip"

STALE = timedelta(minutes=15)
"""Older papers are not printed by themselves once the printer is back: the buyers have left."""
HELD = PapersHeld.__name__


@dataclass(frozen=True, slots=True)
class PrinterSummary:
    """What the printer strip says: `waiting` papers and why, `unknown` ones that a person must judge."""

    configured: bool
    waiting: int
    error: str
    unknown: tuple[StoredJob, ...] = ()


def queue_sale(ctx: Context, connection: Connection, sale: Sale, given_back: tuple[Tender, ...] = ()) -> None:
    """Drawer first (where cash moves, `given_back` by an exchange included), then the receipt."""
    kinds = []
    moved = (t for t in (*sale.tenders, *given_back) if t.state is not TenderState.CARRIED)
    if ctx.shop.get("drawer.on_cash") and any(t.kind is TenderKind.CASH for t in moved):
        kinds.append(DRAWER)
    if ctx.shop.get("receipt.printing"):
        kinds.append(RECEIPT)
    _queue(ctx, connection, sale.id, kinds, sale.header.cashier_id, sale.header.at)


def queue_refund(ctx: Context, connection: Connection, refund: Refund) -> None:
    """Drawer for cash given back, then the slip."""
    kinds = [DRAWER] if refund.cash_out and ctx.shop.get("drawer.on_cash") else []
    header = refund.header
    _queue(ctx, connection, header.id, [*kinds, REFUND], header.cashier_id, header.at)


def queue_unmatched(ctx: Context, connection: Connection, refund: UnmatchedRefund) -> None:
    """The drawer, for cash is given back, then the slip."""
    kinds = [DRAWER, UNMATCHED] if ctx.shop.get("drawer.on_cash") else [UNMATCHED]
    header = refund.header
    _queue(ctx, connection, header.id, kinds, header.cashier_id, header.at)


def queue_cash_movement(ctx: Context, connection: Connection, movement: CashMovement) -> None:
    _queue(ctx, connection, movement.id, [DRAWER, CASH_SLIP], movement.cashier_id, movement.at)


def queue_slip(
    ctx: Context, connection: Connection, kind: str, document_id: str, cashier_id: int, at: datetime
) -> None:
    """A slip of the safe; its money does not come from the drawer."""
    _queue(ctx, connection, document_id, [kind], cashier_id, at)


def queue_order(ctx: Context, connection: Connection, deposit: Deposit) -> None:
    """The drawer where cash moves, then the slip that the buyer keeps."""
    cash = any(tender.kind is TenderKind.CASH for tender in deposit.tenders)
    kinds = [DRAWER, ORDER_SLIP] if cash and ctx.shop.get("drawer.on_cash") else [ORDER_SLIP]
    header = deposit.header
    _queue(ctx, connection, header.id, kinds, header.cashier_id, header.at)


def queue_drawer(
    ctx: Context, connection: Connection, document_id: str, cashier_id: int, at: datetime
) -> None:
    """The drawer alone, for what leaves no paper."""
    _queue(ctx, connection, document_id, [DRAWER], cashier_id, at)


def queue_shift_report(
    ctx: Context, connection: Connection, *, shift_id: str, cashier_id: int, at: datetime, copy_no: int = 0
) -> None:
    _queue(ctx, connection, shift_id, [SHIFT_REPORT], cashier_id, at, copy_no=copy_no)


def queue_interim_report(
    ctx: Context, connection: Connection, *, shift_id: str, cashier_id: int, at: datetime
) -> None:
    """The interim report; each is told from the one before by a number of its own, and none is a copy."""
    nth = print_jobs.copies(connection, shift_id, INTERIM_REPORT) + 1
    _queue(ctx, connection, shift_id, [INTERIM_REPORT], cashier_id, at, copy_no=nth)


def queue_sales_report(
    ctx: Context, connection: Connection, *, span: str, cashier_id: int, at: datetime
) -> None:
    """The sales of some days, `span` as first/last date; a report may be printed as often as it is asked for."""
    nth = print_jobs.copies(connection, span, SALES_REPORT) + 1
    _queue(ctx, connection, span, [SALES_REPORT], cashier_id, at, copy_no=nth)


def queue_copy(
    ctx: Context, connection: Connection, sale_id: str, copy_no: int, cashier_id: int, at: datetime
) -> None:
    """A copy of a receipt, headed SALINAN; the same copy number is queued once."""
    _queue(ctx, connection, sale_id, [RECEIPT], cashier_id, at, copy_no=copy_no)


def _queue(
    ctx: Context,
    connection: Connection,
    document_id: str,
    kinds: list[str],
    cashier_id: int,
    at: datetime,
    copy_no: int = 0,
) -> None:
    if not ctx.shop.get("printer.address") or not kinds:
        return
    jobs = [
        StoredJob(
            id=ctx.ids.new(at),
            document_id=document_id,
            kind=kind,
            copy_no=copy_no,
            state=JobState.QUEUED.value,
            attempts=0,
            error="",
            cashier_id=cashier_id,
            created_at=at,
            asked_at=at,
        )
        for kind in kinds
    ]
    print_jobs.insert_jobs(connection, jobs)


WAITING = (JobState.QUEUED.value, JobState.SENDING.value, JobState.BLOCKED.value, JobState.FAILED.value)


def summary(ctx: Context) -> PrinterSummary:
    """The state of the queue, for the strip under the header. A drawer kick is no paper: nobody waits for it."""
    with ctx.store.read() as connection:
        waiting = print_jobs.all_in(connection, WAITING, besides=DRAWER)
        unknown = print_jobs.all_in(connection, (JobState.UNKNOWN.value,), besides=DRAWER)
    configured = bool(ctx.shop.get("printer.address"))
    return PrinterSummary(configured, len(waiting), _error(waiting, ctx.clock.now()), unknown)


def _error(waiting: tuple[StoredJob, ...], now: datetime) -> str:
    """Why papers wait: the printer's error of those that may go, HELD when all of them are too old."""
    due = [job for job in waiting if now - job.asked_at <= STALE or job.state != JobState.QUEUED.value]
    if waiting and not due:
        return HELD
    return next((job.error for job in due if job.error), "")


def settle_unknown(ctx: Context, *, job_id: str, came_out: bool) -> None:
    """A person's answer to «Struk keluar utuh?»: yes ends the job; no leaves it to a marked copy."""
    with ctx.store.write() as connection:
        job = print_jobs.load(connection, job_id)
        if job is None or job.state != JobState.UNKNOWN.value:
            return
        state = JobState.DONE if came_out else JobState.CANCELLED
        print_jobs.change(connection, job_id, state=state.value, error="", done_at=ctx.clock.now())


def after_restart(ctx: Context) -> int:
    """What a stop left on its way is UNKNOWN from now on: it may have reached the paper. Returns how many."""
    on_the_way = (JobState.SENDING.value, JobState.BLOCKED.value)
    with ctx.store.write() as connection:
        return print_jobs.change_all(connection, on_the_way, state=JobState.UNKNOWN.value)


def print_waiting(ctx: Context) -> None:
    """The operator asks to try again now: FAILED and old papers become QUEUED afresh; a drawer never springs open."""
    again = (JobState.FAILED.value, JobState.QUEUED.value)
    facts = {"state": JobState.QUEUED.value, "error": "", "asked_at": ctx.clock.now()}
    with ctx.store.write() as connection:
        print_jobs.change_all(connection, again, besides=DRAWER, **facts)
    ctx.wake_printer()
