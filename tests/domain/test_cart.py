"""The open cart: adding, changing, discounts; every change is a new cart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.cart import LINES_MAX, NOTE_CHARS_MAX, QUANTITY_MAX, Cart
from pos.domain.discount import Bearer, Discount
from pos.domain.money import RUPIAH_MAX
from pos.domain.pricing import price
from pos.errors import DiscountNotAllowed, ProductRetired, QuantityNotAllowed, Refused, UniquePieceTaken
from tests.domain.strategies import carts, products, thousand
from tests.domain.worked_day import BATIK, BROS, MUG, SYAL

TEN = Discount(bps=1_000)


def test_same_product_grows_its_line():
    """Two scans, one line of two."""
    cart = Cart().add(MUG).add(BROS).add(MUG)
    assert [(line.product.id, line.quantity) for line in cart.lines] == [("SKU-1801", 2), ("SKU-1101", 1)]
    assert (cart.piece_count, cart.gross, cart.quantity_of("SKU-1801")) == (3, 188_500, 2)


def test_other_price_or_rule_makes_another_line_that_then_grows():
    """Price and rule are frozen from the moment a line was added; each new scan finds its own line."""
    dearer = replace(MUG, price=89_000)
    cart = Cart().add(MUG).add(dearer).add(dearer).add(MUG)
    assert [(line.product.price, line.quantity) for line in cart.lines] == [(85_000, 2), (89_000, 2)]
    ruled = replace(MUG, rule=SYAL.rule)
    assert len(Cart().add(MUG).add(ruled).lines) == 2


def test_discounted_line_does_not_swallow_the_next_scan():
    """A discount was given for the pieces that were there."""
    cart = Cart().add(MUG).with_line_discount(0, TEN).add(MUG)
    assert [line.quantity for line in cart.lines] == [1, 1]
    assert cart.index_of("SKU-1801") == 1
    assert cart.index_of("SKU-1101") is None


def test_unique_piece_is_taken_once():
    """Hanya satu: neither twice nor two at once."""
    cart = Cart().add(BATIK)
    discounted = cart.with_line_discount(0, TEN)
    for refused in (
        lambda: cart.add(BATIK),
        lambda: discounted.add(BATIK),
        lambda: Cart().add(BATIK, 2),
        lambda: cart.with_quantity(0, 2),
    ):
        with pytest.raises(UniquePieceTaken):
            refused()


def test_retired_product_is_refused():
    """No longer sold."""
    with pytest.raises(ProductRetired):
        Cart().add(replace(MUG, active=False))


@pytest.mark.parametrize("quantity", [0, -1, QUANTITY_MAX + 1])
def test_quantity_has_bounds(quantity):
    """1 to 999 of a line, added or set."""
    with pytest.raises(QuantityNotAllowed):
        Cart().add(MUG).with_quantity(0, quantity)
    with pytest.raises(QuantityNotAllowed):
        Cart().add(MUG, quantity)


def test_totals_that_no_record_could_hold_are_refused():
    """A line and the whole cart stay within the largest amount."""
    dear = replace(MUG, price=RUPIAH_MAX)
    cart = Cart().add(dear)
    with pytest.raises(QuantityNotAllowed):
        cart.add(dear)
    with pytest.raises(QuantityNotAllowed):
        cart.add(BROS)
    with pytest.raises(QuantityNotAllowed):
        Cart().add(BROS).add(replace(dear, price=RUPIAH_MAX - 18_500)).with_quantity(0, 2)


def test_lines_have_a_limit():
    """A receipt of 200 lines fits a record."""
    cart = Cart()
    for n in range(LINES_MAX):
        cart = cart.add(replace(MUG, id=f"SKU-{n}"))
    with pytest.raises(QuantityNotAllowed):
        cart.add(BROS)


def test_discounts_are_refused_where_they_may_not_be():
    """Tanpa diskon, and amounts above what is there."""
    fixed = Cart().add(replace(MUG, no_discount=True))
    with pytest.raises(DiscountNotAllowed):
        fixed.with_line_discount(0, TEN)
    with pytest.raises(DiscountNotAllowed):
        Cart().add(MUG).with_line_discount(0, Discount(amount=85_001))
    with pytest.raises(DiscountNotAllowed):
        Cart().add(MUG).with_discount(Discount(amount=85_001))
    assert fixed.with_line_discount(0, None) == fixed


def test_discount_outlives_a_smaller_quantity():
    """An amount that became larger than the line takes the whole line, never more."""
    cart = Cart().add(MUG, 2).with_line_discount(0, Discount(amount=100_000)).with_quantity(0, 1)
    assert price(cart).net == 0


def test_note_is_trimmed_and_bounded():
    """At most 200 characters."""
    assert Cart().add(MUG).with_line_note(0, "  bungkus kado ").lines[0].note == "bungkus kado"
    assert len(Cart().add(MUG).with_line_note(0, "x" * 300).lines[0].note) == NOTE_CHARS_MAX


def test_line_can_go():
    """The rest keeps its order."""
    assert [x.product.id for x in Cart().add(MUG).add(BROS).add(SYAL).remove(1).lines] == [
        "SKU-1801",
        "SKU-0301",
    ]


acts = st.lists(
    st.tuples(
        st.sampled_from(("add", "set", "off", "line%", "cart%", "note")),
        st.integers(0, 5),
        st.integers(-1, 1_000),
    ),
    max_size=8,
)


def act(cart: Cart, what: str, at: int, number: int, goods: list) -> Cart:
    """One thing that a cashier does, on a line that is there."""
    if what == "add":
        return cart.add(goods[at % len(goods)], number)
    if what == "cart%":
        return cart.with_discount(Discount(Bearer.SHARED, bps=abs(number)) if number else None)
    if not cart.lines:
        return cart
    at %= len(cart.lines)
    match what:
        case "set":
            return cart.with_quantity(at, number)
        case "off":
            return cart.remove(at)
        case "line%":
            return cart.with_line_discount(at, Discount(amount=abs(number)))
        case _:
            return cart.with_line_note(at, str(number))


@thousand
@given(products(1), products(2), acts)
def test_any_run_of_changes_leaves_a_sound_cart(one, two, run):
    """Each change is refused and leaves the old cart, or gives a cart that can be priced."""
    goods = [one, two, replace(one, id="SKU-3", unique=True)]
    cart = Cart()
    for what, at, number in run:
        before = cart
        try:
            cart = act(cart, what, at, number, goods)
        except Refused:
            assert cart is before
        assert all(1 <= line.quantity <= QUANTITY_MAX for line in cart.lines)
        assert cart.quantity_of("SKU-3") <= 1
    priced = price(cart)
    assert priced.gross == cart.gross == sum(x.product.price * x.quantity for x in cart.lines)
    assert 0 <= priced.discount <= priced.gross <= RUPIAH_MAX


@thousand
@given(carts(3), products(9), st.integers(1, 5))
def test_adding_and_taking_off_is_as_before(cart, product, quantity):
    """Undo is keeping the old cart, and taking a fresh line off is the same."""
    added = cart.add(product, quantity)
    assert added.remove(len(added.lines) - 1) == cart
    assert added.gross - cart.gross == product.price * quantity


def test_a_line_with_a_note_stays_as_it_is():
    """The gift is one piece; the next scan is another line."""
    cart = Cart().add(MUG).with_line_note(0, "kado").add(MUG)
    assert [(line.quantity, line.note) for line in cart.lines] == [(1, "kado"), (1, "")]


def test_a_note_is_one_line_of_words():
    """No control byte, no line break reaches paper by way of a note."""
    assert Cart().with_note("Selamat\n ulang\x1b  tahun ").note == "Selamat ulang tahun"


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 10_000)), min_size=1, max_size=5),
    st.integers(0, 60_000),
)
def test_splitting_loses_and_doubles_nothing(lines, whole):
    """Pieces, prices and discounts in rupiah of both carts together are those of the one (Bagi nota)."""
    parts = [(replace(MUG, id=f"M-{n}"), q, min(go, q), off) for n, (q, go, off) in enumerate(lines)]
    cart = Cart()
    for n, (product, quantity, _go, off) in enumerate(parts):
        cart = cart.add(product, quantity)
        cart = cart.with_line_discount(n, Discount(amount=off) if off else None)
    net = cart.gross - sum(line.discount.of(line.gross) for line in cart.lines if line.discount)
    cart = cart.with_discount(Discount(amount=min(whole, net)) if min(whole, net) else None)
    stays, goes = cart.split(tuple(go for _product, _quantity, go, _off in parts))
    assert stays.piece_count + goes.piece_count == cart.piece_count
    assert stays.gross + goes.gross == cart.gross
    for line in cart.lines:
        halves = [half for part in (stays, goes) for half in part.lines if half.product == line.product]
        off = sum(half.discount.amount for half in halves if half.discount)
        assert off == (line.discount.amount if line.discount else 0)
    both = sum(part.discount.amount for part in (stays, goes) if part.discount)
    assert both == (cart.discount.amount if cart.discount else 0)
