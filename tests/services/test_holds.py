"""The open cart on disk: whatever a person can put in comes back as it was, money first, and never twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.domain.cart import Cart, CartLine
from pos.domain.commission import ChosenRule, CommissionRule, RuleKind, RuleSource, Tier
from pos.domain.consent import Demand
from pos.domain.discount import Bearer, Discount
from pos.domain.events import ApprovalMethod
from pos.domain.permissions import Permission
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.errors import CartEmpty, CartLocked, HeldCartGone
from pos.models import holds as rows
from pos.services import checkout, holds
from pos.services.holds import Approved, OpenCart
from pos.services.sign_in import Approver
from tests.builders import PRODUCTS, a_cart, cash

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
amounts = st.integers(0, 999_999_999_999)
rules = st.one_of(
    st.builds(CommissionRule, st.just(RuleKind.PERCENT), bps=st.integers(0, 10_000)),
    st.builds(CommissionRule, st.sampled_from((RuleKind.FIXED, RuleKind.MEMO)), per_unit=amounts),
    st.just(CommissionRule(RuleKind.SLAB, tiers=(Tier(0, 3000), Tier(100_000, 2500)))),
)
discounts = st.one_of(
    st.none(),
    st.builds(Discount, st.sampled_from(Bearer), bps=st.integers(0, 10_000)),
    st.builds(Discount, st.sampled_from(Bearer), amount=amounts),
)
products = st.builds(
    replace, st.sampled_from(PRODUCTS), name=texts, variant=texts, price=amounts,
    rule=st.builds(ChosenRule, rules, st.sampled_from(RuleSource), texts),
    aliases=st.lists(texts, max_size=3).map(tuple), unique=st.booleans(), on_hand=st.integers(-9, 9),
)  # fmt: skip
lines = st.builds(CartLine, products, st.integers(1, 999), discounts, texts)
tenders = st.builds(Tender, st.sampled_from(TenderKind), amounts, texts, st.sampled_from(TenderState))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
carts = st.builds(
    OpenCart, st.just("c1"), st.builds(Cart, st.lists(lines, min_size=1, max_size=5).map(tuple), discounts),
    st.lists(tenders, max_size=4).map(tuple), amounts, st.one_of(st.none(), moments),
)  # fmt: skip


@given(open_cart=carts)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cart_comes_back_as_it_was(ctx, open_cart):
    """Prices and rules frozen on their lines, discounts, notes, tenders, a shown code."""
    ctx.writer.call(holds.save_open_cart, ctx, open_cart)
    assert holds.load_open_cart(ctx) == open_cart
    with ctx.store.write() as connection:
        rows.remove(connection, open_cart.id)  # the next example has the same id and may have no money


def test_an_empty_cart_is_forgotten(ctx):
    """Nothing open at first, and nothing after the last line was taken out."""
    assert holds.load_open_cart(ctx) is None
    open_cart = a_cart(ctx, ("M03-001", 1))
    ctx.writer.call(holds.save_open_cart, ctx, open_cart)
    ctx.writer.call(holds.save_open_cart, ctx, replace(open_cart, cart=open_cart.cart.remove(0)))
    assert holds.load_open_cart(ctx) is None


def test_money_without_goods_is_not_forgotten(ctx):
    """Whatever happened to the lines, the money stays in question."""
    open_cart = replace(holds.new_cart(ctx), tenders=(cash(50_000),))
    ctx.writer.call(holds.save_open_cart, ctx, open_cart)
    assert holds.load_open_cart(ctx) == open_cart


def test_the_cart_with_money_comes_first(ctx, clock):
    """Before a newer one without; among equals the newest."""
    paid = replace(a_cart(ctx, ("M03-001", 1)), tenders=(cash(1_000),))
    plain, newer = a_cart(ctx, ("M18-002", 1)), a_cart(ctx, ("M10-003", 1))
    for open_cart in (paid, plain, newer):
        ctx.writer.call(holds.save_open_cart, ctx, open_cart)
    assert holds.load_open_cart(ctx) == paid
    with ctx.store.write() as connection:
        rows.remove(connection, paid.id)
    assert holds.load_open_cart(ctx) == newer


def test_each_change_replaces_the_last(ctx):
    """One row a cart."""
    open_cart = a_cart(ctx, ("M03-001", 1))
    for quantity in range(1, 6):
        open_cart = replace(open_cart, cart=open_cart.cart.with_quantity(0, quantity))
        ctx.writer.call(holds.save_open_cart, ctx, open_cart)
    with ctx.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cart").scalar() == 1
    assert holds.load_open_cart(ctx).cart.lines[0].quantity == 5


def test_a_sold_cart_is_gone(ctx, rani, open_shift):
    """The sale takes it out in the same commit."""
    open_cart = a_cart(ctx, ("M03-001", 1), tenders=(cash(125_000),))
    ctx.writer.call(holds.save_open_cart, ctx, open_cart)
    ctx.writer.call(checkout.complete_sale, ctx, open_cart=open_cart, cashier=rani)
    assert holds.load_open_cart(ctx) is None


def test_waiting_begins_with_a_tender_or_a_shown_code():
    """Plain goods are no waiting payment."""
    cart = Cart((CartLine(PRODUCTS[0]),))
    assert not OpenCart("a", cart).money_taken
    assert OpenCart("a", cart, (cash(1),)).money_taken
    assert OpenCart("a", cart, qris_shown_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(1)).money_taken
    assert OpenCart("a").is_empty


def test_money_taken_is_never_saved_away(ctx, rani, open_shift):
    """An older copy of the cart, without its tenders, is refused; the store keeps what was taken."""
    open_cart = a_cart(ctx, ("M03-001", 1))
    taken = ctx.writer.call(checkout.take_tender, ctx, open_cart=open_cart, tender=cash(50_000), cashier=rani)
    with pytest.raises(CartLocked):
        ctx.writer.call(holds.save_open_cart, ctx, replace(open_cart, cart=Cart()))
    assert holds.load_open_cart(ctx) == taken


def test_who_agreed_goes_with_the_cart(ctx, rani, ratna):
    """Also through a restart."""
    agreed = Approver(ratna.id, ratna.name, ratna.role, ApprovalMethod.CODE, "99931693", "851741")
    kept = replace(a_cart(ctx, ("M18-002", 1)), approved=Approved(agreed, {"negative_commission": 25_500}))
    ctx.writer.call(holds.save_open_cart, ctx, kept)
    assert holds.load_open_cart(ctx).approver_of(Demand(Permission.NEGATIVE_COMMISSION, 25_500)) == agreed
    assert holds.load_open_cart(ctx).approver_of(Demand(Permission.NEGATIVE_COMMISSION, 25_501)) is None


def held_ids(ctx):
    return [one.cart.id for one in holds.held(ctx)]


def hold(ctx, *goods):
    cart = a_cart(ctx, *goods)
    ctx.writer.call(holds.hold, ctx, cart)
    return cart


def test_a_held_cart_waits_and_comes_back_as_it_was(ctx):
    """Set aside, not open any more; taken up, it is open and not in the list."""
    cart = hold(ctx, ("M18-002", 2))
    assert holds.load_open_cart(ctx) is None
    assert (held_ids(ctx), holds.held_count(ctx)) == ([cart.id], 1)
    assert ctx.writer.call(holds.resume, ctx, cart.id) == cart
    assert holds.load_open_cart(ctx) == cart
    assert held_ids(ctx) == []


def test_the_open_cart_changes_places_with_the_held_one(ctx):
    """Nothing is lost when somebody goes on with another buyer's cart."""
    one, two = hold(ctx, ("M18-002", 1)), a_cart(ctx, ("M03-001", 1))
    ctx.writer.call(holds.save_open_cart, ctx, two)
    assert ctx.writer.call(holds.resume, ctx, one.id) == one
    assert holds.load_open_cart(ctx) == one
    assert held_ids(ctx) == [two.id]


