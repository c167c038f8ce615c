"""The open sale: its lines with how many go back, why, and the exact sum; buttons for paper and void."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from pos.domain.reason import Reason
from pos.domain.tender import Tender
from pos.domain.words import format_rupiah
from pos.i18n import WIB, Texts, clock
from pos.ui.keys import Action
from pos.ui.refund.correction_panel import CorrectionPanel, CorrectionPresses
from pos.ui.refund.shown import CASH_KEY, REASONS, LineShown, SaleOpened
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, restyle, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn
from pos.ui.widgets.wrapping_row import WrappingRow
from pos.ui.words import tender_name


@dataclass(frozen=True, slots=True)
class Presses:
    """Who hears what: more or fewer of a line, the reason, the shelf, the way of the money, and the buttons."""

    change: Callable[[int, int], None]
    reason: Callable[[Reason], None]
    shelf: Callable[[bool], None]
    cash: Callable[[bool], None]
    confirm: Callable[[], None]
    reprint: Callable[[], None]
    repeat: Callable[[], None]
    void: Callable[[], None]
    correct: Callable[[], None]
    exchange: Callable[[], None]
    kuitansi: Callable[[], None]
    late: Callable[[], None]


class LineRow(QFrame):
    """A sold line with a stepper for the units that come back; it is kept and says another line."""

    def __init__(self, look: Look, change: Callable[[int, int], None]) -> None:
        """`change` hears line and step."""
        super().__init__()
        self._look, self._line_no = look, 0
        _ = look.texts._
        self._title, self._sub = ElidedLabel(""), ElidedLabel("", middle=False)
        self._title.setProperty("role", "line")
        self._sub.setProperty("role", "sub")
        self.fewer = look.icon_button("minus", _("Kurangi yang diretur"), "text", "boxed")
        self.more = look.icon_button("plus", _("Tambah yang diretur"), "text", "boxed")
        self.fewer.clicked.connect(lambda _checked=False: change(self._line_no, -1))
        self.more.clicked.connect(lambda _checked=False: change(self._line_no, 1))
        self._count = look.label("0", "figure")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count.setMinimumWidth(look.px(36))
        margins = (look.px(12), look.px(8), look.px(12), look.px(8))
        words = column(self._title, self._sub, spacing=look.px(2))
        layout = row(words, self.fewer, self._count, self.more, spacing=look.px(8), margins=margins)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def show_line(self, line: LineShown, *, marked: bool, busy: bool) -> None:
        """Show the line."""
        self._line_no = line.line_no
        self._title.show_text(line.title)
        self._sub.show_text(self._said(line))
        self._count.setText(str(line.chosen))
        self.fewer.setEnabled(line.chosen > 0 and not busy)
        self.more.setEnabled(line.chosen < line.left and not busy)
        restyle(self, "role", "marked" if marked else "")

    def _said(self, line: LineShown) -> str:
        _ = self._look.texts._
        count = self._look.texts.ngettext("{n} barang", "{n} barang", line.sold).format(n=line.sold)
        said = f"{count} · {format_rupiah(line.net)} · {line.maker}"
        if line.left == line.sold:
            return said
        return _("{said} · sudah diretur {n}").format(said=said, n=line.sold - line.left)


class SalePanel(QFrame):
    """Shows a SaleOpened."""

    def __init__(self, look: Look, presses: Presses, corrections: CorrectionPresses, *, narrow: bool) -> None:
        """`narrow` is for screens of 1024 px: the buttons stand below the facts."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, self._presses, self._narrow = look, presses, narrow
        self._rows: list[LineRow] = []
        self.asks_reason = self.correcting = False
        self.correction = CorrectionPanel(look, corrections, narrow=narrow)
        margin = look.px(24)
        layout = column(spacing=look.px(10), margins=(margin, look.px(18), margin, margin))
        layout.addLayout(self._make_head())
        self._area = self._make_lines()
        layout.addWidget(self._area, 1)
        layout.addWidget(self._make_refund())
        layout.addWidget(self.correction, 1)
        self.setLayout(layout)

    def _make_head(self) -> QHBoxLayout:
        look, _ = self._look, self._look.texts._
        self._title = look.label(role="title")
        self._facts = look.label(role="sub", wrap=True)
        self._total = look.label(role="title")
        icons = ("", "") if self._narrow else ("printer", "x")
        self.reprint = CapButton(
            look, _("Cetak ulang"), None if self._narrow else Action.REPRINT, "", icons[0]
        )
        self.repeat = CapButton(look, _("Ulangi nota"), None if self._narrow else Action.REPEAT, "")
        on_click(self.repeat, self._presses.repeat)
        self.correct = CapButton(look, _("Ubah cara bayar"), None, "")
        on_click(self.correct, self._presses.correct)
        self.kuitansi = CapButton(look, _("Kuitansi"), None, "")
        on_click(self.kuitansi, self._presses.kuitansi)
        self.late = CapButton(look, _("Susulan"), None, "")
        on_click(self.late, self._presses.late)
        for button, action in ((self.kuitansi, Action.KUITANSI), (self.late, Action.LATE_ENTRY)):
            button.setToolTip(self._look.keys.keycap(action))  # five caps find no room beside one another
        cap = None if self._narrow else Action.VOID
        self.void = CapButton(look, _("Batalkan nota"), cap, "danger", icons[1], "danger")
        on_click(self.reprint, self._presses.reprint)
        on_click(self.void, self._presses.void)
        top = row(column(row(self._title, self._total, None, spacing=look.px(16)), self._facts), self.void)
        top.setStretch(0, 1)
        words = column(top, spacing=look.px(2))
        words.addSpacing(look.px(6))
        self._papers = WrappingRow(look, self.reprint, self.repeat, self.correct, self.kuitansi, self.late)
        words.addWidget(self._papers)
        return row(words)

    def _make_lines(self) -> ScrollColumn:
        area = ScrollColumn(spacing=0, margins=(0, 0, self._look.px(10), 0))
        self._lines = area.rows
        return area

    def _make_refund(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        names = {
            Reason.DEFECT: _("Barang cacat"),
            Reason.WRONG_SIZE: _("Salah ukuran"),
            Reason.WRONG_ITEM: _("Salah barang"),
            Reason.CHANGED_MIND: _("Berubah pikiran"),
        }
        self._reasons: dict[Reason, QPushButton] = {}
        for n, reason in enumerate(REASONS, 1):
            chip = look.button(f"{n}  {names[reason]}", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, reason=reason: self._presses.reason(reason))
            self._reasons[reason] = chip
        self._shelf = look.button(_("Kembali ke rak"), "chip")
        self._broken = look.button(_("Rusak, jangan dijual"), "chip")
        for chip, to_shelf in ((self._shelf, True), (self._broken, False)):
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, to_shelf=to_shelf: self._presses.shelf(to_shelf))
        self._money = self._make_money()
        self.confirm = PrimaryButton(
            look, _("Kembalikan uang"), Action.CONFIRM, "" if self._narrow else "undo-2"
        )
        on_click(self.confirm, self._presses.confirm)
        self.exchange = CapButton(look, _("Tukar barang"), None if self._narrow else Action.EXCHANGE, "")
        self.exchange.setFixedHeight(look.theme.size("pay"))
        on_click(self.exchange, self._presses.exchange)
        buttons = row(self.exchange, self.confirm, spacing=look.px(10))
        buttons.setStretch(1, 1)
        made = QWidget()
        made.setLayout(
            column(
                look.frame("rule"),
                look.label(_("Kenapa dikembalikan?"), "muted"),
                WrappingRow(look, *self._reasons.values()),
                look.label(_("Barangnya ke mana?"), "muted"),
                row(self._shelf, self._broken, None, spacing=look.px(8)),
                self._money,
                look.px(4),
                buttons,
                spacing=look.px(8),
            )
        )
        self._refund = made
        return made

    def _make_money(self) -> QWidget:
        """How money goes back that did not come in cash."""
        look, _ = self._look, self._look.texts._
        self._same_way = look.button("", "chip")
        self._drawer = look.button(_("{key}  Tunai dari laci").format(key=CASH_KEY), "chip")
        for chip, as_cash in ((self._same_way, False), (self._drawer, True)):
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, as_cash=as_cash: self._presses.cash(as_cash))
        made = QWidget()
        ways = row(self._same_way, self._drawer, None, spacing=look.px(8))
        made.setLayout(column(look.label(_("Uangnya lewat apa?"), "muted"), ways, spacing=look.px(8)))
        return made

    def show_sale(self, sale: SaleOpened) -> None:
        """Show the sale and what the choices give back."""
        _, texts = self._look.texts._, self._look.texts
        self._title.setText(sale.number)
        self._total.setText(format_rupiah(sale.total))
        day = texts.day(sale.at.astimezone(WIB).date())
        ways = _ways(sale.tenders, texts)
        was = _ways(sale.first_tenders, texts)
        if was and was != ways:
            ways = _("{ways} (semula {was})").format(ways=ways, was=was)
        self._facts.setText(
            _("{day} {at} · {cashier} · {ways} · kode {code}").format(
                day=day, at=clock(sale.at), cashier=sale.cashier, ways=ways, code=sale.code
            )
        )
        if sale.late is not None:
            moment = sale.late.happened_at
            said = _("susulan {pad}, terjadi {day} {at}").format(
                pad=sale.late.pad_number, day=texts.day(moment.astimezone(WIB).date()), at=clock(moment)
            )
            self._facts.setText(f"{self._facts.text()} · {said}")
        if sale.customer:
            said = _("pelanggan {customer}").format(customer=sale.customer)
            self._facts.setText(f"{self._facts.text()} · {said}")
        self.late.setVisible(sale.late is None)
        self.void.setVisible(sale.may_void)
        self.void.show_text(_("Ya, batalkan nota") if sale.void_asked else _("Batalkan nota"))
        self._show_lines(sale)
        chosen = any(line.chosen for line in sale.lines)
        self.correcting = sale.correction is not None
        self.correction.setVisible(self.correcting)
        self._papers.setVisible(not self.correcting)
        self._area.setVisible(not self.correcting)
        if sale.correction is not None:
            self.correction.show_correction(sale.correction, busy=sale.busy)
        self._refund.setVisible(sale.refundable and not self.correcting)
        self.asks_reason = chosen and not self.correcting
        for reason, chip in self._reasons.items():
            chip.setChecked(reason is sale.reason)
        self._shelf.setChecked(sale.to_shelf)
        self._broken.setChecked(not sale.to_shelf)
        self._money.setVisible(sale.as_cash is not None)
        self._same_way.setText(_ways(sale.tenders, texts))
        self._same_way.setChecked(not sale.as_cash)
        self._drawer.setChecked(bool(sale.as_cash))
        self.confirm.setEnabled(chosen and not sale.busy)
        self.exchange.setEnabled(chosen and not sale.busy)
        self.confirm.show_amount(format_rupiah(sale.back) if chosen else "")

    def _show_lines(self, sale: SaleOpened) -> None:
        while len(self._rows) < len(sale.lines):
            made = LineRow(self._look, self._presses.change)
            self._rows.append(made)
            self._lines.addWidget(made)
        for n, (made, line) in enumerate(zip(self._rows, sale.lines, strict=False)):
            made.show_line(line, marked=n == sale.marked and sale.refundable, busy=sale.busy)
        for n, made in enumerate(self._rows):
            made.setVisible(n < len(sale.lines))


def _ways(tenders: tuple[Tender, ...], texts: Texts) -> str:
    return " + ".join(tender_name(tender.kind, texts) for tender in tenders)
