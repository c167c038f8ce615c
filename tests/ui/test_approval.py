"""A second person agrees, through the real window: by keys, with the act going on where it was."""

import pytest

from pos.services import refunds
from pos.ui.keys import Screen


@pytest.fixture
def till(on_stage):
    stage = on_stage()
    stage.begin()
    stage.scan(stage.product("Mug").code)
    stage.key("F9")
    stage.key("Return")
    stage.key("Return")
    stage.key("F10")
    return stage


def test_a_discount_below_the_commission_is_agreed_to_on_the_spot(till):
    """F8, the discount, the manager's PIN: the line has it, and the cashier goes on to the payment."""
    till.key("F2")
    till.scan(till.product("Mug").code)
    till.key("F8")
    till.window.screens.sell.discounts.give(bps=5000)
    till.settle()
    assert till.front is Screen.APPROVAL
    till.type("9999")
    till.key("Return")
    assert till.front is Screen.SELL
    assert till.window.screens.sell.open_cart.cart.lines[0].discount is not None
    till.key("F9")
    till.key("Return")
    assert stored(till).sale.approval_id


def ask(till):
    """Press the button twice, as a cashier does."""
    button = till.front_widget()._panel.void
    till.click(button)
    till.click(button)
    assert till.front is Screen.APPROVAL


def stored(till):
    return refunds.recent_sales(till.ctx, 1)[0]


def test_the_managers_pin_voids_the_cashiers_sale(till):
    """PIN, Enter: the result is there, and the cashier is still the one who is signed in."""
    before = till.window.inside.who()
    ask(till)
    assert not till.window.inside._header.isVisible()
    till.type("9999")
    till.key("Return")
    assert till.front is Screen.HISTORY
    assert stored(till).refunded == {1: 1}
    assert till.window.inside.who() == before
    assert till.window.inside._header.isVisible()


def test_a_shortcut_voids_the_last_sale(till):
    """From the sale screen: asked, pressed once more, agreed to."""
    till.key("F2")
    till.key("Ctrl+F10")
    assert till.front is Screen.HISTORY
    assert stored(till).refunded == {}
    till.key("Ctrl+F10")
    till.type("9999")
    till.key("Return")
    assert stored(till).refunded == {1: 1}


def test_a_wrong_pin_is_said_and_nothing_is_done(till):
    """In place, with the tries left; then Esc goes back to the sale as it stood."""
    ask(till)
    till.type("0000")
    till.key("Return")
    assert till.front is Screen.APPROVAL
    till.key("Esc")
    assert till.front is Screen.HISTORY
    assert stored(till).refunded == {}


def test_esc_takes_the_digits_first(till):
    """One step back each."""
    ask(till)
    till.type("99")
    till.key("Esc")
    assert till.front is Screen.APPROVAL
    till.key("Esc")
    assert till.front is Screen.HISTORY


def test_no_other_way_out(till):
    """Neither keys of the frame nor a scan leave the question behind."""
    ask(till)
    for chord in ("F2", "F10", "Ctrl+1", "Ctrl+L", "F12"):
        till.key(chord)
    till.scan(till.product("Mug").code)
    assert till.front is Screen.APPROVAL
