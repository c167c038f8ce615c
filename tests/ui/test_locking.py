"""The lock that falls by itself and the change of cashier, on the real window with a clock that is told the time."""

import pytest

from pos.models import journal
from pos.services import rebuild, shop
from pos.services.sign_in import TRIES_MAX
from pos.ui.keys import Screen
from pos.ui.shift.shown import Step
from sync.protocol.bodies_more import AccessAct, AccessWire


@pytest.fixture
def till(on_stage):
    stage = on_stage()
    stage.begin()
    return stage


def wait_minutes(till, minutes):
    """Nobody touches it; the window's timer looks."""
    till.window._look_at_status()
    till.clock.advance(minutes=minutes)
    till.window._look_at_status()
    till.settle()


def cart_of(till):
    return till.window.screens.sell.open_cart.cart


def accesses(till):
    with till.ctx.store.read() as connection:
        lines = [stored.line for stored in journal.everything(connection) if stored.kind == "access"]
    return [(value.act, record.cashier_id, value.subject_id) for record, value in map(rebuild.read, lines)]


def said(till):
    return till.front_widget()._why.text()


def test_the_lock_falls_after_the_minutes_and_keeps_the_cart(till):
    """Five by default; it says why, and that the cart waits; the same person finds the screen as it was."""
    till.scan(till.product("Mug").code)
    wait_minutes(till, 4)
    assert till.front is Screen.SELL
    wait_minutes(till, 5)
    assert till.front is Screen.SIGN_IN
    assert "5 menit" in said(till)
    assert "1 barang" in said(till)
    till.type("1111")
    till.key("Return")
    assert till.front is Screen.SELL
    assert cart_of(till).piece_count == 1


def test_a_night_over_an_open_shift_is_said_in_the_morning(till):
    """The till stayed on and locked; the same person comes back and is told first, once; the cart is there."""
    till.scan(till.product("Mug").code)
    wait_minutes(till, 5)
    till.clock.advance(hours=23)
    till.type("1111")
    till.key("Return")
    assert (till.front, till.window.screens.shift.step) == (Screen.SHIFT, Step.FORGOTTEN)
    till.key("Esc")
    assert till.front is Screen.SELL
    assert cart_of(till).piece_count == 1
    wait_minutes(till, 5)
    till.type("1111")
    till.key("Return")
    assert till.front is Screen.SELL


def test_a_touch_begins_the_minutes_anew(till):
    """A key, a scan, a press."""
    for touch in (
        lambda: till.key("Down"),
        lambda: till.scan(till.product("Mug").code),
        lambda: till.click(till.front_widget()),
    ):
        wait_minutes(till, 4)
        touch()
    wait_minutes(till, 4)
    assert till.front is Screen.SELL


@pytest.mark.parametrize("minutes", [0, 12])
def test_the_minutes_are_a_setting(till, minutes):
    """Zero is never."""
    till.set(ui_idle_minutes=minutes)
    wait_minutes(till, 11)
    assert till.front is Screen.SELL
    wait_minutes(till, 13)
    assert till.front is (Screen.SIGN_IN if minutes else Screen.SELL)


def test_it_never_falls_while_somebody_pays(till):
    """Not while money is asked for, a part is there, a code is shown; nor while a second person is asked."""
    till.scan(till.product("Mug").code)
    till.key("F9")
    wait_minutes(till, 30)
    assert till.front is Screen.PAY
    till.type("5000")
    till.key("F6")
    wait_minutes(till, 30)
    assert till.front is Screen.PAY
    assert till.window.screens.sell.open_cart is not None


def test_it_never_falls_over_a_question_to_a_second_person(till):
    """The answer would be lost."""
    till.scan(till.product("Mug").code)
    till.window.screens.sell.discounts.ask(whole_cart=False)
    till.window.screens.sell.discounts.give(bps=5000)
    till.settle()
    assert till.front is Screen.APPROVAL
    wait_minutes(till, 30)
    assert till.front is Screen.APPROVAL


def test_the_change_is_never_covered_but_does_not_keep_the_till_open_for_ever(till):
    """Nobody touched it for the minutes: the change goes to the strip of the next sale; so many later the lock falls."""
    till.scan(till.product("Mug").code)
    till.key("F9")
    till.key("Return")
    assert till.window.screens.pay.sale_done is not None
    wait_minutes(till, 4)
    assert till.front is Screen.PAY
    wait_minutes(till, 5)
    assert till.front is Screen.SELL
    wait_minutes(till, 5)
    assert till.front is Screen.SIGN_IN


def test_another_cashier_goes_on_with_the_same_cart(till):
    """Ctrl+L, the first letter, the PIN: the cart is there, the header names who sells now."""
    till.scan(till.product("Mug").code)
    till.presses = 0
    till.key("Ctrl+L")
    till.key("b")
    assert till.presses == 2
    till.type("2222")
    till.key("Return")
    assert till.front is Screen.SELL
    assert cart_of(till).piece_count == 1
    assert till.window.inside.who().name == "Bayu"
    assert "Bayu" in till.window.inside._header._sub.text()


def test_whoever_locked_it_finds_the_screen_as_it_was(till):
    """The history with what was ticked; another person begins where the shop stands."""
    till.key("F10")
    till.key("Ctrl+L")
    till.type("1111")
    till.key("Return")
    assert till.front is Screen.HISTORY
    till.key("Ctrl+L")
    till.key("b")
    till.type("2222")
    till.key("Return")
    assert till.front is Screen.SELL


def test_who_may_not_sell_does_not_go_on_with_the_cart(till):
    """An auditor looks; the cart waits."""
    till.scan(till.product("Mug").code)

    def come():
        with till.ctx.store.write() as connection:
            shop.add_staff(
                till.ctx, connection, staff_id=40, name="Zaenal", role=shop.Role.AUDITOR, pin="7070"
            )

    till.ctx.writer.call(come)
    till.key("Ctrl+L")
    till.key("z")
    till.type("7070")
    till.key("Return")
    assert till.front is Screen.HISTORY
    assert cart_of(till).piece_count == 1


def test_an_answer_that_comes_late_opens_no_lock(till):
    """F9 and at once Ctrl+L: the payment comes beneath, and is seen by who signs in."""
    till.scan(till.product("Mug").code)
    till._press("F9")
    till._press("Ctrl+L")
    till.settle()
    assert till.front is Screen.SIGN_IN
    till.type("1111")
    till.key("Return")
    assert till.front is Screen.PAY


def test_a_scan_or_a_key_of_the_frame_does_not_pass_the_lock(till):
    """Only a PIN does."""
    till.key("Ctrl+L")
    till.scan(till.product("Mug").code)
    for chord in ("F2", "F9", "F10", "Esc", "Ctrl+1", "Ctrl+L"):
        till.key(chord)
    assert till.front is Screen.SIGN_IN
    assert cart_of(till).piece_count == 0


def test_who_came_and_who_was_locked_out_are_records(till):
    """By number; never a PIN."""
    till.key("Ctrl+L")
    till.key("b")
    for _ in range(TRIES_MAX):
        till.type("0000")
        till.key("Return")
    assert accesses(till) == [(AccessAct.SIGN_IN, 1, ""), (AccessAct.PIN_LOCKED, 0, "2")]
    assert AccessWire(AccessAct.PIN_LOCKED, "2").act == "pin_locked"
