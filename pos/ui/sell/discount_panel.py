"""The discount panel over the cart: percent by one touch, or an amount; says what was asked for, decides nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, row
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from pos.ui.sell.discounting import DiscountAsked

PERCENTS = (5, 10, 15, 20, 25, 50)
PERCENT_MAX = 100


class DiscountPanel(Sheet):
    """Lies over the foot of the cart."""

    def __init__(
        self, look: Look, parent: QWidget, give: Callable[[int, int], None], close: Callable[[], None]
    ) -> None:
        """`give` hears basis points and rupiah, of which one is 0."""
        super().__init__(look, parent, close)
        self._give = give
        _ = look.texts._
        grid = QGridLayout()
        grid.setSpacing(look.px(8))
        for n, button in enumerate(self._percent(percent) for percent in PERCENTS):
            grid.addWidget(button, n // 3, n % 3)
        self.amount = MoneyEdit(_("Potongan dalam rupiah"))
        self._remove = look.button(_("Lepas diskon"), "danger")
        self._remove.clicked.connect(lambda: give(0, 0))
        self._use = PrimaryButton(look, _("Pakai"), Action.CONFIRM)
        self._use.clicked.connect(self.confirm)
        self.body.addLayout(grid)
        words = column(
            look.label(_("atau potongan"), "muted"), look.label(_("10% = persen"), "sub"), spacing=0
        )
        self.body.addLayout(row(words, self.amount, spacing=look.px(12)))
        self.body.addLayout(row(self._remove, self._use, spacing=look.px(10)))

    def _percent(self, percent: int) -> QPushButton:
        button = self._look.button(f"{percent} %", "quick")
        button.clicked.connect(lambda: self._give(percent * 100, 0))
        return button

    def open(self, asked: "DiscountAsked") -> None:
        """Come up for one line or the whole cart."""
        self.amount.prefill(asked.now.amount if asked.now else 0)
        self._remove.setVisible(asked.now is not None)
        self.ask(asked.title, self._look.texts._("dari {amount}").format(amount=format_rupiah(asked.gross)))
        self.amount.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """`10%`: the percent sign, which the field of rupiah leaves, uses the typed number as percent."""
        if event.text() == "%" and 0 < self.amount.amount <= PERCENT_MAX:
            self._give(self.amount.amount * 100, 0)
        else:
            super().keyPressEvent(event)

    def confirm(self) -> None:
        """Use the typed amount."""
        self._give(0, self.amount.amount)
