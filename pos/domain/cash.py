"""Cash at the counter: rounding, quick-cash values, a hint for the change, denominations (domain.md §2.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from pos.domain.money import Rupiah

Pieces: TypeAlias = tuple[tuple[str, int], ...]
"""How many of each note or coin: (face, pieces); a face is n or c for note or coin with its value, such as n1000."""

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
"""What a count grid asks for: each face with its value in rupiah."""

SMALL_CHANGE: tuple[tuple[Rupiah, int], ...] = ((10_000, 5), (5_000, 10), (2_000, 10), (1_000, 10), (500, 10))
"""Pieces of each small value with which a day can begin: change for some ten buyers who hand over large notes."""

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


def value_of(pieces: Pieces) -> Rupiah:
    """What counted pieces are worth."""
    return sum(int(face[1:]) * count for face, count in pieces)


def counted_pieces(counts: Iterable[tuple[str, int]]) -> Pieces:
    """The faces of which there is at least one, in the order of the grid."""
    found = dict(counts)
    return tuple((face, found[face]) for face, _ in FACES if found.get(face))


def short_of(pieces: Pieces) -> tuple[Rupiah, ...]:
    """Small values of which fewer lie in the drawer than a day begins with (users.md, Tukar receh); largest first."""
    have: dict[Rupiah, int] = {}
    for face, count in pieces:
        have[int(face[1:])] = have.get(int(face[1:]), 0) + count
    return tuple(value for value, wanted in SMALL_CHANGE if have.get(value, 0) < wanted)


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
