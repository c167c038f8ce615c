"""The buyer's display: what it says at each step, what it never says, and that it takes nothing from the cashier."""

from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from pos.app.demo import QRIS
from pos.domain.agreement import MakerTerms
from pos.domain.cart import Cart
from pos.domain.catalog import Maker
from pos.domain.discount import Bearer, Discount
from pos.domain.story import Story
from pos.services import holds, shop, terms
from pos.ui.buyer import shown as values
from pos.ui.buyer.presenter import STORY_STAYS, THANKS_STAY, BuyerPresenter
from pos.ui.buyer.shown import Code, Greeting, Served, Thanks
from pos.ui.buyer.window import second_room
from pos.ui.keys import Screen
from pos.ui.ports import SaleDone
from tests.builders import a_cart, cash
from tests.ui.doubles import View


@pytest.fixture
def desk(ctx):
    presenter = BuyerPresenter(ctx, View())
    presenter.view = presenter._view
    return presenter


def shown(desk):
    return desk.view.seen["show_buyer"]


def times(desk):
    return len(desk.view.calls["show_buyer"])


def test_it_greets_then_names_what_is_sold(ctx, desk):
    """The newest line with its maker; the total."""
    desk.look(Screen.SELL, holds.new_cart(ctx))
    assert shown(desk) == Greeting(ctx.shop.outlet_name)
    desk.look(Screen.SELL, a_cart(ctx, ("M03-001", 2), ("M18-002", 1)))
    said = shown(desk)
    assert isinstance(said, Served)
    assert (said.newest, said.piece_count) == (1, 3)
    assert said.total == sum(line.net for line in said.lines)
    assert said.lines[1].maker
    assert said.picture.id == "M18-002"


def test_a_line_that_changes_is_the_newest(ctx, desk):
    """Also an older one whose number went up; taken away, the one before it stays."""
    cart = a_cart(ctx, ("M03-001", 1), ("M18-002", 1))
    desk.look(Screen.SELL, cart)
    more = replace(cart, cart=cart.cart.with_quantity(0, 3))
    desk.look(Screen.SELL, more)
    assert shown(desk).newest == 0
    desk.look(Screen.SELL, replace(more, cart=Cart(more.cart.lines[1:])))
    assert (shown(desk).newest, len(shown(desk).lines)) == (0, 1)


def test_nothing_new_is_not_told(ctx, desk):
    """A look eight times a second costs a comparison."""
    cart = a_cart(ctx, ("M03-001", 1))
    for _ in range(5):
        desk.look(Screen.SELL, cart)
    assert times(desk) == 1
    desk.look(Screen.HISTORY, cart)
    assert times(desk) == 1


def test_paying_says_what_is_still_due(ctx, desk):
    """After a part was given."""
    cart = a_cart(ctx, ("M03-001", 1))
    desk.look(Screen.PAY, replace(cart, tenders=(cash(10_000),)))
    said = shown(desk)
    assert (said.paying, said.received) == (True, 10_000)
    assert said.due == said.total - 10_000


def test_the_code_is_the_cashiers_code(ctx, desk, clock):
    """With its amount and the merchant's name; without a sticker there is none to show."""
    cart = replace(a_cart(ctx, ("M03-001", 1)), qris_shown_at=clock.now(), qris_amount=45_000)
    desk.look(Screen.PAY, cart)
    assert isinstance(shown(desk), Served)
    ctx.writer.call(shop.change_settings, ctx, {"qris.static": QRIS})
    desk.look(Screen.SELL, cart)
    said = shown(desk)
    assert isinstance(said, Code)
    assert (said.amount, said.carries_amount) == (45_000, True)
    assert "45000" in said.payload
    assert said.merchant


def test_thanks_stay_a_moment_then_the_next_is_greeted(ctx, desk, clock):
    """Change and makers; a new cart's first piece ends them at once, twenty seconds do, too."""
    desk.look(Screen.SELL, a_cart(ctx, ("M03-001", 1), ("M18-002", 1)))
    desk.look(Screen.PAY, SaleDone("GDK1-000001", 5_000))
    thanks = shown(desk)
    assert isinstance(thanks, Thanks)
    assert (thanks.change, len(thanks.makers)) == (5_000, 2)
    fresh = holds.new_cart(ctx)
    desk.look(Screen.SELL, fresh)
    assert shown(desk) is thanks
    clock.at += THANKS_STAY
    desk.look(Screen.SELL, fresh)
    assert isinstance(shown(desk), Greeting)
    desk.look(Screen.PAY, SaleDone("GDK1-000002", 0))
    assert shown(desk) == Thanks(0, ())
    desk.look(Screen.SELL, a_cart(ctx, ("M03-001", 1)))
    assert isinstance(shown(desk), Served)


