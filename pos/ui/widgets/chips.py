"""A row of choices of which one is chosen; what finds no room stands behind a last chip, Lainnya."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from pos.ui.widgets.look import Look

CHIP_WIDTH_MIN = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A chip: its key (None is all) and its word."""

    key: str | None
    text: str


class ChipRow(QWidget):
    """Lays as many chips as fit; the chosen one is always among them."""

    def __init__(self, look: Look, chosen: Callable[[str | None], None]) -> None:
        """`chosen` hears the key of a pressed chip."""
        super().__init__()
        self._look, self._chosen = look, chosen
        self._choices: tuple[Choice, ...] = ()
        self._key: str | None = None
        self._chips: list[QPushButton] = []
        self._tail: list[QWidget] = []
        self._more = look.button(look.texts._("Lainnya"), "chip", "chevron-down", "muted")
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._more.setParent(self)
        self._more.clicked.connect(self._open_menu)
        self.setFixedHeight(look.px(48))

    def add_tail(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        widget.setParent(self)
        self._tail.append(widget)
        self._place()

    def show_choices(self, choices: tuple[Choice, ...], key: str | None) -> None:
        """Show the choices with one of them chosen."""
        if choices != self._choices:
            for chip in self._chips:
                chip.deleteLater()
            self._choices = choices
            self._chips = [self._chip(choice) for choice in choices]
        self._key = key
        for choice, chip in zip(choices, self._chips, strict=True):
            chip.setChecked(choice.key == key)
        self._place()

    def _chip(self, choice: Choice) -> QPushButton:
        chip = self._look.button(choice.text, "chip")
        chip.setCheckable(True)
        chip.setParent(self)
        chip.clicked.connect(lambda: self._chosen(choice.key))
        chip.show()
        return chip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let more or fewer chips show."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap, height = self._look.px(8), self.height()
        right = self.width()
        for widget in reversed(self._tail):
            if widget.isVisibleTo(self):
                right -= widget.sizeHint().width()
                widget.setGeometry(right, 0, widget.sizeHint().width(), height)
                right -= gap
        least = self._look.px(CHIP_WIDTH_MIN)
        widths = [max(least, chip.sizeHint().width()) for chip in self._chips]
        shown = self._fitting(widths, right, gap)
        x = 0
        for i, chip in enumerate(self._chips):
            chip.setVisible(i in shown)
            if i in shown:
                chip.setGeometry(x, 0, widths[i], height)
                x += widths[i] + gap
        self._more.setVisible(len(shown) < len(self._chips))
        self._more.setGeometry(x, 0, self._more.sizeHint().width(), height)

    def _fitting(self, widths: list[int], room: int, gap: int) -> set[int]:
        """Give the first chips that fit, the chosen one instead of the last of them where it would be hidden."""
        if sum(widths) + gap * (len(widths) - 1) <= room:
            return set(range(len(widths)))
        room -= self._more.sizeHint().width()
        chosen = next((i for i, c in enumerate(self._choices) if c.key == self._key), 0)
        shown = {chosen}
        used = widths[chosen] + gap if widths else 0
        for i, width in enumerate(widths):
            if i == chosen:
                continue
            if used + width + gap > room:
                break
            shown.add(i)
            used += width + gap
        return shown

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for choice, chip in zip(self._choices, self._chips, strict=True):
            if not chip.isVisibleTo(self):
                action = menu.addAction(choice.text.replace("&", "&&"))
                action.triggered.connect(lambda _=False, key=choice.key: self._chosen(key))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
