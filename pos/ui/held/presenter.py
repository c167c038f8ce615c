"""The list of held carts: mark one, see what is in it, go on with it or drop it. No Qt, no SQL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pos.domain.money import Rupiah
from pos.i18n import Texts
from pos.services import checkout, customers, holds
from pos.services.context import Context
from pos.services.holds import Held, OpenCart
from pos.ui.keys import Screen
from pos.ui.ports import Navigator, Notices, Tasks


@dataclass(frozen=True, slots=True)
class HeldShown:
    """One row: its customer names it, else its first piece; total in rupiah before cash rounding."""

    id: str
    since: datetime
    first_title: str
    piece_count: int
    total: Rupiah
    customer: str = ""


@dataclass(frozen=True, slots=True)
class HeldLineShown:
    """A line of the marked cart."""

    title: str
    maker: str
    quantity: int
    net: Rupiah


class HeldView(Protocol):
    """The Qt half; `lines` are those of the marked row."""

    def show_held(
        self, rows: tuple[HeldShown, ...], marked: int, lines: tuple[HeldLineShown, ...]
    ) -> None: ...


class HeldPresenter:
    """State of the list."""

    def __init__(
        self,
        ctx: Context,
        view: HeldView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        notices: Notices,
        texts: Texts,
    ) -> None:
        """Nothing is read before `enter`."""
        self._ctx, self._view = ctx, view
        self._tasks, self._go, self._notices, self._texts = tasks, navigator, notices, texts
        self._held: tuple[Held, ...] = ()
        self._marked = 0
        self._dropped: OpenCart | None = None
        self._names: dict[str, str] = {}

    def enter(self, _what: object = None) -> None:
        """List what waits now; the newest is marked."""
        self._marked, self._names = 0, {}
        self._read()
        self._read_names()

    def move(self, step: int) -> None:
        """Move the mark."""
        self.mark(self._marked + step)

    def mark(self, at: int) -> None:
        """Mark a row and show its lines."""
        if self._held:
            self._marked = max(0, min(len(self._held) - 1, at))
            self._show()

    def resume(self) -> None:
        """Go on with the marked cart; the one that is open now is set aside in its place."""
        if self._held:
            cart_id = self._held[self._marked].cart.id
            self._tasks.write(
                lambda: holds.resume(self._ctx, cart_id), lambda cart: self._go.go(Screen.SELL, cart)
            )

    def drop(self) -> None:
        """Forget the marked cart, with an offer to undo."""
        if self._held:
            cart_id = self._held[self._marked].cart.id
            self._tasks.write(lambda: holds.drop_held(self._ctx, cart_id), self._gone)

    def undo(self) -> None:
        """Hold the cart again that was dropped last."""
        dropped, self._dropped = self._dropped, None
        if dropped is not None:
            self._tasks.write(lambda: holds.hold(self._ctx, dropped), lambda _none: self._read())

    def back(self) -> None:
        """To the sale as it stands."""
        self._go.go(Screen.SELL)

    # --- inside

    def _gone(self, dropped: OpenCart) -> None:
        self._dropped = dropped
        self._notices.tell(self._texts._("Nota yang ditahan dihapus."), self.undo)
        self._read()

    def _read(self) -> None:
        self._held = holds.held(self._ctx)
        self._marked = max(0, min(len(self._held) - 1, self._marked))
        self._show()

    def _read_names(self) -> None:
        """Opening identities belongs on the writer thread; rows stand under their first piece until then."""
        ids = {one.cart.customer_id for one in self._held} - {""}
        if ids:
            self._tasks.write(lambda: customers.names(self._ctx, ids), self._named)

    def _named(self, names: dict[str, str]) -> None:
        self._names = names
        self._show()

    def _show(self) -> None:
        lines = self._lines(self._held[self._marked].cart) if self._held else ()
        self._view.show_held(tuple(self._row(held) for held in self._held), self._marked, lines)

    def _row(self, held: Held) -> HeldShown:
        cart = held.cart.cart
        return HeldShown(
            id=held.cart.id,
            since=held.since,
            first_title=cart.lines[0].product.title,
            piece_count=cart.piece_count,
            total=checkout.price_cart(self._ctx, cart).net,
            customer=self._names.get(held.cart.customer_id, ""),
        )

    def _lines(self, open_cart: OpenCart) -> tuple[HeldLineShown, ...]:
        priced = checkout.price_cart(self._ctx, open_cart.cart)
        return tuple(
            HeldLineShown(line.product.title, line.product.maker.name, line.quantity, money.money.net)
            for line, money in zip(open_cart.cart.lines, priced.lines, strict=True)
        )
