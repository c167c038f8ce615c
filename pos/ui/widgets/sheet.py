"""A panel over part of a screen that asks one thing: Enter uses it, Esc leaves everything as it was."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pos.ui.keys import Action
from pos.ui.widgets.look import Look, column, on_click, row

WALKING = "walking"
"""Property of a sheet while its keys move the focus, so that the ring shows it."""

_STEPS = {Action.UP: False, Action.LEFT: False, Action.DOWN: True, Action.RIGHT: True}


class Sheet(QFrame):
    """Title, sub-line and a close button at the top; what is asked goes into `body`."""

    whole = False
    """Whether it covers its parent, or only as much of its foot as it needs."""

    def __init__(self, look: Look, parent: QWidget, close: Callable[[], None]) -> None:
        """Hidden; `close` hears Esc and the cross."""
        super().__init__(parent)
        self._look, self._close = look, close
        self.setProperty("role", "totals")
        self._title = look.label(role="heading", wrap=True)
        self._sub = look.label(role="sub", wrap=True)
        cross = look.icon_button("x", look.texts._("Tutup"))
        on_click(cross, close)
        head = row(column(self._title, self._sub, spacing=look.px(2)), cross)
        head.setAlignment(cross, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(12))
        side = look.px(20)
        self.setLayout(
            column(head, self.body, spacing=look.px(12), margins=(side, look.px(16), side, look.px(16)))
        )
        self.hide()

    def ask(self, title: str, sub: str = "") -> None:
        """Come up."""
        self._title.setText(title)
        self._sub.setText(sub)
        self._sub.setVisible(bool(sub))
        self.show()
        self.place()
        self.raise_()

    def confirm(self) -> None:
        """Enter: use what was entered."""

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; all others are the field's."""
        if action is Action.CONFIRM:
            self.confirm()
        elif action is Action.BACK:
            self._close()
        elif action in _STEPS and not self._is_typing():
            self.walk(forward=_STEPS[action])
        else:
            return False
        return True

    def first(self) -> QWidget | None:
        """Where the walk by arrows begins."""
        return None

    def walk(self, *, forward: bool) -> None:
        """Arrows: the next thing to press, kept in sight; never out of the sheet."""
        before = self.focusWidget()
        self.setProperty(WALKING, True)
        to = self.first()
        if before is not None and before.hasFocus():
            self.focusNextPrevChild(forward)
            now = self.window().focusWidget()
            to = now if now is not None and self.isAncestorOf(now) else before
        if to is not None:
            to.setFocus(Qt.FocusReason.TabFocusReason)
            self._keep_in_sight(to)
        self.setProperty(WALKING, False)

    @staticmethod
    def _keep_in_sight(widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()

    def _is_typing(self) -> bool:
        """Whether arrows belong to a field with text."""
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus() and focus.inherits("QLineEdit")

    def place(self) -> None:
        """Lie over the parent, or over its foot."""
        parent = self.parentWidget()
        assert parent is not None
        height = parent.height() if self.whole else min(parent.height(), self._height(parent.width() - 1))
        self.setGeometry(1, parent.height() - height, parent.width() - 1, height)

    def _height(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        wrapped = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        return max(wrapped, self.sizeHint().height())
