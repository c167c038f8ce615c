"""Cek harga: what a product costs, without selling it. A scan shows the next one."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pos.domain.day import day_of
from pos.domain.words import format_rupiah
from pos.i18n import clock
from pos.ui.keys import Action
from pos.ui.sell.asked import PriceAsked
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from pos.ui.sell.presenter import SellPresenter


class PricePanel(Sheet):
    """Lies over the foot of the cart."""

    def __init__(self, look: Look, parent: QWidget, sale: "SellPresenter") -> None:
        """Nothing was looked at yet."""
        super().__init__(look, parent, lambda: sale.ask(None))
        _ = look.texts._
        self._sale = sale
        self._asked = PriceAsked()
        self._price = look.label()
        self._price.setFont(look.theme.font(34, 800, 98.5))
        self._stock = look.label(role="line", wrap=True)
        self._maker = look.label(role="muted", wrap=True)
        self._take = PrimaryButton(look, _("Ke keranjang"), Action.CONFIRM)
        on_click(self._take, self.confirm)
        self._facts = QWidget()
        self._facts.setLayout(column(self._price, self._maker, self._stock, spacing=look.px(4)))
        self.body.addWidget(self._facts)
        self.body.addLayout(row(self._take))

    def open(self, asked: PriceAsked) -> None:
        """Come up, or show the next one."""
        _, product = self._look.texts._, asked.product
        self._asked = asked
        self._facts.setVisible(product is not None)
        self._take.setVisible(product is not None)
        if product is None:
            self.ask(_("Cek harga"), _("Pindai barang; tidak akan terjual."))
            return
        self._price.setText(format_rupiah(product.price))
        self._maker.setText(_("karya {maker}").format(maker=product.maker.name))
        said = _("Stok menurut catatan: {n}").format(n=product.on_hand)
        if asked.moved_at is not None:
            at = f"{self._look.texts.day(day_of(asked.moved_at))} {clock(asked.moved_at)}"
            moved = _("terakhir berubah {at}").format(at=at)
            said = f"{said} · {moved}"
        self._stock.setText(said)
        self.ask(product.title, _("Pindai barang lain, atau Esc untuk kembali."))

    def confirm(self) -> None:
        """The buyer takes it."""
        self._sale.extras.sell_looked_at(self._asked)
