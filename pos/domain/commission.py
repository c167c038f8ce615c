"""Splits one sold line between gallery and maker; says which of several rules applies (domain.md §1.3)."""

from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import pairwise

from pos.domain.money import BPS_WHOLE, BasisPoints, Rupiah, share_floor


class RuleKind(StrEnum):
    PERCENT = "percent"
    FIXED = "fixed"
    MEMO = "memo"
    OWN = "own"
    SLAB = "slab"
    PROGRESSIVE = "progressive"


@dataclass(frozen=True, slots=True)
class Tier:
    """From this unit label price (rupiah) on, this rate."""

    from_price: Rupiah
    bps: BasisPoints


@dataclass(frozen=True, slots=True)
class CommissionRule:
    """How the gallery's share is found.

    `bps` for percent; `per_unit` rupiah for fixed (gallery's fee) and memo (maker's net);
    `min_per_unit` rupiah for percent; `tiers` ascending for slab and progressive.
    """

    kind: RuleKind
    bps: BasisPoints = 0
    per_unit: Rupiah = 0
    min_per_unit: Rupiah = 0
    tiers: tuple[Tier, ...] = ()


def is_sound(rule: CommissionRule) -> bool:
    """Whether a rule can be used at all: rates within 0 to 100 %, tiers ascending from 0 where they are needed."""
    starts = [tier.from_price for tier in rule.tiers]
    tiered = rule.kind in (RuleKind.SLAB, RuleKind.PROGRESSIVE)
    if min(rule.per_unit, rule.min_per_unit) < 0 or any(
        not 0 <= bps <= BPS_WHOLE for bps in (rule.bps, *(tier.bps for tier in rule.tiers))
    ):
        return False
    return not tiered or (starts[:1] == [0] and all(a < b for a, b in pairwise(starts)))


class RuleSource(StrEnum):
    """Where a rule comes from, in order of precedence (domain.md §1.3)."""

    ITEM = "item"
    INTAKE = "intake"
    AGREEMENT = "agreement"
    MAKER = "maker"
    CATEGORY = "category"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class ChosenRule:
    """The one rule that applies, with its source, frozen on the cart line."""

    rule: CommissionRule
    source: RuleSource
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class LineMoney:
    """The money snapshot of one line, whole rupiah (names of domain.md §1.3).

    gross G, shared/outlet/maker discounts Ds/Dg/Dm, net N, tax PPN inside N, split base B,
    base_commission K0, commission K, maker_share M. M + K + tax = N for a consigned line.
    """

    gross: Rupiah
    shared_discount: Rupiah
    outlet_discount: Rupiah
    maker_discount: Rupiah
    net: Rupiah
    tax: Rupiah
    base: Rupiah
    base_commission: Rupiah
    commission: Rupiah
    maker_share: Rupiah

    @property
    def discount(self) -> Rupiah:
        return self.shared_discount + self.outlet_discount + self.maker_discount


LINE_MONEY_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(LineMoney))
"""The ten figures of a line by name, as every table keeps them."""


def choose_rule(candidates: dict[RuleSource, ChosenRule | None]) -> ChosenRule:
    """Pick the one rule that wins: the first source in order of precedence that has one."""
    for source in RuleSource:
        chosen = candidates.get(source)
        if chosen is not None:
            return chosen
    raise AssertionError("an outlet always has a default rule")


def base_commission(rule: CommissionRule, base: Rupiah, quantity: int, unit_price: Rupiah) -> Rupiah:
    """K0: the gallery's part of the split base before bearers; memo may give a negative one."""
    assert base >= 0 < quantity
    match rule.kind:
        case RuleKind.PERCENT:
            floor = min(rule.min_per_unit * quantity, base)
            return max(share_floor(base, rule.bps), floor)
        case RuleKind.FIXED:
            return min(rule.per_unit * quantity, base)
        case RuleKind.MEMO:
            return base - rule.per_unit * quantity
        case RuleKind.OWN:
            return base
        case RuleKind.SLAB:
            return share_floor(base, _slab_bps(rule.tiers, unit_price))
        case RuleKind.PROGRESSIVE:
            return _progressive(rule.tiers, base, quantity)


def _slab_bps(tiers: tuple[Tier, ...], unit_price: Rupiah) -> BasisPoints:
    fitting = [t.bps for t in tiers if t.from_price <= unit_price]
    assert fitting, "the first tier begins at 0"
    return fitting[-1]


def _progressive(tiers: tuple[Tier, ...], base: Rupiah, quantity: int) -> Rupiah:
    """Marginal rates on the line's base; tier borders are per unit, hence times quantity."""
    total_bps = 0
    for i, tier in enumerate(tiers):
        low = tier.from_price * quantity
        high = tiers[i + 1].from_price * quantity if i + 1 < len(tiers) else base
        total_bps += max(0, min(base, high) - low) * tier.bps
    return total_bps // BPS_WHOLE


def split_line(
    rule: CommissionRule,
    *,
    quantity: int,
    unit_price: Rupiah,
    shared: Rupiah = 0,
    outlet: Rupiah = 0,
    maker: Rupiah = 0,
    tax: Rupiah = 0,
) -> LineMoney:
    """Split one line exactly; `tax` is the PPN inside its net (0 for a non-PKP outlet).

    The maker's discount spills to the gallery once the maker's share is 0 (vector A9).
    """
    gross = unit_price * quantity
    net = gross - shared - outlet - maker
    assert min(shared, outlet, maker) >= 0 <= net <= gross
    base = gross - shared - tax
    k0 = base_commission(rule, base, quantity, unit_price)
    m0 = base - k0
    take = min(maker, max(m0, 0))
    share = m0 - take
    commission = k0 - (maker - take) - outlet
    assert share + commission + tax == net
    return LineMoney(gross, shared, outlet, maker, net, tax, base, k0, commission, share)
