"""The open shift: what was sold (no cash sum: the count stays blind), cash in and out, the way to close."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QVBoxLayout, QWidget

from pos.domain.reason import Reason
from pos.domain.shift import CashMovementKind, ShiftTotals
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.i18n import clock
from pos.ui.keys import Action
from pos.ui.shift.shown import REASONS, ShiftShown
from pos.ui.shift.words import movement_name, reason_name
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.facts import clear, fact
from pos.ui.widgets.field_pad import FieldPad
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.words import tender_name


class RunningPage(QWidget):
    """The open shift: what was sold, cash in and out, and the way to close."""

    def __init__(
        self,
        look: Look,
        move_cash: Callable[[CashMovementKind, int, Reason], None],
        begin_count: Callable[[], None],
        *,
        safe: Callable[[], None],
        swap: Callable[[], None],
        report: Callable[[], None],
        differences: Callable[[], None],
        drawer: Callable[[], object],
    ) -> None:
        """`move_cash` hears kind, rupiah and reason; `safe` and `swap` lead to the safe's screen, `report` to the X,
        `differences` to those of before, `drawer` opens the drawer without a sale.
        """
        super().__init__()
        self._look, self._move = look, move_cash
        self._kind = CashMovementKind.PAY_OUT
        self._reason: Reason | None = None
        side = look.px(24)
        self.setLayout(
            row(
                self._make_facts(begin_count, report, differences),
                self._make_movement(safe, swap, drawer),
                spacing=look.px(20),
                margins=(side, look.px(20), side, look.px(20)),
            )
        )

    def _make_facts(
        self, begin_count: Callable[[], None], report: Callable[[], None], differences: Callable[[], None]
    ) -> QWidget:
        look, _ = self._look, self._look.texts._
        self._since = look.label(role="title", wrap=True)
        self._day = look.label(role="muted")
        self._facts = QVBoxLayout()
        self._facts.setSpacing(look.px(10))
        self._note = look.label(
            _("Uang tunai tidak ditampilkan supaya hitungan akhir tetap jujur."), "caption", wrap=True
        )
        self.report_button = CapButton(look, _("Laporan sementara"), Action.REPORT, "quick", "receipt")
        on_click(self.report_button, report)
        self.differences_button = CapButton(
            look, _("Selisih kasir"), Action.DIFFERENCES, "quick", "badge-percent"
        )
        on_click(self.differences_button, differences)
        close = CapButton(look, _("Tutup kasir"), Action.BY_PIECES, "quick", "calculator")
        on_click(close, begin_count)
        panel = look.frame("panel")
        margin = look.px(28)
        panel.setLayout(
            column(
                self._day,
                self._since,
                look.px(6),
                self._facts,
                self._note,
                None,
                self.differences_button,
                self.report_button,
                close,
                spacing=look.px(10),
                margins=(margin, margin, margin, margin),
            )
        )
        return panel

    def _make_movement(
        self, safe: Callable[[], None], swap: Callable[[], None], drawer: Callable[[], object]
    ) -> QWidget:
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
        self.amount.setProperty("text_size", "medium")
        self._reasons = QGridLayout()
        self._reasons.setSpacing(look.px(8))
        self.record_button = PrimaryButton(look, _("Catat"), Action.CONFIRM, "check")
        on_click(self.record_button, self.confirm)
        self.safe_button = CapButton(look, _("Brankas"), Action.SAFE, "quick", "vault")
        on_click(self.safe_button, safe)
        self.swap_button = CapButton(look, _("Tukar receh"), Action.SWAP, "quick", "wallet")
        on_click(self.swap_button, swap)
        self.drawer_button = CapButton(look, _("Buka laci"), Action.OPEN_DRAWER, "quick", "wallet")
        on_click(self.drawer_button, drawer)
        panel = look.frame("panel")
        margin = look.px(24)
        pad = FieldPad(look, panel, self.amount)
        pad.setFixedWidth(look.px(212))
        form = column(
            self.amount, look.label(_("Untuk apa?"), "muted"), self._reasons, None, spacing=look.px(12)
        )
        both = row(form, pad, spacing=look.px(16))
        both.setStretch(0, 1)
        panel.setLayout(
            column(
                look.label(_("Uang masuk dan keluar"), "heading"),
                kinds,
                both,
                None,
                self.record_button,
                row(self.drawer_button, self.safe_button, self.swap_button, spacing=look.px(12)),
                spacing=look.px(12),
                margins=(margin, margin, margin, margin),
            )
        )
        self._choose_kind(self._kind)
        return panel

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready for digits."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_digits)

    def _take_digits(self) -> None:
        """Unless the count has come to the front at once."""
        if self.isVisible():
            self.amount.setFocus()

    def _choose_kind(self, kind: CashMovementKind) -> None:
        self._kind, self._reason = kind, None
        self._kinds[kind].setChecked(True)
        clear(self._reasons)
        for n, reason in enumerate(REASONS[kind]):
            button = self._look.button(reason_name(reason, self._look.texts), "chip")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _checked=False, reason=reason: self._choose_reason(reason))
            self._reasons.addWidget(button, n, 0)
            if len(REASONS[kind]) == 1:
                button.setChecked(True)
                self._reason = reason
        self.amount.setFocus()

    def _choose_reason(self, reason: Reason) -> None:
        self._reason = reason
        self.amount.setFocus()

    def step(self, across: int, down: int) -> None:
        """Arrows: the kind of movement, and what it was for; digits stay the amount's."""
        if across:
            kinds = tuple(self._kinds)
            at = kinds.index(self._kind) + across
            self._choose_kind(kinds[max(0, min(len(kinds) - 1, at))])
            return
        reasons = REASONS[self._kind]
        at = reasons.index(self._reason) + down if self._reason else 0
        item = self._reasons.itemAtPosition(max(0, min(len(reasons) - 1, at)), 0)
        button = item.widget() if item is not None else None
        if isinstance(button, QPushButton):
            button.click()

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
        self._note.setVisible(shown.expected is None)
        self.differences_button.setVisible(shown.may_settle)
        clear(self._facts)
        for name, value in self._said(shown, totals):
            self._facts.addWidget(fact(self._look, name, value))

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
        if deposits := totals.deposit_tender(TenderKind.CASH):
            said.append((_("Uang muka tunai"), format_rupiah(deposits)))
        if receivables := sum(amount for _kind, _count, amount in totals.receivables):
            said.append((_("Piutang dibayar"), format_rupiah(receivables)))
        if shown.expected is not None:
            said.append((_("Uang menurut catatan"), format_rupiah(shown.expected)))
        if shown.safe_held:
            said.append((_("Brankas"), self._in_safe(shown)))
        if totals.waiting_cash:
            said.append((_("Tunai nota belum selesai"), format_rupiah(totals.waiting_cash)))
        return said

    def _in_safe(self, shown: ShiftShown) -> str:
        """What waits for the bank, and since how many days."""
        held, days = format_rupiah(shown.safe_held), shown.safe_days
        if not days:
            return held
        return f"{held} · " + self._look.texts.ngettext("{n} hari", "{n} hari", days).format(n=days)


_ICONS = {
    CashMovementKind.PAY_IN: "arrow-down-left",
    CashMovementKind.PAY_OUT: "arrow-up-right",
    CashMovementKind.DROP: "vault",
}
