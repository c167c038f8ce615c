"""Buttons beside one another that go on in a second row where their words find no room in one."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from pos.ui.widgets.look import Look

HEIGHT, GAP, LEAST = 48, 8, 60


class WrappingRow(QWidget):
    """As high as its rows; a button that is hidden takes no room."""

    def __init__(self, look: Look, *buttons: QPushButton) -> None:
        """The buttons in their order."""
        super().__init__()
        self._look = look
        self._buttons: tuple[QPushButton, ...] = ()
        self.setMinimumHeight(look.px(HEIGHT))
        self.hold(buttons)

    def hold(self, buttons: Iterable[QPushButton]) -> None:
        """Place these from now on, in their order."""
        self._buttons = tuple(buttons)
        for button in self._buttons:
            if button.parentWidget() is not self:
                button.setParent(self)
        self._place()

    def event(self, event: QEvent) -> bool:
        """A button says other words, came or went: place them anew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """All in one row, if there is room."""
        gap = self._look.px(GAP)
        wide = sum(self._width(button) + gap for button in self._shown())
        return QSize(max(0, wide - gap), self.minimumHeight())

    def _shown(self) -> list[QPushButton]:
        return [button for button in self._buttons if not button.isHidden()]

    def _width(self, button: QPushButton) -> int:
        return max(self._look.px(LEAST), button.sizeHint().width())

    def _place(self) -> None:
        gap, height = self._look.px(GAP), self._look.px(HEIGHT)
        x = y = 0
        for button in self._shown():
            width = self._width(button)
            if x and x + width > self.width():
                x, y = 0, y + height + gap
            button.setGeometry(x, y, min(width, self.width()), height)
            x += width + gap
        if self.minimumHeight() != y + height:
            self.setFixedHeight(y + height)
