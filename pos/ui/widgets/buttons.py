"""Buttons with parts: the green one with an amount, methods and rail entries with keycaps."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from pos.ui.keys import Action
from pos.ui.widgets.icons import pixmap
from pos.ui.widgets.look import Look, column, prepare, restyle, row


def _make_room(button: QPushButton, parts: tuple[QWidget | None, ...]) -> None:
    """Where the word finds no room, let first the icon go, then the keycap: a cut word says nothing.

    What went comes back when there is room: a button in a hidden panel is first laid out much too narrow.
    """
    layout = button.layout()
    if layout is None:
        return
    there = [part for part in parts if part is not None]
    hidden = sum(part.sizeHint().width() + layout.spacing() for part in there if part.isHidden())
    needed = layout.minimumSize().width() + hidden
    for part in there:
        fits = needed <= button.width()
        if not fits:
            needed -= part.sizeHint().width() + layout.spacing()
        if part.isHidden() is fits:
            part.setVisible(fits)


def _through(widget: QWidget) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class PrimaryButton(QPushButton):
    """The one green button: a word, its key, and perhaps an amount at the right."""

    def __init__(self, look: Look, text: str, action: Action, icon_name: str = "") -> None:
        """`action` gives the keycap."""
        super().__init__()
        prepare(self, "primary")
        self._word = look.label(text)
        self._cap = look.keycap(action, "primary")
        self._amount = look.label()
        parts: list[QWidget | int | None] = []
        self._look, self._icon_name = look, icon_name
        self._icon = look.picture(icon_name, "on_primary", 22) if icon_name else None
        if self._icon is not None:
            parts.append(self._icon)
        parts += [self._word, self._cap, None, self._amount]
        for part in parts:
            if isinstance(part, QWidget):
                _through(part)
        self.setLayout(row(*parts, spacing=look.px(10), margins=(look.px(22), 0, look.px(22), 0)))
        self.setFixedHeight(look.theme.size("pay"))
        self.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the word whole."""
        super().resizeEvent(event)
        _make_room(self, (self._icon, self._cap))

    def changeEvent(self, event: QEvent) -> None:
        """Let the parts look disabled too: the sheet does not reach them through the button's state."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            for part in (self._word, self._amount):
                restyle(part, "on", "" if self.isEnabled() else "off")
            restyle(self._cap, "on", "primary" if self.isEnabled() else "off")
            if self._icon is not None:
                colour = "on_primary" if self.isEnabled() else "faint"
                self._icon.setPixmap(pixmap(self._look.theme, self._icon_name, colour, 22))

    def show_amount(self, text: str) -> None:
        """Put an amount at the right end."""
        self._amount.setText(text)
        self.setAccessibleName(f"{self._word.text()} {text}".strip())
        _make_room(self, (self._icon, self._cap))

    def show_text(self, text: str) -> None:
        """Change the word."""
        self._word.setText(text)
        self.setAccessibleName(text)
        _make_room(self, (self._icon, self._cap))

    def sizeHint(self) -> QSize:
        """Wide enough for its parts: children of a button do not widen it by themselves."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """See sizeHint."""
        return self.sizeHint()


class CapButton(QPushButton):
    """A button with a word and its keycap, perhaps an icon before it."""

    def __init__(
        self,
        look: Look,
        text: str,
        action: Action | None,
        role: str,
        icon_name: str = "",
        colour: str = "text",
    ) -> None:
        """`action` None leaves the cap out; `colour` is the word's and the icon's token."""
        super().__init__()
        prepare(self, role)
        self._look, self._icon_name, self._colour = look, icon_name, colour
        self._icon = look.picture(icon_name, colour, 20) if icon_name else None
        self._word = look.label(text, "danger" if colour == "danger" else "line")
        self._cap = look.keycap(action) if action else None
        centred = role != "method"
        parts: list[QWidget | int | None] = [None] if centred else []
        parts += [part for part in (self._icon, self._word) if part is not None]
        parts += [None] if not centred else []
        parts += [self._cap] if self._cap else []
        parts += [None] if centred else []
        for part in parts:
            if isinstance(part, QWidget):
                _through(part)
        side = look.px(14 if role == "method" else 8)
        self.setLayout(row(*parts, spacing=look.px(8), margins=(side, 0, side, 0)))
        self.setAccessibleName(text)
        self.toggled.connect(self._show_state)

    def show_text(self, text: str) -> None:
        """Change the word."""
        self._word.setText(text)
        self.setAccessibleName(text)
        _make_room(self, (self._icon, self._cap))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the word whole."""
        super().resizeEvent(event)
        _make_room(self, (self._icon, self._cap))

    def changeEvent(self, event: QEvent) -> None:
        """Let the parts look disabled too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._show_state()

    def _show_state(self) -> None:
        state = "soft" if self.isChecked() else "" if self.isEnabled() else "off"
        colour = {"soft": "on_soft", "off": "faint"}.get(state, self._colour)
        if self._icon is not None:
            self._icon.setPixmap(pixmap(self._look.theme, self._icon_name, colour, 20))
        for part in (self._word, self._cap):
            if part is not None:
                restyle(part, "on", state)

    def sizeHint(self) -> QSize:
        """Wide enough for its parts."""
        layout = self.layout()
        hint = super().sizeHint()
        return hint if layout is None else QSize(layout.sizeHint().width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """See sizeHint."""
        return self.sizeHint()


class RailButton(QPushButton):
    """An entry of the rail: icon over its word."""

    def __init__(self, look: Look, text: str, icon_name: str) -> None:
        """Checked when its screen is in front."""
        super().__init__()
        prepare(self, "rail")
        self._look, self._icon_name = look, icon_name
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._word = word = look.label(text)
        word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        _through(self._icon)
        _through(word)
        self.setLayout(column(None, self._icon, word, None, spacing=look.px(4)))
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(64))
        self.toggled.connect(self._draw)
        self._draw(False)

    def show_text(self, text: str) -> None:
        """Another word, a number with it."""
        self._word.setText(text)
        self.setAccessibleName(text)

    def _draw(self, checked: bool) -> None:
        colour = "on_soft" if checked else "muted"
        self._icon.setPixmap(pixmap(self._look.theme, self._icon_name, colour, 24))
        restyle(self._word, "on", "soft" if checked else "")
