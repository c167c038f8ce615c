"""Ulangi nota: the same goods once more, today's prices, nothing of the open cart lost."""

import pytest

from pos.errors import CartLocked, NothingToRepeat, SaleNotFound
from pos.models import catalog
from pos.services import checkout, holds, repeats
from tests.builders import PRODUCTS, a_cart, cash, sell

UNIQUE = next(product.id for product in PRODUCTS if product.unique)


def repeat(ctx, sale):
    return ctx.writer.call(repeats.repeat, ctx, sale.id)


def goods(open_cart):
    return [(line.product.id, line.quantity) for line in open_cart.cart.lines]


def test_the_same_goods_again(ctx, rani, open_shift):
    """Open at once, under an id of its own, and sold as another sale."""
    sale = sell(ctx, rani, ("M03-001", 2), ("M18-002", 1)).sale
    again = repeat(ctx, sale)
    assert goods(again.cart) == [("M03-001", 2), ("M18-002", 1)]
    assert again.left_out == ()
    assert again.cart.id != sale.id
    assert holds.load_open_cart(ctx) == again.cart


def test_at_todays_price(ctx, rani, open_shift):
    """The label has changed since."""
    sale = sell(ctx, rani, ("M18-002", 1)).sale
    with ctx.store.write() as connection:
        catalog.set_price(connection, "M18-002", 90_000)
    assert repeat(ctx, sale).cart.cart.lines[0].product.price == 90_000


def test_the_open_cart_is_set_aside(ctx, rani, open_shift):
    """Whoever was being served is in the list."""
    sale = sell(ctx, rani, ("M18-002", 1)).sale
    other = a_cart(ctx, ("M03-001", 1))
    ctx.writer.call(holds.save_open_cart, ctx, other)
    repeat(ctx, sale)
    assert [one.cart for one in holds.held(ctx)] == [other]


def test_a_piece_that_is_gone_is_named(ctx, rani, open_shift):
    """The only one was sold; what can be had is in the cart."""
    sale = sell(ctx, rani, (UNIQUE, 1), ("M18-002", 1)).sale
    again = repeat(ctx, sale)
    assert goods(again.cart) == [("M18-002", 1)]
    assert again.left_out == (next(line.title for line in sale.lines if line.product_id == UNIQUE),)


def test_nothing_left_of_it(ctx, rani, open_shift):
    """Said, and the open cart stays open."""
    sale = sell(ctx, rani, (UNIQUE, 1)).sale
    other = a_cart(ctx, ("M03-001", 1))
    ctx.writer.call(holds.save_open_cart, ctx, other)
    with pytest.raises(NothingToRepeat):
        repeat(ctx, sale)
    assert (holds.load_open_cart(ctx), holds.held(ctx)) == (other, ())


def test_not_over_a_cart_with_money(ctx, rani, open_shift):
    """Menunggu pembayaran is finished first."""
    sale = sell(ctx, rani, ("M18-002", 1)).sale
    cart = a_cart(ctx, ("M03-001", 1))
    taken = ctx.writer.call(checkout.take_tender, ctx, open_cart=cart, tender=cash(20_000), cashier=rani)
    with pytest.raises(CartLocked):
        repeat(ctx, sale)
    assert holds.load_open_cart(ctx) == taken


def test_an_unknown_sale(ctx):
    """No cart."""
    with pytest.raises(SaleNotFound):
        ctx.writer.call(repeats.repeat, ctx, "nothing")
