"""The drawer opened without a sale, from any screen: two keys, once, and nothing lies over the lock."""

import pytest

from pos.models import journal
from pos.services import verify
from pos.ui.keys import Screen
from pos.ui.main_window.drawer_sheet import DrawerSheet
from pos.ui.widgets.help_sheet import HelpSheet
from sync.protocol.kinds import Kind


@pytest.fixture
def till(on_stage):
    stage = on_stage()
    stage.begin()
    stage.presses = 0
    return stage


def opened(till):
    with till.ctx.store.read() as connection:
        return [bytes(line.line) for line in journal.newest_of_kind(connection, Kind.NO_SALE.value)]


def is_asking(till):
    sheet = till.window.findChild(DrawerSheet)
    return sheet is not None and sheet.isVisible()


def test_two_keys_open_it_and_the_cart_stays(till):
    """Shift+F9, Enter; a second Enter is nobody's."""
    till.scan(till.product("Mug").code)
    till.presses = 0
    till.key("Shift+F9")
    assert is_asking(till)
    till.key("Return")
    assert (till.presses, len(opened(till)), is_asking(till)) == (2, 1, False)
    till.key("Return")
    assert len(opened(till)) == 1
    assert len(till.window.screens.sell.open_cart.cart.lines) == 1
    assert verify.verify(till.ctx).findings == ()


def test_arrows_choose_the_reason_and_esc_leaves_it_shut(till):
    """The third reason is what the record says."""
    for chord in ("Shift+F9", "Down", "Down", "Return"):
        till.key(chord)
    assert b"check_drawer" in opened(till)[0]
    till.key("Shift+F9")
    till.key("Esc")
    assert (is_asking(till), len(opened(till)), till.front) == (False, 1, Screen.SELL)


def test_it_opens_while_the_change_stands(till):
    """The drawer did not spring open: the change stays on the screen."""
    till.scan(till.product("Mug").code)
    for chord in ("F9", "Return", "Shift+F9", "Return"):
        till.key(chord)
    assert (till.front, len(opened(till))) == (Screen.PAY, 1)
    assert till.window.screens.pay.sale_done is not None


def test_not_while_money_is_taken(till):
    """In the payment the key means nothing."""
    till.scan(till.product("Mug").code)
    till.key("F9")
    till.key("Shift+F9")
    assert not is_asking(till)


def test_another_key_puts_the_question_away(till):
    """F10 goes to the history; nothing was opened."""
    till.key("Shift+F9")
    till.key("F10")
    assert (till.front, is_asking(till), opened(till)) == (Screen.HISTORY, False, [])


@pytest.mark.parametrize(("chord", "sheet"), [("Shift+F9", DrawerSheet), ("F1", HelpSheet)])
def test_nothing_lies_over_the_lock(till, chord, sheet):
    """The lock falls by itself over an open sheet: whoever comes next sees the sign-in alone."""
    till.key(chord)
    assert till.window.findChild(sheet).isVisible()
    till.window.inside.lock.fall()
    till.settle()
    assert till.front is Screen.SIGN_IN
    assert not till.window.findChild(sheet).isVisible()


def test_by_touch_from_the_shift(till):
    """The button of the shift screen asks, a reason and the green button open."""
    till.key("Ctrl+6")
    till.click(till.front_widget()._running.drawer_button)
    sheet = till.window.findChild(DrawerSheet)
    till.click(list(sheet._buttons.values())[3])
    till.click(sheet.open_button)
    assert b"other" in opened(till)[0]
