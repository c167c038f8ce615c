"""Opening and closing a shift, cash in and out of the drawer. A close cannot be refused and needs no network."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from pos.domain import shift as rules
from pos.domain.cash import Pieces, value_of
from pos.domain.money import Rupiah
from pos.domain.permissions import Permission
from pos.domain.reason import Reason, code_of
from pos.domain.safe import left_in_drawer
from pos.domain.shift import CashMovement, CashMovementKind, Shift, ShiftClose, ShiftTotals
from pos.errors import AmountNotAllowed, NotEnoughInDrawer, NotEnoughInSafe, ShiftAlreadyOpen, ShiftNotOpen
from pos.i18n import clock
from pos.models import drawer, register, safe, shifts, staff
from pos.services import approvals, prices, print_queue
from pos.services.closing import signed
from pos.services.context import Context
from pos.services.record import Stamp, record, tip_of, unsent_count, waiting_count
from pos.services.sign_in import Cashier

FREE_TEXT_CHARS_MAX = 200


@dataclass(frozen=True, slots=True)
class ClosedShift:
    """A durable close: the shift with expected, counted and difference, its totals, records that wait for the centre."""

    shift: Shift
    totals: ShiftTotals
    unsent: int
    to_safe: Rupiah = 0


def shift_series(epoch: int) -> str:
    """The name of an epoch's series of shift numbers."""
    return f"shift {epoch}"


def require_open(connection: Connection) -> Shift:
    """The open shift; raises ShiftNotOpen."""
    shift = shifts.open_shift(connection)
    if shift is None:
        raise ShiftNotOpen
    return shift


def current_shift(ctx: Context) -> Shift | None:
    """The open shift of this register, or None."""
    with ctx.store.read() as connection:
        return shifts.open_shift(connection)


def name_of(ctx: Context, user_id: int) -> str:
    """The first name of somebody of this outlet, '' where it is not known on this computer."""
    with ctx.store.read() as connection:
        return staff.names(connection).get(user_id, "")


def forgotten_shift(ctx: Context) -> Shift | None:
    """The open shift, if its own day is over; selling goes on in it until it is closed."""
    shift = current_shift(ctx)
    return shift if shift is not None and rules.is_forgotten(shift, ctx.clock.now()) else None


def open_shift(ctx: Context, *, cashier: Cashier, opening_float: Rupiah, counts: Pieces = ()) -> Shift:
    """Open with the float in the drawer (rupiah >= 0), perhaps counted by face.

    Raises ShiftAlreadyOpen, AmountNotAllowed.
    """
    assert not counts or value_of(counts) == opening_float
    approvals.require(cashier, Permission.SHIFT)
    rules.check_amount(opening_float, minimum=0)
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        running = shifts.open_shift(connection)
        if running is not None:
            raise ShiftAlreadyOpen(since=clock(running.opened_at))
        shift = Shift(
            id=ctx.ids.new(at),
            number=register.next_number(connection, shift_series(ctx.shop.epoch)),
            business_date=ctx.today(),
            opened_at=at,
            opened_by=cashier.id,
            opening_float=opening_float,
            opening_counts=counts,
        )
        shifts.insert_shift(connection, shift)
        prices.switch(connection, shift.business_date)
        record(ctx, connection, shift, Stamp(shift.id, at, cashier.id, shift.id))
    ctx.wake_sync()
    return shift


def record_cash_movement(
    ctx: Context, *, cashier: Cashier, kind: CashMovementKind, amount: Rupiah, reason: str
) -> CashMovement:
    """Note cash in or out; a free-text reason stays outside the chain. Raises ShiftNotOpen, AmountNotAllowed,
    NotEnoughInDrawer or NotEnoughInSafe where the books say that less lies there.
    """
    approvals.require(cashier, Permission.CASH_MOVE)
    rules.check_amount(amount)
    at, reason = ctx.clock.now(), reason.strip()
    with ctx.store.write() as connection:
        shift = require_open(connection)
        expected = rules.expected_cash(shift.opening_float, shifts.totals(connection, shift.id))
        if kind in rules.OUTGOING and amount > expected:
            raise NotEnoughInDrawer(amount=amount)
        if kind is CashMovementKind.PAY_IN and reason == Reason.FROM_SAFE:
            _require_in_safe(connection, amount)
        movement = CashMovement(ctx.ids.new(at), shift.id, at, cashier.id, kind, amount, reason)
        write_cash_movement(connection, movement)
        record(ctx, connection, movement, Stamp(movement.id, at, cashier.id, shift.id))
        keep_free_text(connection, movement.id, movement.reason)
        print_queue.queue_cash_movement(ctx, connection, movement)
    ctx.wake_printer()
    ctx.wake_sync()
    return movement


