"""How the difference is paid: ways with their keys, the amount or the QRIS code, what goes back."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QStackedWidget, QWidget

from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.ui.exchange.shown import ExchangeShown
from pos.ui.ways import ICONS, KEYS
from pos.ui.widgets.buttons import CapButton
from pos.ui.widgets.look import Look, column, row
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.widgets.numpad import Numpad
from pos.ui.widgets.qr_picture import QrPicture
from pos.ui.words import tender_name

REFERENCE_CHARS_MAX = 40
COLUMNS = 3
FIRST = 1000
"""A stretch beside which others get only what is left over."""


@dataclass(frozen=True, slots=True)
class PayPresses:
    """Who hears the way and the amount."""

    choose: Callable[[TenderKind], None]
    amount: Callable[[int], None]


class PayPage(QFrame):
    """Shows an ExchangeShown while its difference is settled."""

    def __init__(self, look: Look, presses: PayPresses, *, narrow: bool) -> None:
        """`narrow` leaves the icons of the ways out."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, self._presses, self._narrow = look, presses, narrow
        _ = look.texts._
        self._ways: dict[TenderKind, CapButton] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(8))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._head = look.label(role="heading", wrap=True)
        self.amount = MoneyEdit(_("Uang diterima"), "tendered")
        self.amount.setProperty("text_size", "small")
        self.amount.changed.connect(presses.amount)
        self.reference = QLineEdit()
        self.reference.setMaxLength(REFERENCE_CHARS_MAX)
        self.reference.setPlaceholderText(_("No. referensi (boleh kosong)"))
        self.reference.setAccessibleName(_("No. referensi"))
        self._change = look.label(role="strong")
        self._given = look.label(role="strong", wrap=True)
        self._picture = QrPicture(look.px(248 if narrow else 280))
        self._merchant = look.label(role="sub", wrap=True)
        self._merchant.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lower = QStackedWidget()
        self._lower.addWidget(self._make_pad())
        self._lower.addWidget(self._make_code())
        margin = look.px(20)
        self._way_box = QWidget()
        self._way_box.setLayout(self._grid)
        self._amount_box = QWidget()
        self._amount_box.setLayout(row(look.label(_("Jumlah"), "muted"), self.amount, spacing=look.px(12)))
        layout = column(
            self._head,
            self._given,
            self._way_box,
            self._amount_box,
            self.reference,
            self._change,
            self._lower,
            None,
            spacing=look.px(10),
            margins=(margin, look.px(16), margin, margin),
        )
        layout.setStretch(6, FIRST)
        self.setLayout(layout)

    def _make_pad(self) -> QWidget:
        pad = Numpad(self._look, self.amount.press, self.amount.delete, self.amount.wipe)
        holder = QWidget()
        across = row(None, pad, None)
        across.setStretch(1, FIRST)
        down = column(across, None)
        down.setStretch(0, FIRST)
        holder.setLayout(down)
        return holder

    def _make_code(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(column(None, row(None, self._picture, None), self._merchant, None))
        return holder

    def show_exchange(self, shown: ExchangeShown) -> None:
        """Show what is still to do."""
        _ = self._look.texts._
        due = shown.due > 0
        self._head.setText(_("Cara bayar selisih") if due else _("Tidak ada yang perlu dibayar"))
        self._given.setText(self._given_words(shown))
        self._given.setVisible(bool(shown.give_back))
        for part in (self._way_box, self._amount_box, self._change):
            part.setVisible(due)
        self._show_ways(shown)
        if shown.fresh or self.amount.amount != shown.amount:
            self.amount.prefill(shown.amount)
        slip = due and shown.kind not in {TenderKind.CASH, TenderKind.QRIS}
        self.reference.setVisible(slip)
        self._change.setText(_("Kembalian {amount}").format(amount=format_rupiah(shown.change)))
        self._change.setVisible(due and shown.kind is TenderKind.CASH)
        self._lower.setVisible(due)
        self._lower.setCurrentIndex(1 if shown.code else 0)
        self._amount_box.setVisible(due and not shown.code)
        self._picture.show_payload(shown.code)
        self._merchant.setText(f"{shown.merchant} · {format_rupiah(shown.due)}")

    def _given_words(self, shown: ExchangeShown) -> str:
        _, texts = self._look.texts._, self._look.texts
        cash = sum(t.amount for t in shown.give_back if t.kind is TenderKind.CASH)
        said = [_("Serahkan {amount} tunai dari laci.").format(amount=format_rupiah(cash))] if cash else []
        said += [
            _("{amount} kembali lewat {way}.").format(
                amount=format_rupiah(t.amount), way=tender_name(t.kind, texts)
            )
            for t in shown.give_back
            if t.kind is not TenderKind.CASH
        ]
        return " ".join(said)

    def _show_ways(self, shown: ExchangeShown) -> None:
        for n, kind in enumerate(shown.kinds):
            if kind not in self._ways:
                icon_name = "" if self._narrow else ICONS[kind]
                button = CapButton(
                    self._look, tender_name(kind, self._look.texts), KEYS.get(kind), "method", icon_name
                )
                button.setCheckable(True)
                button.clicked.connect(lambda _checked=False, kind=kind: self._presses.choose(kind))
                self._ways[kind] = button
                self._grid.addWidget(button, n // COLUMNS, n % COLUMNS)
            self._ways[kind].setChecked(kind is shown.kind)
