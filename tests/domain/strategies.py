"""Lean hypothesis strategies for the domain: rules, lines, carts, tenders, sales; and the settings of money tests."""

from datetime import UTC, date, datetime

from hypothesis import settings
from hypothesis import strategies as st

from pos.domain.cart import Cart
from pos.domain.cash import CashRounding, RoundingDirection
from pos.domain.catalog import Category, Maker, Product
from pos.domain.commission import ChosenRule, CommissionRule, RuleKind, RuleSource, Tier
from pos.domain.discount import Bearer, Discount
from pos.domain.money import Rupiah
from pos.domain.pricing import price
from pos.domain.sale import Header, Sale, complete
from pos.domain.tax import TaxRate
from pos.domain.tender import Tender, TenderKind, settle

thousand = settings(max_examples=1_000, deadline=None)

PPN = TaxRate(date(2025, 1, 1), 11, 100, 11, 12)
AT = datetime(2026, 11, 14, 3, 0, tzinfo=UTC)
HEADER = Header("sale-1", "GDK1-000001", "shift-1", 1, date(2026, 11, 14), AT, 3, "")

amounts = st.one_of(
    st.integers(0, 2_000), st.integers(0, 5_000_000).map(lambda n: n // 500 * 500), st.integers(0, 10**8)
)
prices = st.integers(0, 12_000).map(
    lambda n: n + 1 if n < 2_000 else (n - 1_900) * 500 if n < 11_000 else n * 7_919
)
"""Odd small ones, steps of 500, and large odd ones."""
basis_points = st.one_of(st.sampled_from((0, 1_500, 2_000, 3_333, 10_000)), st.integers(0, 10_000))
roundings = st.builds(CashRounding, st.sampled_from((1, 100, 500, 1_000)), st.sampled_from(RoundingDirection))


def _tiers(starts: set[int], rates: list[int]) -> tuple[Tier, ...]:
    ascending = sorted({0} | starts)
    return tuple(Tier(start, rates[n % len(rates)]) for n, start in enumerate(ascending))


_tier_tuples = st.builds(
    _tiers, st.sets(st.integers(1, 10**6), max_size=3), st.lists(basis_points, min_size=1, max_size=4)
)
_by_kind = {
    RuleKind.PERCENT: st.builds(
        CommissionRule, st.just(RuleKind.PERCENT), basis_points, min_per_unit=st.sampled_from((0, 0, 2_500))
    ),
    RuleKind.FIXED: st.builds(CommissionRule, st.just(RuleKind.FIXED), per_unit=amounts),
    RuleKind.MEMO: st.builds(CommissionRule, st.just(RuleKind.MEMO), per_unit=amounts),
    RuleKind.OWN: st.just(CommissionRule(RuleKind.OWN)),
    RuleKind.SLAB: st.builds(CommissionRule, st.just(RuleKind.SLAB), tiers=_tier_tuples),
    RuleKind.PROGRESSIVE: st.builds(CommissionRule, st.just(RuleKind.PROGRESSIVE), tiers=_tier_tuples),
}


def rules(kinds: tuple[RuleKind, ...] = tuple(RuleKind)) -> st.SearchStrategy[CommissionRule]:
    """Usable rules of the given kinds."""
    return st.one_of(*(_by_kind[kind] for kind in kinds))


_cut = st.one_of(st.just(0), st.sampled_from((1, 999, 1_000)), st.integers(0, 1_000))


def _line_facts(
    rule: CommissionRule, unit_price: int, quantity: int, cuts: tuple[int, int, int], turn: int
) -> dict:
    left = unit_price * quantity
    borne = []
    for cut in cuts:
        borne.append(left * cut // 1_000)
        left -= borne[-1]
    shared, outlet, maker = borne[turn:] + borne[:turn]
    return {
        "rule": rule,
        "quantity": quantity,
        "unit_price": unit_price,
        "shared": shared,
        "outlet": outlet,
        "maker": maker,
    }


def line_facts(kinds: tuple[RuleKind, ...] = tuple(RuleKind)) -> st.SearchStrategy[dict]:
    """Arguments of split_line: discounts never above gross."""
    cuts = st.tuples(_cut, _cut, _cut)
    return st.builds(_line_facts, rules(kinds), prices, st.integers(1, 12), cuts, st.integers(0, 2))


def _discount(n: int) -> Discount | None:
    """One number for a discount: none, basis points or an amount, with one of three bearers."""
    bearer = list(Bearer)[n % 3]
    match n // 3 // 10_001, n // 3 % 10_001:
        case 0, _:
            return None
        case 1, bps:
            return Discount(bearer, bps=bps)
        case _, amount:
            return Discount(bearer, amount=amount * 5)


discounts = st.integers(0, 3 * 3 * 10_001 - 1).map(_discount)

_RULES = (
    CommissionRule(RuleKind.PERCENT, 2_000),
    CommissionRule(RuleKind.PERCENT, 3_333, min_per_unit=2_500),
    CommissionRule(RuleKind.PERCENT, 0),
    CommissionRule(RuleKind.FIXED, per_unit=10_000),
    CommissionRule(RuleKind.MEMO, per_unit=60_000),
    CommissionRule(RuleKind.OWN),
    CommissionRule(RuleKind.SLAB, tiers=(Tier(0, 3_000), Tier(100_000, 2_500), Tier(500_000, 2_000))),
    CommissionRule(RuleKind.PROGRESSIVE, tiers=(Tier(0, 3_000), Tier(100_000, 2_500), Tier(500_000, 2_000))),
)
"""For whole carts and sales; rules of every shape are drawn where the split itself is tested."""


def _product(n: int, rule: CommissionRule, unit_price: int, spread: int) -> Product:
    maker = "OWN" if rule.kind is RuleKind.OWN else f"M{n:02d}"
    return Product(
        id=f"SKU-{n}",
        code=f"20{n:011d}",
        name=f"Barang {n}",
        price=unit_price,
        category=Category("KRY", "Kriya"),
        maker=Maker(maker, f"Perajin {n}"),
        rule=ChosenRule(rule, RuleSource.MAKER, maker),
        no_discount=spread == 0,
    )


def products(n: int) -> st.SearchStrategy[Product]:
    """A product; one of ten is marked Tanpa diskon."""
    return st.builds(_product, st.just(n), st.sampled_from(_RULES), prices, st.integers(0, 9))


_wishes = st.lists(
    st.tuples(st.sampled_from(_RULES), prices, st.integers(0, 49), discounts),
    min_size=1,
    max_size=4,
)


def _cart(wishes: list, whole: Discount | None, lines_max: int) -> Cart:
    cart = Cart()
    for n, (rule, unit_price, number, discount) in enumerate(wishes[:lines_max]):
        spread, quantity = number // 5, number % 5 + 1
        cart = cart.add(_product(n, rule, unit_price, spread), quantity)
        if discount and spread and discount.amount <= cart.lines[n].gross:
            cart = cart.with_line_discount(n, discount)
    return cart.with_discount(whole) if whole and whole.amount <= cart.gross else cart


def carts(lines_max: int = 4) -> st.SearchStrategy[Cart]:
    """One to four lines with discounts of their own, and sometimes one over all."""
    return st.builds(_cart, _wishes, discounts, st.just(lines_max))


NON_CASH = (TenderKind.QRIS, TenderKind.TRANSFER, TenderKind.DEBIT, TenderKind.VOUCHER)
_plans = st.tuples(
    st.lists(st.tuples(st.sampled_from(NON_CASH), _cut), max_size=2),
    st.booleans(),
    st.sampled_from((0, 0, 100, 5_000, 37)),
)


def _tenders(net: Rupiah, rounding: CashRounding, plan: tuple) -> tuple[Tender, ...]:
    parts, exact, more = plan
    paid: list[Tender] = []
    left = net
    for kind, cut in parts:
        part = left * cut // 1_000
        left -= part
        if part:
            paid.append(Tender(kind, part))
    if left and exact:
        paid.append(Tender(TenderKind.TRANSFER, left))
    elif left:
        due = settle(net, tuple(paid), rounding).missing
        paid.append(Tender(TenderKind.CASH, due + more))
    return tuple(paid)


def tenders(net: Rupiah, rounding: CashRounding) -> st.SearchStrategy[tuple[Tender, ...]]:
    """Tenders that pay a net: some non-cash first, the rest in cash or exactly."""
    return st.builds(_tenders, st.just(net), st.just(rounding), _plans)


def _sale(cart: Cart, tax: TaxRate | None, rounding: CashRounding, plan: tuple) -> Sale:
    priced = price(cart, tax)
    return complete(HEADER, priced, _tenders(priced.net, rounding, plan), rounding)


def sales(lines_max: int = 3) -> st.SearchStrategy[Sale]:
    """A completed sale with its rounding already in it; one of three of a PKP outlet."""
    return st.builds(_sale, carts(lines_max), st.sampled_from((None, None, PPN)), roundings, _plans)
