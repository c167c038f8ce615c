"""Discounts and their bearer (domain.md §1.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.discount import Bearer, Discount, largest
from pos.errors import DiscountNotAllowed
from tests.domain.strategies import amounts, thousand


@pytest.mark.parametrize("facts", [{"bps": -1}, {"bps": 10_001}, {"amount": -1}, {"bps": 1, "amount": 1}])
def test_impossible_discounts_are_refused(facts):
    """Over 100 %, negative, or both at once."""
    with pytest.raises(DiscountNotAllowed):
        Discount(**facts)


def test_largest_wins_and_ties_go_to_the_first():
    """Overlapping automatic discounts never add up."""
    ten, shared = Discount(bps=1_000), Discount(Bearer.SHARED, amount=8_500)
    assert largest([ten, shared], 85_000) is ten
    assert largest([shared, ten], 85_000) is shared
    assert largest([shared, ten], 90_000) is ten
    assert largest([], 85_000) is None


def test_percentage_is_floored():
    """5 % of 12.345 is 617, not 617,25."""
    assert Discount(bps=500).of(12_345) == 617


@thousand
@given(amounts, st.integers(0, 10_000), st.integers(0, 10**9))
def test_never_more_than_the_amount(gross, bps, amount):
    """0 <= discount <= gross."""
    assert 0 <= Discount(bps=bps).of(gross) <= gross
    assert Discount(amount=amount).of(gross) == min(gross, amount)
