"""What the safe's screen shows, as plain values. No Qt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos.domain.money import Rupiah
from pos.domain.safe import SafeEntryKind, SwapWith

OLD_DAYS = 3
"""From so many days on, money that was not deposited is said in amber."""


class Step(StrEnum):
    """BOOKS shows the safe with the form of a deposit; COUNT counts it; SWAP changes notes and coins."""

    BOOKS = "books"
    COUNT = "count"
    SWAP = "swap"


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One change, newest first in the list; `amount` is signed rupiah."""

    kind: SafeEntryKind
    at: datetime
    name: str
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class SafeShown:
    """The whole screen; `days` is the age of the oldest money, `shift_count` how many shifts' cash waits.

    `counted` is the sum of a count of the safe; `came`, `went` and `swapped_with` belong to a swap; `sure` asks once more.
    """

    step: Step
    held: Rupiah
    since: datetime | None
    days: int
    shift_count: int
    entries: tuple[EntryShown, ...]
    counted: Rupiah = 0
    sure: bool = False
    came: Rupiah = 0
    went: Rupiah = 0
    swapped_with: SwapWith = SwapWith.SAFE
    swap_possible: bool = True
