"""Cash at the counter: rounding, quick-cash values, a hint for the change, denominations (domain.md §2.1)."""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.money import Rupiah

NOTES: tuple[Rupiah, ...] = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)
COINS: tuple[Rupiah, ...] = (1_000, 500, 200, 100)
DENOMINATIONS: tuple[Rupiah, ...] = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
"""Face values for change; the count grid tells the 1.000 note from the 1.000 coin."""

QUICK_STEPS: tuple[Rupiah, ...] = (5_000, 10_000, 20_000, 50_000, 100_000)
QUICK_BUTTONS_MAX = 5


class RoundingDirection(StrEnum):
    DOWN = "down"
    NEAREST = "nearest"
    UP = "up"


@dataclass(frozen=True, slots=True)
class CashRounding:
    """Round the cash-paid remainder to `unit` rupiah; unit 1 means off."""

    unit: Rupiah = 100
    direction: RoundingDirection = RoundingDirection.DOWN


def round_cash(amount: Rupiah, rounding: CashRounding) -> Rupiah:
    """Round a cash amount >= 0; nearest is half up."""
    unit = rounding.unit
    match rounding.direction:
        case RoundingDirection.DOWN:
            return amount // unit * unit
        case RoundingDirection.NEAREST:
            return (2 * amount + unit) // (2 * unit) * unit
        case RoundingDirection.UP:
            return -(-amount // unit) * unit


def note_counts(amount: Rupiah) -> tuple[tuple[Rupiah, int], ...]:
    """Greedy notes and coins that make up an amount, largest first; a rest under 100 is left out."""
    counts = []
    for face in DENOMINATIONS:
        count, amount = divmod(amount, face)
        if count:
            counts.append((face, count))
    return tuple(counts)


def quick_cash(total: Rupiah) -> tuple[Rupiah, ...]:
    """Amounts a person would hand over, exact first, at most five (rule and vectors of domain.md §2.1)."""
    if total <= 0:
        return ()
    kept = [total]
    fewest = _piece_count(total)
    for amount in sorted({-(-total // step) * step for step in QUICK_STEPS} - {total}):
        pieces = _piece_count(amount)
        if pieces == 1 or pieces < fewest or amount == -(-total // 100_000) * 100_000:
            kept.append(amount)
            fewest = min(fewest, pieces)
    return tuple(kept[:QUICK_BUTTONS_MAX])


def _piece_count(amount: Rupiah) -> int:
    return sum(count for _, count in note_counts(amount))
