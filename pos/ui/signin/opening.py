"""What is seen from the first paint until the shop's data are read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos.ui.widgets.look import Look, column, row


class OpeningPage(QWidget):
    """What is seen from the first paint until the shop's data are read."""

    right_inset = 0

    def __init__(self, look: Look) -> None:
        """Say that the shop is being opened."""
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark = look.frame("brand")
        mark.setFixedSize(look.px(72), look.px(72))
        mark.setLayout(row(None, look.picture("store", "on_primary", 40), None))
        self._words = look.label(look.texts._("Membuka gerai…"), "heading", wrap=True)
        self._more = look.label(role="muted", wrap=True)
        for label in (self._words, self._more):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMinimumWidth(look.px(480))
        self.setLayout(
            column(
                None,
                row(None, mark, None),
                row(None, self._words, None),
                row(None, self._more, None),
                None,
                spacing=look.px(14),
            )
        )

    def show_problem(self, happened: str, rest: str) -> None:
        """Say why the shop could not be opened."""
        self._words.setText(happened)
        self._more.setText(rest)
