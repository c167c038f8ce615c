"""Whose word a cart needs: by what it gives away, line by line."""

import pytest

from pos.domain import pricing
from pos.domain.cart import Cart
from pos.domain.consent import Demand, DiscountLimits, demands
from pos.domain.discount import Discount
from pos.domain.permissions import Permission
from tests.builders import BY_ID

LIMITS = DiscountLimits(cashier=1000, supervisor=1900)


def asked(product_id, discount):
    cart = Cart().add(BY_ID[product_id]).with_line_discount(0, discount)
    return demands(pricing.price(cart), LIMITS)


@pytest.mark.parametrize(
    ("discount", "found"),
    [
        (Discount(bps=1000), ()),
        (Discount(bps=1100), (Demand(Permission.DISCOUNT_LARGE, 9_350),)),
        (Discount(bps=1900), (Demand(Permission.DISCOUNT_LARGE, 16_150),)),
        (Discount(bps=1950), (Demand(Permission.DISCOUNT_UNLIMITED, 16_575),)),
        (
            Discount(amount=20_000),
            (Demand(Permission.NEGATIVE_COMMISSION, 3_000), Demand(Permission.DISCOUNT_UNLIMITED, 20_000)),
        ),
    ],
)
def test_limits(discount, found):
    """A mug of 85.000 of which the gallery earns 17.000; at a limit nobody is asked."""
    assert asked("M18-002", discount) == found


def test_one_dear_discount_among_many_lines_is_seen():
    """The largest share counts, not the average."""
    cart = Cart().add(BY_ID["M01-014"]).add(BY_ID["M18-002"]).with_line_discount(1, Discount(bps=1500))
    assert [d.permission for d in demands(pricing.price(cart), LIMITS)] == [Permission.DISCOUNT_LARGE]


def test_a_plain_cart_asks_nobody():
    """Nor an empty one."""
    assert demands(pricing.price(Cart().add(BY_ID["M18-002"])), LIMITS) == ()
    assert demands(pricing.price(Cart()), LIMITS) == ()
