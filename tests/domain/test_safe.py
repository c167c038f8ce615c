"""The safe as a cash place: its sum, how old its money is, which shifts a deposit covers (users.md, Bank deposit)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.safe import (
    CashSwap,
    SafeEntry,
    SafeEntryKind,
    balance,
    check_swap,
    covered,
    left_in_drawer,
    undeposited,
)
from pos.errors import AmountNotAllowed, SwapUneven

AT = datetime(2026, 11, 14, 9, tzinfo=UTC)


def entry(day, amount, shift_id="", kind=SafeEntryKind.DROP):
    return SafeEntry(f"d{day}", AT + timedelta(days=day), kind, amount, 1, shift_id)


def test_what_came_first_goes_to_the_bank_first():
    """Three days of takings, one and a half deposited: the rest of the second waits the longest."""
    entries = [entry(0, 400, "s1"), entry(1, 600, "s2"), entry(2, 300, "s3"), entry(3, -700)]
    waiting = undeposited(reversed(entries), balance(entries))
    assert [(e.shift_id, e.amount) for e in waiting] == [("s2", 300), ("s3", 300)]
    assert covered(waiting, 300) == ("s2",)
    assert covered(waiting, 301) == ("s2", "s3")


def test_an_empty_safe_waits_for_nothing():
    """Deposited to the last rupiah."""
    entries = [entry(0, 400, "s1"), entry(1, -400)]
    assert undeposited(reversed(entries), balance(entries)) == ()
    assert covered((), 100) == ()


amounts = st.integers(-1_000, 1_000).filter(bool)


@given(st.lists(amounts, max_size=30))
def test_what_waits_is_what_is_held(changes):
    """Never more than there is, never negative parts, oldest first, whatever came and went."""
    entries: list[SafeEntry] = []
    for day, amount in enumerate(changes):
        if balance(entries) + amount >= 0:
            entries.append(entry(day, amount, f"s{day}"))
    held = balance(entries)
    waiting = undeposited(reversed(entries), held)
    assert sum(e.amount for e in waiting) == held
    assert all(e.amount > 0 for e in waiting)
    assert [e.at for e in waiting] == sorted(e.at for e in waiting)
    assert covered(waiting, held) == tuple(e.shift_id for e in waiting)


@pytest.mark.parametrize(
    ("counted", "opening", "wanted", "left"),
    [(900, 300, 0, 300), (200, 300, 0, 200), (900, 300, 500, 500), (400, 300, 500, 400), (0, 300, 0, 0)],
)
def test_what_stays_for_tomorrow(counted, opening, wanted, left):
    """As it was opened, or a fixed float; never more than lies there."""
    assert left_in_drawer(counted, opening, wanted) == left


def test_a_swap_is_worth_the_same_on_both_sides():
    """And is not of nothing."""
    swap = CashSwap("w1", "s1", AT, 1, (("n2000", 50),), (("n100000", 1),))
    check_swap(swap)
    with pytest.raises(SwapUneven) as refused:
        check_swap(replace(swap, taken_in=(("n2000", 49),)))
    assert refused.value.facts == {"came": 98_000, "went": 100_000}
    with pytest.raises(AmountNotAllowed):
        check_swap(replace(swap, taken_in=(), given_out=()))
