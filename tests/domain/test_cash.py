"""Cash rounding, quick-cash values and the hint for change (domain.md §2.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.cash import (
    CashRounding,
    RoundingDirection,
    counted_pieces,
    note_counts,
    quick_cash,
    round_cash,
    short_of,
    value_of,
)
from tests.domain.strategies import amounts, roundings, thousand
from tests.domain.vectors import load

VECTORS = load("cash")


@pytest.mark.parametrize("case", VECTORS["rounding"], ids=str)
@pytest.mark.parametrize("unit", [100, 500])
@pytest.mark.parametrize("direction", RoundingDirection)
def test_rounding_table(case, unit, direction):
    """Every cell of the table."""
    assert round_cash(case["amount"], CashRounding(unit, direction)) == case[f"{unit} {direction.value}"]


@pytest.mark.parametrize("case", VECTORS["quick"], ids=str)
def test_quick_cash_table(case):
    """What a person would hand over, exact first."""
    assert list(quick_cash(case["total"])) == case["buttons"]


@pytest.mark.parametrize("case", VECTORS["change_hint"], ids=str)
def test_change_hint(case):
    """Greedy notes and coins."""
    assert [list(pair) for pair in note_counts(case["amount"])] == case["pieces"]


def test_nothing_due_has_no_buttons():
    """A free receipt needs no cash."""
    assert quick_cash(0) == ()


@thousand
@given(amounts, roundings)
def test_rounding_is_a_multiple_less_than_a_unit_away(amount, rounding):
    """Invariants 2 and 4: |rounding| < unit; the due amount is a multiple; down never charges more."""
    due = round_cash(amount, rounding)
    assert due % rounding.unit == 0
    assert abs(due - amount) < rounding.unit
    if rounding.direction is RoundingDirection.DOWN:
        assert due <= amount
    if rounding.direction is RoundingDirection.UP:
        assert due >= amount


@thousand
@given(st.integers(1, 10**7))
def test_quick_cash_is_exact_first_ascending_and_short(total):
    """Uang pas first, at most five, each enough."""
    buttons = quick_cash(total)
    assert buttons[0] == total
    assert len(buttons) <= 5
    assert list(buttons) == sorted(set(buttons))


@thousand
@given(st.integers(0, 10**7))
def test_change_hint_pays_all_but_the_smallest_rest(amount):
    """Pieces are worth the amount, but for what no coin can pay."""
    assert sum(face * count for face, count in note_counts(amount)) == amount - amount % 100


def test_pieces_are_worth_their_faces():
    """Note and coin of one value alike; faces of which there is none are left out, in the grid's order."""
    pieces = counted_pieces([("c500", 3), ("n1000", 2), ("c1000", 1), ("n50000", 0)])
    assert pieces == (("n1000", 2), ("c1000", 1), ("c500", 3))
    assert value_of(pieces) == 4_500


def test_small_change_is_short_below_what_a_day_begins_with():
    """Notes and coins of one value together; values of which there is none are short, too."""
    full = (("n10000", 5), ("n5000", 10), ("n2000", 10), ("n1000", 4), ("c1000", 6), ("c500", 10))
    assert short_of(full) == ()
    assert short_of((*full[:3], *full[4:])) == (1_000,)
    assert short_of(()) == (10_000, 5_000, 2_000, 1_000, 500)