def test_a_locked_till_shows_no_cart(ctx, desk):
    """Whoever waits behind sees the greeting."""
    cart = a_cart(ctx, ("M03-001", 1))
    desk.look(Screen.SELL, cart)
    desk.look(Screen.SIGN_IN, cart)
    assert isinstance(shown(desk), Greeting)


def test_who_bears_a_discount_is_never_said(ctx, desk):
    """Two carts that differ in the bearer only look the same; no value has a place for bearer, share or commission."""
    cart = a_cart(ctx, ("M03-001", 2))
    seen = []
    for bearer in Bearer:
        given = cart.cart.with_discount(Discount(amount=10_000, bearer=bearer))
        desk.look(Screen.SELL, replace(cart, cart=given))
        seen.append(replace(shown(desk), picture=None))
    assert all(one == seen[0] for one in seen)
    assert seen[0].saved == 10_000
    names = {f.name for kind in (Served, Code, Thanks, Greeting, values.BuyerLine) for f in fields(kind)}
    assert not any(word in name for name in names for word in ("bearer", "commission", "share", "rule"))


def test_it_goes_to_the_other_monitor():
    """The first that is not the till's; with one alone there is none."""
    one, two = QRect(0, 0, 1366, 768), QRect(1366, 0, 1024, 600)
    assert second_room([one, two], one) == two
    assert second_room([one, two], two) == one
    assert second_room([one], one) is None


def test_it_follows_a_whole_sale_and_takes_neither_focus_nor_keys(on_stage):
    """Scan, pay, change, next: the till's window stays the active one, and the scan arrives where it should."""
    stage = on_stage(display_buyer="window")
    stage.begin()
    side = stage.window.inside.buyer
    pages = side.window

    def look():
        side.look()
        assert QApplication.activeWindow() is stage.window
        return pages.front

    assert look() is pages.greeting
    stage.scan(stage.product("Mug").code)
    assert look() is pages.cart
    assert pages.cart._total.text() == "Rp66.000"
    stage.key("F9")
    stage.key("F6")
    assert look() is pages.code
    stage.key("Return")
    assert look() is pages.thanks
    stage.key("Return")
    assert look() is pages.thanks
    stage.scan(stage.product("Mug").code)
    assert look() is pages.cart


def test_it_closes_with_the_till_only(on_stage):
    """Alt+F4 on it does nothing; another look builds it anew."""
    stage = on_stage(display_buyer="window")
    stage.begin()
    pages = stage.window.inside.buyer.window
    pages.close()
    assert pages.isVisible()
    stage.set(ui_theme="dark")
    stage.window._rebuild()
    stage.settle()
    assert stage.window.inside.buyer.window is not pages
    assert stage.window.inside.buyer.window.isVisible()


def test_with_one_monitor_there_is_none(on_stage):
    """By default: nothing lies over the till."""
    stage = on_stage()
    stage.begin()
    assert stage.window.inside.buyer.window is None


def test_a_maker_s_story_is_told_with_the_thanks(ctx, desk, clock):
    """Of several makers one after the other; of one that has none, nothing."""
    for code, story in (
        ("M03", Story("Warna dari kayu.", "Colours from wood.")),
        ("M18", Story("Glasir abu.")),
    ):
        said = MakerTerms(Maker(code, code), story=story)
        with ctx.store.write() as connection:
            terms.apply_maker(connection, said)
    desk.look(Screen.SELL, a_cart(ctx, ("M03-001", 1), ("M10-003", 1), ("M18-002", 1)))
    told = []
    for _n in range(3):
        desk.look(Screen.PAY, SaleDone("GDK1-000001", 0))
        told.append(shown(desk).story.text)
        clock.at += STORY_STAYS
    assert told == ["Warna dari kayu.", "Glasir abu.", "Warna dari kayu."]
    fresh = holds.new_cart(ctx)
    desk.look(Screen.SELL, fresh)
    assert shown(desk).story.text == "Glasir abu."
    clock.at += THANKS_STAY
    desk.look(Screen.SELL, fresh)
    desk.look(Screen.SELL, a_cart(ctx, ("M10-003", 1)))
    desk.look(Screen.PAY, SaleDone("GDK1-000002", 0))
    assert shown(desk).story is None
