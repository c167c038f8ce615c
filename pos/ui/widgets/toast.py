"""Short notices over the header: they steal no focus, cover no button that sells, and offer to undo."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from pos.ui.keys import Action
from pos.ui.widgets.look import Look, column, row

SHOWN_MS = 5000
PROBLEM_MS = 9000


class Toast(QFrame):
    """One notice at a time; a new one replaces the old one."""

    def __init__(self, window: QWidget, look: Look) -> None:
        """Lie over `window`, centred at its top."""
        super().__init__(window)
        self.setProperty("role", "toast")
        self._look = look
        self._undo: Callable[[], None] | None = None
        self.insets = (0, 0)
        self._title = look.label(wrap=True)
        self._more = look.label(role="sub", wrap=True)
        self._button = look.button(look.texts._("Urungkan"))
        self._button.clicked.connect(self._pressed)
        self._cap = look.keycap(Action.UNDO)
        self._close = look.icon_button("x", look.texts._("Tutup"), "bg")
        self._close.clicked.connect(self.hide)
        words = column(self._title, self._more, spacing=look.px(2))
        margins = (look.px(20), look.px(2), look.px(6), look.px(2))
        self.setLayout(row(words, self._button, self._close, spacing=look.px(12), margins=margins))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show one sentence for five seconds."""
        self._show(text, "", undo, SHOWN_MS)

    def problem(self, happened: str, rest: str) -> None:
        """Show what happened, then what is safe and what to do."""
        self._show(happened, rest, None, PROBLEM_MS)

    @property
    def text(self) -> str:
        """What is being said now; empty while hidden."""
        return f"{self._title.text()} {self._more.text()}".strip() if self.isVisible() else ""

    def _show(self, title: str, more: str, undo: Callable[[], None] | None, shown_ms: int) -> None:
        self._undo = undo
        self._title.setText(title)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._button.setVisible(undo is not None)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(shown_ms)

    def place(self) -> None:
        """Take the room that the words need, between the insets left and right (rail, cart)."""
        window = self.parentWidget()
        assert window is not None
        left, right = self.insets
        room = window.width() - left - right
        width = min(self._look.px(640), room - self._look.px(32))
        self._title.setMinimumWidth(0)
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None
        for label in (self._title, self._more):
            label.ensurePolished()
        layout.activate()
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()
        self.setFixedHeight(max(height, self._look.px(52)))
        self.move(left + (room - width) // 2, self._look.px(6))

    def _pressed(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
