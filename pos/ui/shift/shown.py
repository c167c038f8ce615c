"""What the shift screen shows, as plain values. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.reconciliation import Reconciliation
from pos.domain.shift import CashMovementKind, Shift, ShiftTotals
from pos.services.differences import Settled, Trend
from pos.services.shift_reports import PaperRow

REASONS: dict[CashMovementKind, tuple[Reason, ...]] = {
    CashMovementKind.PAY_IN: (Reason.SMALL_CHANGE, Reason.FROM_SAFE, Reason.OTHER),
    CashMovementKind.PAY_OUT: (Reason.SUPPLIES, Reason.TRANSPORT, Reason.SMALL_CHANGE, Reason.OTHER),
    CashMovementKind.DROP: (Reason.TO_SAFE,),
}


class Step(StrEnum):
    """CLOSED asks for the float, FLOAT_COUNT for its pieces; FORGOTTEN tells of a shift whose day is over; OPEN shows
    the shift, REPORT what its paper says; OUTCOMES lists differences of before; COUNT is the blind count; RESULT the closed shift.
    """

    CLOSED = "closed"
    FLOAT_COUNT = "float_count"
    FORGOTTEN = "forgotten"
    OPEN = "open"
    REPORT = "report"
    OUTCOMES = "outcomes"
    COUNT = "count"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class ResultShown:
    """A closed shift: expected, counted, difference, its totals, how many records still wait, what went to the safe.

    `causes` are sentences, likeliest first. `compared` is how its business date compared with the centre, None before that was looked at.
    """

    shift: Shift
    totals: ShiftTotals
    unsent: int
    to_safe: Rupiah = 0
    compared: Reconciliation | None = None
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomesShown:
    """Closed shifts that did not agree, one of them marked with sentences on its likely causes."""

    listed: tuple[Settled, ...] = ()
    trend: Trend | None = None
    marked: int = 0
    causes: tuple[str, ...] = ()

    @property
    def marked_shift(self) -> Settled | None:
        return self.listed[self.marked] if self.listed else None


@dataclass(frozen=True, slots=True)
class ShiftShown:
    """The whole screen; `running` is shown without any cash sum, so that a count stays blind.

    `recount` offers to count once more, and says no more than that. `expected` is what should lie in the drawer, None for who may not know before the count; `report` the paper's lines,
    `safe_held` lies in the safe, its oldest rupiah for `safe_days`,
    `may_settle` whether this person may look at differences of before.
    `left` is what the shift before left in the drawer, None before the first; while one counts, what this one leaves; `short` are small values of which too few were counted for the float.
    """

    step: Step
    shift: Shift | None = None
    running: ShiftTotals | None = None
    counted: Rupiah = 0
    sure: bool = False
    recount: bool = False
    result: ResultShown | None = None
    cashier_name: str = ""
    opened_by: str = ""
    short: tuple[Rupiah, ...] = ()
    left: Rupiah | None = None
    expected: Rupiah | None = None
    report: tuple[PaperRow, ...] = ()
    outcomes: OutcomesShown = OutcomesShown()
    may_settle: bool = False
    safe_held: Rupiah = 0
    safe_days: int = 0
