"""The keyboard's own mark: a ring, 2 px wide with a 2 px gap, round what Tab has reached.

It lies over the window, takes no clicks, and shows only where the focus came by the keyboard. A button to
which the focus fell by itself, because a field went away, loses it again: a stray Enter presses nothing.
"""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QWidget

from pos.ui.theme import Theme
from pos.ui.widgets.sheet import WALKING

WIDTH, GAP = 2, 2


class FocusRing(QWidget):
    """One per window; follows the application's focus."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        """Stay hidden until Tab reaches a button or a list."""
        super().__init__(window)
        self._inside, self._theme = window, theme
        self._around: QWidget | None = None
        self._by_tab, self._follows = False, True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        _application().focusChanged.connect(self._moved)

    def let_go(self) -> None:
        """Follow the focus no more: what it lies round is about to go with the window's inside. Twice is once."""
        if self._follows:
            self._follows = False
            _application().focusChanged.disconnect(self._moved)
        if self._around is not None:
            self._around.removeEventFilter(self)
            self._around = None

    def tabbed(self) -> None:
        """Hear that Tab was pressed: the next focus comes by the keyboard."""
        self._by_tab = True

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._around is not None:
            self._around.removeEventFilter(self)
            self._around = None
        by_tab, self._by_tab = self._by_tab, False
        if not isinstance(new, QAbstractButton | QListView) or not self.window().isAncestorOf(new):
            self.hide()
        elif by_tab or _is_walked(new):
            self._around = new
            new.installEventFilter(self)
            self._place()
        else:
            self.hide()
            QTimer.singleShot(0, new, new.clearFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget that has the focus."""
        if watched is self._around and event.type() in _MOVES:
            if event.type() in {QEvent.Type.Hide, QEvent.Type.Destroy}:
                self.hide()
            else:
                self._place()
        return False

    def _place(self) -> None:
        if self._around is None or not self._around.isVisible():
            self.hide()
            return
        room = WIDTH + GAP
        corner = self._around.mapTo(self._inside, self._around.rect().topLeft())
        self.setGeometry(QRect(corner, self._around.size()).adjusted(-room, -room, room, room))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring only."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), WIDTH))
        radius = self._theme.px(14)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        painter.end()


def _is_walked(widget: QWidget) -> bool:
    """Whether the keys of a sheet moved the focus here."""
    parent = widget.parentWidget()
    while parent is not None:
        if parent.property(WALKING):
            return True
        parent = parent.parentWidget()
    return False


_MOVES = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Destroy}
)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
