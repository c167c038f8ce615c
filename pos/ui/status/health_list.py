"""The rows of the status sheet: a mark in its tone, the name, how it is and since when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from pos.ui.status.shown import HealthRow, Tone
from pos.ui.widgets.icons import pixmap
from pos.ui.widgets.look import Look, column, restyle, row
from pos.ui.widgets.scroll_column import ScrollColumn

COLOURS = {Tone.CALM: "muted", Tone.GREEN: "on_soft", Tone.AMBER: "accent", Tone.RED: "danger"}
_BANDS = {Tone.AMBER: "amber-band", Tone.RED: "danger-band"}
NAME_WIDTH = 124


class HealthList(ScrollColumn):
    """As many rows as there are; they are made once."""

    def __init__(self, look: Look) -> None:
        """Empty."""
        super().__init__(spacing=look.px(2), margins=(0, 0, look.px(10), 0))
        self._look = look
        self.lines: list[_Line] = []

    def show_rows(self, shown: tuple[HealthRow, ...]) -> None:
        """Say each; those that need a look are banded."""
        while len(self.lines) < len(shown):
            line = _Line(self._look)
            self.lines.append(line)
            self.rows.addWidget(line)
        for line, one in zip(self.lines, shown, strict=False):
            line.show_row(one)


class _Line(QFrame):
    """One row."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(look.px(48))
        self._icon, self._name = QLabel(), look.label(role="strong")
        self._name.setFixedWidth(look.px(NAME_WIDTH))
        self.sentence, self._since = look.label(wrap=True), look.label(role="caption")
        words = column(self.sentence, self._since, spacing=look.px(1))
        layout = row(
            self._icon,
            self._name,
            words,
            spacing=look.px(12),
            margins=(look.px(8), look.px(6), look.px(8), look.px(6)),
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def show_row(self, shown: HealthRow) -> None:
        """Say it, also to a screen reader."""
        colour = COLOURS[shown.tone]
        self._icon.setPixmap(pixmap(self._look.theme, shown.icon, colour, 22))
        self._name.setText(shown.name)
        self.sentence.setText(shown.sentence)
        self._since.setText(shown.since)
        self._since.setVisible(bool(shown.since))
        restyle(self, "role", _BANDS.get(shown.tone, ""))
        self.setAccessibleName(f"{shown.name}: {shown.sentence} {shown.since}".strip())
