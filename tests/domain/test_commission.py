"""The split of a line between gallery and maker (domain.md §1.3; invariants 1, 7, 9, 10, 11, 16)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pos.domain.commission import (
    ChosenRule,
    CommissionRule,
    RuleKind,
    RuleSource,
    Tier,
    base_commission,
    choose_rule,
    is_sound,
    split_line,
)
from tests.domain.strategies import line_facts, rules, thousand
from tests.domain.vectors import load

VECTORS = load("money")
TIERS = tuple(Tier(start, bps) for start, bps in VECTORS["tiers"])


@pytest.mark.parametrize("case", VECTORS["split"], ids=lambda case: case["id"])
def test_split_vectors(case):
    """A1 to B7: net, the gallery's and the maker's part."""
    rule = CommissionRule(RuleKind(case["rule"].pop("kind")), **case["rule"])
    money = split_line(
        rule,
        quantity=case["quantity"],
        unit_price=case["price"],
        shared=case["shared"],
        outlet=case["outlet"],
        maker=case["maker"],
    )
    assert (money.net, money.commission, money.maker_share) == (
        case["net"],
        case["commission"],
        case["maker_share"],
    )


@pytest.mark.parametrize("case", VECTORS["tier_vectors"], ids=str)
def test_tier_vectors(case):
    """One rate for the whole price (slab), or marginal rates (progressive)."""
    price = case["price"]
    assert base_commission(CommissionRule(RuleKind.SLAB, tiers=TIERS), price, 1, price) == case["slab"]
    assert (
        base_commission(CommissionRule(RuleKind.PROGRESSIVE, tiers=TIERS), price, 1, price)
        == case["progressive"]
    )


def test_progressive_borders_are_per_unit():
    """Three pieces of 350.000 earn three times what one earns, not the top rate."""
    rule = CommissionRule(RuleKind.PROGRESSIVE, tiers=TIERS)
    assert base_commission(rule, 3 * 350_000, 3, 350_000) == 3 * 92_500


def test_slab_looks_at_the_label_price():
    """A cashier's discount below a border does not change the tier."""
    money = split_line(
        CommissionRule(RuleKind.SLAB, tiers=TIERS), quantity=1, unit_price=100_000, shared=5_000
    )
    assert money.base_commission == 95_000 * 2_500 // 10_000


@thousand
@given(line_facts())
def test_line_adds_up(facts):
    """Invariants 1 and 7: gross, discounts, net; maker + gallery = net."""
    money = split_line(**facts)
    assert money.gross == facts["unit_price"] * facts["quantity"]
    assert 0 <= money.discount <= money.gross
    assert (
        money.net == money.gross - money.shared_discount - money.outlet_discount - money.maker_discount >= 0
    )
    assert money.maker_share + money.commission == money.net
    if facts["rule"].kind is RuleKind.OWN:
        assert money.maker_share == 0


@thousand
@given(line_facts(), st.data())
def test_tax_inside_the_net_is_taken_before_the_split(facts, data):
    """Invariant 7 with PPN: maker + gallery + tax = net."""
    net = split_line(**facts).net
    money = split_line(**facts, tax=data.draw(st.integers(0, net)))
    assert money.maker_share + money.commission + money.tax == net


@thousand
@given(line_facts(), st.data())
def test_outlet_discount_never_touches_the_maker(facts, data):
    """Invariant 9: dM/dDg = 0."""
    more = data.draw(
        st.integers(0, facts["unit_price"] * facts["quantity"] - facts["shared"] - facts["maker"])
    )
    assert split_line(**facts | {"outlet": more}).maker_share == split_line(**facts).maker_share


@thousand
@given(
    line_facts((RuleKind.PERCENT, RuleKind.FIXED, RuleKind.SLAB, RuleKind.PROGRESSIVE, RuleKind.OWN)),
    st.data(),
)
def test_shared_discount_lowers_both(facts, data):
    """Invariant 9: with a larger shared discount neither part grows (rules that are a share of the base)."""
    assume(facts["rule"].min_per_unit == 0)
    room = facts["unit_price"] * facts["quantity"] - facts["outlet"] - facts["maker"] - facts["shared"]
    more = facts["shared"] + data.draw(st.integers(0, room))
    before, after = split_line(**facts | {"maker": 0}), split_line(**facts | {"maker": 0, "shared": more})
    assert after.base_commission <= before.base_commission
    assert after.maker_share <= before.maker_share


