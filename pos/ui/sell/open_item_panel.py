"""Barang tanpa label: name, maker, reason and price of what the catalogue does not know."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pos.domain.catalog import Maker
from pos.domain.reason import Reason
from pos.services.open_items import NAME_CHARS_MAX
from pos.ui.keys import Action
from pos.ui.sell.asked import OpenItemAsked
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.chips import Choice
from pos.ui.widgets.flow import ChipFlow
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.widgets.scroll_column import ScrollColumn
from pos.ui.widgets.sheet import Sheet
from pos.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from pos.ui.sell.presenter import SellPresenter


class OpenItemPanel(Sheet):
    """Lies over the grid: makers need the room."""

    whole = True

    def __init__(self, look: Look, parent: QWidget, sale: "SellPresenter") -> None:
        """Enter puts it in, once a second person has agreed where the role wants it."""
        super().__init__(look, parent, lambda: sale.ask(None))
        _ = look.texts._
        self._sale = sale
        self._makers: tuple[Maker, ...] = ()
        self._maker: str | None = None
        self._reason = Reason.NO_LABEL
        self.name = TextField(look, _("Nama barang"), _("Nama barang"), NAME_CHARS_MAX)
        self.price = MoneyEdit(_("Harga"))
        self._reasons = ChipFlow(look, _("Alasan"), self._choose_reason)
        self._chips = ChipFlow(look, _("Pengrajin"), self._choose_maker)
        self._use = PrimaryButton(look, _("Ke keranjang"), Action.CONFIRM)
        on_click(self._use, self.confirm)
        makers = ScrollColumn(spacing=look.px(8), margins=(0, 0, look.px(8), 0))
        makers.rows.addWidget(self._chips)
        self.body.addLayout(row(self.name, self.price, spacing=look.px(12)))
        self.body.addLayout(column(look.label(_("Alasan"), "line"), self._reasons, spacing=look.px(6)))
        self.body.addWidget(look.label(_("Pengrajin"), "line"))
        self.body.addWidget(makers, 1)
        self.body.addWidget(self._use)

    def open(self, asked: OpenItemAsked) -> None:
        """Come up empty."""
        _ = self._look.texts._
        self._makers = asked.makers
        self.name.clear()
        self.price.prefill(0)
        self._choose_maker(self._makers[0].code if len(self._makers) == 1 else None)
        self._choose_reason(Reason.NO_LABEL.value)
        self.ask(_("Barang tanpa label"), _("Komisi dan bagian pengrajin mengikuti aturannya seperti biasa."))
        self.name.setFocus()

    def _choose_maker(self, key: str | None) -> None:
        self._maker = key
        self._chips.show_choices(tuple(Choice(maker.code, maker.name) for maker in self._makers), key)

    def _choose_reason(self, key: str | None) -> None:
        _ = self._look.texts._
        self._reason = Reason(key) if key else Reason.OTHER
        choices = (
            Choice(Reason.NO_LABEL.value, _("Label hilang")),
            Choice(Reason.NOT_LISTED.value, _("Belum didaftarkan")),
            Choice(Reason.OTHER.value, _("Alasan lain")),
        )
        self._reasons.show_choices(choices, self._reason.value)

    def confirm(self) -> None:
        """Put it in."""
        maker = next((maker for maker in self._makers if maker.code == self._maker), None)
        self._sale.extras.add_open_item(maker, self.name.text(), self.price.amount, self._reason)
