"""Whole rupiah, basis points and the only roundings that exist; splits that add up again.

Decides nothing about discounts or commissions. No float, no Decimal (domain.md, head and §1.3).
"""

from collections.abc import Sequence
from typing import TypeAlias

Rupiah: TypeAlias = int
"""Whole rupiah. An alias, since a NewType does not survive arithmetic; columns and tests refuse non-ints."""

BasisPoints: TypeAlias = int
"""Hundredths of a percent: 20 % = 2000."""

BPS_WHOLE = 10_000
RUPIAH_MAX = 999_999_999_999
"""Largest amount that a field, a line or a total may hold (rupiah)."""


def round_half_up(numerator: int, denominator: int) -> int:
    """`rhu` of domain.md: half up in integers; numerator >= 0, denominator > 0."""
    assert numerator >= 0 < denominator
    return (2 * numerator + denominator) // (2 * denominator)


def share_floor(amount: Rupiah, bps: BasisPoints) -> Rupiah:
    """Take `bps` of an amount, floored: the odd rupiah stays with the rest."""
    return amount * bps // BPS_WHOLE


def allocate(whole: Rupiah, weights: Sequence[int]) -> tuple[Rupiah, ...]:
    """Split `whole` by weights without loss: largest remainder, ties to the lower index (domain.md §1.3).

    Weights are >= 0; all zero is allowed only for a whole of 0.
    """
    total = sum(weights)
    assert whole >= 0
    assert all(w >= 0 for w in weights)
    if total == 0:
        assert whole == 0, "nothing to carry the amount"
        return tuple(0 for _ in weights)
    parts = [whole * w // total for w in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(whole * weights[i] % total), i))
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return tuple(parts)


def part_of_units(component: int, quantity: int, before: int, units: int) -> int:
    """Give the exact share of `units` after `before` units of a line's component (refund rule, domain.md §1.3)."""
    assert 0 <= before <= before + units <= quantity
    return component * (before + units) // quantity - component * before // quantity
