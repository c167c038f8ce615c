"""Ubah cara bayar: which tender, which way, how much, and what the books say then. Decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy

from pos.domain.tender import Tender, TenderKind
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.refund.shown import CorrectionShown, SourceShown
from pos.ui.ways import ICONS, KEYS
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.words import tender_name

REFERENCE_CHARS_MAX = 40
COLUMNS = 3


@dataclass(frozen=True, slots=True)
class CorrectionPresses:
    """Who hears the tender, the way, the amount, and that it is so or not."""

    mark: Callable[[int], None]
    choose: Callable[[TenderKind], None]
    amount: Callable[[int], None]
    confirm: Callable[[], None]
    close: Callable[[], None]


class CorrectionPanel(QFrame):
    """Stands in the place of the refund while it is asked; Esc closes it."""

    def __init__(self, look: Look, presses: CorrectionPresses, *, narrow: bool) -> None:
        """`narrow` leaves the icons of the ways out."""
        super().__init__()
        self._look, self._presses, self._narrow = look, presses, narrow
        _ = look.texts._
        self._sources: tuple[SourceShown, ...] = ()
        self._chips: list[QPushButton] = []
        self._ways: dict[TenderKind, CapButton] = {}
        close = look.icon_button("x", _("Tutup"))
        on_click(close, presses.close)
        words = column(
            look.label(_("Dibayar dengan apa sebenarnya?"), "heading"),
            look.label(_("Hanya catatannya yang dibetulkan."), "sub"),
            spacing=look.px(2),
        )
        self._holder = QHBoxLayout()
        self._holder.setSpacing(look.px(8))
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(8))
        self.amount = MoneyEdit(_("Jumlah yang dibayar dengan cara itu"))
        self.amount.changed.connect(presses.amount)
        self.reference = QLineEdit()
        self.reference.setMaxLength(REFERENCE_CHARS_MAX)
        self.reference.setPlaceholderText(_("No. referensi"))
        self.reference.setAccessibleName(_("No. referensi"))
        self._becomes = look.label(role="strong", wrap=True)
        self._drawer = look.label(role="sub", wrap=True)
        for label in (self._becomes, self._drawer):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.confirm = PrimaryButton(look, _("Ubah cara bayar"), Action.CONFIRM)
        on_click(self.confirm, presses.confirm)
        entry = row(look.label(_("Jumlah"), "muted"), self.amount, self.reference, spacing=look.px(12))
        entry.setStretch(1, 1)
        entry.setStretch(2, 1)
        self.setLayout(
            column(
                look.frame("rule"),
                row(words, None, close),
                look.px(4),
                self._holder,
                self._grid,
                entry,
                self._becomes,
                self._drawer,
                None,
                self.confirm,
                spacing=look.px(12),
            )
        )

    def show_correction(self, shown: CorrectionShown, *, busy: bool) -> None:
        """Show what would be written."""
        self._show_sources(shown)
        self._show_ways(shown)
        if shown.fresh or self.amount.amount != shown.amount:
            self.amount.prefill(shown.amount)
        slip = shown.kind not in {TenderKind.CASH, TenderKind.QRIS}
        self.reference.setVisible(slip)
        if not slip:
            self.reference.clear()
        _ = self._look.texts._
        said = _("Nota ini lalu tercatat {ways}.").format(ways=self._said(shown.becomes))
        self._becomes.setText(said if shown.becomes else _("Isi jumlah sampai {most}.").format(
            most=format_rupiah(shown.sources[shown.marked].worth)
        ))  # fmt: skip
        self._drawer.setText(self._drawer_words(shown.cash_moved))
        self.confirm.setEnabled(bool(shown.becomes) and not busy)

    def _said(self, tenders: tuple[Tender, ...]) -> str:
        texts = self._look.texts
        return " + ".join(f"{tender_name(t.kind, texts)} {format_rupiah(t.amount)}" for t in tenders)

    def _drawer_words(self, moved: int) -> str:
        _ = self._look.texts._
        if not moved:
            return _("Uang di laci menurut catatan tetap.")
        said = _("Laci menurut catatan bertambah {amount}.") if moved > 0 else _(
            "Laci menurut catatan berkurang {amount}."
        )  # fmt: skip
        return said.format(amount=format_rupiah(abs(moved)))

    def _show_sources(self, shown: CorrectionShown) -> None:
        """One chip per tender, where there are several."""
        if shown.sources != self._sources:
            self._sources = shown.sources
            for old in self._chips:
                old.hide()
                old.deleteLater()
            several = shown.sources if len(shown.sources) > 1 else ()
            self._chips = [self._source_chip(n, source) for n, source in enumerate(several)]
        for n, chip in enumerate(self._chips):
            chip.setChecked(n == shown.marked)

    def _source_chip(self, n: int, source: SourceShown) -> QPushButton:
        name = tender_name(source.kind, self._look.texts)
        chip = self._look.button(f"{name} {format_rupiah(source.worth)}", "chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda _checked=False: self._presses.mark(n))
        self._holder.addWidget(chip)
        return chip

    def _show_ways(self, shown: CorrectionShown) -> None:
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
