"""The goods at the left of the sale screen: search, categories, filter, the grid. Hands presses on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos.domain.catalog import Product
from pos.domain.finding import Narrowing
from pos.services.lookup import RESULTS_MAX, Shelf
from pos.ui.keys import Action
from pos.ui.sell.filter_panel import FilterPanel
from pos.ui.widgets.chips import ChipRow, Choice
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.pictures import PictureShelf
from pos.ui.widgets.search_field import SearchField
from pos.ui.widgets.tile_painter import GAP
from pos.ui.widgets.tiles import SCROLLBAR_WIDTH, ProductGrid

if TYPE_CHECKING:
    from pos.ui.sell.finder import Filters

SIDE, NARROW_SIDE = 24, 20


@dataclass(frozen=True, slots=True)
class GoodsPresses:
    """Who hears what is typed, chosen and picked."""

    typed: Callable[[str], None]
    category: Callable[[str | None], None]
    narrow: Callable[[Narrowing], None]
    open_filter: Callable[[], None]
    close_filter: Callable[[], None]
    back: Callable[[], object]
    picked: Callable[[Product], object]
    pinned: Callable[[Product], None]


class GoodsPanel(QWidget):
    """Leaves room for the header at its top."""

    def __init__(self, look: Look, shelf: PictureShelf, presses: GoodsPresses, *, narrow: bool) -> None:
        """`narrow` is for screens of 1024 px."""
        super().__init__()
        self._look, self._presses, self._narrow = look, presses, narrow
        _ = look.texts._
        self.search = SearchField(look, _("Pindai barcode atau cari barang"))
        self.search.typed.connect(presses.typed)
        self._chips = ChipRow(look, presses.category)
        self._filter = look.button(_("Saring"), "chip", "sliders-horizontal", "muted")
        self._filter.setCheckable(True)
        self._filter.setToolTip(look.keys.keycap(Action.FILTER))
        on_click(self._filter, presses.open_filter)
        self._chips.add_tail(self._filter)
        self._above = QStackedWidget()
        self._above.setFixedHeight(look.px(48))
        self._above.addWidget(self._chips)
        self._above.addWidget(self._make_crumb())
        self.grid = ProductGrid(look, shelf)
        self.grid.picked.connect(presses.picked)
        self.grid.held.connect(presses.pinned)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.grid)
        self._shown.addWidget(self._make_nothing())
        self._lay_out()
        self.filter = FilterPanel(look, self.below, presses.narrow, presses.close_filter)

    def _lay_out(self) -> None:
        look = self._look
        side, half = look.px(NARROW_SIDE if self._narrow else SIDE), look.px(GAP) // 2
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, look.theme.size("header") + look.px(16), 0, look.px(12))
        layout.setSpacing(0)
        above = (row(self.search, margins=(side, 0, side, 0)), row(self._above, margins=(side, 0, side, 0)))
        layout.addLayout(above[0])
        layout.addSpacing(look.px(12))
        layout.addLayout(above[1])
        layout.addSpacing(look.px(12) - half)
        self.below = QWidget()
        self.below.setLayout(row(self._shown, margins=(side - half, 0, side - half - SCROLLBAR_WIDTH, 0)))
        layout.addWidget(self.below, 1)

        def end_together(left_over: int) -> None:
            """Whole columns leave some px at the right: search and chips end where the cards end."""
            for line in above:
                line.setContentsMargins(side, 0, side + left_over, 0)

        self.grid.fitted.connect(end_together)

    def _make_crumb(self) -> QWidget:
        """The way back from the variants of one thing."""
        look = self._look
        back = look.button(look.texts._("Semua barang"), "chip", "arrow-left", "muted")
        on_click(back, self._presses.back)
        self._family = look.label(role="heading")
        self._family_facts = look.label(role="muted")
        crumb = QWidget()
        crumb.setLayout(row(back, self._family, self._family_facts, None, spacing=look.px(12)))
        return crumb

    def _make_nothing(self) -> QWidget:
        look = self._look
        self._nothing = look.label(role="heading", wrap=True)
        self._hint = look.label(role="muted", wrap=True)
        for label in (self._nothing, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture = look.picture("search", "faint", 44)
        page = QWidget()
        page.setLayout(
            column(None, row(None, picture, None), self._nothing, self._hint, None, spacing=look.px(10))
        )
        return page

    def show_shelf(self, shelf: Shelf, text: str) -> None:
        """Show what was found, or that nothing was."""
        products = shelf.products
        self.grid.goods.show_shelf(shelf)
        self.grid.scrollToTop()
        self._shown.setCurrentIndex(0 if products else 1)
        _ = self._look.texts._
        self._nothing.setText(
            _("Tidak ada “{text}”").format(text=text) if text else _("Belum ada barang di sini")
        )
        without = _("Pilih Semua, atau jual sebagai barang tanpa label ({key}).")
        self._hint.setText(
            _("Coba kata lain, atau ketik 4–6 angka terakhir pada label.")
            if text
            else without.format(key=self._look.keys.keycap(Action.OPEN_ITEM))
        )
        self.filter.show_count(len(products), more=len(products) >= RESULTS_MAX)

    def show_filters(self, filters: "Filters") -> None:
        """Show the categories and how much is filtered; for variants the way back."""
        _, ngettext = self._look.texts._, self._look.texts.ngettext
        now, family = filters.narrowing, filters.family
        self._above.setCurrentIndex(0 if family is None else 1)
        if family is not None:
            self._family.setText(family.name)
            count = ngettext("{n} varian", "{n} varian", family.count).format(n=family.count)
            self._family_facts.setText(count)
        self._filter.setChecked(bool(now.panel_count))
        word = _("Saring · {n}").format(n=now.panel_count) if now.panel_count else _("Saring")
        self._filter.setText(f" {word}")
        self._filter.setAccessibleName(word)
        everything = Choice(None, _("Semua"))
        choices = tuple(Choice(category.code, category.name) for category in filters.categories)
        self._chips.show_choices((everything, *choices), now.category)
        self.filter.show_filters(filters)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the filter over the grid."""
        super().resizeEvent(event)
        self.filter.place()