def test_there_is_no_limit(ctx):
    """Newest first."""
    ids = [hold(ctx, ("M18-002", 1)).id for _ in range(60)]
    assert held_ids(ctx) == ids[::-1]


def test_what_cannot_wait(ctx, rani, open_shift):
    """An empty cart, and one with money in it: that is Menunggu pembayaran, in its own place."""
    with pytest.raises(CartEmpty):
        holds.hold(ctx, holds.new_cart(ctx))
    waiting = hold(ctx, ("M18-002", 1))
    cart = a_cart(ctx, ("M03-001", 1))
    taken = ctx.writer.call(checkout.take_tender, ctx, open_cart=cart, tender=cash(20_000), cashier=rani)
    for refused in (
        lambda: holds.hold(ctx, taken),
        lambda: holds.hold(ctx, cart),
        lambda: holds.resume(ctx, waiting.id),
    ):
        with pytest.raises(CartLocked):
            ctx.writer.call(refused)
    assert holds.load_open_cart(ctx) == taken
    assert held_ids(ctx) == [waiting.id]


def test_twice_is_once(ctx):
    """Two presses, two windows: the second one hears that it is gone."""
    cart = hold(ctx, ("M18-002", 1))
    ctx.writer.call(holds.resume, ctx, cart.id)
    with pytest.raises(HeldCartGone):
        ctx.writer.call(holds.resume, ctx, cart.id)
    with pytest.raises(HeldCartGone):
        ctx.writer.call(holds.drop_held, ctx, cart.id)
    assert holds.load_open_cart(ctx) == cart


def test_a_dropped_one_can_be_held_again(ctx):
    """The undo of the list."""
    cart = hold(ctx, ("M18-002", 1))
    assert ctx.writer.call(holds.drop_held, ctx, cart.id) == cart
    assert held_ids(ctx) == []
    ctx.writer.call(holds.hold, ctx, cart)
    assert held_ids(ctx) == [cart.id]


def test_a_paid_cart_leaves_the_list_for_good(ctx, rani, open_shift):
    """Held, taken up, sold."""
    cart = hold(ctx, ("M18-002", 1))
    back = ctx.writer.call(holds.resume, ctx, cart.id)
    paid = replace(back, tenders=(cash(100_000),))
    ctx.writer.call(checkout.complete_sale, ctx, open_cart=paid, cashier=rani)
    assert (held_ids(ctx), holds.load_open_cart(ctx)) == ([], None)
