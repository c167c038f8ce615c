"""Locking the till and going on: the sign-in lies over the screen, which stays as it is for whoever comes back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.ui.idle import IdleWatch
from pos.ui.keys import Screen
from pos.ui.navigation import StackNavigator
from pos.ui.signin.presenter import Locked

if TYPE_CHECKING:
    from pos.ui.main_window.assembly import Screens

_STAYS_OPEN = frozenset({Screen.SIGN_IN, Screen.APPROVAL, Screen.PAY})
"""Screens over which the lock does not fall by itself: there is none yet, or somebody stands at the counter."""


@dataclass(slots=True)
class Person:
    """Who is signed in; it outlives a change of look."""

    cashier: Cashier | None = None


class Lock:
    """One per build of the window's inside."""

    def __init__(
        self,
        ctx: Context,
        person: Person,
        navigator: StackNavigator,
        screens: "Screens",
        welcome: Callable[[Cashier], None],
    ) -> None:
        """`welcome` goes on for somebody who was not here before."""
        self._ctx, self._person = ctx, person
        self._go, self._screens, self._welcome = navigator, screens, welcome
        self.watch = IdleWatch(ctx.clock.now)
        self._forgotten: date | None = None

    def fall(self, after_minutes: int = 0) -> None:
        """Lock, by hand or by itself after so many minutes; the cart waits."""
        self._forgotten = self._screens.forgotten_day()
        self._go.over(Screen.SIGN_IN, Locked(after_minutes, self._screens.sell.open_cart.cart.piece_count))

    def look(self) -> None:
        """Lock where nobody has touched the till for the minutes of the setting; a payment is never covered.

        The change of a paid sale that nobody looks at any more becomes the next sale's strip first.
        """
        minutes = int(self._ctx.shop.get("ui.idle_minutes"))
        if not self.watch.left_alone(minutes):
            return
        if self._go.current not in _STAYS_OPEN:
            self.fall(minutes)
        elif self._go.current is Screen.PAY and self._screens.pay.sale_done is not None:
            self.watch.touch()
            self._screens.pay.next_sale()

    def open(self, cashier: Cashier) -> None:
        """Somebody typed the PIN: who locked it finds the screen as it was, anybody else begins where the shop stands.

        The buyer of a sale that is done has gone: both go on with the next one. Where the night has passed over an open
        shift, that is said first.
        """
        before, self._person.cashier = self._person.cashier, cashier
        same = before is not None and before.id == cashier.id
        same = same and self._screens.forgotten_day() == self._forgotten
        if same and self._go.covered and self._screens.pay.sale_done is None:
            self._go.lift()
        else:
            self._go.uncover()
            self._welcome(cashier)
