"""What became of a closed shift's cash difference; the closed shift itself never changes (users.md, Rp7.000 missing)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos.domain.money import Rupiah
from pos.errors import OutcomeBeyondDifference


class DifferenceOutcome(StrEnum):
    """The mistake was FOUND, the gallery bears it, somebody repaid it, or nobody knows."""

    FOUND = "found"
    BORNE = "borne"
    REPAID = "repaid"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class OutcomeNoted:
    """`amount` is the part of the difference that it explains, signed as the difference; `reason` a code or free text."""

    id: str
    at: datetime
    cashier_id: int
    shift_id: str
    outcome: DifferenceOutcome
    amount: Rupiah
    reason: str = ""
    approval_id: str = ""


def open_part(difference: Rupiah, noted: Iterable[Rupiah]) -> Rupiah:
    """What of a difference nobody has said anything about yet, signed as the difference."""
    return difference - sum(noted)


def check_outcome(amount: Rupiah, rest: Rupiah) -> None:
    """Refuse nothing at all, the other direction, and more than is left of the difference."""
    if not 0 < abs(amount) <= abs(rest) or (amount > 0) != (rest > 0):
        raise OutcomeBeyondDifference(amount=amount, rest=rest)
