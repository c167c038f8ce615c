"""A drawer that does not agree: one recount before anything is revealed, likely causes once the count is committed,
and what became of the difference.
"""

from dataclasses import dataclass

from pos.domain.difference_causes import Cause, DrawerStory, likely_causes
from pos.domain.money import Rupiah
from pos.domain.permissions import Permission
from pos.domain.shift import CashMovement, expected_cash
from pos.models import drawer, shifts
from pos.services import approvals
from pos.services.context import Context
from pos.services.record import closing_of
from pos.services.shift_reports import counts_blind
from pos.services.shifts import require_open
from pos.services.sign_in import Cashier


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
