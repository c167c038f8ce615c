"""What every widget is built with: one theme and one language; small makers of labels, buttons and rows."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pos.i18n import Texts
from pos.ui.keys import PLAIN, Action, KeyMap
from pos.ui.theme import Theme


@dataclass(frozen=True)
class Look:
    """Theme, texts and keys, handed to each widget; a change of one builds the widgets anew."""

    theme: Theme
    texts: Texts
    keys: KeyMap = PLAIN

    def px(self, pixels: int) -> int:
        return self.theme.px(pixels)

    def icon(self, name: str, colour: str = "text", size: int = 22) -> QIcon:
        from pos.ui.widgets.icons import icon

        return icon(self.theme, name, colour, size)

    def label(self, text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
        """Make a label in one of the sheet's roles; text is never rich."""
        made = QLabel(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(wrap)
        if role:
            made.setProperty("role", role)
        return made

    def picture(self, name: str, colour: str, size: int) -> QLabel:
        """Make a label that shows an icon; decoration, so without a name."""
        from pos.ui.widgets.icons import pixmap

        made = QLabel()
        made.setPixmap(pixmap(self.theme, name, colour, size))
        made.setFixedSize(self.px(size), self.px(size))
        return made

    def keycap(self, action: Action, on: str = "") -> QLabel:
        """Make the small key hint of an action."""
        made = self.label(self.keys.keycap(action), "keycap")
        made.setProperty("on", on)
        made.setFixedHeight(self.px(22))
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made

    def button(self, text: str, role: str = "", icon_name: str = "", colour: str = "text") -> QPushButton:
        """Make a plain button; `&` in a text is shown, not a mnemonic."""
        shown = text.replace("&", "&&")
        made = QPushButton(f" {shown}" if icon_name and text else shown)
        prepare(made, role)
        if icon_name:
            made.setIcon(self.icon(icon_name, colour))
            made.setIconSize(QSize(self.px(20), self.px(20)))
        return made

    def icon_button(
        self, icon_name: str, name: str, colour: str = "muted", role: str = "icon"
    ) -> QPushButton:
        """Make a 48 px button with an icon only; `name` is what a screen reader and the tooltip say."""
        made = QPushButton()
        prepare(made, role)
        made.setIcon(self.icon(icon_name, colour))
        made.setIconSize(QSize(self.px(22), self.px(22)))
        made.setFixedSize(self.px(48), self.px(48))
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def cap_button(
        self, icon_name: str, name: str, action: Action, colour: str, *, capped: bool
    ) -> QPushButton:
        """Make an icon button that also shows its key, where there is room for it."""
        made = self.icon_button(icon_name, f"{name} ({self.keys.keycap(action)})", colour, "boxed")
        if capped:
            made.setProperty("role", "")
            made.setIcon(QIcon())
            parts = (self.picture(icon_name, colour, 20), self.keycap(action))
            for part in parts:
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            made.setLayout(row(*parts, spacing=self.px(6), margins=(self.px(10), 0, self.px(8), 0)))
            made.setFixedWidth(self.px(84))
        return made

    def frame(self, role: str) -> QFrame:
        made = QFrame()
        made.setProperty("role", role)
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return made


def on_click(button: QAbstractButton, does: Callable[[], object]) -> None:
    """Call `does` without the bool that Qt hands over with a click."""
    button.clicked.connect(lambda _checked=False: does())


def prepare(button: QPushButton, role: str) -> None:
    """Give a button its role; it is reached by Tab and never takes the focus by a click (ui.md §4.2)."""
    if role:
        button.setProperty("role", role)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    button.setCursor(Qt.CursorShape.PointingHandCursor)


def row(
    *parts: QWidget | QLayout | int | None,
    spacing: int = 8,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> QHBoxLayout:
    """Lay parts side by side; None is a stretch, a number a fixed gap."""
    layout = QHBoxLayout()
    _fill(layout, parts, spacing, margins)
    return layout


def column(
    *parts: QWidget | QLayout | int | None,
    spacing: int = 8,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> QVBoxLayout:
    """Lay parts below one another; None is a stretch, a number a fixed gap."""
    layout = QVBoxLayout()
    _fill(layout, parts, spacing, margins)
    return layout


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    parts: tuple[QWidget | QLayout | int | None, ...],
    spacing: int,
    margins: tuple[int, int, int, int],
) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the sheet asks for, and let the sheet see it, on the labels inside too."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for part in (widget, *widget.findChildren(QLabel)):
        part.style().unpolish(part)
        part.style().polish(part)
    widget.update()
