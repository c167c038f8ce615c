"""Two plain pages of the history: what was given back, as the largest thing; and that no sale fits."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos.domain.refund import Refund
from pos.domain.tender import TenderKind
from pos.domain.unmatched import UnmatchedRefund
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row


class GivenPage(QWidget):
    """Says how much cash leaves the drawer, and for which sale."""

    def __init__(self, look: Look, confirm: Callable[[], None]) -> None:
        """`confirm` leaves it."""
        super().__init__()
        self._look = look
        self._word = look.label(role="title")
        self._amount = look.label()
        self._amount.setFont(look.theme.font(84, 800, 98))
        self._facts = look.label(role="strong", wrap=True)
        words = (self._word, self._amount, self._facts)
        for label in words:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        band = look.frame("band")
        side = look.px(48)
        band.setMinimumWidth(look.px(640))
        band.setLayout(column(*words, spacing=look.px(6), margins=(side, look.px(28), side, look.px(32))))
        button = PrimaryButton(look, look.texts._("Selesai"), Action.CONFIRM)
        button.setFixedWidth(look.px(280))
        on_click(button, confirm)
        self.setLayout(
            column(None, row(None, band, None), row(None, button, None), None, spacing=look.px(18))
        )

    def show_refund(self, refund: Refund | UnmatchedRefund) -> None:
        """Show what goes back."""
        _ = self._look.texts._
        cash = refund.cash_out
        self._word.setText(_("Kembalikan tunai") if cash else _("Dikembalikan"))
        self._amount.setText(format_rupiah(cash or refund.total))
        rest = sum(tender.amount for tender in refund.tenders if tender.kind is not TenderKind.CASH)
        facts = _("Nota {number}, retur {refund}").format(
            number=refund.sale_number, refund=refund.header.number
        )
        if rest:
            back = _("{amount} kembali lewat cara bayar asal").format(amount=format_rupiah(rest))
            facts = f"{facts} · {back}"
        self._facts.setText(facts)


def make_nothing_page(look: Look) -> QWidget:
    """No sale fits what is typed: how one is found."""
    _ = look.texts._
    words = look.label(_("Tidak ada nota yang cocok"), "heading")
    hint = look.label(
        _("Ketik nomor, jam (10.32), jumlah, nama barang atau pengrajin, atau pindai kode pada struk."),
        "muted",
        wrap=True,
    )
    for label in (words, hint):
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    page = look.frame("panel")
    picture = look.picture("receipt", "faint", 48)
    side = look.px(32)
    middle = row(None, picture, None)
    page.setLayout(column(None, middle, words, hint, None, spacing=look.px(10), margins=(side, 0, side, 0)))
    return page
