"""More, fewer, none of a line, and taking any of it back. No Qt, no SQL."""

from collections.abc import Callable
from typing import Protocol

from pos.domain.cart import Cart
from pos.errors import GeraiError
from pos.i18n import Texts
from pos.ui.sell.basket import Basket, CartChange


class Sale(Protocol):
    """The sale whose cart it is."""

    def change(self, how: CartChange) -> bool: ...
    def refuse(self, error: GeraiError) -> None: ...
    def say(self, text: str, undo: Callable[[], None] | None = None) -> None: ...
    def save(self) -> None: ...


class LineEdits:
    """Holds no state of its own: lines, mark and the carts of before are the basket's."""

    def __init__(self, basket: Basket, sale: Sale, texts: Texts) -> None:
        """`sale` is the sale screen's presenter."""
        self._basket, self._sale, self._texts = basket, sale, texts

    def change_quantity(self, step: int) -> None:
        """More or fewer of the marked line; below one nothing happens (Del removes)."""
        at, line = self._basket.marked, self._basket.marked_line
        if at is not None and line is not None and line.quantity + step >= 1:
            quantity = line.quantity + step
            if self._sale.change(lambda cart: cart.with_quantity(at, quantity)) and line.bundle is not None:
                self._sale.say(self._ended(line.bundle.name), self.undo)

    def remove(self, at: int | None = None) -> None:
        """Take a line out, with an offer to undo."""
        at = self._basket.marked if at is None else at
        if at is None or at >= len(self._basket.lines):
            return
        line = self._basket.lines[at]
        if self._sale.change(lambda cart: cart.remove(at)):
            said = self._texts._("{title} dihapus.").format(title=line.product.title)
            ended = f" {self._ended(line.bundle.name)}" if line.bundle else ""
            self._sale.say(f"{said}{ended}", self.undo)

    def _ended(self, bundle: str) -> str:
        return self._texts._("{name} dilepas: harga kembali ke label.").format(name=bundle)

    def clear(self) -> None:
        """Empty the cart, with an offer to undo."""
        if self._basket.lines and self._sale.change(lambda _cart: Cart()):
            self._sale.say(self._texts._("Keranjang dikosongkan."), self.undo)

    def undo(self) -> None:
        """Take the last change of the cart back; a paid sale is never undone here."""
        self._step(self._basket.undo)

    def redo(self) -> None:
        """Make the last undone change again."""
        self._step(self._basket.redo)

    def _step(self, how: Callable[[], bool]) -> None:
        try:
            if how():
                self._sale.save()
        except GeraiError as error:
            self._sale.refuse(error)
