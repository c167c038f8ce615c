"""The page that opens the till: how much lies in the drawer, as an amount. It shows and says presses, no more."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.shift.shown import ShiftShown
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.field_pad import FieldPad
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.money_edit import MoneyEdit

FLOATS = (100_000, 200_000, 300_000, 500_000)


class FloatPage(QWidget):
    """Open the till: how much lies in the drawer."""

    def __init__(
        self,
        look: Look,
        open_shift: Callable[[int], None],
        *,
        by_pieces: Callable[[], None],
        safe: Callable[[], None],
        differences: Callable[[], None],
    ) -> None:
        """`open_shift` hears the float in rupiah, `by_pieces` that it shall be counted note by note."""
        super().__init__()
        self._look, self._open = look, open_shift
        _ = look.texts._
        self.amount = MoneyEdit(_("Modal awal"), "tendered")
        self.confirm_button = PrimaryButton(look, _("Buka kasir"), Action.CONFIRM, "log-in")
        on_click(self.confirm_button, self.confirm)
        self.by_pieces = CapButton(look, _("Hitung per pecahan"), Action.BY_PIECES, "quick", "wallet")
        on_click(self.by_pieces, by_pieces)
        self.safe = CapButton(look, _("Brankas"), Action.SAFE, "quick", "vault")
        on_click(self.safe, safe)
        self.differences = CapButton(look, _("Selisih kasir"), Action.DIFFERENCES, "quick", "badge-percent")
        on_click(self.differences, differences)
        self._left = look.label(role="line", wrap=True)
        quick = QGridLayout()
        quick.setSpacing(look.px(8))
        for n, amount in enumerate(FLOATS):
            button = look.button(format_rupiah(amount), "quick")
            button.clicked.connect(lambda _checked=False, amount=amount: self.amount.prefill(amount))
            quick.addWidget(button, 0, n)
        self._hello = look.label(role="muted")
        panel = look.frame("panel")
        panel.setFixedWidth(look.px(580))
        side = look.px(36)
        panel.setLayout(
            column(
                self._hello,
                look.label(_("Berapa modal awal di laci?"), "title", wrap=True),
                look.label(_("Hitung uang di laci, lalu tulis jumlahnya."), "muted", wrap=True),
                self._left,
                self.amount,
                quick,
                row(self.by_pieces, self.safe, spacing=look.px(8)),
                self.differences,
                look.px(8),
                self.confirm_button,
                spacing=look.px(14),
                margins=(side, side, side, side),
            )
        )
        self.setLayout(column(None, row(None, panel, self._make_pad(), None, spacing=look.px(16)), None))

    def _make_pad(self) -> QWidget:
        look, keys = self._look, self._look.frame("panel")
        keys.setFixedWidth(look.px(280))
        side = look.px(20)
        pad = FieldPad(look, self, self.amount)
        keys.setLayout(column(pad, spacing=0, margins=(side, side, side, side)))
        return keys

    def show_shift(self, shown: ShiftShown) -> None:
        """Greet."""
        self._hello.setText(self._look.texts._("Halo, {name}.").format(name=shown.cashier_name))
        self.differences.setVisible(shown.may_settle)
        self._left.setVisible(shown.left is not None)
        if shown.left is not None:
            left = self._look.texts._("Ditinggalkan shift lalu: {amount}")
            self._left.setText(left.format(amount=format_rupiah(shown.left)))
        self.amount.setFocus()

    def confirm(self) -> None:
        """Open with what is written."""
        self._open(self.amount.amount)
