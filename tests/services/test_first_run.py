"""An empty folder becomes a shop: what is wrong is said by field, what is right sells."""

from dataclasses import replace

import pytest

from pos.app.build import open_till
from pos.app.first_run import make_shop
from pos.domain.permissions import Role
from pos.domain.reason import Reason
from pos.errors import ShopExists
from pos.services import checkout, holds, lookup, open_items, shifts, sign_in, verify
from pos.services.first_run import Wished, problems, suggested_code
from pos.services.holds import OpenCart
from tests.builders import cash

GOOD = Wished("Galeri Dekranasda Kota", "GDK", "Ratna", "4821", "4821")


@pytest.mark.parametrize(
    ("outlet", "code"),
    [
        ("Galeri Dekranasda Kota Bekasi", "GDK"),
        ("Toko Blu", "TB"),
        ("Kriya", "KRI"),
        ("  2000 Karya ", "KAR"),
        ("K", ""),
        ("", ""),
        ("山", ""),
    ],
)
def test_a_code_is_suggested(outlet, code):
    """Initials, else the first letters; nothing rather than something wrong."""
    assert suggested_code(outlet) == code


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"outlet": "  "}, "outlet"),
        ({"outlet": "x" * 41}, "outlet"),
        ({"code": "G"}, "code"),
        ({"code": "1GD"}, "code"),
        ({"code": "gdk"}, "code"),
        ({"manager": ""}, "manager"),
        ({"pin": "123", "pin_again": "123"}, "pin"),
        ({"pin": "123456789", "pin_again": "123456789"}, "pin"),
        ({"pin": "１２３４", "pin_again": "１２３４"}, "pin"),
        ({"pin": "1111", "pin_again": "1111"}, "pin"),
        ({"pin_again": "4822"}, "pin_again"),
    ],
)
def test_what_is_missing_is_said_where_it_is_missing(change, field):
    """Nothing else is blamed for it."""
    assert set(problems(replace(GOOD, **change))) == {field}
    assert problems(GOOD) == {}


def sell_own(ctx, who):
    """What a shop without a catalogue can sell: something of its own, at a price that is typed."""
    (own,) = lookup.makers(ctx)
    product = ctx.writer.call(
        open_items.make_open_item,
        ctx,
        cashier=who,
        maker=own,
        name="Vas",
        price=25_000,
        reason=Reason.NOT_LISTED,
    )
    cart = OpenCart(ctx.new_id(), holds.new_cart(ctx).cart.add(product), (cash(25_000),))
    return ctx.writer.call(checkout.complete_sale, ctx, open_cart=cart, cashier=who).sale


def test_the_shop_is_ready(tmp_path):
    """The manager signs in, opens a shift and sells something of the outlet's own; the journal is sound; no second shop is made over it."""
    make_shop(tmp_path / "shop", replace(GOOD, paper="80mm-48"))
    till = open_till(tmp_path / "shop", purpose="test")
    try:
        ctx = till.ctx
        assert (ctx.shop.outlet_name, ctx.shop.register_code) == ("Galeri Dekranasda Kota", "GDK1")
        assert ctx.shop.get("printer.profile") == "80mm-48"
        who = till.writer.call(sign_in.sign_in, ctx, cashier_id=1, pin="4821")
        assert (who.name, who.role) == ("Ratna", Role.MANAGER)
        till.writer.call(lambda: shifts.open_shift(ctx, cashier=who, opening_float=0))
        sold = sell_own(ctx, who)
        assert (sold.total, sold.lines[0].money.maker_share) == (25_000, 0)
        assert verify.verify(ctx).findings == ()
    finally:
        till.close()
    with pytest.raises(ShopExists):
        make_shop(tmp_path / "shop", GOOD)
