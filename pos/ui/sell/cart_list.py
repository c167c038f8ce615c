"""The lines of the cart: painted rows, changed ones only; the marked one carries stepper, discount and bin."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScroller, QVBoxLayout, QWidget

from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.sell.shown import LineShown
from pos.ui.widgets.look import Look, on_click, row
from pos.ui.widgets.tile_painter import two_lines

SIDE = 20
LINE_HEIGHT = 20
SUB_HEIGHT = 18
BUNDLE_HEIGHT = 20


class CartRow(QWidget):
    """One line: name (at most two rows) and price, below it quantity, maker, discount and warning."""

    def __init__(self, look: Look, pressed: Callable[[], None]) -> None:
        """`pressed` marks the line."""
        super().__init__()
        self._look, self._pressed = look, pressed
        self._line: LineShown | None = None
        self._marked = False
        self._name_font, self._sub_font = look.theme.font(15, 600), look.theme.font(13, 500)
        self._price_font, self._bundle_font = look.theme.font(15, 700), look.theme.font(12, 700)
        self.controls: QWidget | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_line(self, line: LineShown, *, marked: bool) -> None:
        """Take another line, if it is another."""
        if (line, marked) == (self._line, self._marked):
            return
        self._line, self._marked = line, marked
        bundle = f"{line.bundle}: " if line.bundle else ""
        self.setAccessibleName(f"{bundle}{line.quantity} {line.title}, {format_rupiah(line.net)}")
        self._fit()
        self.update()

    def place_controls(self, controls: QWidget | None) -> None:
        """Take the controls of the marked line in, or let them go."""
        self.controls = controls
        if controls is not None:
            controls.setParent(self)
            controls.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the name anew."""
        super().resizeEvent(event)
        self._fit()

    def _names(self) -> list[str]:
        if self._line is None:
            return []
        price = QFontMetricsF(self._price_font).horizontalAdvance(format_rupiah(self._line.net))
        width = self.width() - self._look.px(2 * SIDE) - price - self._look.px(12)
        return two_lines(self._line.title, QFontMetricsF(self._name_font), max(60.0, width), self._name_font)

    def _fit(self) -> None:
        px = self._look.px
        words = self._top() + px(LINE_HEIGHT) * max(1, len(self._names())) + px(SUB_HEIGHT) + px(2)
        height = words + px(11)
        if self.controls is not None:
            self.controls.setGeometry(px(SIDE), words + px(6), self.width() - px(2 * SIDE), px(48))
            height = words + px(6) + px(48) + px(8)
        if height != self.height():
            self.setFixedHeight(height)

    def _top(self) -> int:
        """Where the words begin: the first part of a bundle stands below the bundle's name."""
        px = self._look.px
        return px(11) + (px(BUNDLE_HEIGHT) if self._line is not None and self._line.opens_bundle else 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark this line."""
        super().mousePressEvent(event)
        self._pressed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        if self._line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_words(painter, self._line)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        theme, px = self._look.theme, self._look.px
        if not self._marked:
            painter.setPen(theme.colour("border"))
            painter.drawLine(
                QPointF(px(SIDE), self.height() - 0.5), QPointF(self.width() - px(SIDE), self.height() - 0.5)
            )
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sel"))
        painter.drawRoundedRect(QRectF(px(8), 0, self.width() - px(16), self.height() - 1), px(12), px(12))
        painter.setBrush(theme.colour("primary"))
        painter.drawRoundedRect(QRectF(px(8), px(12), px(4), self.height() - px(25)), 2, 2)

    def _paint_words(self, painter: QPainter, line: LineShown) -> None:
        theme, px = self._look.theme, self._look.px
        left, right = px(SIDE), self.width() - px(SIDE)
        top = self._top()
        if line.opens_bundle:
            self._paint_bundle(painter, line.bundle, left, right)
        metrics = QFontMetricsF(self._name_font)
        painter.setPen(theme.colour("text"))
        painter.setFont(self._name_font)
        names = self._names()
        for n, name in enumerate(names):
            painter.drawText(QPointF(left, top + metrics.ascent() + n * px(LINE_HEIGHT)), name)
        price = format_rupiah(line.net)
        painter.setFont(self._price_font)
        width = QFontMetricsF(self._price_font).horizontalAdvance(price)
        painter.drawText(QPointF(right - width, top + metrics.ascent()), price)
        self._paint_sub(painter, line, top + px(LINE_HEIGHT) * len(names) + px(14), left, right)

    def _paint_bundle(self, painter: QPainter, name: str, left: float, right: float) -> None:
        metrics = QFontMetricsF(self._bundle_font)
        painter.setFont(self._bundle_font)
        painter.setPen(self._look.theme.colour("on_soft"))
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QPointF(left, self._look.px(11) + metrics.ascent()), name)

    def _paint_sub(self, painter: QPainter, line: LineShown, base: float, left: float, right: float) -> None:
        theme, metrics = self._look.theme, QFontMetricsF(self._sub_font)
        painter.setFont(self._sub_font)
        parts = [(f"{line.quantity} × {format_rupiah(line.unit_price)}", "muted")]
        if line.discount:
            _ = self._look.texts._
            word = _("paket −{amount}") if line.bundle else _("diskon −{amount}")
            parts.append((word.format(amount=format_rupiah(line.discount)), "on_soft"))
        if line.warning:
            parts.append((line.warning, "accent"))
        if line.note:
            parts.append((f"“{line.note}”", "text"))
        parts.append((line.maker, "muted"))
        x = left
        for n, (word, colour) in enumerate(parts):
            text = word if n == 0 else f"  ·  {word}"
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - x)
            painter.setPen(theme.colour(colour))
            painter.drawText(QPointF(x, base), text)
            x += metrics.horizontalAdvance(text)


class CartList(QScrollArea):
    """All lines, one above the other; the marked one stays in sight."""

    def __init__(
        self,
        look: Look,
        *,
        mark: Callable[[int], None],
        step: Callable[[int], None],
        discount: Callable[[], None],
        remove: Callable[[], None],
        capped: bool,
    ) -> None:
        """Each callable hears of a press; `capped` shows the keys where there is room."""
        super().__init__()
        self._look, self._mark = look, mark
        self._rows: list[CartRow] = []
        self._shown: tuple[LineShown, ...] = ()
        self._marked: int | None = None
        self._controls = self._make_controls(step, discount, remove, capped=capped)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, look.px(6), 0, look.px(6))
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def _make_controls(
        self,
        step: Callable[[int], None],
        discount: Callable[[], None],
        remove: Callable[[], None],
        *,
        capped: bool,
    ) -> QWidget:
        look, _ = self._look, self._look.texts._
        self.fewer = look.icon_button("minus", _("Kurangi jumlah"), "text", "boxed")
        self.more = look.icon_button("plus", _("Tambah jumlah"), "text", "boxed")
        self.percent = look.cap_button(
            "percent", _("Diskon barang ini"), Action.LINE_DISCOUNT, "text", capped=capped
        )
        self.bin = look.cap_button("trash-2", _("Hapus barang"), Action.REMOVE, "danger", capped=capped)
        self._count = look.label("1", "figure")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count.setMinimumWidth(look.px(44))
        self.fewer.clicked.connect(lambda: step(-1))
        self.more.clicked.connect(lambda: step(1))
        on_click(self.percent, discount)
        on_click(self.bin, remove)
        controls = QWidget()
        controls.setLayout(
            row(self.fewer, self._count, self.more, None, self.percent, self.bin, spacing=look.px(8))
        )
        controls.hide()
        return controls

    def show_lines(self, lines: tuple[LineShown, ...], marked: int | None) -> None:
        """Show the lines; rows that stay the same are not touched."""
        while len(self._rows) < len(lines):
            self._rows.append(self._new_row(len(self._rows)))
        while len(self._rows) > len(lines):
            gone = self._rows.pop()
            if gone.controls is not None:
                self._free_controls(gone)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for n, (cart_row, line) in enumerate(zip(self._rows, lines, strict=True)):
            if cart_row.controls is not None and n != marked:
                self._free_controls(cart_row)
            cart_row.show_line(line, marked=n == marked)
        self._shown, self._marked = lines, marked
        if marked is not None and marked < len(lines):
            self._show_controls(self._rows[marked], lines[marked])
            QTimer.singleShot(0, self, self._keep_in_sight)

    def _new_row(self, at: int) -> CartRow:
        made = CartRow(self._look, lambda: self._mark(at))
        made.setMinimumWidth(10)
        self._column.insertWidget(at, made)
        return made

    def _free_controls(self, cart_row: CartRow) -> None:
        self._controls.setParent(None)
        self._controls.hide()
        cart_row.place_controls(None)

    def _show_controls(self, cart_row: CartRow, line: LineShown) -> None:
        self._count.setText(str(line.quantity))
        self.fewer.setEnabled(line.quantity > 1)
        self.more.setEnabled(not line.unique)
        if cart_row.controls is None:
            cart_row.place_controls(self._controls)

    def _keep_in_sight(self) -> None:
        if self._marked is not None and self._marked < len(self._rows):
            self.ensureWidgetVisible(self._rows[self._marked], 0, self._look.px(4))
