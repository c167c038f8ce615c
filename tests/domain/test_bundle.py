"""Bundles: the set price spread exactly over the parts, kept while they stay together, ended when they do not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.bundle import InBundle, shares
from pos.domain.cart import LINES_MAX, Cart
from pos.domain.catalog import Bundle, BundlePart, Maker
from pos.domain.commission import CommissionRule, RuleKind
from pos.domain.consent import DiscountLimits, demands
from pos.domain.discount import Bearer, Discount
from pos.domain.money import RUPIAH_MAX
from pos.domain.pricing import price
from pos.errors import (
    BundleNotSellable,
    BundlePriceSet,
    DiscountNotAllowed,
    ProductRetired,
    QuantityNotAllowed,
    UniquePieceTaken,
)
from tests.domain.strategies import prices, products, thousand
from tests.domain.worked_day import BATIK, BROS, MUG, SYAL

TEN = Discount(bps=1_000)


def a_bundle(set_price, *parts, bearer=Bearer.OUTLET, **facts):
    """A bundle of (product, quantity) at a set price."""
    asked = tuple(BundlePart(product.id, quantity) for product, quantity in parts)
    return replace(
        MUG, id="PKT-001", name="Paket Oleh-oleh", variant="", price=set_price, maker=Maker("OWN", "Galeri"),
        bundle=Bundle(asked, bearer), parts=tuple(product for product, _ in parts), **facts,
    )  # fmt: skip


HAMPER = a_bundle(200_000, (MUG, 1), (BROS, 2), (SYAL, 1))
"""Labels: 85.000 + 2 x 18.500 + 125.000 = 247.000."""


def nets(cart):
    return [line.money.net for line in price(cart).lines]


def test_one_touch_brings_all_parts_at_the_set_price():
    """Each part gives by its label price; the buyer pays 200.000, and each maker gets the share of the full price."""
    priced = price(Cart().add(HAMPER))
    assert [(line.line.product.id, line.line.quantity) for line in priced.lines] == [
        (MUG.id, 1), (BROS.id, 2), (SYAL.id, 1)
    ]  # fmt: skip
    assert (priced.gross, priced.discount, priced.net) == (247_000, 47_000, 200_000)
    alone = price(Cart().add(MUG).add(BROS, 2).add(SYAL))
    assert [line.money.maker_share for line in priced.lines] == [x.money.maker_share for x in alone.lines]


def test_the_bearer_is_the_bundles_own():
    """Where the office agreed so with the makers, the reduction lowers the shared base."""
    (share,) = shares(a_bundle(80_000, (MUG, 1), bearer=Bearer.SHARED))
    assert share.discount == Discount(Bearer.SHARED, amount=5_000)


@thousand
@given(
    st.lists(st.tuples(products(0), prices, st.integers(1, 9)), min_size=1, max_size=8),
    st.integers(0, 10_000),
    st.sampled_from(Bearer),
)
def test_the_parts_cost_the_set_price_for_any_prices(drawn, level, bearer):
    """To the rupiah, and no part costs less than nothing or more than its label."""
    parts = tuple(
        (replace(product, id=f"P-{n}", price=label, unique=False, no_discount=False), quantity)
        for n, (product, label, quantity) in enumerate(drawn)
    )
    labels = sum(product.price * quantity for product, quantity in parts)
    set_price = labels * level // 10_000
    priced = price(Cart().add(a_bundle(set_price, *parts, bearer=bearer)))
    assert (priced.net, sum(line.money.net for line in priced.lines)) == (set_price, set_price)
    assert all(0 <= line.money.net <= line.money.gross for line in priced.lines)
    assert not demands(priced, DiscountLimits())


def test_it_needs_nobodys_word_even_at_a_loss():
    """The office set the price; what else is discounted is asked for as ever, and by its own amount."""
    cheap = a_bundle(20_000, (replace(MUG, rule=replace(MUG.rule, rule=CommissionRule(RuleKind.PERCENT))), 1))
    cart = Cart().add(cheap)
    assert price(cart).lines[0].money.commission < 0
    assert demands(price(cart), DiscountLimits()) == ()
    more = cart.add(SYAL).with_line_discount(1, Discount(bps=1_500))
    assert [demand.amount for demand in demands(price(more), DiscountLimits())] == [18_750]


def test_two_of_the_same_stand_side_by_side():
    """Each has its number; a scan of a part alone joins neither."""
    cart = Cart().add(HAMPER, 2).add(MUG)
    assert cart.bundles == {n: InBundle("PKT-001", "Paket Oleh-oleh", n) for n in (1, 2)}
    assert (len(cart.lines), price(cart).net) == (7, 485_000)
    assert cart.lines[6].bundle is None
    assert cart.index_of(MUG.id) == 6


@pytest.mark.parametrize("end", [lambda cart: cart.with_quantity(1, 3), lambda cart: cart.remove(1)])
def test_a_changed_part_ends_the_bundle(end):
    """The others go back to their labels; the second bundle stays."""
    cart = end(Cart().add(HAMPER, 2))
    assert list(cart.bundles) == [2]
    assert all(line.discount is None for line in cart.lines if line.bundle is None)
    assert price(cart).discount == 47_000


def test_the_same_quantity_ends_nothing():
    """Nothing changed."""
    cart = Cart().add(HAMPER)
    assert cart.with_quantity(1, 2) == cart


def test_no_other_discount_comes_on_top():
    """Neither on a part nor by the discount on the whole cart, which the other goods carry alone."""
    cart = Cart().add(HAMPER)
    with pytest.raises(BundlePriceSet):
        cart.with_line_discount(0, TEN)
    with pytest.raises(BundlePriceSet):
        cart.with_discount(TEN)
    more = cart.add(MUG).with_discount(TEN)
    assert price(more).net == 200_000 + 76_500
    with pytest.raises(DiscountNotAllowed):
        cart.add(MUG).with_discount(Discount(amount=85_001))


@pytest.mark.parametrize(
    "bundle",
    [
        a_bundle(80_000, (replace(MUG, no_discount=True), 1)),
        a_bundle(90_000, (MUG, 1)),
        a_bundle(80_000, (replace(MUG, active=False), 1)),
        replace(HAMPER, parts=()),
    ],
)
def test_what_cannot_be_a_bundle_is_refused(bundle):
    """A part without discounts, dearer than its parts, a part out of use, an unknown part."""
    with pytest.raises(BundleNotSellable):
        Cart().add(bundle)


def test_a_part_without_discounts_may_be_in_one_that_costs_its_labels():
    """Nothing is taken off it."""
    assert nets(Cart().add(a_bundle(85_000, (replace(MUG, no_discount=True), 1)))) == [85_000]


def test_limits_hold():
    """Out of use, a unique piece twice, too many lines."""
    with pytest.raises(ProductRetired):
        Cart().add(replace(HAMPER, active=False))
    single = a_bundle(BATIK.price, (BATIK, 1))
    for refused in (lambda: Cart().add(single, 2), lambda: Cart().add(single).add(single)):
        with pytest.raises(UniquePieceTaken):
            refused()
    with pytest.raises(QuantityNotAllowed):
        Cart().add(HAMPER, LINES_MAX)
    dear = a_bundle(RUPIAH_MAX, (replace(MUG, price=RUPIAH_MAX), 1))
    with pytest.raises(QuantityNotAllowed):
        Cart().add(MUG).add(dear)


def test_a_split_keeps_a_whole_bundle_and_ends_a_torn_one():
    """Bagi nota: no rupiah of the reduction is given twice."""
    cart = Cart().add(HAMPER).add(HAMPER)
    stays, goes = cart.split((0, 0, 0, 1, 2, 1))
    assert (price(stays).net, price(goes).net) == (200_000, 200_000)
    stays, goes = cart.split((0, 1, 0, 1, 2, 1))
    assert (price(stays).net, price(goes).net) == (228_500, 218_500)
    assert (list(stays.bundles), list(goes.bundles)) == ([], [2])