def _require_in_safe(connection: Connection, amount: Rupiah) -> None:
    held = safe.balance(connection)
    if amount > held:
        raise NotEnoughInSafe(amount=amount, held=held)


def write_cash_movement(connection: Connection, movement: CashMovement) -> None:
    """The row, with the reason's code only."""
    shifts.insert_movement(connection, replace(movement, reason=reason_code(movement.reason)))


def keep_free_text(connection: Connection, document_id: str, reason: str) -> None:
    """Keep a free-text reason under its document, outside the chain."""
    if reason and code_of(reason) is None:
        text = reason[:FREE_TEXT_CHARS_MAX].encode(errors="replace").decode()  # half a character is none
        register.insert_free_text(connection, document_id=document_id, field="reason", text=text)


def reason_code(reason: str) -> str:
    """What a row may hold of a reason: a listed code, 'other' for free text, or nothing."""
    if not reason:
        return ""
    return (code_of(reason) or Reason.OTHER).value


def totals(ctx: Context) -> ShiftTotals:
    """Running totals of the open shift; raises ShiftNotOpen."""
    with ctx.store.read() as connection:
        return shifts.totals(connection, require_open(connection).id)


def close_shift(
    ctx: Context,
    *,
    cashier: Cashier,
    counted: Rupiah,
    counts: Pieces = (),
    left: Rupiah | None = None,
) -> ClosedShift:
    """Close with the counted cash; the difference is recorded, never fixed (domain.md §5.1, sync.md §2.2).

    Cash of unfinished sales counts in this shift, and not again in the next. `left` stays in the drawer for tomorrow
    (None: as settings say), the rest goes to the safe. Raises ShiftNotOpen, AmountNotAllowed.
    """
    approvals.require(cashier, Permission.SHIFT)
    at, key = ctx.clock.now(), ctx.device_key()
    with ctx.store.write() as connection:
        shift = require_open(connection)
        found = shifts.totals(connection, shift.id)
        closed = rules.close(shift, found, counted=counted, at=at, cashier_id=cashier.id)
        grand_total = shifts.grand_total_before(connection) + found.total - found.refund_total
        unsent = unsent_count(connection)
        close = ShiftClose(
            shift=closed,
            totals=found,
            grand_total=grand_total,
            tip=tip_of(ctx, connection).hash.hex(),
            unsent=unsent,
            counts=counts,
            forgotten=rules.is_forgotten(shift, at),
            first_counted=_first_counted(connection, closed),
            to_safe=counted - _left(ctx, shift, counted, left),
        )
        close = signed(ctx, key, close)
        shifts.save_closed(connection, close)
        record(ctx, connection, close, Stamp(ctx.ids.new(at), at, cashier.id, shift.id))
        waiting = waiting_count(connection)
        print_queue.queue_shift_report(ctx, connection, shift_id=shift.id, cashier_id=cashier.id, at=at)
    ctx.wake_printer()
    ctx.sync_now()
    return ClosedShift(closed, found, waiting or 0, close.to_safe)


def _first_counted(connection: Connection, closed: Shift) -> Rupiah | None:
    """The blind count before the recount, if the books say the same now as they did then."""
    before = drawer.first_count(connection, closed.id)
    return before[0] if before is not None and before[1] == closed.expected else None


def float_for_tomorrow(ctx: Context, shift: Shift, counted: Rupiah) -> Rupiah:
    """What stays in the drawer by the settings: a fixed float, or as much as this shift was opened with."""
    return left_in_drawer(counted, shift.opening_float, int(ctx.shop.get("cash.float")))


def _left(ctx: Context, shift: Shift, counted: Rupiah, left: Rupiah | None) -> Rupiah:
    if left is None:
        return float_for_tomorrow(ctx, shift, counted)
    if not 0 <= left <= counted:
        raise AmountNotAllowed(amount=left, minimum=0, maximum=counted)
    return left


def left_by_last(ctx: Context) -> Rupiah | None:
    """What the last closed shift left in the drawer, None before the first."""
    with ctx.store.read() as connection:
        return shifts.left_by_newest(connection)
