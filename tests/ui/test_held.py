"""Held carts through the real window: aside with one key, back with two; nothing is ever lost between."""

import pytest

from pos.domain.permissions import Role
from pos.services import customers, holds, refunds
from pos.services.sign_in import Cashier
from pos.ui.held.held_list import HeldButton
from pos.ui.keys import Screen


@pytest.fixture
def till(on_stage):
    stage = on_stage()
    stage.begin()
    stage.presses = 0
    return stage


def cart(till):
    return [(line.product.title, line.quantity) for line in till.window.screens.sell.open_cart.cart.lines]


def test_hold_is_one_key_and_resume_two(till):
    """F4; Shift+F4, Enter (ui.md §4.3)."""
    mug = till.product("Mug")
    till.scan(mug.code)
    till.key("F4")
    assert (till.presses, cart(till)) == (1, [])
    assert "Nota ditahan" in till.window.inside.toast.text
    till.presses = 0
    till.key("Shift+F4")
    assert till.front is Screen.HELD
    till.key("Return")
    assert (till.presses, till.front, cart(till)) == (2, Screen.SELL, [(mug.title, 1)])
    assert holds.held(till.ctx) == ()


def test_the_next_buyer_changes_places(till):
    """Going on with the first cart holds the second."""
    mug, bros = till.product("Mug"), till.product("Bros Kain")
    till.scan(mug.code)
    till.key("F4")
    till.scan(bros.code)
    till.key("Ctrl+2")
    till.key("Return")
    assert cart(till) == [(mug.title, 1)]
    assert [one.cart.cart.lines[0].product.title for one in holds.held(till.ctx)] == [bros.title]


def test_undo_of_the_hold_and_of_the_delete(till):
    """The toast's offer; Del and Ctrl+Z in the list."""
    mug = till.product("Mug")
    till.scan(mug.code)
    till.key("F4")
    till.window.inside.toast._button.click()
    till.settle()
    assert cart(till) == [(mug.title, 1)]
    till.key("F4")
    till.key("Shift+F4")
    till.key("Del")
    assert holds.held_count(till.ctx) == 0
    till.key("Ctrl+Z")
    assert holds.held_count(till.ctx) == 1


def test_held_carts_survive_another_cashier_and_another_start(till):
    """They belong to the till, not to who was signed in."""
    till.scan(till.product("Mug").code)
    till.key("F4")
    till.key("Ctrl+L")
    till.window._rebuild()
    till.settle()
    assert holds.held_count(till.ctx) == 1


def test_nothing_to_hold(till):
    """Said in a word; the list says so, too."""
    till.key("F4")
    assert "kosong" in till.window.inside.toast.text
    till.key("Shift+F4")
    till.key("Return")
    till.key("Del")
    till.key("Esc")
    assert till.front is Screen.SELL


def test_a_scan_while_the_list_is_in_front_sells(till):
    """The buyer at the counter comes first."""
    mug, bros = till.product("Mug"), till.product("Bros Kain")
    till.scan(mug.code)
    till.key("F4")
    till.key("Shift+F4")
    till.scan(bros.code)
    assert (till.front, cart(till)) == (Screen.SELL, [(bros.title, 1)])


def test_a_sale_is_repeated_for_the_next_of_a_group(till):
    """F10, Ctrl+R: the same cart again; what was open waits in the list."""
    mug, bros = till.product("Mug"), till.product("Bros Kain")
    till.scan(mug.code)
    till.key("F9")
    till.key("Return")
    till.key("Return")
    till.scan(bros.code)
    till.key("F10")
    till.key("Ctrl+R")
    assert (till.front, cart(till)) == (Screen.SELL, [(mug.title, 1)])
    assert holds.held_count(till.ctx) == 1
    till.key("F9")
    till.key("Return")
    assert len(refunds.recent_sales(till.ctx, 9)) == 2


def test_the_rail_counts(till):
    """How many wait, where the list is opened."""
    till.scan(till.product("Mug").code)
    till.key("F4")
    till.window.inside.refresh()
    assert till.window.inside._rail._buttons[Screen.HELD].accessibleName() == "Ditahan 1"


def test_a_held_cart_is_named_by_its_customer(till):
    """Two carts with the same mug are told apart; whoever was erased meanwhile leaves the piece's name."""
    ctx = till.ctx
    ctx.data_key = lambda: b"k" * 32
    mug = till.product("Mug")
    till.scan(mug.code)
    till.window.screens.sell.customers.remember("Ibu Sari", "081234567890", agreed=True)
    till.settle()
    till.key("F4")
    till.scan(mug.code)
    till.key("F4")
    till.key("Shift+F4")
    till.settle()
    assert names(till) == {"Ibu Sari", mug.title}
    (sari,) = customers.everybody(ctx)
    ctx.writer.call(
        customers.erase_customer, ctx, cashier=Cashier(2, "Ratna", Role.MANAGER), customer_id=sari.id
    )
    till.key("Esc")
    till.key("Shift+F4")
    till.settle()
    assert names(till) == {mug.title}


def names(till):
    return {
        button.accessibleName().split(",")[0]
        for button in till.window.findChildren(HeldButton)
        if button.isVisible()
    }
