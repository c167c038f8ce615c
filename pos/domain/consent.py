"""What a cart asks for beyond selling: whose word a discount or a loss needs. Decides what, never who is there."""

from collections.abc import Iterator
from dataclasses import dataclass

from pos.domain.money import BPS_WHOLE, BasisPoints, Rupiah
from pos.domain.permissions import Permission
from pos.domain.pricing import PricedCart, PricedLine
from pos.domain.tender import Tender, on_account


@dataclass(frozen=True, slots=True)
class DiscountLimits:
    """Up to which part of a line's price a role may discount alone, in basis points; a manager without limit."""

    cashier: BasisPoints = 1000
    supervisor: BasisPoints = 2500


@dataclass(frozen=True, slots=True)
class Demand:
    """A permission that a cart needs, and the rupiah at stake."""

    permission: Permission
    amount: Rupiah


def demands(
    priced: PricedCart, limits: DiscountLimits, tenders: tuple[Tender, ...] = ()
) -> tuple[Demand, ...]:
    """All that a cart needs beyond SELL, the gallery's loss first (invariant 10 of domain.md §6); to sell on account last."""
    owed = on_account(tenders)
    account = (Demand(Permission.SELL_ON_ACCOUNT, owed),) if owed else ()
    return (*_demands(priced, limits), *account)


def _demands(priced: PricedCart, limits: DiscountLimits) -> Iterator[Demand]:
    own = [line for line in priced.lines if line.line.bundle is None]  # a bundle's price is the office's word
    loss = sum(max(0, -line.money.commission) for line in own)
    if loss:
        yield Demand(Permission.NEGATIVE_COMMISSION, loss)
    share = max((_share(line) for line in own), default=0)
    if share > limits.supervisor:
        yield Demand(Permission.DISCOUNT_UNLIMITED, _given(own))
    elif share > limits.cashier:
        yield Demand(Permission.DISCOUNT_LARGE, _given(own))


def _given(lines: list[PricedLine]) -> Rupiah:
    return sum(line.money.discount for line in lines)


def _share(line: PricedLine) -> BasisPoints:
    """How much of the line's price is taken off, a started basis point counting not."""
    return line.money.discount * BPS_WHOLE // line.money.gross if line.money.gross else 0
