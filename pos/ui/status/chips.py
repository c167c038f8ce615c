"""The header's chips: the way to the centre and the printer. They push nothing and open the status sheet."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from pos.ui.status.shown import Cell, StatusShown, Tone, Wishes
from pos.ui.widgets.look import Look, on_click, prepare, restyle, row

_COLOURS = {Tone.CALM: "muted", Tone.GREEN: "on_soft", Tone.AMBER: "accent", Tone.RED: "danger"}


class StatusChips(QWidget):
    """Implements presenter.StatusView for the header."""

    def __init__(self, look: Look, opened: Callable[[], None], *, narrow: bool) -> None:
        """`narrow` shows the short words."""
        super().__init__()
        self._look, self._narrow = look, narrow
        self.sync = self._chip(opened)
        self.printer = self._chip(opened)
        self.setLayout(row(self.printer, self.sync, spacing=look.px(8)))
        self.sync.hide()
        self.printer.hide()

    def _chip(self, opened: Callable[[], None]) -> QPushButton:
        chip = QPushButton()
        prepare(chip, "status")
        chip.setIconSize(QSize(self._look.px(18), self._look.px(18)))
        on_click(chip, opened)
        return chip

    def show_status(self, shown: StatusShown) -> None:
        """See StatusView."""
        self._show(self.sync, shown.sync)
        self._show(self.printer, shown.printer)
        self.printer.setVisible(bool(shown.printer.text))
        self.sync.setToolTip(shown.sync_sentence)
        self.printer.setToolTip(shown.printer_sentence)
        self.sync.show()

    def _show(self, chip: QPushButton, cell: Cell) -> None:
        restyle(chip, "tone", cell.tone.value)
        chip.setIcon(self._look.icon(cell.icon, _COLOURS[cell.tone], 18))
        words = cell.short if self._narrow else cell.text
        chip.setText(f" {words}".replace("&", "&&") if words else "")
        chip.setAccessibleName(cell.text)

    def show_wishes(self, wishes: Wishes) -> None:
        """See StatusView; nothing of it is in the header."""
