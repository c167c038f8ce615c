"""Three pages of the shift: float, blind count, result. They show and say presses, no more."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.shift.count_grid import CountGrid
from pos.ui.shift.facts import clear, fact
from pos.ui.shift.shown import FACES, ResultShown, ShiftShown
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, restyle, row
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.words import compared_sentence, tender_name

FLOATS = (100_000, 200_000, 300_000, 500_000)


class FloatPage(QWidget):
    """Open the till: how much lies in the drawer."""

    def __init__(self, look: Look, open_shift: Callable[[int], None]) -> None:
        """`open_shift` hears the float in rupiah."""
        super().__init__()
        self._look, self._open = look, open_shift
        _ = look.texts._
        self.amount = MoneyEdit(_("Modal awal"), "tendered")
        self.confirm_button = PrimaryButton(look, _("Buka kasir"), Action.CONFIRM, "log-in")
        on_click(self.confirm_button, self.confirm)
        quick = QGridLayout()
        quick.setSpacing(look.px(8))
        for n, amount in enumerate(FLOATS):
            button = look.button(format_rupiah(amount), "quick")
            button.clicked.connect(lambda _checked=False, amount=amount: self.amount.prefill(amount))
            quick.addWidget(button, 0, n)
        self._hello = look.label(role="muted")
        panel = look.frame("panel")
        panel.setFixedWidth(look.px(620))
        side = look.px(36)
        panel.setLayout(
            column(
                self._hello,
                look.label(_("Berapa modal awal di laci?"), "title", wrap=True),
                look.label(_("Hitung uang di laci, lalu tulis jumlahnya."), "muted", wrap=True),
                self.amount,
                quick,
                look.px(8),
                self.confirm_button,
                spacing=look.px(14),
                margins=(side, side, side, side),
            )
        )
        self.setLayout(column(None, row(None, panel, None), None))

    def show_shift(self, shown: ShiftShown) -> None:
        """Greet."""
        self._hello.setText(self._look.texts._("Halo, {name}.").format(name=shown.cashier_name))
        self.amount.setFocus()

    def confirm(self) -> None:
        """Open with what is written."""
        self._open(self.amount.amount)


class CountPage(QWidget):
    """The blind count: pieces by face; the sum is said back before the close."""

    def __init__(self, look: Look, changed: Callable[[str, int], None], confirm: Callable[[], None]) -> None:
        """`changed` hears face and pieces."""
        super().__init__()
        self._look = look
        _ = look.texts._
        self.grid = CountGrid(look, FACES, changed)
        self._sum = look.label("Rp0")
        self._sum.setFont(look.theme.font(34, 800, 98.5))
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._asked = look.label(role="line", wrap=True)
        self._band = look.frame("sunken")
        margin = look.px(20)
        self._band.setLayout(
            column(
                look.label(_("Uang dihitung"), "muted"),
                self._sum,
                self._asked,
                spacing=look.px(6),
                margins=(margin, margin, margin, margin),
            )
        )
        self.confirm_button = PrimaryButton(look, _("Tutup kasir"), Action.CONFIRM, "lock")
        on_click(self.confirm_button, confirm)
        left, right = look.frame("panel"), look.frame("panel")
        right.setFixedWidth(look.px(340))
        margin = look.px(24)
        left.setLayout(
            column(
                look.label(_("Hitung uang di laci"), "heading"),
                look.px(4),
                self.grid,
                None,
                spacing=look.px(10),
                margins=(margin, look.px(18), margin, look.px(14)),
            )
        )
        right.setLayout(
            column(self._band, None, self.confirm_button, spacing=look.px(12), margins=(margin,) * 4)
        )
        self.setLayout(
            row(left, right, spacing=look.px(20), margins=(margin, look.px(20), margin, look.px(20)))
        )

    def show_shift(self, shown: ShiftShown) -> None:
        """Show the sum; ask once more before the close."""
        _ = self._look.texts._
        self._sum.setText(format_rupiah(shown.counted))
        restyle(self._band, "role", "amber-band" if shown.sure else "sunken")
        self._asked.setText(
            _("Periksa sekali lagi. Tekan Enter untuk menutup kasir dengan jumlah ini.") if shown.sure else ""
        )


class ResultPage(QWidget):
    """The closed shift: expected, counted, difference, and the sums behind them."""

    def __init__(self, look: Look, go_on: Callable[[], None]) -> None:
        """`go_on` leaves the page."""
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
        self._facts = QVBoxLayout()
        self._facts.setSpacing(look.px(8))
        self._unsent = look.label(role="muted", wrap=True)
        self.go_on = PrimaryButton(look, _("Selesai"), Action.CONFIRM)
        on_click(self.go_on, go_on)
        panel = look.frame("panel")
        panel.setFixedWidth(look.px(640))
        side = look.px(36)
        panel.setLayout(
            column(
                self._title,
                self._band,
                self._facts,
                self._unsent,
                look.px(8),
                self.go_on,
                spacing=look.px(14),
                margins=(side, look.px(28), side, look.px(28)),
            )
        )
        self.setLayout(column(None, row(None, panel, None), None))

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
        clear(self._facts)
        waiting = (
            (_("Tunai nota belum selesai"), result.totals.waiting_cash),
            (_("Sudah diterima shift lalu"), -result.totals.waiting_before),
        )
        for name, value in (
            (_("Uang menurut catatan"), shift.expected or 0),
            (_("Uang dihitung"), shift.counted or 0),
            (_("Modal awal"), shift.opening_float),
            *((name, value) for name, value in waiting if value),
        ):
            self._facts.addWidget(fact(self._look, name, format_rupiah(value)))
        self._facts.addWidget(self._look.frame("rule"))
        self._facts.addWidget(fact(self._look, _("Nota"), str(result.totals.sale_count)))
        for kind, count, amount in result.totals.tenders:
            name = f"{tender_name(kind, self._look.texts)} ({count})"
            self._facts.addWidget(fact(self._look, name, format_rupiah(amount)))
        self._facts.addWidget(fact(self._look, _("Penjualan bersih"), format_rupiah(result.totals.total)))
        self._unsent.setText(self._sent(result))

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
