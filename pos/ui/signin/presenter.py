"""Who sells: choose a cashier, type the PIN; wrong tries and the lock-out in words. No Qt, no SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pos.errors import GeraiError
from pos.i18n import Texts
from pos.services import sign_in
from pos.services.context import Context
from pos.services.sign_in import PIN_DIGITS_MAX, PIN_DIGITS_MIN, Cashier
from pos.ui.ports import Tasks


@dataclass(frozen=True, slots=True)
class SignInShown:
    """People, who is chosen, how many digits are typed, and what went wrong."""

    cashiers: tuple[Cashier, ...]
    chosen: int | None
    digits: int
    busy: bool
    problem: tuple[str, str] = ("", "")


class SignInView(Protocol):
    """The Qt half."""

    def show_people(self, shown: SignInShown) -> None: ...


class SignInPresenter:
    """State of the sign-in; the PIN lives here only until it is checked."""

    def __init__(
        self,
        ctx: Context,
        view: SignInView,
        *,
        tasks: Tasks,
        texts: Texts,
        signed_in: Callable[[Cashier], None],
    ) -> None:
        """`signed_in` hears who it is."""
        self._ctx, self._view, self._tasks, self._texts = ctx, view, tasks, texts
        self._signed_in = signed_in
        self._cashiers: tuple[Cashier, ...] = ()
        self._chosen: int | None = None
        self._pin = ""
        self._busy = False
        self._problem = ("", "")

    def enter(self, _what: object = None) -> None:
        """Show who may sign in; a single one is chosen at once."""
        self._cashiers = sign_in.cashiers(self._ctx)
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

    def type_digit(self, digit: str) -> None:
        """Add a digit of the PIN."""
        if not self._busy and digit.isdigit() and len(self._pin) < PIN_DIGITS_MAX:
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
        if self._busy or cashier_id is None or len(pin) < PIN_DIGITS_MIN:
            return
        self._busy, self._pin = True, ""
        self._show()
        self._tasks.write(
            lambda: sign_in.sign_in(self._ctx, cashier_id=cashier_id, pin=pin), self._welcome, self._refused
        )

    def _welcome(self, cashier: Cashier) -> None:
        self._busy = False
        self._signed_in(cashier)

    def _refused(self, error: GeraiError) -> None:
        self._busy = False
        happened, _safe, to_do = self._texts.sentences(error)
        self._problem = (happened, to_do)
        self._show()

    def _show(self) -> None:
        self._view.show_people(
            SignInShown(self._cashiers, self._chosen, len(self._pin), self._busy, self._problem)
        )
