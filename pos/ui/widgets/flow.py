"""Chips that wrap into as many rows as they need; one or none of them is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from pos.ui.widgets.chips import Choice
from pos.ui.widgets.look import Look
from pos.ui.widgets.wrapping_row import WrappingRow


class ChipFlow(WrappingRow):
    """A press on the chosen chip lets it go again."""

    def __init__(self, look: Look, name: str, chosen: Callable[[str | None], None]) -> None:
        """`chosen` hears the key, None when nothing is chosen any more."""
        super().__init__(look)
        self._chosen = chosen
        self._choices: tuple[Choice, ...] = ()
        self._key: str | None = None
        self._chips: list[QPushButton] = []
        self.setAccessibleName(name)

    def show_choices(self, choices: tuple[Choice, ...], key: str | None) -> None:
        """Show the choices, one of them chosen."""
        self._key = key
        if choices != self._choices:
            for chip in self._chips:
                chip.hide()
                chip.deleteLater()
            self._choices = choices
            self._chips = [self._chip(choice) for choice in choices]
        for choice, chip in zip(choices, self._chips, strict=True):
            chip.setChecked(choice.key == key)
        self.hold(self._chips)

    @property
    def first(self) -> QPushButton:
        """Where the walk by keys begins."""
        return self._chips[0]

    def _chip(self, choice: Choice) -> QPushButton:
        chip = self._look.button(choice.text, "chip")
        chip.setCheckable(True)
        chip.setParent(self)
        chip.clicked.connect(lambda: self._chosen(None if choice.key == self._key else choice.key))
        chip.show()
        return chip

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(self._look.px(200), self.minimumHeight())
