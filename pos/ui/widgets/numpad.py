"""One keypad everywhere: 7-8-9 on top, 000 for rupiah, delete and clear; it only says which key."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from pos.ui.widgets.look import Look, on_click

ROWS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"))
KEY_WIDTH_MAX, KEY_HEIGHT_MAX, GAP = 140, 104, 10


class Numpad(QWidget):
    """`digits` hears the digits, `delete` the eraser, `wipe` the clear key."""

    def __init__(
        self,
        look: Look,
        digits: Callable[[str], None],
        delete: Callable[[], None],
        wipe: Callable[[], None],
        *,
        zeros: str = "000",
    ) -> None:
        """`zeros` is the key left of 0; "" puts the clear key there (for a PIN)."""
        super().__init__()
        self._look = look
        columns = 4 if zeros else 3
        self.setMaximumWidth(look.px(columns * KEY_WIDTH_MAX + (columns - 1) * GAP))
        self.setMaximumHeight(look.px(4 * KEY_HEIGHT_MAX + 3 * GAP))
        grid = QGridLayout(self)
        grid.setSpacing(look.px(GAP))
        grid.setContentsMargins(0, 0, 0, 0)
        for y, keys in enumerate(ROWS):
            for x, key in enumerate(keys):
                grid.addWidget(self._digit(key, digits), y, x)
        erase = self._icon("delete", look.texts._("Hapus satu angka"), delete)
        clear = self._icon("eraser", look.texts._("Hapus semua"), wipe)
        grid.addWidget(self._digit(zeros, digits) if zeros else clear, 3, 0)
        grid.addWidget(self._digit("0", digits), 3, 1)
        grid.addWidget(erase, 3, 2)
        if zeros:
            grid.addWidget(clear, 0, 3)
            for y, zeros_key in enumerate(("00",), 1):
                grid.addWidget(self._digit(zeros_key, digits), y, 3)
            grid.addWidget(self._digit("50000", digits, "50rb"), 2, 3)
            grid.addWidget(self._digit("100000", digits, "100rb"), 3, 3)

    def _digit(self, key: str, digits: Callable[[str], None], shown: str = "") -> QPushButton:
        button = self._look.button(shown or key, "key")
        button.setProperty("text_size", "small" if shown else "")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        button.setMaximumWidth(self._look.px(KEY_WIDTH_MAX))
        button.setMaximumHeight(self._look.px(KEY_HEIGHT_MAX))
        button.clicked.connect(lambda: digits(key))
        return button

    def _icon(self, icon_name: str, name: str, does: Callable[[], None]) -> QPushButton:
        button = self._look.button("", "key", icon_name)
        button.setIconSize(QSize(self._look.px(28), self._look.px(28)))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        button.setMaximumWidth(self._look.px(KEY_WIDTH_MAX))
        button.setMaximumHeight(self._look.px(KEY_HEIGHT_MAX))
        button.setAccessibleName(name)
        on_click(button, does)
        return button
