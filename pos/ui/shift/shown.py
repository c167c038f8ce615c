"""What the shift screen shows, as plain values, and the faces of the count. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.reconciliation import Reconciliation
from pos.domain.shift import CashMovementKind, Shift, ShiftTotals

FACES: tuple[tuple[str, Rupiah], ...] = (
    ("n100000", 100_000),
    ("n75000", 75_000),
    ("n50000", 50_000),
    ("n20000", 20_000),
    ("n10000", 10_000),
    ("n5000", 5_000),
    ("n2000", 2_000),
    ("n1000", 1_000),
    ("c1000", 1_000),
    ("c500", 500),
    ("c200", 200),
    ("c100", 100),
    ("c50", 50),
)
"""The count grid: n is a note, c a coin (domain.md §2.1)."""

REASONS: dict[CashMovementKind, tuple[Reason, ...]] = {
    CashMovementKind.PAY_IN: (Reason.SMALL_CHANGE, Reason.OTHER),
    CashMovementKind.PAY_OUT: (Reason.SUPPLIES, Reason.TRANSPORT, Reason.SMALL_CHANGE, Reason.OTHER),
    CashMovementKind.DROP: (Reason.TO_SAFE,),
}


class Step(StrEnum):
    """CLOSED asks for the float; OPEN shows the shift; COUNT is the blind count; RESULT the closed shift."""

    CLOSED = "closed"
    OPEN = "open"
    COUNT = "count"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class ResultShown:
    """A closed shift: expected, counted, difference, its totals, how many records still wait.

    `compared` is how its business date compared with the centre, None before that was looked at.
    """

    shift: Shift
    totals: ShiftTotals
    unsent: int
    compared: Reconciliation | None = None


@dataclass(frozen=True, slots=True)
class ShiftShown:
    """The whole screen; `running` is shown without any cash sum, so that the count stays blind."""

    step: Step
    shift: Shift | None = None
    running: ShiftTotals | None = None
    counted: Rupiah = 0
    sure: bool = False
    result: ResultShown | None = None
    cashier_name: str = ""
