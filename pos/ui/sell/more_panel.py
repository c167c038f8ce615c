"""The less frequent acts of the sale, each with its key: found by touch, done by key from the second time on."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from pos.ui.keys import Action
from pos.ui.sell.asked import MoreAsked
from pos.ui.widgets.buttons import CapButton
from pos.ui.widgets.look import Look, on_click
from pos.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from pos.ui.sell.presenter import SellPresenter


class MorePanel(Sheet):
    """Lies over the whole cart: at 768 px of height its acts need it."""

    whole = True

    def __init__(self, look: Look, parent: QWidget, sale: "SellPresenter") -> None:
        """Each button does what its key does."""
        super().__init__(look, parent, lambda: sale.ask(None))
        _, extras = look.texts._, sale.extras
        self._buttons = {}
        acts = (
            (Action.CUSTOMER, _("Pelanggan"), "user", sale.customers.ask),
            (Action.LINE_NOTE, _("Catatan barang"), "message-square-text", extras.ask_line_note),
            (Action.SALE_NOTE, _("Ucapan di struk"), "gift", extras.ask_note),
            (Action.OPEN_ITEM, _("Barang tanpa label"), "package-plus", extras.ask_open_item),
            (Action.PRICE_CHECK, _("Cek harga"), "tag", extras.ask_price),
            (Action.SPLIT, _("Bagi nota"), "split", extras.ask_split),
            (Action.ORDERS, _("Pesanan"), "clock", extras.go_to_orders),
            (Action.RECEIVABLES, _("Piutang"), "receipt", extras.go_to_receivables),
            (Action.UNDO, _("Urungkan"), "undo-2", sale.lines.undo),
            (Action.REDO, _("Ulangi lagi"), "redo-2", sale.lines.redo),
        )
        grid = QGridLayout()
        grid.setSpacing(look.px(8))
        for n, (action, word, icon, does) in enumerate(acts):
            button = CapButton(look, word, action, "method", icon)
            button.setMinimumHeight(look.px(56))
            on_click(button, does)
            self._buttons[action] = button
            grid.addWidget(button, n, 0)
        self.body.addLayout(grid)

    def open(self, asked: MoreAsked) -> None:
        """Come up; what cannot be done now is pale."""
        for action in (Action.LINE_NOTE, Action.SALE_NOTE, Action.SPLIT):
            self._buttons[action].setEnabled(asked.has_lines)
        self._buttons[Action.REDO].setEnabled(asked.can_redo)
        self.ask(self._look.texts._("Lainnya"))

    def first(self) -> QWidget:
        """See Sheet."""
        return self._buttons[Action.CUSTOMER]
