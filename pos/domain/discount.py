"""A discount and who bears it; the largest of overlapping ones wins (domain.md §1.3)."""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.money import BPS_WHOLE, BasisPoints, Rupiah, share_floor
from pos.errors import DiscountNotAllowed


class Bearer(StrEnum):
    SHARED = "shared"
    OUTLET = "outlet"
    MAKER = "maker"


@dataclass(frozen=True, slots=True)
class Discount:
    """Either basis points or an amount in rupiah for the whole line or cart, never both."""

    bearer: Bearer = Bearer.OUTLET
    bps: BasisPoints = 0
    amount: Rupiah = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be a discount."""
        if not 0 <= self.bps <= BPS_WHOLE or self.amount < 0 or (self.bps and self.amount):
            raise DiscountNotAllowed(name="", maximum="100 %")

    def of(self, gross: Rupiah) -> Rupiah:
        """Rupiah taken off `gross`, at most all of it."""
        return min(gross, self.amount or share_floor(gross, self.bps))


def largest(discounts: list[Discount], gross: Rupiah) -> Discount | None:
    """Overlapping automatic discounts never add up: the largest wins, the first at a tie."""
    return max(discounts, key=lambda d: d.of(gross), default=None)
