"""The page of a closed shift: the difference, and the sums behind it. It shows and says presses, no more."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.domain.shift import CashPart, cash_parts
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.shift.shown import ResultShown, ShiftShown
from pos.ui.shift.words import cash_part_name
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.facts import clear, fact
from pos.ui.widgets.look import Look, column, on_click, restyle, row
from pos.ui.widgets.scroll_column import ScrollColumn
from pos.ui.words import compared_sentence, tender_name


class ResultPage(QWidget):
    """The closed shift: expected, counted, difference, and the sums behind them."""

    def __init__(self, look: Look, go_on: Callable[[], None], report: Callable[[], None]) -> None:
        """`go_on` leaves the page, `report` shows what was printed."""
        super().__init__()
        self._look = look
        _ = look.texts._
        self._title = look.label(role="title", wrap=True)
        self._difference_word = look.label(role="line")
        self._difference = look.label()
        self._difference.setFont(look.theme.font(44, 800, 98.5))
        self._band = look.frame("band")
        margin = look.px(24)
        self._band.setLayout(
            row(
                self._difference_word,
                None,
                self._difference,
                margins=(margin, look.px(14), margin, look.px(14)),
            )
        )
        self._causes = QVBoxLayout()
        self._causes.setSpacing(look.px(10))
        self._why = look.label(_("Mungkin karena"), "muted")
        self._scrolled = ScrollColumn(spacing=look.px(8), margins=(0, 0, look.px(10), 0))
        self._facts = self._scrolled.rows
        self._unsent = look.label(role="muted", wrap=True)
        self.go_on = PrimaryButton(look, _("Selesai"), Action.CONFIRM)
        on_click(self.go_on, go_on)
        self.report_button = CapButton(look, _("Lihat laporan"), Action.REPORT, "quick", "receipt")
        on_click(self.report_button, report)
        self.setLayout(
            row(
                self._make_left(),
                self._make_right(),
                spacing=look.px(20),
                margins=(look.px(24), look.px(20), look.px(24), look.px(20)),
            )
        )

    def _make_left(self) -> QWidget:
        look, panel = self._look, self._look.frame("panel")
        side = look.px(28)
        panel.setLayout(
            column(
                self._title,
                self._band,
                self._why,
                self._causes,
                None,
                self._unsent,
                self.go_on,
                spacing=look.px(14),
                margins=(side, look.px(24), side, look.px(24)),
            )
        )
        return panel

    def _make_right(self) -> QWidget:
        look, panel = self._look, self._look.frame("panel")
        side = look.px(28)
        panel.setFixedWidth(look.px(380))
        panel.setLayout(
            column(
                self._scrolled,
                self.report_button,
                spacing=look.px(14),
                margins=(side, look.px(24), side, look.px(24)),
            )
        )
        return panel

    def show_shift(self, shown: ShiftShown) -> None:
        """Show the result."""
        result, _ = shown.result, self._look.texts._
        if result is None:
            return
        shift = result.shift
        difference = shift.difference or 0
        self._title.setText(_("Shift {n} ditutup").format(n=shift.number))
        restyle(self._band, "role", "amber-band" if difference else "band")
        self._difference_word.setText(self._word(difference))
        self._difference.setText(format_rupiah(abs(difference)))
        self._why.setVisible(bool(result.causes))
        clear(self._causes)
        for n, words in enumerate(result.causes, 1):
            self._causes.addWidget(self._look.label(f"{n}.  {words}", "line", wrap=True))
        clear(self._facts)
        for part, kind, amount in cash_parts(shift.opening_float, result.totals):
            if amount or part is CashPart.FLOAT:
                self._add(cash_part_name(part, kind, self._look.texts), amount)
        self._add(_("Uang menurut catatan"), shift.expected or 0, "heading")
        self._add(_("Uang dihitung"), shift.counted or 0)
        self._facts.addWidget(self._look.frame("rule"))
        self._add(_("Ditinggal di laci"), (shift.counted or 0) - result.to_safe)
        self._add(_("Ke brankas"), result.to_safe)
        self._facts.addWidget(self._look.frame("rule"))
        self._facts.addWidget(fact(self._look, _("Nota"), str(result.totals.sale_count)))
        for tender, count, amount in result.totals.tenders:
            self._add(f"{tender_name(tender, self._look.texts)} ({count})", amount)
        self._add(_("Penjualan bersih"), result.totals.total)
        self._unsent.setText(self._sent(result))

    def _add(self, name: str, amount: int, role: str = "strong") -> None:
        self._facts.addWidget(fact(self._look, name, format_rupiah(amount).replace("-", "−"), role))

    def _sent(self, result: ResultShown) -> str:
        if result.unsent:
            words = self._look.texts._("{n} catatan belum terkirim; aman di komputer ini.")
            return words.format(n=result.unsent)
        return compared_sentence(result.compared, self._look.texts) if result.compared else ""

    def _word(self, difference: int) -> str:
        _ = self._look.texts._
        if difference == 0:
            return _("Pas, tanpa selisih")
        return _("Selisih lebih") if difference > 0 else _("Selisih kurang")
