"""The list of the newest sales: number, time, first piece, total; one is open."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pos.domain.words import format_rupiah
from pos.i18n import clock
from pos.ui.refund.shown import SaleShown
from pos.ui.widgets.look import Look, column, prepare, restyle, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


class SaleButton(QPushButton):
    """One sale of the list."""

    def __init__(self, look: Look) -> None:
        """Checked while open; `show_sale` says which it is."""
        super().__init__()
        prepare(self, "person")
        self.setCheckable(True)
        self.setFixedHeight(look.px(68))
        self._look = look
        self._number, self._total = look.label(role="line"), look.label(role="line")
        self._first = ElidedLabel("", middle=False)
        self._first.setProperty("role", "sub")
        self._right = look.label(role="sub")
        self.number = ""
        lower = row(self._first, self._right, spacing=look.px(8))
        lower.setStretch(0, 1)
        margins = (look.px(14), 0, look.px(14), 0)
        upper = row(self._number, None, self._total)
        self.setLayout(column(None, upper, lower, None, spacing=look.px(2), margins=margins))
        for part in (self._number, self._total, self._first, self._right):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_sale(self, sale: SaleShown) -> None:
        """Say a sale; one of another day with its day."""
        texts = self._look.texts
        self.number = sale.number
        self._number.setText(sale.number)
        self._total.setText(format_rupiah(sale.total))
        pieces = texts.ngettext("{n} barang", "{n} barang", sale.piece_count).format(n=sale.piece_count)
        at = f"{texts.day(sale.other_day)} {clock(sale.at)}" if sale.other_day else clock(sale.at)
        self._first.show_text(f"{at} · {sale.first_title}")
        self._right.setText(texts._("ada retur") if sale.returned else pieces)
        restyle(self._right, "role", "accent" if sale.returned else "sub")
        self.setAccessibleName(f"{sale.number}, {format_rupiah(sale.total)}, {pieces}")


class SaleList(ScrollColumn):
    """All rows; `opened` hears the number of the pressed one. Rows are kept and say something else."""

    def __init__(self, look: Look, opened: Callable[[str], None]) -> None:
        """Start empty."""
        super().__init__(spacing=look.px(8), margins=(0, 0, look.px(10), look.px(4)))
        self._look, self._opened = look, opened
        self._sales: tuple[SaleShown, ...] = ()
        self._buttons: list[SaleButton] = []

    def show_sales(self, sales: tuple[SaleShown, ...], number: str) -> None:
        """Show the list with one of them open and in sight."""
        if sales != self._sales:
            self._sales = sales
            while len(self._buttons) < len(sales):
                self._buttons.append(self._button())
            for n, button in enumerate(self._buttons):
                button.setVisible(n < len(sales))
            for sale, button in zip(sales, self._buttons, strict=False):
                button.show_sale(sale)
        for sale, button in zip(sales, self._buttons, strict=False):
            button.setChecked(sale.number == number)
            if sale.number == number:
                self.ensureWidgetVisible(button)

    def _button(self) -> SaleButton:
        button = SaleButton(self._look)
        button.clicked.connect(lambda _checked=False: self._opened(button.number))
        self.rows.addWidget(button)
        return button
