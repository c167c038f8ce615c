"""The list of settings under their groups; one is marked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pos.ui.settings.shown import Row
from pos.ui.widgets.facts import clear
from pos.ui.widgets.look import Look, prepare, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


class RowButton(QPushButton):
    """One setting with its value; checked while marked."""

    def __init__(self, look: Look, shown: Row) -> None:
        """Name at the left, value at the right."""
        super().__init__()
        prepare(self, "person")
        self.setCheckable(True)
        self.setFixedHeight(look.px(52))
        label, value = ElidedLabel(shown.label, middle=False), ElidedLabel(shown.value, middle=False)
        label.setProperty("role", "line")
        value.setProperty("role", "muted")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = row(label, value, spacing=look.px(12), margins=(look.px(14), 0, look.px(14), 0))
        layout.setStretch(0, 3)
        layout.setStretch(1, 2)
        self.setLayout(layout)
        for part in (label, value):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{shown.label}: {shown.value}")


class RowList(ScrollColumn):
    """All rows; `marked` hears the place of the pressed one."""

    def __init__(self, look: Look, marked: Callable[[int], None]) -> None:
        """Start empty."""
        super().__init__(spacing=look.px(6), margins=(0, 0, look.px(10), look.px(4)))
        self._look, self._marked = look, marked
        self._shown: tuple[Row, ...] = ()
        self.buttons: list[RowButton] = []

    def show_rows(self, rows: tuple[Row, ...], marked: int) -> None:
        """Show the list with one of them marked and in sight."""
        if rows != self._shown:
            self._fill(rows)
        for n, button in enumerate(self.buttons):
            button.setChecked(n == marked)
        if self.buttons:
            self.ensureWidgetVisible(self.buttons[marked])

    def _fill(self, rows: tuple[Row, ...]) -> None:
        clear(self.rows)
        self._shown, self.buttons, group = rows, [], ""
        for n, shown in enumerate(rows):
            if shown.group != group:
                group = shown.group
                caption = self._look.label(group, "caption")
                caption.setContentsMargins(0, self._look.px(10 if n else 0), 0, 0)
                self.rows.addWidget(caption)
            button = RowButton(self._look, shown)
            button.clicked.connect(lambda _checked=False, n=n: self._marked(n))
            self.rows.addWidget(button)
            self.buttons.append(button)
