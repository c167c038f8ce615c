"""The open cart in the cashier's hands: changes, the marked line, undo. Saves and shows nothing. No Qt."""

from dataclasses import replace
from typing import Protocol

from pos.domain.cart import Cart, CartLine
from pos.errors import CartLocked
from pos.services.holds import OpenCart

UNDO_MAX = 50


class CartChange(Protocol):
    """One change of a cart; the old cart stays as it was."""

    def __call__(self, cart: Cart, /) -> Cart: ...


class Basket:
    """An OpenCart with a mark and the carts that were before."""

    def __init__(self, open_cart: OpenCart) -> None:
        """Begin with a cart; its last line is marked."""
        self.take(open_cart)

    def take(self, open_cart: OpenCart) -> None:
        """Go on with another cart; what was before is forgotten."""
        self.open_cart = open_cart
        self.marked: int | None = len(open_cart.cart.lines) - 1 if open_cart.cart.lines else None
        self._before: list[tuple[Cart, int | None]] = []
        self._after: list[tuple[Cart, int | None]] = []

    def go_on(self, open_cart: OpenCart) -> None:
        """Take the cart back from the payment; the same goods keep mark and undo."""
        if open_cart.cart == self.open_cart.cart:
            self.open_cart = open_cart
        else:
            self.take(open_cart)

    @property
    def lines(self) -> tuple[CartLine, ...]:
        return self.open_cart.cart.lines

    @property
    def marked_line(self) -> CartLine | None:
        return self.lines[self.marked] if self.marked is not None else None

    def has_at(self, at: int, title: str) -> bool:
        """Whether the line that was asked about is still where it was."""
        return at < len(self.lines) and self.lines[at].product.title == title

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._after)

    def check_open(self) -> None:
        """Raise CartLocked while part of the money is taken."""
        if self.open_cart.money_taken:
            raise CartLocked

    def change(self, how: CartChange) -> None:
        """Make a change; raises CartLocked and what the cart refuses. The line that changed is marked."""
        self.check_open()
        old = self.open_cart.cart
        fresh = how(old)
        self._before = [*self._before, (old, self.marked)][-UNDO_MAX:]
        self._after = []
        self.open_cart = replace(self.open_cart, cart=fresh)
        changed = next((n for n, line in enumerate(fresh.lines) if line not in old.lines), None)
        last = len(fresh.lines) - 1
        keep = min(self.marked, last) if self.marked is not None and last >= 0 else None
        self.marked = keep if changed is None else changed

    def undo(self) -> bool:
        """Go back to the cart before the last change; raises CartLocked."""
        self.check_open()
        return self._step(self._before, self._after)

    def redo(self) -> bool:
        """Make the last undone change again; raises CartLocked."""
        self.check_open()
        return self._step(self._after, self._before)

    def _step(self, taken: list[tuple[Cart, int | None]], given: list[tuple[Cart, int | None]]) -> bool:
        if not taken:
            return False
        given.append((self.open_cart.cart, self.marked))
        cart, marked = taken.pop()
        self.open_cart = replace(self.open_cart, cart=cart)
        self.marked = marked if marked is not None and marked < len(cart.lines) else None
        return True

    def mark(self, at: int) -> bool:
        """Mark a line; False where there is none or it is marked already."""
        if not 0 <= at < len(self.lines) or at == self.marked:
            return False
        self.marked = at
        return True

    def move_mark(self, step: int) -> bool:
        """Move the mark; without one the last line is taken."""
        last = len(self.lines) - 1
        at = last if self.marked is None else max(0, min(last, self.marked + step))
        return self.mark(at)
