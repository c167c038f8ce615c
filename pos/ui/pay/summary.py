"""The right side of the payment: what is bought, sums, tenders so far, change, Selesai."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from pos.domain.tender import Tender
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.pay.shown import BoughtShown, PayShown, Phase
from pos.ui.widgets.amount_label import AmountLabel
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, restyle, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.words import tender_name


class Summary(QFrame):
    """Shows a PayShown; says when Selesai or a bin is pressed."""

    def __init__(self, look: Look, *, confirm: Callable[[], None], drop: Callable[[int], None]) -> None:
        """`drop` hears the index of a tender."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, self._drop = look, drop
        self._bought: tuple[BoughtShown, ...] = ()
        self._tenders: tuple[tuple[Tender, ...], bool] = ((), False)
        _ = look.texts._
        self._pieces = look.label(role="muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(look.px(6))
        self._sums = QVBoxLayout()
        self._sums.setSpacing(look.px(4))
        self._taken = QVBoxLayout()
        self._taken.setSpacing(look.px(4))
        self._band = look.frame("band")
        self._band_word = look.label(role="line")
        self._band_amount = AmountLabel(look, 36)
        side = look.px(18)
        self._band.setLayout(
            column(
                self._band_word, self._band_amount, spacing=0, margins=(side, look.px(10), side, look.px(10))
            )
        )
        self.done = PrimaryButton(look, _("Selesai"), Action.CONFIRM, "check")
        on_click(self.done, confirm)
        head = row(look.label(_("Ringkasan"), "heading"), None, self._pieces)
        self.setLayout(
            column(
                head,
                self._scroll(self._list),
                look.frame("rule"),
                self._sums,
                self._taken,
                self._band,
                self.done,
                spacing=look.px(10),
                margins=(look.px(20), look.px(18), look.px(20), look.px(20)),
            )
        )

    def _scroll(self, inside: QVBoxLayout) -> QScrollArea:
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(inside)
        outer.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def show_pay(self, shown: PayShown) -> None:
        """Show the state; parts that stay the same are not rebuilt."""
        _, ngettext = self._look.texts._, self._look.texts.ngettext
        self._pieces.setText(
            ngettext("{n} barang", "{n} barang", shown.piece_count).format(n=shown.piece_count)
        )
        self._show_bought(shown.bought)
        self._show_sums(shown)
        self._show_tenders(shown.tenders, droppable=shown.phase is Phase.TENDERING)
        waiting = shown.phase is Phase.CODE
        short = shown.missing > 0 or waiting
        restyle(self._band, "role", "amber-band" if short else "band")
        self._band_word.setText(
            _("Menunggu QRIS") if waiting else _("Masih kurang") if short else _("Kembalian")
        )
        amount = shown.amount if waiting else shown.missing if short else shown.change
        self._band_amount.setText(format_rupiah(amount))
        self.done.show_text(self._button_word(shown, short=short))
        self.done.setEnabled(shown.phase is Phase.TENDERING)
        self.done.setVisible(shown.phase is not Phase.CODE)

    def _button_word(self, shown: PayShown, *, short: bool) -> str:
        _ = self._look.texts._
        if shown.asks_code:
            return _("Tunjukkan QR")
        return _("Terima") if short else _("Selesai")

    def _show_bought(self, bought: tuple[BoughtShown, ...]) -> None:
        if bought == self._bought:
            return
        self._bought = bought
        empty(self._list)
        for line in bought:
            self._list.addLayout(self._pair(f"{line.quantity} × {line.title}", line.net, "sub"))

    def _show_sums(self, shown: PayShown) -> None:
        _ = self._look.texts._
        empty(self._sums)
        if shown.discount:
            self._sums.addLayout(self._pair(_("Subtotal"), shown.subtotal, "muted"))
            self._sums.addLayout(self._pair(_("Diskon"), -shown.discount, "muted"))
        if shown.rounding:
            self._sums.addLayout(self._pair(_("Pembulatan"), shown.rounding, "muted"))
        self._sums.addLayout(self._pair(_("Total"), shown.total, "strong"))

    def _show_tenders(self, tenders: tuple[Tender, ...], *, droppable: bool) -> None:
        if (tenders, droppable) == self._tenders:
            return
        self._tenders = (tenders, droppable)
        empty(self._taken)
        for n, tender in enumerate(tenders):
            name = tender_name(tender.kind, self._look.texts)
            said = self._look.texts._("Hapus {name} {amount}").format(
                name=name, amount=format_rupiah(tender.amount)
            )
            line = self._pair(f"✓ {name}", tender.amount, "good")
            bin_button = self._look.icon_button("trash-2", said, "danger")
            bin_button.setEnabled(droppable)
            bin_button.clicked.connect(lambda _checked=False, n=n: self._drop(n))
            line.addWidget(bin_button)
            self._taken.addLayout(line)

    def _pair(self, name: str, amount: int, role: str) -> QHBoxLayout:
        left, right = ElidedLabel(name), self._look.label(format_rupiah(amount).replace("-", "−"), role)
        left.setProperty("role", role)
        right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made = row(left, right, spacing=self._look.px(8))
        made.setStretch(0, 1)
        return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
