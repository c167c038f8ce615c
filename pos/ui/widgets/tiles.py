"""The grid of goods: whole rows of cards, one repaint per changed card; says what was picked, no more."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pos.domain.cart import Cart
from pos.domain.catalog import Product
from pos.domain.words import format_rupiah
from pos.services.lookup import Shelf
from pos.ui.widgets.look import Look
from pos.ui.widgets.pictures import PictureShelf
from pos.ui.widgets.tile_painter import GAP, Card, CardPainter

TILE_WIDTH_MIN = 166
ROW_HEIGHT = 186
SCROLLBAR_WIDTH = 10
DRAWN_A_FRAME_MAX = 3
Index = QModelIndex | QPersistentModelIndex
PRODUCT_ROLE = Qt.ItemDataRole.UserRole
CARD_ROLE = Qt.ItemDataRole.UserRole + 1


class ProductModel(QAbstractListModel):
    """Products with their number in the cart and the keyboard's mark."""

    def __init__(self, look: Look) -> None:
        """Start empty."""
        super().__init__()
        self._look = look
        self._shelf = Shelf()
        self._products: tuple[Product, ...] = ()
        self._quantities: dict[str, int] = {}
        self._family_quantities: dict[tuple[str, str], int] = {}
        self._rows: dict[str, int] = {}
        self.marked: int | None = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._products)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give words for people and readers, the card for the painter."""
        product = self._products[index.row()]
        if role == PRODUCT_ROLE:
            return product
        if role == CARD_ROLE:
            marked = self.marked == index.row()
            return Card(
                product,
                self._in_cart(product),
                hovered=False,
                marked=marked,
                family=self._shelf.families.get(product.id),
                pinned=product.id in self._shelf.pinned,
                variant_only=self._shelf.opened,
            )
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return self._words(product)
        return None

    def _in_cart(self, product: Product) -> int:
        """How many of it are in the cart; of all its variants where the card stands for them."""
        if product.id not in self._shelf.families:
            return self._quantities.get(product.id, 0)
        return self._family_quantities.get((product.maker.code, product.family), 0)

    def _words(self, product: Product) -> str:
        family, _ = self._shelf.families.get(product.id), self._look.texts._
        if family is None:
            return f"{product.title}, {format_rupiah(product.price)}, {self._stock(product)}"
        said = _("{name}, {n} varian, mulai {price}")
        return said.format(name=family.name, n=family.count, price=format_rupiah(family.price_low))

    def _stock(self, product: Product) -> str:
        _ = self._look.texts._
        return _("Stok {n}").format(n=product.on_hand) if product.on_hand > 0 else _("Habis")

    def show_shelf(self, shelf: Shelf) -> None:
        """Replace the goods; the same goods change nothing."""
        if shelf == self._shelf:
            return
        self.beginResetModel()
        self._shelf, self._products = shelf, shelf.products
        self._rows = {product.id: row for row, product in enumerate(self._products)}
        self.marked = None
        self.endResetModel()

    def show_cart(self, cart: Cart) -> None:
        """Show how many of each are in the cart; only changed cards are painted again."""
        before = [self._in_cart(product) for product in self._products]
        self._quantities, self._family_quantities = {}, {}
        for line in cart.lines:
            product = line.product
            family = (product.maker.code, product.family)
            self._quantities[product.id] = self._quantities.get(product.id, 0) + line.quantity
            self._family_quantities[family] = self._family_quantities.get(family, 0) + line.quantity
        for bundle in cart.bundles.values():
            self._quantities[bundle.id] = self._quantities.get(bundle.id, 0) + 1
        for at, (product, old) in enumerate(zip(self._products, before, strict=True)):
            if self._in_cart(product) != old:
                self.touch(at)

    def mark(self, row: int | None) -> None:
        """Move the keyboard's mark."""
        old, self.marked = self.marked, row
        for one in {old, row} - {None}:
            if one is not None and one < len(self._products):
                self.touch(one)

    def product_at(self, row: int) -> Product | None:
        return self._products[row] if 0 <= row < len(self._products) else None

    def row_of(self, product_id: str) -> int | None:
        return self._rows.get(product_id)

    def touch(self, row: int) -> None:
        """Have one card painted again."""
        index = self.index(row)
        self.dataChanged.emit(index, index)


