"""A commission rule on the wire: percent and 'from the maker' are the defaults that are left out."""

from typing import Annotated

from msgspec import Meta, field

from pos.domain.commission import ChosenRule, CommissionRule, RuleKind, RuleSource, Tier, is_sound
from sync.protocol.bodies_base import Bps, Money, OptionalId, Wire, require

TIERS_MAX = 20


class RuleWire(Wire, frozen=True):
    """A rule; `tiers` are pairs (from unit price in rupiah, basis points)."""

    kind: RuleKind = field(name="k", default=RuleKind.PERCENT)
    bps: Bps = field(name="b", default=0)
    per_unit: Money = field(name="p", default=0)
    min_per_unit: Money = field(name="mn", default=0)
    tiers: Annotated[tuple[tuple[Money, Bps], ...], Meta(max_length=TIERS_MAX)] = field(name="t", default=())


class ChosenWire(RuleWire, frozen=True):
    """The rule that was chosen, with where it came from."""

    source: RuleSource = field(name="s", default=RuleSource.MAKER)
    source_id: OptionalId = field(name="i", default="")


def rule_wire(rule: CommissionRule) -> RuleWire:
    return RuleWire(
        kind=rule.kind,
        bps=rule.bps,
        per_unit=rule.per_unit,
        min_per_unit=rule.min_per_unit,
        tiers=tuple((tier.from_price, tier.bps) for tier in rule.tiers),
    )


def chosen_wire(chosen: ChosenRule) -> ChosenWire:
    plain = rule_wire(chosen.rule)
    return ChosenWire(
        kind=plain.kind,
        bps=plain.bps,
        per_unit=plain.per_unit,
        min_per_unit=plain.min_per_unit,
        tiers=plain.tiers,
        source=chosen.source,
        source_id=chosen.source_id,
    )


def rule_from(wire: RuleWire, where: str) -> CommissionRule:
    """Raises BodyInvalid 'rule' for tiers that do not ascend from 0."""
    tiers = tuple(Tier(from_price, bps) for from_price, bps in wire.tiers)
    rule = CommissionRule(wire.kind, wire.bps, wire.per_unit, wire.min_per_unit, tiers)
    require(is_sound(rule), "rule", where, "tiers must ascend from 0")
    return rule


def chosen_from(wire: ChosenWire, where: str) -> ChosenRule:
    return ChosenRule(rule_from(wire, where), wire.source, wire.source_id)
