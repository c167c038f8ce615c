"""What a cart costs: discounts by bearer, the whole cart's discount spread, the split (domain.md §1.3)."""

from dataclasses import replace

from hypothesis import given

from pos.domain.cart import Cart
from pos.domain.discount import Bearer, Discount
from pos.domain.pricing import price
from tests.domain.strategies import carts, thousand
from tests.domain.worked_day import BROS, DOMPET, KANTONG, MUG


def test_cart_discount_is_spread_by_what_lines_still_cost():
    """Weights are line amounts after line discounts; each line keeps its own bearer beside."""
    cart = (
        Cart()
        .add(MUG)
        .with_line_discount(0, Discount(Bearer.MAKER, amount=35_000))
        .add(BROS, 2)
        .with_discount(Discount(Bearer.SHARED, amount=8_700))
    )
    mug, bros = (line.money for line in price(cart).lines)
    assert (mug.maker_discount, mug.shared_discount) == (35_000, 5_000)
    assert (bros.maker_discount, bros.shared_discount) == (0, 3_700)


def test_same_bearer_twice_adds_up():
    """A line's and the cart's discount of one bearer are one amount."""
    cart = Cart().add(MUG).with_line_discount(0, Discount(amount=5_000)).with_discount(Discount(amount=8_000))
    assert price(cart).lines[0].money.outlet_discount == 13_000


def test_lines_without_discount_carry_none_of_the_cart_discount():
    """Tanpa diskon keeps its price; the others carry all."""
    cart = Cart().add(replace(DOMPET, no_discount=True)).add(MUG).with_discount(Discount(bps=1_000))
    assert [line.money.discount for line in price(cart).lines] == [0, 8_500]


def test_cart_of_such_lines_only_has_no_discount():
    """Nothing can carry it, so nothing is taken off."""
    cart = Cart().add(replace(MUG, no_discount=True)).with_discount(Discount(amount=5_000))
    assert price(cart).discount == 0


def test_own_stock_is_all_the_gallery_s():
    """Kantong kertas: commission = net."""
    assert price(Cart().add(KANTONG)).lines[0].money.commission == 5_000


@thousand
@given(carts(4))
def test_priced_cart_adds_up(cart):
    """Invariants 1, 2 and 8: totals are the sums of lines; maker + gallery = net, over all lines."""
    priced = price(cart)
    assert priced.gross == sum(line.money.gross for line in priced.lines)
    assert priced.net == sum(line.money.net for line in priced.lines) == priced.gross - priced.discount
    assert priced.net == sum(line.money.maker_share + line.money.commission for line in priced.lines)
    assert all(line.money.net >= 0 for line in priced.lines)
    if cart.discount is not None:
        after = [x.gross - (x.discount.of(x.gross) if x.discount else 0) for x in cart.lines]
        eligible = sum(a for a, x in zip(after, cart.lines, strict=True) if not x.product.no_discount)
        assert sum(after) - priced.net == cart.discount.of(eligible)
