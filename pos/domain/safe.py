"""The safe (Brankas) as a cash place: what came in, what left it, how long money lies there. Never who may do what.

Drops and closings bring money in, deposits at the bank take it out; a count records its difference and mends nothing
(users.md, Bank deposit; invariant 24 extended to the safe).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from pos.domain.cash import Pieces, value_of
from pos.domain.money import Rupiah
from pos.domain.shift import check_amount
from pos.errors import SwapUneven


class SafeEntryKind(StrEnum):
    """DROP and CLOSE bring in, DEPOSIT and TO_DRAWER take out, COUNT is a difference that was found."""

    DROP = "drop"
    CLOSE = "close"
    TO_DRAWER = "to_drawer"
    DEPOSIT = "deposit"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class SafeEntry:
    """One change of what the safe should hold; `amount` is signed rupiah, `shift_id` the shift that brought it."""

    document_id: str
    at: datetime
    kind: SafeEntryKind
    amount: Rupiah
    cashier_id: int
    shift_id: str = ""


@dataclass(frozen=True, slots=True)
class BankDeposit:
    """Setor ke bank: `amount` > 0 left the safe; `shift_ids` are the shifts whose cash it is, as far as it reaches.

    `photo` is the SHA-256 of a picture of the slip, in hex, '' where there is none.
    """

    id: str
    at: datetime
    cashier_id: int
    amount: Rupiah
    bank: str = ""
    slip_number: str = ""
    shift_ids: tuple[str, ...] = ()
    counts: Pieces = ()
    photo: str = ""


class SwapWith(StrEnum):
    SAFE = "safe"
    BANK = "bank"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class CashSwap:
    """Tukar receh: `taken_in` came into the drawer, `given_out` left it; both are worth the same."""

    id: str
    shift_id: str
    at: datetime
    cashier_id: int
    taken_in: Pieces
    given_out: Pieces
    swapped_with: SwapWith = SwapWith.SAFE


@dataclass(frozen=True, slots=True)
class SafeCount:
    """The safe was counted: `counted` and `expected` in rupiah; `reason` a code or free text."""

    id: str
    at: datetime
    cashier_id: int
    counted: Rupiah
    expected: Rupiah
    counts: Pieces = ()
    reason: str = ""

    @property
    def difference(self) -> Rupiah:
        return self.counted - self.expected


def balance(entries: Iterable[SafeEntry]) -> Rupiah:
    """What the safe should hold: drops + closings - what went back to the drawer - deposits ± differences of counts."""
    return sum(entry.amount for entry in entries)


def undeposited(newest_first: Iterable[SafeEntry], held: Rupiah) -> tuple[SafeEntry, ...]:
    """The receipts of which the `held` rupiah are left, oldest first: what came first went to the bank first.

    Of the oldest one only the part is given that is still there.
    """
    found: list[SafeEntry] = []
    for entry in newest_first:
        if held <= 0:
            break
        if entry.amount > 0:
            found.append(replace(entry, amount=min(entry.amount, held)))
            held -= entry.amount
    return tuple(reversed(found))


def covered(waiting: Iterable[SafeEntry], amount: Rupiah) -> tuple[str, ...]:
    """The shifts whose cash a deposit takes, oldest first, each once."""
    shifts: dict[str, None] = {}
    for entry in waiting:
        if amount <= 0:
            break
        if entry.shift_id:
            shifts[entry.shift_id] = None
        amount -= entry.amount
    return tuple(shifts)


def left_in_drawer(counted: Rupiah, opening_float: Rupiah, wanted: Rupiah) -> Rupiah:
    """What stays in the drawer for tomorrow when a shift closes: `wanted`, or as it was opened where that is 0."""
    return min(counted, wanted or opening_float)


def check_swap(swap: CashSwap) -> None:
    """Refuse a swap of nothing, and one whose sides are not worth the same."""
    came, went = value_of(swap.taken_in), value_of(swap.given_out)
    check_amount(came)
    if came != went:
        raise SwapUneven(came=came, went=went)
