"""A part of a difference is explained in its own direction, and never more than is left of it."""

import pytest

from pos.domain.difference_outcome import check_outcome, open_part
from pos.errors import OutcomeBeyondDifference


@pytest.mark.parametrize(
    ("difference", "noted", "rest"), [(-7_000, (), -7_000), (-7_000, (-5_000, -2_000), 0), (500, (200,), 300)]
)
def test_what_is_left(difference, noted, rest):
    """Signed as the difference."""
    assert open_part(difference, noted) == rest


@pytest.mark.parametrize(
    ("amount", "rest"), [(0, -7_000), (-7_001, -7_000), (7_000, -7_000), (1, 0), (-1, 500)]
)
def test_nothing_too_much_and_the_other_way_are_refused(amount, rest):
    """To the rupiah."""
    with pytest.raises(OutcomeBeyondDifference):
        check_outcome(amount, rest)
    check_outcome(-7_000, -7_000)
