"""The page of a shift's report: what the paper says, set for the screen; Enter prints it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos.ui.keys import Action
from pos.ui.shift.shown import ShiftShown
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.facts import clear
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.paper_lines import paper_line
from pos.ui.widgets.scroll_column import ScrollColumn


class ReportPage(QWidget):
    """Shows the rows of a paper; up and down scroll them."""

    def __init__(self, look: Look, *, print_it: Callable[[], None], back: Callable[[], None]) -> None:
        """`print_it` hears Enter, `back` Esc."""
        super().__init__()
        self._look = look
        _ = look.texts._
        side = look.px(28)
        self._paper = ScrollColumn(spacing=look.px(6), margins=(side, look.px(20), side, look.px(20)))
        sheet = look.frame("panel")
        sheet.setFixedWidth(look.px(520))
        inside = column(self._paper, spacing=0, margins=(look.px(4),) * 4)
        sheet.setLayout(inside)
        self.print_button = PrimaryButton(look, _("Cetak"), Action.CONFIRM, "printer")
        on_click(self.print_button, print_it)
        self.back_button = CapButton(look, _("Kembali"), Action.BACK, "quick", "arrow-left")
        on_click(self.back_button, back)
        self._title = look.label(role="title", wrap=True)
        self._note = look.label(role="muted", wrap=True)
        aside = look.frame("panel")
        aside.setFixedWidth(look.px(316))
        margin = look.px(24)
        aside.setLayout(
            column(
                self._title,
                self._note,
                None,
                self.print_button,
                self.back_button,
                spacing=look.px(12),
                margins=(margin,) * 4,
            )
        )
        self.setLayout(
            row(
                None,
                sheet,
                aside,
                None,
                spacing=look.px(20),
                margins=(margin, look.px(20), margin, look.px(20)),
            )
        )

    def show_shift(self, shown: ShiftShown) -> None:
        """Set the paper anew."""
        _ = self._look.texts._
        open_now = shown.result is None
        self._title.setText(_("Laporan sementara") if open_now else _("Laporan tutup kasir"))
        self._note.setText(
            _("Shift masih berjalan; laporan ini boleh dicetak kapan saja.")
            if open_now
            else _("Sama dengan yang tercetak.")
        )
        clear(self._paper.rows)
        for line in shown.report:
            self._paper.rows.addWidget(paper_line(self._look, line))

    def step(self, by: int) -> None:
        """One line up or down."""
        bar = self._paper.verticalScrollBar()
        bar.setValue(bar.value() + by * self._look.px(60))
