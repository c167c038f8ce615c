"""A drawer that does not agree: one recount before anything is revealed, likely causes once the count is committed,
and what became of the difference.
"""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from pos.domain.difference_causes import Cause, DrawerStory, likely_causes
from pos.domain.difference_outcome import DifferenceOutcome, OutcomeNoted, check_outcome, open_part
from pos.domain.money import Rupiah
from pos.domain.permissions import Permission, Verdict, verdict
from pos.domain.shift import CashMovement, Shift, expected_cash
from pos.models import drawer, register, shifts
from pos.services import approvals
from pos.services.approvals import Subject
from pos.services.context import Context
from pos.services.record import Stamp, closing_of, record
from pos.services.shift_reports import counts_blind
from pos.services.shifts import keep_free_text, reason_code, require_open
from pos.services.sign_in import Cashier

SHIFTS_LOOKED_AT = 120
TREND_SHIFTS = 30


@dataclass(frozen=True, slots=True)
class Settled:
    """A closed shift with a difference: what was noted of it, with texts in place of codes, and the rest in rupiah."""

    shift: Shift
    noted: tuple[OutcomeNoted, ...]
    rest: Rupiah


@dataclass(frozen=True, slots=True)
class Trend:
    """Differences of this register's last `closed` shifts: how many did not agree, and the sum of all, rupiah."""

    closed: int
    differing: int
    total: Rupiah


@dataclass(frozen=True, slots=True)
class Explained:
    """Likely causes, best first; `movements` are the shift's cash movements by id, which causes may name."""

    causes: tuple[Cause, ...]
    movements: dict[str, CashMovement]


def offer_recount(ctx: Context, *, cashier: Cashier, counted: Rupiah) -> bool:
    """Whether a recount is offered: once for each shift, where a blind count does not agree. Says no more than that.

    The first count is kept; the close states it. Raises ShiftNotOpen, NotPermitted.
    """
    approvals.require(cashier, Permission.SHIFT)
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        shift = require_open(connection)
        expected = expected_cash(shift.opening_float, shifts.totals(connection, shift.id))
        if counted == expected or not counts_blind(ctx):
            return False
        if drawer.first_count(connection, shift.id) is not None:
            return False
        drawer.insert_first_count(connection, shift_id=shift.id, counted=counted, expected=expected, at=at)
        return True


def explain(ctx: Context, *, shift_id: str) -> Explained:
    """What may be behind the difference of a closed shift; nothing of an open one is told."""
    with ctx.store.read() as connection:
        shift = shifts.load(connection, shift_id)
        if shift is None or not shift.difference:
            return Explained((), {})
        closing = closing_of(connection, shift_id)
        moved = drawer.movements(connection, shift_id)
        story = DrawerStory(
            opening_float=shift.opening_float,
            receipts=drawer.receipts(connection, shift_id),
            given_back=drawer.given_back(connection, shift_id),
            movements=moved,
            counts=closing[0].counts if closing else (),
            opening_counts=shift.opening_counts,
            left_before=shifts.left_before(connection, shift),
            prices=drawer.prices(connection),
        )
    return Explained(likely_causes(story, shift.difference), {movement.id: movement for movement in moved})


def may_settle(cashier: Cashier) -> bool:
    """Whether a person may say what became of a difference, alone or with somebody's word."""
    return verdict(cashier.role, Permission.SETTLE_DIFFERENCE) is not Verdict.DENIED


def listed(ctx: Context) -> tuple[tuple[Settled, ...], Trend]:
    """Closed shifts that did not agree, the newest first, and how often that happens here."""
    with ctx.store.read() as connection:
        closed = shifts.closed_newest_first(connection, SHIFTS_LOOKED_AT)
        found = tuple(_settled(connection, shift) for shift in closed if shift.difference)
    newest = [shift.difference or 0 for shift in closed[:TREND_SHIFTS]]
    return found, Trend(len(newest), sum(1 for difference in newest if difference), sum(newest))


def _settled(connection: Connection, shift: Shift) -> Settled:
    noted = tuple(
        replace(one, reason=register.load_free_text(connection, one.id, "reason") or one.reason)
        for one in drawer.outcomes(connection, shift.id)
    )
    return Settled(shift, noted, open_part(shift.difference or 0, (one.amount for one in noted)))


def note_outcome(
    ctx: Context,
    *,
    cashier: Cashier,
    shift_id: str,
    outcome: DifferenceOutcome,
    amount: Rupiah,
    reason: str = "",
    approver: Cashier | None = None,
) -> OutcomeNoted:
    """Note what became of a part of a closed shift's difference; the shift stays as it was closed.

    Raises OutcomeBeyondDifference, ApprovalNeeded, NotPermitted.
    """
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        shift = shifts.load(connection, shift_id)
        assert shift is not None
        check_outcome(amount, _settled(connection, shift).rest)
        record_id = ctx.ids.new(at)
        subject = Subject(record_id, shift_id, abs(amount), about=shift_id)
        approval = approvals.approve(
            ctx, connection, cashier, Permission.SETTLE_DIFFERENCE, subject, approver
        )
        noted = OutcomeNoted(record_id, at, cashier.id, shift_id, outcome, amount, reason.strip(), approval)
        write_outcome(connection, noted)
        record(ctx, connection, noted, Stamp(noted.id, at, cashier.id, shift_id))
        keep_free_text(connection, noted.id, noted.reason)
    ctx.wake_sync()
    return noted


def write_outcome(connection: Connection, noted: OutcomeNoted) -> None:
    """The row, with the reason's code only."""
    drawer.insert_outcome(connection, replace(noted, reason=reason_code(noted.reason)))
