"""The foot of the cart: sums, the total as the loudest thing, discount and the green Bayar."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.ports import SaleDone
from pos.ui.sell.shown import CartShown
from pos.ui.widgets.amount_label import AmountLabel
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row


class Totals(QFrame):
    """Sums below, one thought per row; a row of zero is not shown."""

    def __init__(
        self,
        look: Look,
        *,
        pay: Callable[[], None],
        discount: Callable[[], None],
        hold: Callable[[], None],
        clear: Callable[[], None],
        narrow: bool,
    ) -> None:
        """Each callable hears of a press; `narrow` leaves all keycaps out but that of Bayar."""
        super().__init__()
        self.setProperty("role", "totals")
        self._look = look
        _ = look.texts._
        self._subtotal = self._sum_row(_("Subtotal"))
        self._line_discount = self._sum_row(_("Diskon barang"))
        self._cart_discount = self._sum_row(_("Diskon nota"))
        self._pieces = look.label(role="muted")
        self._total = AmountLabel(look, 34)
        self._total.setText("Rp0")
        self._total.setAccessibleName(_("Total"))
        self.discount = CapButton(
            look, _("Diskon nota"), None if narrow else Action.CART_DISCOUNT, "", "badge-percent"
        )
        on_click(self.discount, discount)
        self.hold = CapButton(look, _("Tahan"), None if narrow else Action.HOLD, "")
        on_click(self.hold, hold)
        self.clear = look.icon_button("trash-2", _("Kosongkan keranjang"), "danger", "boxed")
        on_click(self.clear, clear)
        self.pay = PrimaryButton(look, _("Bayar"), Action.PAY)
        on_click(self.pay, pay)
        words = column(look.label(_("Total"), "heading"), self._pieces, spacing=0)
        side = look.px(20)
        self.setLayout(
            column(
                self._subtotal,
                self._line_discount,
                self._cart_discount,
                row(words, None, self._total, spacing=look.px(8)),
                row(self.discount, self.hold, self.clear, spacing=look.px(8)),
                self.pay,
                spacing=look.px(8),
                margins=(side, look.px(12), side, look.px(16)),
            )
        )

    def _sum_row(self, name: str) -> QWidget:
        holder = QWidget()
        amount = QLabel()
        amount.setObjectName("amount")
        holder.setLayout(row(self._look.label(name, "muted"), None, amount))
        holder.hide()
        return holder

    def show_cart(self, cart: CartShown) -> None:
        """Show the sums of a cart."""
        _, ngettext = self._look.texts._, self._look.texts.ngettext
        off = cart.line_discount + cart.cart_discount
        self._show_sum(self._subtotal, cart.subtotal if off else 0)
        self._show_sum(self._line_discount, -cart.line_discount)
        self._show_sum(self._cart_discount, -cart.cart_discount)
        self._pieces.setText(
            ngettext("{n} barang", "{n} barang", cart.piece_count).format(n=cart.piece_count)
        )
        self._total.setText(format_rupiah(cart.total))
        filled = bool(cart.lines)
        self.pay.setEnabled(filled)
        self.pay.show_amount(format_rupiah(cart.total) if filled else "")
        self.pay.show_text(_("Lanjut bayar") if cart.locked else _("Bayar"))
        self.discount.setEnabled(filled and not cart.locked)
        self.hold.setEnabled(filled and not cart.locked)
        self.clear.setEnabled(filled and not cart.locked)

    @staticmethod
    def _show_sum(holder: QWidget, amount: int) -> None:
        holder.setVisible(amount != 0)
        label = holder.findChild(QLabel, "amount")
        assert isinstance(label, QLabel)
        label.setText(format_rupiah(amount).replace("-", "−"))


class ChangeStrip(QFrame):
    """The last sale's change, "Kembalian tadi Rp5.000", while the next sale begins."""

    def __init__(self, look: Look) -> None:
        """Hidden until there was a sale."""
        super().__init__()
        self.setProperty("role", "band")
        self._look = look
        self._words = look.label(role="sub", wrap=True)
        self._amount = look.label(role="figure")
        self._amount.setFont(look.theme.font(20, 800))
        layout = row(self._words, self._amount, margins=(look.px(16), look.px(10), look.px(16), look.px(10)))
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    def show_done(self, done: SaleDone | None) -> None:
        """Show the last sale's change; it stays until the next payment begins."""
        if done is None:
            self.hide()
            return
        _ = self._look.texts._
        text = _("Kembalian tadi") if done.change else _("Uang pas tadi")
        self._words.setText(f"{text} · {done.number}")
        self._amount.setText(format_rupiah(done.change) if done.change else "✓")
        self.show()
