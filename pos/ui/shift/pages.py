"""The four pages of the shift: float, running shift, blind count, result. They show and say presses, no more."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pos.domain.reason import Reason
from pos.domain.shift import CashMovementKind, ShiftTotals
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.i18n import clock
from pos.ui.keys import Action
from pos.ui.shift.count_grid import CountGrid
from pos.ui.shift.shown import FACES, REASONS, ShiftShown
from pos.ui.shift.words import movement_name, reason_name, tender_name
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, restyle, row
from pos.ui.widgets.money_edit import MoneyEdit

FLOATS = (100_000, 200_000, 300_000, 500_000)


def fact(look: Look, name: str, value: str, role: str = "strong") -> tuple[QWidget, QLabel]:
    """A name with its value at the right."""
    holder = QWidget()
    label = look.label(value, role)
    holder.setLayout(row(look.label(name, "muted"), None, label))
    return holder, label


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


class RunningPage(QWidget):
    """The open shift: what was sold, cash in and out, and the way to close."""

    def __init__(
        self,
        look: Look,
        move_cash: Callable[[CashMovementKind, int, Reason], None],
        begin_count: Callable[[], None],
    ) -> None:
        """`move_cash` hears kind, rupiah and reason."""
        super().__init__()
        self._look, self._move = look, move_cash
        self._kind = CashMovementKind.PAY_OUT
        self._reason: Reason | None = None
        side = look.px(24)
        self.setLayout(
            row(
                self._make_facts(begin_count),
                self._make_movement(),
                spacing=look.px(20),
                margins=(side, look.px(20), side, look.px(20)),
            )
        )

    def _make_facts(self, begin_count: Callable[[], None]) -> QWidget:
        look, _ = self._look, self._look.texts._
        self._since = look.label(role="title", wrap=True)
        self._day = look.label(role="muted")
        self._facts = QVBoxLayout()
        self._facts.setSpacing(look.px(10))
        note = look.label(
            _("Uang tunai tidak ditampilkan supaya hitungan akhir tetap jujur."), "caption", wrap=True
        )
        close = look.button(_("Hitung uang dan tutup kasir"), "", "calculator")
        close.setFixedHeight(look.px(64))
        on_click(close, begin_count)
        panel = look.frame("panel")
        margin = look.px(28)
        panel.setLayout(
            column(
                self._day,
                self._since,
                look.px(6),
                self._facts,
                note,
                None,
                close,
                spacing=look.px(10),
                margins=(margin, margin, margin, margin),
            )
        )
        return panel

    def _make_movement(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        self._kinds: dict[CashMovementKind, QPushButton] = {}
        group = QButtonGroup(self)
        kinds = QGridLayout()
        kinds.setSpacing(look.px(8))
        for n, kind in enumerate(REASONS):
            button = look.button(movement_name(kind, look.texts), "quick", _ICONS[kind])
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, kind=kind: self._choose_kind(kind))
            group.addButton(button)
            self._kinds[kind] = button
            kinds.addWidget(button, 0, n)
        self.amount = MoneyEdit(_("Jumlah uang"), "tendered")
        self.amount.setProperty("size", "medium")
        self._reasons = QGridLayout()
        self._reasons.setSpacing(look.px(8))
        self.record_button = PrimaryButton(look, _("Catat"), Action.CONFIRM, "check")
        on_click(self.record_button, self.confirm)
        panel = look.frame("panel")
        margin = look.px(28)
        panel.setLayout(
            column(
                look.label(_("Uang masuk dan keluar"), "heading"),
                kinds,
                self.amount,
                look.label(_("Untuk apa?"), "muted"),
                self._reasons,
                None,
                self.record_button,
                spacing=look.px(12),
                margins=(margin, margin, margin, margin),
            )
        )
        self._choose_kind(self._kind)
        return panel

    def _choose_kind(self, kind: CashMovementKind) -> None:
        self._kind, self._reason = kind, None
        self._kinds[kind].setChecked(True)
        clear_grid(self._reasons)
        for n, reason in enumerate(REASONS[kind]):
            button = self._look.button(reason_name(reason, self._look.texts), "chip")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _checked=False, reason=reason: self._choose_reason(reason))
            self._reasons.addWidget(button, n // 2, n % 2)
            if len(REASONS[kind]) == 1:
                button.setChecked(True)
                self._reason = reason
        self.amount.setFocus()

    def _choose_reason(self, reason: Reason) -> None:
        self._reason = reason
        self.amount.setFocus()

    def confirm(self) -> None:
        """Note what is written; nothing written, nothing done."""
        if self.amount.amount:
            self._move(self._kind, self.amount.amount, self._reason or Reason.OTHER)

    def clear(self) -> None:
        """Ready for another movement."""
        self.amount.prefill(0)
        self._choose_kind(self._kind)

    def show_shift(self, shown: ShiftShown) -> None:
        """Show the running shift."""
        shift, totals, texts = shown.shift, shown.running, self._look.texts
        if shift is None or totals is None:
            return
        _ = texts._
        self._since.setText(_("Shift {n} sejak {at}").format(n=shift.number, at=clock(shift.opened_at)))
        day = shift.business_date
        self._day.setText(f"{texts.weekday(day)}, {texts.day(day)}")
        clear_column(self._facts)
        for name, value in self._said(shown, totals):
            self._facts.addWidget(fact(self._look, name, value)[0])

    def _said(self, shown: ShiftShown, totals: ShiftTotals) -> list[tuple[str, str]]:
        _ = self._look.texts._
        assert shown.shift is not None
        said = [
            (_("Modal awal"), format_rupiah(shown.shift.opening_float)),
            (_("Nota"), str(totals.sale_count)),
        ]
        if totals.refund_count or totals.void_count:
            said.append((_("Retur dan batal"), str(totals.refund_count + totals.void_count)))
        for kind, count, amount in totals.tenders:
            if kind is not TenderKind.CASH:
                said.append((f"{tender_name(kind, self._look.texts)} ({count})", format_rupiah(amount)))
        for moved, count, amount in totals.movements:
            said.append((f"{movement_name(moved, self._look.texts)} ({count})", format_rupiah(amount)))
        return said


_ICONS = {
    CashMovementKind.PAY_IN: "arrow-down-left",
    CashMovementKind.PAY_OUT: "arrow-up-right",
    CashMovementKind.DROP: "vault",
}


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
        clear_column(self._facts)
        for name, value in (
            (_("Uang menurut catatan"), shift.expected or 0),
            (_("Uang dihitung"), shift.counted or 0),
            (_("Modal awal"), shift.opening_float),
        ):
            self._facts.addWidget(fact(self._look, name, format_rupiah(value))[0])
        self._facts.addWidget(self._look.frame("rule"))
        self._facts.addWidget(fact(self._look, _("Nota"), str(result.totals.sale_count))[0])
        for kind, count, amount in result.totals.tenders:
            name = f"{tender_name(kind, self._look.texts)} ({count})"
            self._facts.addWidget(fact(self._look, name, format_rupiah(amount))[0])
        self._facts.addWidget(fact(self._look, _("Penjualan bersih"), format_rupiah(result.totals.total))[0])
        self._unsent.setText(
            _("{n} catatan belum terkirim; aman di komputer ini.").format(n=result.unsent)
            if result.unsent
            else ""
        )

    def _word(self, difference: int) -> str:
        _ = self._look.texts._
        if difference == 0:
            return _("Pas, tanpa selisih")
        return _("Selisih lebih") if difference > 0 else _("Selisih kurang")


def clear_column(layout: QVBoxLayout) -> None:
    """Take all widgets out."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def clear_grid(layout: QGridLayout) -> None:
    """Take all widgets out."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
