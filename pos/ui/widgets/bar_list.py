"""Names with their figures, and a quiet bar behind each that says how large it is beside the others."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos.domain.report import Row
from pos.domain.words import format_rupiah, grouped
from pos.ui.widgets.look import Look

ROW_HEIGHT = 30


class BarList(QWidget):
    """Painted; a reader hears each row."""

    def __init__(self, look: Look) -> None:
        """Empty."""
        super().__init__()
        self._look = look
        self._rows: tuple[Row, ...] = ()
        self._chart = False
        self._font, self._bold = look.theme.font(13, 500), look.theme.font(13, 700)

    def show_rows(self, rows: tuple[Row, ...], *, chart: bool) -> None:
        """Show the rows, with bars where they help."""
        self._rows, self._chart = rows, chart
        self.setFixedHeight(self._look.px(ROW_HEIGHT) * len(rows))
        self.setAccessibleName(
            "; ".join(f"{r.name}: {grouped(r.count)}, {format_rupiah(r.amount)}" for r in rows)
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        largest = max((row.amount for row in self._rows), default=0)
        for n, row in enumerate(self._rows):
            self._paint_row(painter, n, row, largest)
        painter.end()

    def _paint_row(self, painter: QPainter, n: int, row: Row, largest: int) -> None:
        theme, px = self._look.theme, self._look.px
        height = px(ROW_HEIGHT)
        top, width = n * height, self.width()
        if self._chart and largest > 0 and row.amount > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("soft"))
            bar = QRectF(0, top + px(3), max(px(6), width * row.amount / largest), height - px(6))
            painter.drawRoundedRect(bar, px(6), px(6))
        amount, count = format_rupiah(row.amount).replace("-", "−"), grouped(row.count)
        base = top + height / 2 + QFontMetricsF(self._font).capHeight() / 2
        painter.setFont(self._bold)
        painter.setPen(theme.colour("text"))
        right = width - px(8) - QFontMetricsF(self._bold).horizontalAdvance(amount)
        painter.drawText(QPointF(right, base), amount)
        painter.setFont(self._font)
        painter.setPen(theme.colour("muted"))
        right = min(right - px(12), width - px(118)) - QFontMetricsF(self._font).horizontalAdvance(count)
        painter.drawText(QPointF(right, base), count)
        painter.setPen(theme.colour("text"))
        name = QFontMetricsF(self._font).elidedText(row.name, Qt.TextElideMode.ElideRight, right - px(20))
        painter.drawText(QPointF(px(8), base), name)
