"""The list of the newest sales: number, time, first piece, total; one is open.

One painted view, not a widget for each sale: a widget costs its time at each showing of the screen.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pos.domain.words import format_rupiah
from pos.i18n import clock
from pos.ui.keys import Action
from pos.ui.refund.shown import SaleShown
from pos.ui.widgets.look import Look

Index = QModelIndex | QPersistentModelIndex
SALE_ROLE = Qt.ItemDataRole.UserRole
OPEN_ROLE = Qt.ItemDataRole.UserRole + 1
CARD_HEIGHT, GAP, SIDE, RADIUS = 64, 8, 14, 16


class SaleModel(QAbstractListModel):
    """The listed sales, and the number of the open one."""

    def __init__(self, look: Look) -> None:
        """Start empty."""
        super().__init__()
        self._look = look
        self._sales: tuple[SaleShown, ...] = ()
        self._number = ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._sales)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give words for readers, the sale for the painter."""
        sale = self._sales[index.row()]
        if role == SALE_ROLE:
            return sale
        if role == OPEN_ROLE:
            return sale.number == self._number
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return f"{sale.number}, {format_rupiah(sale.total)}, {pieces(sale, self._look)}"
        return None

    def show_sales(self, sales: tuple[SaleShown, ...], number: str) -> int | None:
        """Replace the sales where they are others; gives the row of the open one."""
        if sales != self._sales:
            self.beginResetModel()
            self._sales = sales
            self.endResetModel()
        old, self._number = self._row_of(self._number), number
        new = self._row_of(number)
        for row in {old, new} - {None}:
            assert row is not None
            self.dataChanged.emit(self.index(row), self.index(row))
        return new

    def _row_of(self, number: str) -> int | None:
        return next((row for row, sale in enumerate(self._sales) if sale.number == number), None)


class SaleDelegate(QStyledItemDelegate):
    """Paints a sale as a button looks; `right` px stay free for the scroll bar's gap."""

    def __init__(self, look: Look, right: int) -> None:
        """Measure the fonts once."""
        super().__init__()
        self._look, self._right = look, right
        self._large, self._small = look.theme.font(16, 600), look.theme.font(13, 500)
        self._flag = look.theme.font(13, 600)
        self._cell = QSize(look.px(200), look.px(CARD_HEIGHT + GAP))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one sale."""
        px, cell = self._look.px, QRectF(option.rect)
        card = QRectF(cell.left(), cell.top(), cell.width() - self._right, px(CARD_HEIGHT))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card, option, opened=index.data(OPEN_ROLE))
        self._paint_words(painter, card.adjusted(px(SIDE), 0, -px(SIDE), 0), index.data(SALE_ROLE))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem, *, opened: bool
    ) -> None:
        theme = self._look.theme
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        marked = bool(option.state & QStyle.StateFlag.State_HasFocus)
        ground = "soft" if opened else "surface2" if hovered else "surface"
        edge, width = ("focus", 2) if marked else ("primary", 2) if opened else ("border_strong", 1)
        painter.setBrush(theme.colour(ground))
        painter.setPen(QPen(theme.colour(edge), width))
        inner = card.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(inner, self._look.px(RADIUS), self._look.px(RADIUS))

    def _paint_words(self, painter: QPainter, room: QRectF, sale: SaleShown) -> None:
        texts, theme = self._look.texts, self._look.theme
        at = f"{texts.day(sale.other_day)} {clock(sale.at)}" if sale.other_day else clock(sale.at)
        right = texts._("ada retur") if sale.returned else pieces(sale, self._look)
        right_font, right_colour = (self._flag, "accent") if sale.returned else (self._small, "muted")
        large, small = QFontMetrics(self._large).height(), QFontMetrics(self._small).height()
        top = room.top() + (room.height() - large - self._look.px(2) - small) / 2
        upper = QRectF(room.left(), top, room.width(), large)
        lower = QRectF(room.left(), top + large + self._look.px(2), room.width(), small)
        text, muted = theme.colour("text"), theme.colour("muted")
        self._pair(
            painter, upper, (sale.number, self._large, text), (format_rupiah(sale.total), self._large, text)
        )
        first = (f"{at} · {sale.first_title}", self._small, muted)
        self._pair(painter, lower, first, (right, right_font, theme.colour(right_colour)))

    def _pair(
        self,
        painter: QPainter,
        room: QRectF,
        left: tuple[str, QFont, QColor],
        right: tuple[str, QFont, QColor],
    ) -> None:
        """Words at both ends of a line; the left ones give way."""
        words, font, colour = right
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        taken = QFontMetrics(font).horizontalAdvance(words) + self._look.px(8)
        words, font, colour = left
        painter.setFont(font)
        painter.setPen(colour)
        most = int(room.width()) - taken
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, most)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class SaleList(QListView):
    """`opened` hears the number of the pressed one. With the keyboard's focus, arrows mark and Enter presses."""

    def __init__(self, look: Look, opened: Callable[[str], None]) -> None:
        """Start empty."""
        super().__init__()
        self._opened = opened
        self.sales = SaleModel(look)
        self.setModel(self.sales)
        self._delegate = SaleDelegate(look, look.px(10))
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(look.texts._("Daftar nota"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.clicked.connect(self._press)

    def show_sales(self, sales: tuple[SaleShown, ...], number: str) -> None:
        """Show the list with one of them open and in sight."""
        row = self.sales.show_sales(sales, number)
        if row is not None:
            self.setCurrentIndex(self.sales.index(row))
            self.scrollTo(self.sales.index(row))

    def walk(self, action: Action) -> bool:
        """Take the arrows and Enter while the keyboard's focus is here; says whether it did."""
        if not self.hasFocus() or action not in {Action.UP, Action.DOWN, Action.CONFIRM}:
            return False
        if action is Action.CONFIRM:
            self._press_marked()
        else:
            row = self.currentIndex().row() + (1 if action is Action.DOWN else -1)
            self.setCurrentIndex(self.sales.index(max(0, min(self.sales.rowCount() - 1, row))))
        return True

    def _press_marked(self) -> None:
        if self.currentIndex().isValid():
            self._press(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses, as on a button; letters look for nothing here."""
        if event.key() == Qt.Key.Key_Space:
            self._press_marked()
        else:
            event.ignore()

    def _press(self, index: QModelIndex) -> None:
        self._opened(index.data(SALE_ROLE).number)


def pieces(sale: SaleShown, look: Look) -> str:
    """How many pieces it has, in words."""
    return look.texts.ngettext("{n} barang", "{n} barang", sale.piece_count).format(n=sale.piece_count)