class TileDelegate(QStyledItemDelegate):
    """Paints cards by the painter's kept pixmaps; draws a few new ones a frame, so that none takes long."""

    unfinished = Signal()

    def __init__(self, look: Look, shelf: PictureShelf, parent: QObject) -> None:
        """`shelf` hands out the pictures."""
        super().__init__(parent)
        self._painter = CardPainter(look)
        self._shelf = shelf
        self._drawn = 0
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.timeout.connect(self._next_frame)
        self.cell = QSize(look.px(200), look.px(ROW_HEIGHT))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        card: Card = index.data(CARD_ROLE)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        shown = replace(card, hovered=hovered)
        image = self._shelf.find(card.product)
        ratio = painter.device().devicePixelRatioF()
        may_draw = self._drawn < DRAWN_A_FRAME_MAX
        if self._painter.paint(painter, option.rect, shown, image, ratio, draw=may_draw):
            self._drawn += 1
        if self._drawn and not self._frame.isActive():
            self._frame.start(0)

    def _next_frame(self) -> None:
        """Go on with what the last frame left blank."""
        full, self._drawn = self._drawn >= DRAWN_A_FRAME_MAX, 0
        if full:
            self.unfinished.emit()


class ProductGrid(QListView):
    """The view: columns by width, rows by whole division of the height."""

    picked = Signal(object)
    held = Signal(object)
    fitted = Signal(int)

    def __init__(self, look: Look, shelf: PictureShelf) -> None:
        """`shelf` stays the caller's to close."""
        super().__init__()
        self._look = look
        self.goods = ProductModel(look)
        self._delegate = TileDelegate(look, shelf, self)
        self.setModel(self.goods)
        self.setItemDelegate(self._delegate)
        self._delegate.unfinished.connect(self.viewport().update)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(look.texts._("Daftar barang"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.clicked.connect(self._clicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._held)
        shelf.arrived.connect(self._arrived)
        self.columns = 1

    def extra_width(self) -> int:
        """Room that the grid takes beyond its column: half a gap at each side, and the scroll bar."""
        return self._look.px(GAP) + SCROLLBAR_WIDTH

    def _clicked(self, index: QModelIndex) -> None:
        self.picked.emit(index.data(PRODUCT_ROLE))

    def _held(self, at: QPoint) -> None:
        """A right click or a long press."""
        index = self.indexAt(at)
        if index.isValid():
            self.held.emit(index.data(PRODUCT_ROLE))

    def _arrived(self, product_id: str) -> None:
        row = self.goods.row_of(product_id)
        if row is not None:
            self.update(self.goods.index(row))

    def move_mark(self, across: int, down: int) -> None:
        """Move the mark by cards; the first move marks the first card."""
        count = self.goods.rowCount()
        if not count:
            return
        old = self.goods.marked
        new = 0 if old is None else old + across + down * self.columns
        if 0 <= new < count:
            self.goods.mark(new)
            self.scrollTo(self.goods.index(new))

    def page(self, pages: int) -> None:
        """Scroll by whole views."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the room into whole columns and whole rows (ui.md §2.5)."""
        width, height = self.viewport().width(), self.viewport().height()
        self.columns = max(1, width // self._look.px(TILE_WIDTH_MIN + GAP))
        rows = max(1, round(height / self._look.px(ROW_HEIGHT)))
        self._delegate.cell = QSize((width - 1) // self.columns, max(self._look.px(150), height // rows))
        self.setGridSize(self._delegate.cell)
        self.fitted.emit(width - self.columns * self._delegate.cell.width())
        self.verticalScrollBar().setSingleStep(self._delegate.cell.height())
        super().resizeEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the hover go."""
        super().leaveEvent(event)
        self.viewport().update()
