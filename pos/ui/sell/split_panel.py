"""Bagi nota: how many pieces of each line go to another receipt."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from pos.ui.keys import Action
from pos.ui.sell.asked import SplitAsked
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, on_click, row
from pos.ui.widgets.scroll_column import ScrollColumn
from pos.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from pos.ui.sell.presenter import SellPresenter


class SplitRow(QWidget):
    """One line: its title, and how many of its pieces go."""

    def __init__(self, look: Look, title: str, pieces: int) -> None:
        """None goes at first."""
        super().__init__()
        _ = look.texts._
        self._pieces, self.count = pieces, 0
        self.fewer = look.icon_button("minus", _("Kurangi: {title}").format(title=title), "text", "boxed")
        self.more = look.icon_button("plus", _("Tambah: {title}").format(title=title), "text", "boxed")
        self._said = QLabel()
        self._said.setMinimumWidth(look.px(48))
        on_click(self.fewer, lambda: self._go(-1))
        on_click(self.more, lambda: self._go(1))
        name = look.label(title, "line", wrap=True)
        self.setLayout(row(name, None, self.fewer, self._said, self.more, spacing=look.px(8)))
        self._go(0)

    def _go(self, step: int) -> None:
        self.count = max(0, min(self._pieces, self.count + step))
        self._said.setText(f"{self.count} / {self._pieces}")
        self.fewer.setEnabled(self.count > 0)
        self.more.setEnabled(self.count < self._pieces)


class SplitPanel(Sheet):
    """Covers the cart: its lines are the question."""

    whole = True

    def __init__(self, look: Look, parent: QWidget, sale: "SellPresenter") -> None:
        """Enter sets them aside."""
        super().__init__(look, parent, lambda: sale.ask(None))
        self._sale = sale
        self.rows: list[SplitRow] = []
        self._list = ScrollColumn(spacing=look.px(10), margins=(0, 0, look.px(8), 0))
        self._use = PrimaryButton(look, look.texts._("Jadikan nota lain"), Action.CONFIRM)
        on_click(self._use, self.confirm)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._use)

    def open(self, asked: SplitAsked) -> None:
        """Come up with the lines of the cart."""
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = [SplitRow(self._look, title, pieces) for title, pieces in asked.lines]
        for made in self.rows:
            self._list.rows.addWidget(made)
        _ = self._look.texts._
        self.ask(_("Bagi nota"), _("Pilih barang untuk nota yang lain."))

    def first(self) -> QWidget:
        """See Sheet."""
        return self.rows[0].more

    def confirm(self) -> None:
        """Set the chosen pieces aside."""
        self._sale.extras.split(tuple(part.count for part in self.rows))
