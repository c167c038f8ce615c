"""The right side of the exchange: what comes back, what is taken, the difference, the one button."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from pos.domain.words import format_rupiah
from pos.ui.exchange.shown import BackShown, ExchangeShown, Phase, TakenShown
from pos.ui.keys import Action
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, restyle, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


@dataclass(frozen=True, slots=True)
class SwapPresses:
    """Who hears more or fewer of a new line, and the buttons."""

    change: Callable[[int, int], None]
    pay: Callable[[], None]
    confirm: Callable[[], None]


class SwapPanel(QFrame):
    """Shows an ExchangeShown."""

    def __init__(self, look: Look, presses: SwapPresses) -> None:
        """Empty until an exchange begins."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, self._presses = look, presses
        _ = look.texts._
        self._area = ScrollColumn(spacing=look.px(4), margins=(0, 0, look.px(10), 0))
        self._lines: list[QWidget] = []
        self._shown: tuple[object, ...] = ()
        self._band = look.frame("band")
        self._word = look.label(role="line")
        self._sum = look.label()
        self._sum.setFont(look.theme.font(34, 800, 98.5))
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight)
        side = look.px(18)
        self._band.setLayout(
            column(self._word, self._sum, spacing=0, margins=(side, look.px(10), side, look.px(10)))
        )
        self.pay = PrimaryButton(look, _("Lanjut"), Action.PAY)
        on_click(self.pay, presses.pay)
        self.confirm = PrimaryButton(look, _("Selesaikan tukar"), Action.CONFIRM, "check")
        on_click(self.confirm, presses.confirm)
        margin = look.px(20)
        layout = column(
            self._area,
            self._band,
            self.pay,
            self.confirm,
            spacing=look.px(10),
            margins=(margin, look.px(16), margin, margin),
        )
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def show_exchange(self, shown: ExchangeShown) -> None:
        """Show the state; lines that stay the same are not rebuilt."""
        _ = self._look.texts._
        lines = (shown.back, shown.taken, shown.marked, shown.phase)
        if lines != self._shown:
            self._shown = lines
            self._show_lines(shown)
        given = sum(tender.amount for tender in shown.give_back)
        back = given > 0 and shown.taken
        self._word.setText(
            _("Pembeli menambah")
            if shown.to_pay
            else _("Pembeli menerima")
            if back
            else _("Pas, tanpa selisih")
        )
        self._sum.setText(format_rupiah(shown.to_pay or (given if back else 0)))
        restyle(self._band, "role", "amber-band" if shown.to_pay else "band")
        self._band.setVisible(bool(shown.taken))
        picking = shown.phase is Phase.PICKING
        self.pay.setVisible(picking)
        self.pay.setEnabled(bool(shown.taken))
        self.confirm.setVisible(not picking)
        self.confirm.setEnabled(shown.phase is Phase.PAYING)
        self.confirm.show_text(_("Uang sudah masuk") if shown.code else _("Selesaikan tukar"))

    def _show_lines(self, shown: ExchangeShown) -> None:
        _, look = self._look.texts._, self._look
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = [self._head(_("Kembali ke gerai"), shown.back_total)]
        self._lines += [self._back(line) for line in shown.back]
        self._lines += [look.frame("rule"), self._head(_("Dibawa pembeli"), shown.taken_total)]
        if not shown.taken:
            self._lines.append(look.label(_("Pindai atau pilih barang penggantinya."), "muted", wrap=True))
        editable = shown.phase is Phase.PICKING
        for n, taken in enumerate(shown.taken):
            self._lines.append(
                self._taken(n, taken, marked=editable and n == shown.marked, editable=editable)
            )
        for made in self._lines:
            self._area.rows.addWidget(made)

    def _head(self, word: str, amount: int) -> QWidget:
        made = QWidget()
        made.setLayout(
            row(self._look.label(word, "heading"), None, self._look.label(format_rupiah(amount), "heading"))
        )
        return made

    def _back(self, line: BackShown) -> QWidget:
        made = QWidget()
        made.setLayout(self._pair(f"{line.quantity} × {line.title}", line.worth))
        return made

    def _taken(self, at: int, line: TakenShown, *, marked: bool, editable: bool) -> QWidget:
        look, _ = self._look, self._look.texts._
        made = QFrame()
        made.setProperty("role", "marked" if marked else "")
        title = ElidedLabel(line.title)
        title.setProperty("role", "line")
        amount = look.label(format_rupiah(line.net), "sub")
        layout = row(column(title, amount, spacing=look.px(2)), spacing=look.px(6))
        layout.setStretch(0, 1)
        layout.setContentsMargins(look.px(8), look.px(6), look.px(4), look.px(6))
        if editable:
            fewer = look.icon_button(
                "minus" if line.quantity > 1 else "trash-2", _("Kurangi barang baru"), "text", "boxed"
            )
            more = look.icon_button("plus", _("Tambah barang baru"), "text", "boxed")
            fewer.clicked.connect(lambda _checked=False: self._presses.change(at, -1))
            more.clicked.connect(lambda _checked=False: self._presses.change(at, 1))
            layout.addWidget(fewer)
            layout.addWidget(look.label(str(line.quantity), "figure"))
            layout.addWidget(more)
        else:
            layout.addWidget(look.label(f"× {line.quantity}", "line"))
        made.setLayout(layout)
        return made

    def _pair(self, name: str, amount: int) -> QHBoxLayout:
        left = ElidedLabel(name)
        left.setProperty("role", "line")
        made = row(left, self._look.label(format_rupiah(amount), "line"), spacing=self._look.px(8))
        made.setStretch(0, 1)
        made.setContentsMargins(0, self._look.px(6), 0, self._look.px(6))
        return made
