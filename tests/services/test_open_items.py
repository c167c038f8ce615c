"""Something without a label becomes a product of its maker; money, stock and ledger follow the usual rules."""

import pytest

from pos.domain.catalog import Maker
from pos.domain.reason import Reason
from pos.errors import ApprovalNeeded, OpenItemNotAllowed, ShiftNotOpen
from pos.models import journal
from pos.services import checkout, holds, lookup, open_items, rebuild, verify
from pos.services.holds import OpenCart
from sync.protocol.kinds import Kind
from tests.builders import cash

M18 = Maker("M18", "Keramik Lempung Asih")


def make(ctx, cashier, approver=None, **facts):
    asked = {"maker": M18, "name": "Vas kecil", "price": 60_000, "reason": Reason.NO_LABEL, **facts}
    return ctx.writer.call(open_items.make_open_item, ctx, cashier=cashier, approver=approver, **asked)


def test_it_is_sold_as_the_makers_own(ctx, rani, ratna, open_shift):
    """20 % of 60.000 to the gallery by the maker's rule, the rest to the maker; a rebuild says the same."""
    product = make(ctx, rani, ratna)
    assert (product.maker.code, product.price, product.rule.source_id) == ("M18", 60_000, "M18")
    cart = OpenCart(ctx.new_id(), holds.new_cart(ctx).cart.add(product), (cash(60_000),))
    done = ctx.writer.call(checkout.complete_sale, ctx, open_cart=cart, cashier=rani)
    assert (done.sale.lines[0].money.commission, done.sale.lines[0].money.maker_share) == (12_000, 48_000)
    assert lookup.find_by_code(ctx, product.code).on_hand == -1
    assert verify.verify(ctx).findings == ()


def test_the_record_says_why_and_who_agreed(ctx, rani, ratna, open_shift):
    """For the centre, which joins it to a known product later."""
    make(ctx, rani, ratna, reason=Reason.NOT_LISTED)
    with ctx.store.read() as connection:
        said = [
            rebuild.value_of(s.line)
            for s in journal.newest_of_kind(connection, Kind.PRODUCT_PROVISIONAL.value)
        ]
    assert (said[0].reason, bool(said[0].approval_id), said[0].price) == (Reason.NOT_LISTED, True, 60_000)


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "  "},
        {"name": "x" * 61},
        {"name": "a\x1bb"},
        {"maker": None},
        {"price": 0},
        {"price": 10**13},
    ],
)
def test_what_it_needs(ctx, rani, ratna, open_shift, facts):
    """Name, maker and a price, said in one sentence; nothing is written."""
    with pytest.raises(OpenItemNotAllowed):
        make(ctx, rani, ratna, **facts)


def test_a_cashier_asks_and_a_shift_is_open(ctx, rani, ratna):
    """The price is the gallery's word."""
    with pytest.raises(ShiftNotOpen):
        make(ctx, ratna)


def test_a_cashier_alone_is_refused(ctx, rani, open_shift):
    """A second person agrees to the price."""
    with pytest.raises(ApprovalNeeded) as raised:
        make(ctx, rani)
    assert raised.value.facts["permission"] == "price_override"
