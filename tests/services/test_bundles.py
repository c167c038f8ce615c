"""Bundles through the shop: found, sold, given back, repeated, proved; the receipt and the centre know them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pos.domain import deposit as deposits
from pos.domain.cart import Cart
from pos.domain.catalog import Bundle, BundlePart, Category
from pos.domain.refund import RefundChoice
from pos.errors import OrderOfBundle
from pos.models import catalog, popularity, sales
from pos.services import checkout, favourites, holds, lookup, refunds, repeats, terms, verify
from pos.services.holds import OpenCart
from sync.central.services.rows import sale_line_row
from tests.builders import BY_ID, cash, ean

HAMPER = replace(
    BY_ID["OWN-001"], id="PKT-001", code=ean("200099000009"), name="Paket Oleh-oleh Bekasi", price=190_000,
    category=Category("paket", "Paket"), no_discount=False,
    bundle=Bundle((BundlePart("M18-002"), BundlePart("M10-003", 2), BundlePart("M03-001"))),
)  # fmt: skip
"""Labels: 85.000 + 2 x 12.500 + 125.000 = 235.000."""


@pytest.fixture
def hamper(ctx):
    with ctx.store.write() as connection:
        terms.add_product(ctx, connection, HAMPER)
    return lookup.find_by_code(ctx, HAMPER.code)


def sell(ctx, cashier, *goods):
    cart = holds.new_cart(ctx)
    filled = Cart()
    for product in goods:
        filled = filled.add(product)
    paid = OpenCart(cart.id, filled, (cash(checkout.price_cart(ctx, filled).net),))
    return ctx.writer.call(checkout.complete_sale, ctx, open_cart=paid, cashier=cashier).sale


def test_it_is_found_by_code_words_and_in_the_grid(ctx, hamper):
    """With its parts, and as often on hand as they suffice for."""
    assert [part.id for part in hamper.parts] == ["M18-002", "M10-003", "M03-001"]
    assert hamper.on_hand == 25
    assert hamper in lookup.search(ctx, "oleh")
    assert hamper in lookup.shelf(ctx, "").products


def test_without_a_part_it_is_not_on_hand(ctx):
    """The catalogue names a part that is not known here: nothing breaks, nothing can be sold of it."""
    with ctx.store.write() as connection:
        terms.add_product(ctx, connection, replace(HAMPER, bundle=Bundle((BundlePart("GONE"),))))
    found = lookup.find_by_code(ctx, HAMPER.code)
    assert (found.parts, found.on_hand) == ((), 0)


def test_a_cashier_sells_it_alone_and_the_books_agree(ctx, rani, open_shift, hamper):
    """45.000 off is a fifth: no approval is asked; rebuilt from the journal, all is the same."""
    sale = sell(ctx, rani, hamper, hamper, BY_ID["M18-002"])
    assert (sale.total, sale.approval_id) == (465_000, "")
    assert [line.bundle.number if line.bundle else 0 for line in sale.lines] == [1, 1, 1, 2, 2, 2, 0]
    assert sum(line.money.net for line in sale.lines[:3]) == 190_000
    with ctx.store.read() as connection:
        assert sales.load(connection, sale.id).lines == sale.lines
    assert verify.verify(ctx).findings == ()
    row = sale_line_row("GDK", sale.id, sale.lines[3])
    assert (row["bundle_id"], row["bundle_no"]) == ("PKT-001", 2)


def test_one_part_comes_back_for_what_it_cost(ctx, rani, ratna, open_shift, hamper):
    """Not for its label price; with the last part the whole price is back."""
    sale = sell(ctx, rani, hamper)
    mug = sale.lines[0]
    assert mug.money.net < mug.money.gross
    back = []
    for choices in ((RefundChoice(1, 1),), (RefundChoice(2, 2), RefundChoice(3, 1))):
        done = ctx.writer.call(
            refunds.refund_sale,
            ctx,
            sale_id=sale.id,
            choices=choices,
            reason="defect",
            cashier=ratna,
            as_cash=True,
        )
        back.append(done.total)
    assert back == [mug.money.net, 190_000 - mug.money.net]
    assert verify.verify(ctx).findings == ()


def test_held_and_resumed_it_is_the_same(ctx, rani, open_shift, hamper):
    """The mark and the shares come back from the store."""
    cart = replace(holds.new_cart(ctx), cart=Cart().add(hamper))
    ctx.writer.call(holds.hold, ctx, cart)
    assert ctx.writer.call(holds.resume, ctx, cart.id) == cart


def test_repeated_it_is_a_bundle_at_todays_price(ctx, rani, open_shift, hamper):
    """Both of them, and what was bought beside."""
    sale = sell(ctx, rani, hamper, hamper, BY_ID["M03-005"])
    with ctx.store.write() as connection:
        catalog.set_price(connection, hamper.id, 200_000)
    again = ctx.writer.call(repeats.repeat, ctx, sale.id)
    assert (len(again.cart.cart.bundles), again.left_out) == (2, ())
    assert checkout.price_cart(ctx, again.cart.cart).net == 433_325


def test_repeated_after_its_time_its_parts_cost_their_labels(ctx, rani, open_shift, hamper):
    """The office took it out of the catalogue."""
    sale = sell(ctx, rani, hamper)
    with ctx.store.write() as connection:
        catalog.retire_product(connection, hamper.id)
    again = ctx.writer.call(repeats.repeat, ctx, sale.id)
    assert (again.cart.cart.bundles, checkout.price_cart(ctx, again.cart.cart).net) == ({}, 235_000)


def test_what_sells_well_stands_first(ctx, rani, open_shift, hamper):
    """A bundle counts once each time it is sold, however many parts it has."""
    sell(ctx, rani, hamper, hamper)
    with ctx.store.read() as connection:
        day = ctx.today()
        found = popularity.scores(connection, since=day - timedelta(days=9), recent=day - timedelta(days=2))
    assert (found[hamper.id], found["M18-002"]) == (8, 8)
    favourites.learn(ctx)
    assert hamper.id in [product.id for product in lookup.shelf(ctx, "").products[:4]]


def test_no_order_is_taken_for_a_bundle(hamper):
    """An order promises no reduction."""
    with pytest.raises(OrderOfBundle):
        deposits.lines_of(Cart().add(hamper))
