"""The list of the newest sales: number, time, first piece, total; one is open."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pos.domain.words import format_rupiah
from pos.i18n import clock
from pos.ui.refund.shown import SaleShown
from pos.ui.widgets.look import Look, column, prepare, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


class SaleButton(QPushButton):
    """One sale of the list."""

    def __init__(self, look: Look, sale: SaleShown) -> None:
        """Checked while open."""
        super().__init__()
        prepare(self, "person")
        self.setCheckable(True)
        self.setFixedHeight(look.px(68))
        texts = look.texts
        number = look.label(sale.number, "line")
        total = look.label(format_rupiah(sale.total), "line")
        pieces = texts.ngettext("{n} barang", "{n} barang", sale.piece_count).format(n=sale.piece_count)
        first = ElidedLabel(f"{clock(sale.at)} · {sale.first_title}", middle=False)
        first.setProperty("role", "sub")
        right = look.label(
            texts._("ada retur") if sale.returned else pieces, "accent" if sale.returned else "sub"
        )
        lower = row(first, right, spacing=look.px(8))
        lower.setStretch(0, 1)
        margins = (look.px(14), 0, look.px(14), 0)
        self.setLayout(
            column(None, row(number, None, total), lower, None, spacing=look.px(2), margins=margins)
        )
        for part in (number, total, first, right):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{sale.number}, {format_rupiah(sale.total)}, {pieces}")


class SaleList(ScrollColumn):
    """All rows; `opened` hears the number of the pressed one."""

    def __init__(self, look: Look, opened: Callable[[str], None]) -> None:
        """Start empty."""
        super().__init__(spacing=look.px(8), margins=(0, 0, look.px(10), look.px(4)))
        self._look, self._opened = look, opened
        self._sales: tuple[SaleShown, ...] = ()
        self._buttons: list[SaleButton] = []

    def show_sales(self, sales: tuple[SaleShown, ...], number: str) -> None:
        """Show the list with one of them open."""
        if sales != self._sales:
            self._sales = sales
            for old in self._buttons:
                old.hide()
                old.deleteLater()
            self._buttons = [self._button(sale) for sale in sales]
        for sale, button in zip(sales, self._buttons, strict=True):
            button.setChecked(sale.number == number)

    def _button(self, sale: SaleShown) -> SaleButton:
        button = SaleButton(self._look, sale)
        button.clicked.connect(lambda _checked=False: self._opened(sale.number))
        self.rows.addWidget(button)
        return button
