"""Roundings and splits without loss (domain.md §1.3; invariants 5 and 17)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money import allocate, part_of_units, round_half_up, share_floor
from tests.domain.strategies import amounts, basis_points, thousand
from tests.domain.vectors import load

VECTORS = load("money")


@pytest.mark.parametrize("case", VECTORS["allocation"], ids=str)
def test_allocation_vectors(case):
    """Largest remainder, ties to the lower line."""
    assert allocate(case["whole"], case["weights"]) == tuple(case["parts"])


@pytest.mark.parametrize("case", VECTORS["refund"], ids=str)
def test_refund_vectors(case):
    """A component given back unit by unit, exact in sum."""
    quantity = case["quantity"]
    parts = [part_of_units(case["component"], quantity, n, 1) for n in range(quantity)]
    assert parts[: len(case["parts"])] == case["parts"]
    assert sum(parts) == case["component"]


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"), [(0, 3, 0), (1, 2, 1), (3, 2, 2), (4, 3, 1), (5, 3, 2)]
)
def test_round_half_up(numerator, denominator, rounded):
    """Half goes up, below half goes down."""
    assert round_half_up(numerator, denominator) == rounded


def test_share_is_floored():
    """The odd rupiah stays with the rest: 33,33 % of 99.999."""
    assert share_floor(99_999, 3_333) == 33_329


@thousand
@given(amounts, basis_points)
def test_share_is_within_one_of_exact(amount, bps):
    """Floor: 0 <= exact - share < 1, in integers."""
    assert 0 <= amount * bps - share_floor(amount, bps) * 10_000 < 10_000


def test_nothing_is_spread_over_nothing():
    """All weights 0 take a whole of 0 only."""
    assert allocate(0, [0, 0]) == (0, 0)
    assert allocate(0, []) == ()
    with pytest.raises(AssertionError):
        allocate(1, [0, 0])


weights = st.lists(amounts, min_size=1, max_size=8).filter(any)


@thousand
@given(weights, st.data())
def test_allocation_is_whole_fair_and_bounded(line_amounts, data):
    """Invariant 5: parts add up, none above its line, each within one of its exact share."""
    total = sum(line_amounts)
    whole = data.draw(st.integers(0, total))
    parts = allocate(whole, line_amounts)
    assert sum(parts) == whole
    for part, amount in zip(parts, line_amounts, strict=True):
        assert 0 <= part <= amount
        assert abs(part * total - whole * amount) < total


@thousand
@given(weights, st.data())
def test_allocation_is_stable_under_reordering(line_amounts, data):
    """Invariant 5: another order of lines gives each weight the same part, but for ties."""
    whole = data.draw(st.integers(0, sum(line_amounts)))
    order = data.draw(st.permutations(range(len(line_amounts))))
    parts = allocate(whole, line_amounts)
    moved = allocate(whole, [line_amounts[i] for i in order])
    total = sum(line_amounts)
    for place, i in enumerate(order):
        tied = [j for j, w in enumerate(line_amounts) if whole * w % total == whole * line_amounts[i] % total]
        if len(tied) == 1:
            assert moved[place] == parts[i]
    assert (
        sorted(moved) == sorted(parts)
        or len(set(line_amounts)) < len(line_amounts)
        or sum(moved) == sum(parts)
    )


@thousand
@given(st.integers(-(10**9), 10**9), st.integers(1, 30), st.data())
def test_any_partition_gives_the_whole_component(component, quantity, data):
    """Invariant 17: units given back in any portions sum to the component, also a negative one."""
    cuts = [*sorted(data.draw(st.sets(st.integers(0, quantity)))), quantity]
    before = total = 0
    for cut in cuts:
        total += part_of_units(component, quantity, before, cut - before)
        before = cut
    assert total == component
