"""The goods at the left of the sale screen: search, categories, makers, the grid. Hands presses on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.catalog import Product
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
    maker: Callable[[str | None], None]
    picked: Callable[[Product], object]


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
        self._makers = look.button("" if narrow else _("Pengrajin"), "chip", "users", "muted")
        self._makers.setAccessibleName(_("Pilih pengrajin"))
        self._makers.setCheckable(True)
        on_click(self._makers, self._open_makers)
        self._chips.add_tail(self._makers)
        self.grid = ProductGrid(look, shelf)
        self.grid.picked.connect(presses.picked)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.grid)
        self._shown.addWidget(self._make_nothing())
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        side, half = look.px(NARROW_SIDE if self._narrow else SIDE), look.px(GAP) // 2
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, look.theme.size("header") + look.px(16), 0, look.px(12))
        layout.setSpacing(0)
        above = (row(self.search, margins=(side, 0, side, 0)), row(self._chips, margins=(side, 0, side, 0)))
        layout.addLayout(above[0])
        layout.addSpacing(look.px(12))
        layout.addLayout(above[1])
        layout.addSpacing(look.px(12) - half)
        layout.addLayout(row(self._shown, margins=(side - half, 0, side - half - SCROLLBAR_WIDTH, 0)), 1)

        def end_together(left_over: int) -> None:
            """Whole columns leave some px at the right: search and chips end where the cards end."""
            for line in above:
                line.setContentsMargins(side, 0, side + left_over, 0)

        self.grid.fitted.connect(end_together)

    def _make_nothing(self) -> QWidget:
        look = self._look
        self._nothing = look.label(role="heading", wrap=True)
        hint = look.label(
            look.texts._("Coba kata lain, atau ketik 4–6 angka terakhir pada label."), "muted", wrap=True
        )
        for label in (self._nothing, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture = look.picture("search", "faint", 44)
        page = QWidget()
        page.setLayout(column(None, row(None, picture, None), self._nothing, hint, None, spacing=look.px(10)))
        return page

    def show_products(self, products: tuple[Product, ...], text: str) -> None:
        """Show what was found, or that nothing was."""
        self.grid.goods.show_products(products)
        self.grid.scrollToTop()
        self._shown.setCurrentIndex(0 if products else 1)
        _ = self._look.texts._
        self._nothing.setText(
            _("Tidak ada “{text}”").format(text=text) if text else _("Belum ada barang di sini")
        )

    def show_filters(self, filters: "Filters") -> None:
        """Show categories and makers with the chosen ones."""
        self._filters = filters
        maker = next((m.name for m in filters.makers if m.code == filters.maker), "")
        word = "" if self._narrow else maker or self._look.texts._("Pengrajin")
        self._makers.setText(word.replace("&", "&&"))
        self._makers.setToolTip(maker)
        self._makers.setChecked(bool(maker))
        everything = Choice(None, self._look.texts._("Semua"))
        choices = tuple(Choice(category.code, category.name) for category in filters.categories)
        self._chips.show_choices((everything, *choices), filters.category)

    def _open_makers(self) -> None:
        self._makers.setChecked(self._filters.maker is not None)
        menu = QMenu(self)
        choices: list[tuple[str | None, str]] = [(None, self._look.texts._("Semua pengrajin"))]
        choices += [(maker.code, maker.name) for maker in self._filters.makers]
        for code, name in choices:
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, code=code: self._presses.maker(code))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._makers.mapToGlobal(self._makers.rect().bottomLeft()))
