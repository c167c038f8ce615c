"""The office's door: slow guesses hold up neither the store nor each other's memory, a right password is slow once."""

import asyncio
import base64
import threading

import pytest
from sqlalchemy import text, update

from sync.central.security import GUESSES_WAITING_MAX, OfficeDoor, TooManyGuesses
from sync.central.services import staff
from sync.central.tables.registers import centre as table


def basic(password):
    return "Basic " + base64.b64encode(f"kantor:{password}".encode()).decode()


@pytest.fixture
def password(central):
    made, stored = staff.new_office_password()
    central.run(lambda k: k.execute(update(table).values(office_password=stored)))
    return made


class Slow:
    """A check that waits until it is let go, and counts."""

    def __init__(self):
        self.begun, self.go = threading.Event(), threading.Event()
        self.calls = self.at_once = self.most = 0
        self.let_go = []

    def __call__(self, stored, password):
        self.calls += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.begun.set()
        self.let_go.append(self.go.wait(30))
        self.at_once -= 1
        return False


def test_a_slow_guess_holds_up_no_register(central):
    """While passwords are checked, one at a time, the store can be written; more than some are sent away."""
    slow = Slow()
    door = OfficeDoor(central, slow)

    async def guess():
        tries = [asyncio.create_task(door.opens(basic(f"x{n}"))) for n in range(GUESSES_WAITING_MAX + 3)]
        assert await asyncio.to_thread(slow.begun.wait, 30)
        change = text("UPDATE outlet SET name = 'Baru' WHERE outlet_id = 'GDK'")
        await asyncio.to_thread(central.run, lambda k: k.execute(change))
        ended = asyncio.as_completed(tries)
        for _ in range(3):
            with pytest.raises(TooManyGuesses):
                await next(ended)
        slow.go.set()
        return [await one for one in ended]

    assert asyncio.run(guess()) == [False] * GUESSES_WAITING_MAX
    assert (slow.calls, slow.most, all(slow.let_go)) == (GUESSES_WAITING_MAX, 1, True)
    door.close()


def test_a_right_password_is_slow_once_and_ends_when_it_is_changed(central, password):
    """Polls cost one short read; wrong ones are never remembered; a new password counts at once."""
    checked = []

    def matches(stored, given):
        checked.append(given)
        return staff.matches(stored, given)

    door = OfficeDoor(central, matches)

    async def knock(*given):
        return [await door.opens(basic(one)) for one in given]

    assert asyncio.run(knock(password, password, "wrong", password, "wrong")) == [
        True, True, False, True, False,
    ]  # fmt: skip
    assert checked == [password, "wrong", "wrong"]
    fresh, stored = staff.new_office_password()
    central.run(lambda k: k.execute(update(table).values(office_password=stored)))
    assert asyncio.run(knock(password, fresh, fresh)) == [False, True, True]
    assert checked[3:] == [password, fresh]
    door.close()
