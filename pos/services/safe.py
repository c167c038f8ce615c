"""The safe (Brankas): deposits at the bank, swaps of notes and coins, counts. Each is recorded; no difference is mended."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from pos.domain import safe as rules
from pos.domain.cash import Pieces, value_of
from pos.domain.day import day_of
from pos.domain.money import Rupiah
from pos.domain.permissions import Permission
from pos.domain.safe import BankDeposit, CashSwap, SafeCount, SafeEntry, SwapWith
from pos.domain.shift import check_amount
from pos.errors import NotEnoughInSafe, SlipUsed
from pos.models import safe, staff
from pos.services import approvals, print_queue
from pos.services.approvals import Subject
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.shifts import keep_free_text, reason_code, require_open
from pos.services.sign_in import Cashier
from sync.protocol.kinds import Kind

ENTRIES_MAX = 400
TEXT_CHARS_MAX = 60


@dataclass(frozen=True, slots=True)
class SafeState:
    """What the safe should hold in rupiah, since when its oldest money lies there (aware UTC) and its newest changes.

    `shift_ids` are the shifts whose cash waits for the bank, oldest first; `names` are people by user id.
    """

    held: Rupiah
    since: datetime | None
    shift_ids: tuple[str, ...]
    entries: tuple[SafeEntry, ...]
    names: dict[int, str]

    def days(self, now: datetime) -> int:
        """For how many days the oldest money has waited; 0 for today's."""
        return (day_of(now) - day_of(self.since)).days if self.since else 0


def state(ctx: Context) -> SafeState:
    """Look into the books of the safe."""
    with ctx.store.read() as connection:
        held = safe.balance(connection)
        entries = safe.newest_entries(connection, ENTRIES_MAX)
        names = staff.names(connection)
    waiting = rules.undeposited(entries, held)
    return SafeState(held, waiting[0].at if waiting else None, rules.covered(waiting, held), entries, names)


def deposit(
    ctx: Context,
    *,
    cashier: Cashier,
    amount: Rupiah,
    bank: str,
    slip_number: str,
    approver: Cashier | None = None,
) -> BankDeposit:
    """Setor ke bank: `amount` rupiah leave the safe, with the shifts that they cover.

    Raises AmountNotAllowed, NotEnoughInSafe, SlipUsed, ApprovalNeeded.
    """
    check_amount(amount)
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        held = safe.balance(connection)
        bank, slip_number = _short(bank), _short(slip_number)
        _check_deposit(connection, held, amount, bank, slip_number)
        waiting = rules.undeposited(safe.newest_entries(connection, ENTRIES_MAX), held)
        made = BankDeposit(
            ctx.ids.new(at), at, cashier.id, amount, bank, slip_number, rules.covered(waiting, amount)
        )
        subject = Subject(made.id, "", amount, about=Kind.BANK_DEPOSIT.value)
        approvals.approve(ctx, connection, cashier, Permission.BANK_DEPOSIT, subject, approver)
        safe.insert_deposit(connection, made)
        record(ctx, connection, made, Stamp(made.id, at, cashier.id))
        print_queue.queue_slip(ctx, connection, print_queue.DEPOSIT_SLIP, made.id, cashier.id, at)
    ctx.wake_printer()
    ctx.wake_sync()
    return made


def _check_deposit(connection: Connection, held: Rupiah, amount: Rupiah, bank: str, slip_number: str) -> None:
    if amount > held:
        raise NotEnoughInSafe(amount=amount, held=held)
    before = safe.deposit_of_slip(connection, bank, slip_number)
    if before is not None:
        raise SlipUsed(slip=slip_number, bank=bank or "bank", day=f"{day_of(before.at):%d/%m/%Y}")


def _short(text: str) -> str:
    return text.strip()[:TEXT_CHARS_MAX].encode(errors="replace").decode()


def count(
    ctx: Context,
    *,
    cashier: Cashier,
    counted: Rupiah,
    counts: Pieces = (),
    reason: str = "",
    approver: Cashier | None = None,
) -> SafeCount:
    """Write down what lies in the safe; the books hold that from now on, the difference stays visible.

    Raises AmountNotAllowed, ApprovalNeeded.
    """
    assert not counts or value_of(counts) == counted
    check_amount(counted, minimum=0)
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        expected = safe.balance(connection)
        made = SafeCount(ctx.ids.new(at), at, cashier.id, counted, expected, counts, reason.strip())
        subject = Subject(made.id, "", abs(made.difference), about=Kind.SAFE_COUNT.value)
        approvals.approve(ctx, connection, cashier, Permission.BANK_DEPOSIT, subject, approver)
        write_count(connection, made)
        record(ctx, connection, made, Stamp(made.id, at, cashier.id))
        keep_free_text(connection, made.id, made.reason)
        print_queue.queue_slip(ctx, connection, print_queue.SAFE_COUNT_SLIP, made.id, cashier.id, at)
    ctx.wake_printer()
    ctx.wake_sync()
    return made


def write_count(connection: Connection, made: SafeCount) -> None:
    """The row, with the reason's code only."""
    safe.insert_count(connection, replace(made, reason=reason_code(made.reason)))


def swap(
    ctx: Context, *, cashier: Cashier, taken_in: Pieces, given_out: Pieces, swapped_with: SwapWith
) -> CashSwap:
    """Tukar receh: notes and coins change places, the drawer holds as much as before; it opens for it.

    Raises ShiftNotOpen, AmountNotAllowed, SwapUneven.
    """
    approvals.require(cashier, Permission.CASH_MOVE)
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        shift = require_open(connection)
        made = CashSwap(ctx.ids.new(at), shift.id, at, cashier.id, taken_in, given_out, swapped_with)
        rules.check_swap(made)
        safe.insert_swap(connection, made)
        record(ctx, connection, made, Stamp(made.id, at, cashier.id, shift.id))
        print_queue.queue_drawer(ctx, connection, made.id, cashier.id, at)
    ctx.wake_printer()
    ctx.wake_sync()
    return made