@thousand
@given(line_facts(), st.data())
def test_maker_discount_leaves_the_gallery_alone_while_the_maker_earns(facts, data):
    """Invariant 9: K unchanged by Dm while M > 0."""
    room = facts["unit_price"] * facts["quantity"] - facts["shared"] - facts["outlet"]
    with_discount = split_line(**facts | {"maker": data.draw(st.integers(0, room))})
    if with_discount.maker_share > 0:
        assert with_discount.commission == split_line(**facts | {"maker": 0}).commission


@thousand
@given(line_facts())
def test_negative_parts_have_their_known_reasons(facts):
    """Invariant 10: M >= 0 always; K < 0 only by outlet discount, memo above the base or spill."""
    money = split_line(**facts)
    assert money.maker_share >= 0
    if money.commission < 0:
        memo = facts["rule"].kind is RuleKind.MEMO and money.base_commission < 0
        spill = money.maker_discount > max(money.base - money.base_commission, 0)
        assert money.outlet_discount > money.base_commission or memo or spill


@thousand
@given(line_facts((RuleKind.PERCENT,)))
def test_percent_is_floored(facts):
    """Invariant 11: 0 <= B·bps/10000 - K0 < 1 where no minimum applies."""
    rule = CommissionRule(RuleKind.PERCENT, facts["rule"].bps)
    money = split_line(**facts | {"rule": rule})
    assert 0 <= money.base * rule.bps - money.base_commission * 10_000 < 10_000


@thousand
@given(rules(), st.integers(0, 10**8), st.integers(1, 9))
def test_commission_never_exceeds_the_base(rule, base, quantity):
    """K0 <= B for every rule, and only memo goes below 0."""
    k0 = base_commission(rule, base, quantity, base // quantity)
    assert k0 <= base
    assert k0 >= 0 or rule.kind is RuleKind.MEMO


@thousand
@given(st.dictionaries(st.sampled_from(RuleSource), st.integers(0, 9_999)), st.permutations(list(RuleSource)))
def test_exactly_one_rule_wins(rates, order):
    """Invariant 16: the first source in order of precedence, however the candidates are ordered."""
    rates = {RuleSource.OUTLET: 1} | rates
    candidates = {
        source: ChosenRule(CommissionRule(RuleKind.PERCENT, rates[source]), source)
        if source in rates
        else None
        for source in order
    }
    chosen = choose_rule(candidates)
    assert chosen.source is next(source for source in RuleSource if source in rates)
    assert chosen.rule.bps == rates[chosen.source]


def test_precedence_is_item_intake_agreement_maker_category_outlet():
    """The order of domain.md §1.3."""
    assert [source.value for source in RuleSource] == [
        "item",
        "intake",
        "agreement",
        "maker",
        "category",
        "outlet",
    ]


def test_no_rule_at_all_is_a_bug():
    """An outlet always has a default."""
    with pytest.raises(AssertionError):
        choose_rule({RuleSource.ITEM: None})


@pytest.mark.parametrize(
    ("rule", "sound"),
    [
        (CommissionRule(RuleKind.PERCENT, 10_000), True),
        (CommissionRule(RuleKind.PERCENT, 10_001), False),
        (CommissionRule(RuleKind.PERCENT, -1), False),
        (CommissionRule(RuleKind.FIXED, per_unit=-1), False),
        (CommissionRule(RuleKind.PERCENT, min_per_unit=-1), False),
        (CommissionRule(RuleKind.SLAB, tiers=TIERS), True),
        (CommissionRule(RuleKind.SLAB), False),
        (CommissionRule(RuleKind.SLAB, tiers=TIERS[1:]), False),
        (CommissionRule(RuleKind.PROGRESSIVE, tiers=(*TIERS, TIERS[-1])), False),
        (CommissionRule(RuleKind.PROGRESSIVE, tiers=(Tier(0, 10_001),)), False),
    ],
)
def test_soundness_of_rules(rule, sound):
    """Rates within 0 to 100 %, tiers ascending from 0."""
    assert is_sound(rule) is sound
