"""The discount panel over the cart: percent by one touch, or an amount; says what was asked for, decides nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.money_edit import MoneyEdit

if TYPE_CHECKING:
    from pos.ui.sell.discounting import DiscountAsked

PERCENTS = (5, 10, 15, 20, 25, 50)


class DiscountPanel(QFrame):
    """Lies over the lower cart while it is asked; Esc closes it."""

    def __init__(
        self, look: Look, parent: QWidget, give: Callable[[int, int], None], close: Callable[[], None]
    ) -> None:
        """`give` hears basis points and rupiah, of which one is 0."""
        super().__init__(parent)
        self._look, self._give = look, give
        self.setProperty("role", "totals")
        _ = look.texts._
        self._title = look.label(role="heading", wrap=True)
        self._from = look.label(role="sub")
        close_button = look.icon_button("x", _("Tutup"))
        on_click(close_button, close)
        grid = QGridLayout()
        grid.setSpacing(look.px(8))
        self._percents = [self._percent(n) for n in PERCENTS]
        for n, button in enumerate(self._percents):
            grid.addWidget(button, n // 3, n % 3)
        self.amount = MoneyEdit(_("Potongan dalam rupiah"))
        self._remove = look.button(_("Lepas diskon"), "danger")
        self._remove.clicked.connect(lambda: give(0, 0))
        self._use = PrimaryButton(look, _("Pakai"), Action.CONFIRM)
        self._use.clicked.connect(self.confirm)
        head = row(column(self._title, self._from, spacing=look.px(2)), close_button)
        head.setAlignment(close_button, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        layout.setSpacing(look.px(12))
        layout.addLayout(head)
        layout.addLayout(grid)
        layout.addLayout(row(look.label(_("atau potongan"), "muted"), self.amount, spacing=look.px(12)))
        layout.addLayout(row(self._remove, self._use, spacing=look.px(10)))
        self.hide()

    def _percent(self, percent: int) -> QPushButton:
        button = self._look.button(f"{percent} %", "quick")
        button.clicked.connect(lambda: self._give(percent * 100, 0))
        return button

    def ask(self, asked: "DiscountAsked") -> None:
        """Come up for one line or the whole cart."""
        self._title.setText(asked.title)
        self._from.setText(self._look.texts._("dari {amount}").format(amount=format_rupiah(asked.gross)))
        self.amount.prefill(asked.now.amount if asked.now else 0)
        self._remove.setVisible(asked.now is not None)
        self.show()
        self.raise_()
        self.amount.setFocus()

    def confirm(self) -> None:
        """Use the typed amount."""
        self._give(0, self.amount.amount)
