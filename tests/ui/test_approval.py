"""A second person agrees, through the real window: by keys, with the act going on where it was."""

import pytest

from pos.domain.approval_code import answer_of, readable, secret_in
from pos.domain.events import ApprovalMethod
from pos.models import journal
from pos.services import holds, rebuild, refunds, reviews
from pos.ui.keys import Screen
from tests.ui import shots


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


@pytest.mark.parametrize("yes", ["Ctrl+F10", "Return"])
def test_a_shortcut_voids_the_last_sale(till, yes):
    """From the sale screen: asked, said yes to by the same key or Enter, agreed to."""
    till.key("F2")
    till.key("Ctrl+F10")
    assert till.front is Screen.HISTORY
    assert stored(till).refunded == {}
    till.key(yes)
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


@pytest.fixture
def phone(till):
    """Ibu Ratna's phone: answers as its page does."""
    secret = secret_in(shots.enrolled(till))

    def answer():
        challenge = till.front_widget().presenter._challenge
        asked = challenge.asked
        return answer_of(secret, challenge.digits, asked.permission, asked.amount)

    return answer


def approval_record(till):
    with till.ctx.store.read() as connection:
        lines = [stored.line for stored in journal.newest_of_kind(connection, "approval")]
    return rebuild.value_of(lines[0])


def test_the_manager_who_is_not_there_agrees_by_phone(till, phone):
    """Ctrl+H, six digits, Enter; the record says that it was a code, and whose."""
    ask(till)
    till.key("Ctrl+H")
    screen = till.front_widget()
    assert screen._read_out._digits.text() == readable(screen.presenter._challenge.digits)
    assert not screen._pin.enter.isEnabled()
    till.type(phone())
    till.key("Return")
    assert till.front is Screen.HISTORY
    assert stored(till).refunded == {1: 1}
    said = approval_record(till)
    assert (said.method, said.approver_id) == (ApprovalMethod.CODE, 5)


def test_a_wrong_answer_changes_nothing_and_fresh_digits_are_asked_for(till, phone):
    """Said with the tries left; Ctrl+H gives others; Esc goes back to the PIN, then to the sale."""
    ask(till)
    till.key("Ctrl+H")
    first = till.front_widget().presenter._challenge.digits
    right = phone()
    till.type(str((int(right) + 1) % 10**6).zfill(6))
    till.key("Return")
    assert "2" in till.front_widget()._pin._problem.text()
    till.key("Ctrl+H")
    assert till.front_widget().presenter._challenge.digits != first
    till.type(phone()[:3])
    till.key("Return")
    assert till.front is Screen.APPROVAL
    till.key("Esc")
    till.key("Esc")
    assert till.front_widget().presenter._challenge is None
    till.key("Esc")
    assert till.front is Screen.HISTORY
    assert stored(till).refunded == {}


def test_a_discount_agreed_to_by_phone_survives_a_restart_of_the_cart(till, phone):
    """The record of the sale names the code, also after the cart was read from the file again."""
    till.key("F2")
    till.scan(till.product("Mug").code)
    till.key("F8")
    till.window.screens.sell.discounts.give(bps=5000)
    till.settle()
    till.key("Ctrl+H")
    till.type(phone())
    till.key("Return")
    assert till.front is Screen.SELL
    till.window.screens.sell.enter(holds.load_open_cart(till.ctx))
    till.settle()
    till.key("F9")
    till.key("Return")
    assert approval_record(till).method is ApprovalMethod.CODE


def test_without_a_code_nobody_is_phoned(till):
    """The button is not there, and its key does nothing."""
    ask(till)
    till.key("Ctrl+H")
    till.key("Ctrl+N")
    assert till.front is Screen.APPROVAL
    assert not till.front_widget().by_phone.isVisible()
    assert not till.front_widget().later.isVisible()


def test_what_the_shop_lets_go_on_is_listed_for_the_manager(till):
    """Ctrl+N; the status sheet counts it; a cashier cannot tick it off, the manager does by Enter."""
    till.set(approval_later=["void"])
    ask(till)
    till.key("Ctrl+N")
    assert stored(till).refunded == {1: 1}
    till.key("Ctrl+7")
    assert "1" in till.front_widget().approvals._word.text()
    till.key("Ctrl+8")
    till.key("Return")
    assert len(reviews.to_look_at(till.ctx)) == 1
    till.key("Ctrl+L")
    till.key("r")
    till.sign_in("9999")
    till.key("Ctrl+8")
    till.key("Return")
    assert reviews.to_look_at(till.ctx) == ()


def test_a_code_is_seen_once_and_by_managers_only(till):
    """The cashier gets none; the manager's is gone when the screen is left."""
    till.key("Ctrl+8")
    till.key("Ctrl+K")
    panel = till.front_widget().phone
    assert panel.text.text() == ""
    till.key("Ctrl+L")
    till.key("r")
    till.sign_in("9999")
    till.key("Ctrl+8")
    till.key("Ctrl+K")
    assert secret_in(panel.text.text().replace("\u200b", "")) is not None
    till.key("F2")
    assert panel.text.text() == ""
    till.key("Ctrl+8")
    assert panel.text.text() == ""
