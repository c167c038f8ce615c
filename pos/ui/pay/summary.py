"""The right side of the payment: what is bought, sums, tenders so far, change, Selesai."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

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
        self._lines: list[Pair] = []
        self._subtotal, self._discount = Pair(look, "muted", _("Subtotal")), Pair(look, "muted", _("Diskon"))
        self._rounding, self._total = Pair(look, "muted", _("Pembulatan")), Pair(look, "strong", _("Total"))
        sums = (self._subtotal, self._discount, self._rounding, self._total)
        self._sums = column(*sums, spacing=look.px(4))
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
        for _missing in bought[len(self._lines) :]:
            self._lines.append(Pair(self._look, "sub"))
            self._list.addWidget(self._lines[-1])
        for n, pair in enumerate(self._lines):
            pair.setVisible(n < len(bought))
            if n < len(bought):
                pair.show_pair(bought[n].net, f"{bought[n].quantity} × {bought[n].title}")

    def _show_sums(self, shown: PayShown) -> None:
        self._subtotal.setVisible(bool(shown.discount))
        self._discount.setVisible(bool(shown.discount))
        self._rounding.setVisible(bool(shown.rounding))
        self._subtotal.show_pair(shown.subtotal)
        self._discount.show_pair(-shown.discount)
        self._rounding.show_pair(shown.rounding)
        self._total.show_pair(shown.total)

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
            line = Pair(self._look, "good", f"✓ {name}")
            line.show_pair(tender.amount)
            bin_button = self._look.icon_button("trash-2", said, "danger")
            bin_button.setEnabled(droppable)
            bin_button.clicked.connect(lambda _checked=False, n=n: self._drop(n))
            line.pair.addWidget(bin_button)
            self._taken.addWidget(line)


class Pair(QWidget):
    """A name and its amount at the right; kept while the payment goes on, for each key shows it anew."""

    def __init__(self, look: Look, role: str, name: str = "") -> None:
        """`role` is the style of both."""
        super().__init__()
        self._name, self._amount = ElidedLabel(name), look.label("", role)
        self._name.setProperty("role", role)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.pair = row(self._name, self._amount, spacing=look.px(8))
        self.pair.setStretch(0, 1)
        self.setLayout(self.pair)

    def show_pair(self, amount: int, name: str | None = None) -> None:
        """Show rupiah, and another name where it changes."""
        if name is not None:
            self._name.show_text(name)
        self._amount.setText(format_rupiah(amount).replace("-", "−"))


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
