"""The sign-in's Qt-free half: choose, type, be told what is wrong, be locked out in words."""

import pytest

from pos.i18n import Texts
from pos.models import staff
from pos.services.sign_in import TRIES_MAX, hash_pin
from pos.ui.signin.presenter import SignInPresenter
from tests.ui.doubles import InstantTasks, Remembered, View


@pytest.fixture
def door(ctx):
    def give_pins():
        with ctx.store.write() as connection:
            staff.add(connection, staff_id=7, name="Bayu", role="cashier", pin_hash=hash_pin("2468"))

    ctx.writer.call(give_pins)
    view, ports, came = View(), Remembered(), []
    tasks = InstantTasks(ctx, ports.problem)
    presenter = SignInPresenter(ctx, view, tasks=tasks, texts=Texts("id"), signed_in=came.append)
    presenter.view, presenter.tasks, presenter.came = view, tasks, came
    presenter.enter()
    presenter.choose(7)
    return presenter


def shown(door):
    return door.view.seen["show_people"]


def type_pin(door, pin):
    for digit in pin:
        door.type_digit(digit)
    door.confirm()


def test_the_right_pin_opens(door):
    """Who it is goes on to the window."""
    type_pin(door, "2468")
    assert [cashier.name for cashier in door.came] == ["Bayu"]


def test_digits_are_counted_never_shown(door):
    """The view hears how many, not which."""
    for digit in "246":
        door.type_digit(digit)
    assert shown(door).digits == 3
    assert "246" not in repr(shown(door))
    door.delete()
    assert shown(door).digits == 2


def test_a_wrong_pin_says_how_many_tries_are_left(door):
    """In words; the PIN is forgotten."""
    type_pin(door, "0000")
    happened, to_do = shown(door).problem
    assert "salah" in happened
    assert str(TRIES_MAX - 1) in to_do
    assert (shown(door).digits, door.came) == (0, [])


def test_too_many_tries_lock_out_in_words(door, clock):
    """Sixty seconds, said; then the right PIN opens again."""
    for _ in range(TRIES_MAX):
        type_pin(door, "0000")
    assert "60" in shown(door).problem[1]
    type_pin(door, "2468")
    assert door.came == []
    clock.advance(seconds=61)
    type_pin(door, "2468")
    assert len(door.came) == 1


def test_too_short_is_not_even_tried(door):
    """Enter with two digits does nothing: no try is lost."""
    door.type_digit("2")
    door.type_digit("4")
    door.confirm()
    assert shown(door).problem == ("", "")
    assert shown(door).digits == 2


def test_choosing_somebody_else_forgets_the_digits(door):
    """No PIN leaks to the next person."""
    door.type_digit("2")
    door.move(-1)
    assert shown(door).digits == 0
    assert shown(door).chosen != 7


def test_while_the_pin_is_checked_keys_do_nothing(door):
    """The check is slow on purpose; typing on would be a second try."""
    door.tasks.holding = True
    type_pin(door, "2468")
    door.type_digit("9")
    door.confirm()
    assert (len(door.tasks.held), shown(door).busy) == (1, True)
