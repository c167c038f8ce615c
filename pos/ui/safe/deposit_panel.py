"""The form of a deposit at the bank, and the ways to the count and the swap. It shows and says presses, no more."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLineEdit

from pos.domain.money import Rupiah
from pos.ui.keys import Action
from pos.ui.safe.shown import SafeShown
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.field_pad import FieldPad
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.money_edit import MoneyEdit

TEXT_CHARS_MAX = 60


class DepositPanel(QFrame):
    """Amount, bank, slip number; Enter notes it."""

    def __init__(
        self,
        look: Look,
        *,
        deposit: Callable[[Rupiah, str, str], None],
        count: Callable[[], None],
        swap: Callable[[], None],
    ) -> None:
        """`deposit` hears amount, bank and slip number."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, self._deposit = look, deposit
        _ = look.texts._
        self.amount = MoneyEdit(_("Jumlah yang disetor"), "tendered")
        self.amount.setProperty("text_size", "small")
        self.bank = self._field(_("Bank"), _("Bank (boleh kosong)"))
        self.slip = self._field(_("Nomor slip"), _("Slip (boleh kosong)"))
        self.record_button = PrimaryButton(look, _("Catat setoran"), Action.CONFIRM, "landmark")
        on_click(self.record_button, self.confirm)
        self.count_button = CapButton(look, _("Hitung brankas"), Action.BY_PIECES, "quick", "calculator")
        on_click(self.count_button, count)
        self.swap_button = CapButton(look, _("Tukar receh"), Action.SWAP, "quick", "wallet")
        on_click(self.swap_button, swap)
        margin = look.px(16)
        layout = column(
            look.label(_("Setor ke bank"), "heading"),
            self.amount,
            row(self.bank, self.slip, spacing=look.px(12)),
            FieldPad(look, self, self.amount, zeros="000"),
            self.record_button,
            row(self.count_button, self.swap_button, spacing=look.px(12)),
            spacing=look.px(8),
            margins=(margin, margin, margin, margin),
        )
        self.setLayout(layout)

    def _field(self, name: str, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setProperty("role", "field")
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        made.setMaxLength(TEXT_CHARS_MAX)
        made.setMinimumHeight(self._look.px(48))
        return made

    def prefill(self, held: Rupiah) -> None:
        """Offer all that the safe holds; the first digit replaces it."""
        self.amount.prefill(held)
        self.bank.clear()
        self.slip.clear()
        self.amount.setFocus()

    def show_safe(self, shown: SafeShown) -> None:
        """Notes and coins are changed while a shift is open."""
        self.swap_button.setEnabled(shown.swap_possible)

    def confirm(self) -> None:
        """Hand over what is written."""
        self._deposit(self.amount.amount, self.bank.text(), self.slip.text())
