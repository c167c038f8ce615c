"""Ways round a limit, a second person or a refusal that somebody at a counter could try."""

from dataclasses import replace

import pytest

from pos.domain.discount import Discount
from pos.domain.shift import CashMovementKind
from pos.domain.unmatched import Cause
from pos.errors import (
    ApprovalNeeded,
    CartSold,
    NotEnoughInSafe,
    SaleNotFound,
    UnmatchedAgain,
    UnmatchedKnown,
)
from pos.services import checkout, holds, refunds, shifts, splits, unmatched, verify
from pos.services.holds import Approved
from pos.services.sign_in import Approver
from tests.builders import a_cart, cash, sell


@pytest.fixture
def agreed(ctx, ratna, open_shift):
    """Four mugs at forty percent off, with the manager's word."""
    open_cart = a_cart(ctx, ("M18-002", 4))
    open_cart = replace(open_cart, cart=open_cart.cart.with_discount(Discount(bps=4000)))
    amounts = {d.permission.value: d.amount for d in checkout.demands_of(ctx, open_cart.cart)}
    return replace(open_cart, approved=Approved(Approver(ratna.id, ratna.name, ratna.role), amounts))


def in_two(ctx, open_cart, *counts):
    rest = ctx.writer.call(splits.split, ctx, open_cart=open_cart, counts=counts)
    return rest, holds.held(ctx)[0].cart


def test_a_word_for_a_cart_is_not_a_word_for_each_half(ctx, rani, agreed):
    """Both halves may be sold as they are; neither may give away what was agreed for the whole."""
    for part in in_two(ctx, agreed, 2):
        checkout.check_cart(ctx, part, rani)
        more = replace(part, cart=part.cart.with_discount(Discount(bps=4500)))
        with pytest.raises(ApprovalNeeded):
            checkout.check_cart(ctx, more, rani)


def test_halves_of_a_cart_that_was_changed_since_are_asked_about(ctx, rani, agreed):
    """The word was for less than the cart gives away now: it covers no part of it."""
    more = replace(agreed, cart=agreed.cart.with_discount(Discount(bps=5000)))
    for part in in_two(ctx, more, 1):
        with pytest.raises(ApprovalNeeded):
            checkout.check_cart(ctx, part, rani)


def test_a_split_pressed_twice_sets_aside_once(ctx, agreed):
    """The goods are there once: two in the open cart, two in the one that waits."""
    rest, _ = in_two(ctx, agreed, 2)
    again, _ = in_two(ctx, agreed, 2)
    assert (rest, holds.held_count(ctx)) == (again, 1)
    assert rest.cart.piece_count + holds.held(ctx)[0].cart.cart.piece_count == 4


SPELLINGS = (
    "GDK1-1",
    "gdk1-000001",
    "1",
    "000001",
    "GDK1 000001",
    "GDK1000001",
    "GDK1-\u200b000001",
    "ＧＤＫ１-000001",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_own_receipt_is_known_however_it_is_typed(ctx, rani, ratna, open_shift, spelling):
    """It goes back the exact way, never as another outlet's."""
    assert sell(ctx, rani).sale.number == "GDK1-000001"
    with pytest.raises(UnmatchedKnown):
        give_back(ctx, ratna, spelling)


@pytest.mark.parametrize("typed", ["²", "፩", "١", "①"])
def test_signs_that_only_look_like_digits_find_no_receipt(ctx, open_shift, typed):
    """Said as not found, in words."""
    with pytest.raises(SaleNotFound):
        refunds.find_sale(ctx, typed)


@pytest.mark.parametrize("spelling", ["BLU1-417", "blu1-000417 ", "BLU1\u202e-000417"])
def test_a_piece_comes_back_once_however_its_receipt_is_typed(ctx, ratna, open_shift, spelling):
    """Short, with a stray or an invisible sign."""
    assert give_back(ctx, ratna, "BLU1-000417").outlet_code == "BLU"
    with pytest.raises(UnmatchedAgain):
        give_back(ctx, ratna, spelling, title="tas  ROTAN\u200b")
    assert verify.verify(ctx).findings == ()


def give_back(ctx, ratna, number, title="Tas rotan"):
    asked = unmatched.Asked(number, "K7QW X2MN", title, 50_000, Cause.MAKER)
    return ctx.writer.call(unmatched.refund_unmatched, ctx, asked=asked, cashier=ratna)


def test_the_safe_gives_nothing_that_is_not_there(ctx, rani, open_shift):
    """Also where the reason was typed with a space behind it."""
    for reason in ("from_safe", "from_safe "):
        with pytest.raises(NotEnoughInSafe):
            ctx.writer.call(
                shifts.record_cash_movement, ctx, cashier=rani, kind=CashMovementKind.PAY_IN, amount=1_000,
                reason=reason,
            )  # fmt: skip


def test_a_sold_cart_takes_no_more_goods(ctx, rani, open_shift):
    """Kept, set aside or paid again with others in it, it is refused: else those would leave without a sale."""
    sold = a_cart(ctx, ("M03-001", 1), tenders=(cash(125_000),))
    done = ctx.writer.call(checkout.complete_sale, ctx, open_cart=sold, cashier=rani)
    for late in (holds.save_open_cart, holds.hold):
        with pytest.raises(CartSold):
            ctx.writer.call(late, ctx, replace(sold, tenders=()))
    other = replace(a_cart(ctx, ("M18-002", 1), tenders=(cash(85_000),)), id=sold.id)
    with pytest.raises(CartSold):
        ctx.writer.call(checkout.complete_sale, ctx, open_cart=other, cashier=rani)
    assert ctx.writer.call(checkout.complete_sale, ctx, open_cart=sold, cashier=rani) == done
    assert holds.load_open_cart(ctx) is None
