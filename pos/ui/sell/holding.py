"""Setting the open cart aside, with an offer to take it up again. No Qt, no SQL."""

from typing import Protocol

from pos.errors import CartEmpty, CartLocked, GeraiError
from pos.i18n import Texts
from pos.services import holds
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.ui.ports import Tasks
from pos.ui.sell.basket import Basket


class AfterHold(Protocol):
    """The sale that goes on."""

    def enter(self, what: object) -> None: ...
    def refuse(self, error: GeraiError) -> None: ...
    def show_cart(self) -> None: ...
    def say(self, text: str, undo: "Undo") -> None: ...


class Undo(Protocol):
    """Takes back what was said to be done."""

    def __call__(self) -> None: ...


class Holding:
    """Holds no state of its own: the basket is the sale's."""

    def __init__(self, ctx: Context, basket: Basket, *, tasks: Tasks, texts: Texts, after: AfterHold) -> None:
        """`after` is the sale screen's presenter."""
        self._ctx, self._basket = ctx, basket
        self._tasks, self._texts, self._after = tasks, texts, after

    def set_aside(self) -> None:
        """Hold the cart and begin another one; refused where it is empty or has taken money."""
        kept = self._basket.open_cart
        if kept.money_taken or not kept.cart.lines:
            self._after.refuse(CartLocked() if kept.money_taken else CartEmpty())
            return
        self._tasks.write(lambda: holds.hold(self._ctx, kept), lambda _none: self._begin_another(kept))

    def _begin_another(self, kept: OpenCart) -> None:
        if self._basket.open_cart != kept:
            return  # something was scanned meanwhile: the cart is open, and saved as such
        self._basket.take(holds.new_cart(self._ctx))
        self._after.show_cart()
        count = kept.cart.piece_count
        said = self._texts.ngettext("Nota ditahan: {n} barang.", "Nota ditahan: {n} barang.", count)
        self._after.say(said.format(n=count), lambda: self._take_up(kept.id))

    def _take_up(self, cart_id: str) -> None:
        self._tasks.write(lambda: holds.resume(self._ctx, cart_id), self._after.enter)
