"""Choosing a person and typing the PIN: at the sign-in and for an approval. No Qt, no SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pos.errors import GeraiError
from pos.i18n import Texts
from pos.services.sign_in import PIN_DIGITS_MAX, PIN_DIGITS_MIN, Cashier
from pos.ui.ports import Tasks
from pos.ui.words import initials


@dataclass(frozen=True, slots=True)
class PinShown:
    """People, who is chosen, how many digits are typed, and what went wrong.

    `code` are the digits themselves where they are no secret: the answer of a phone; None for a PIN. `enough` says
    that there are as many digits as a try needs.
    """

    cashiers: tuple[Cashier, ...]
    chosen: int | None
    digits: int
    busy: bool
    problem: tuple[str, str] = ("", "")
    code: str | None = None
    enough: bool = False


class PinView(Protocol):
    """The Qt half."""

    def show_people(self, shown: PinShown) -> None: ...


People = Callable[[], tuple[Cashier, ...]]
Check = Callable[[int, str], Cashier]


class PinEntry:
    """State of the entry; the PIN lives here only until it is checked."""

    def __init__(
        self,
        view: PinView,
        *,
        people: People,
        check: Check,
        came: Callable[[Cashier], None],
        tasks: Tasks,
        texts: Texts,
    ) -> None:
        """`check` runs on the writer thread and raises what is wrong with a PIN; `came` hears who it is."""
        self._view, self._tasks, self._texts = view, tasks, texts
        self._people, self._check, self._came = people, check, came
        self._cashiers: tuple[Cashier, ...] = ()
        self._chosen: int | None = None
        self._pin = ""
        self._busy = False
        self._problem = ("", "")

    def enter(self, _what: object = None) -> None:
        """Show who may sign in; a single one is chosen at once."""
        self._cashiers = self._people()
        known = {cashier.id for cashier in self._cashiers}
        if self._chosen not in known:
            self._chosen = self._cashiers[0].id if self._cashiers else None
        self._pin, self._problem = "", ("", "")
        self._show()

    def choose(self, cashier_id: int) -> None:
        """Choose a person; a PIN typed so far is forgotten."""
        if not self._busy:
            self._chosen, self._pin, self._problem = cashier_id, "", ("", "")
            self._show()

    def move(self, step: int) -> None:
        """Choose the next person by arrow."""
        ids = [cashier.id for cashier in self._cashiers]
        if ids:
            at = ids.index(self._chosen) + step if self._chosen in ids else 0
            self.choose(ids[max(0, min(len(ids) - 1, at))])

    def choose_by_letter(self, letter: str) -> None:
        """Choose the next person whose name begins so, as the discs show it."""
        ids = [cashier.id for cashier in self._cashiers]
        after = ids.index(self._chosen) + 1 if self._chosen in ids else 0
        for cashier in self._cashiers[after:] + self._cashiers[:after]:
            if initials(cashier.name)[:1] == letter.upper():
                self.choose(cashier.id)
                return

    def type_digit(self, digit: str) -> None:
        """Add a digit of the PIN."""
        if not self._busy and digit.isdigit() and len(self._pin) < self._digits[1]:
            self._pin += digit
            self._problem = ("", "")
            self._show()

    def delete(self) -> None:
        if not self._busy:
            self._pin = self._pin[:-1]
            self._show()

    def wipe(self) -> None:
        if not self._busy:
            self._pin = ""
            self._show()

    def confirm(self) -> None:
        """Check the PIN on the writer thread: it is slow on purpose."""
        cashier_id, pin = self._chosen, self._pin
        if self._busy or cashier_id is None or len(pin) < self._digits[0]:
            return
        self._busy, self._pin = True, ""
        self._show()
        self._tasks.write(lambda: self._check(cashier_id, pin), self._welcome, self._refused)

    def _welcome(self, cashier: Cashier) -> None:
        self._busy = False
        self._came(cashier)

    def _refused(self, error: GeraiError) -> None:
        self._busy = False
        happened, _safe, to_do = self._texts.sentences(error)
        self._problem = (happened, to_do)
        self._show()

    @property
    def _digits(self) -> tuple[int, int]:
        """The fewest digits that are worth a try, and the most that are taken."""
        return PIN_DIGITS_MIN, PIN_DIGITS_MAX

    @property
    def _code(self) -> str | None:
        """The digits, where they may be seen."""
        return None

    def _show(self) -> None:
        digits = len(self._pin)
        self._view.show_people(
            PinShown(
                self._cashiers,
                self._chosen,
                digits,
                self._busy,
                self._problem,
                self._code,
                enough=digits >= self._digits[0],
            )
        )
