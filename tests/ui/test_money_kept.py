"""Money that was taken survives whatever happens to the window: a lock, another look, another width, F11."""

import pytest
from PySide6.QtWidgets import QLabel

from pos.services import holds, shop
from pos.ui.keys import Screen
from pos.ui.pay.shown import Phase
from pos.ui.shift.shown import Step
from tests.ui.test_pay_presenter import STICKER


@pytest.fixture
def paying(on_stage):
    """In the payment of one piece, nothing taken yet."""
    stage = on_stage()
    stage.begin()
    stage.ctx.writer.call(shop.change_settings, stage.ctx, {"qris.static": STICKER})
    stage.window.screens.sell.add(stage.product("Syal"))
    stage.settle()
    stage.key("F9")
    return stage


def split(stage):
    """Cash 50.000, then the code for the rest."""
    stage.window.screens.pay.type_amount(50_000)
    stage.key("F6")
    stage.settle()
    assert stage.window.screens.pay.phase is Phase.CODE


def lock(stage):
    stage.key("Ctrl+L")
    assert stage.front is Screen.SIGN_IN
    stage.sign_in()


def widen(stage):
    before = stage.window.inside
    stage.window.resize(1920, 1000)
    stage.wait(lambda: stage.window.inside is not before)


def darken(stage):
    before = stage.window.inside
    stage.ctx.writer.call(shop.change_settings, stage.ctx, {"ui.theme": "dark"})
    stage.window.inside.changed_look.emit()
    stage.wait(lambda: stage.window.inside is not before)


@pytest.mark.parametrize("disturbance", [lock, widen, darken])
def test_a_split_payment_goes_on_where_it_was(paying, disturbance):
    """Cash in hand and a code in the air: the same question again, the same sum due, the goods locked."""
    split(paying)
    stored = holds.load_open_cart(paying.ctx)
    disturbance(paying)
    paying.settle()
    pay = paying.window.screens.pay
    assert (paying.front, pay.phase) == (Screen.PAY, Phase.CODE)
    assert pay.open_cart == holds.load_open_cart(paying.ctx) == stored
    paying.key("Escape")
    paying.window.screens.sell.add(paying.product("Gantungan"))
    paying.settle()
    assert holds.load_open_cart(paying.ctx) == stored


@pytest.mark.parametrize("disturbance", [widen, darken])
def test_a_shown_change_is_not_paid_again(paying, disturbance):
    """After the sale: the next one begins with an empty cart, and the change can still be read."""
    paying.key("Return")
    paying.settle()
    assert paying.window.screens.pay.phase is Phase.DONE
    disturbance(paying)
    paying.settle()
    assert paying.front is Screen.SELL
    assert paying.window.screens.sell.open_cart.is_empty
    assert holds.load_open_cart(paying.ctx) is None


def test_the_running_shift_says_what_waits(paying):
    """The drawer holds 50.000 of a sale that is not finished; the count can begin all the same."""
    split(paying)
    paying.key("Escape")
    paying.window.navigator.go(Screen.SHIFT)
    paying.settle()
    said = [label.text() for label in paying.front_widget().findChildren(QLabel)]
    assert "Rp50.000" in said
    paying.window.screens.shift.begin_count()
    paying.settle()
    assert paying.window.screens.shift.step is Step.COUNT
