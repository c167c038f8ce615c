"""The sheet for each question of the sale, built when it is first asked; one at a time."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from pos.ui.sell.asked import (
    Asked,
    CustomerAsked,
    MoreAsked,
    NoteAsked,
    OpenItemAsked,
    PriceAsked,
    SplitAsked,
)
from pos.ui.widgets.look import Look
from pos.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from pos.ui.sell.presenter import SellPresenter

_PANELS: dict[type, tuple[str, str]] = {
    MoreAsked: ("more_panel", "MorePanel"),
    NoteAsked: ("note_panel", "NotePanel"),
    CustomerAsked: ("customer_panel", "CustomerPanel"),
    OpenItemAsked: ("open_item_panel", "OpenItemPanel"),
    PriceAsked: ("price_panel", "PricePanel"),
    SplitAsked: ("split_panel", "SplitPanel"),
}


class Sheets:
    """Lie over the cart, but what needs the room of the goods."""

    def __init__(self, look: Look, cart: QWidget, goods: QWidget, sale: "SellPresenter") -> None:
        """Nothing is built yet."""
        self._look, self._sale = look, sale
        self._over: dict[type, QWidget] = {OpenItemAsked: goods}
        self._cart = cart
        self._made: dict[type, Any] = {}

    def show(self, asked: Asked | None, done: Callable[[], None]) -> None:
        """Ask; None puts the open one away and calls `done`."""
        wanted = None if asked is None else self._sheet(type(asked))
        for sheet in self._made.values():
            if sheet is not wanted:
                sheet.hide()
        if wanted is None:
            done()
        else:
            wanted.open(asked)

    @property
    def front(self) -> Sheet | None:
        """The one that asks at the moment."""
        return next((sheet for sheet in self._made.values() if sheet.isVisible()), None)

    def place(self) -> None:
        """The parents have another size."""
        for sheet in self._made.values():
            sheet.place()

    def _sheet(self, kind: type) -> Any:
        if kind not in self._made:
            module, name = _PANELS[kind]
            made = getattr(import_module(f"pos.ui.sell.{module}"), name)
            self._made[kind] = made(self._look, self._over.get(kind, self._cart), self._sale)
        return self._made[kind]
