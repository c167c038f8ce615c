"""PPN inside the price (domain.md §2.3); rates are values from a dated table, never constants in a rule."""

from dataclasses import dataclass
from datetime import date

from pos.domain.money import Rupiah, allocate, round_half_up


@dataclass(frozen=True, slots=True)
class TaxRate:
    """Effective PPN as a fraction pair, with the DPP nilai lain fraction, from a legal date on."""

    valid_from: date
    rate_num: int
    rate_den: int
    dpp_num: int = 1
    dpp_den: int = 1


@dataclass(frozen=True, slots=True)
class TaxParts:
    """tax = PPN, net_of_tax = H, dpp for display only: never recompute PPN from it."""

    tax: Rupiah
    net_of_tax: Rupiah
    dpp: Rupiah


def rate_on(rates: tuple[TaxRate, ...], day: date) -> TaxRate | None:
    """The rate in force on a business date, or None before the first."""
    fitting = [r for r in rates if r.valid_from <= day]
    return max(fitting, key=lambda r: r.valid_from, default=None)


def inside(total: Rupiah, rate: TaxRate) -> TaxParts:
    """PPN contained in a price-inclusive total."""
    tax = round_half_up(total * rate.rate_num, rate.rate_den + rate.rate_num)
    net = total - tax
    return TaxParts(tax, net, round_half_up(net * rate.dpp_num, rate.dpp_den))


def outside(net: Rupiah, rate: TaxRate) -> Rupiah:
    """PPN on top of an exclusive price."""
    return round_half_up(net * rate.rate_num, rate.rate_den)


def tax_of_lines(line_nets: tuple[Rupiah, ...], rate: TaxRate) -> tuple[Rupiah, ...]:
    """Tax rounded once on the taxable total, allocated to lines by largest remainder."""
    return allocate(inside(sum(line_nets), rate).tax, line_nets)
