"""Round the till in training: a striped edge and a band of words, so that nobody takes it for the real one."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from pos.ui.widgets.look import Look, column

EDGE, BAND = 10, 34
STRIPE = 18
INK, GROUND = QColor("#1E1A16"), QColor("#FFC247")
"""The same in every theme, 10 : 1."""


class TrainingFrame(QWidget):
    """Holds the inside of the window below the strip of a training run; the inside gives up that room, nothing is covered."""

    def __init__(self, look: Look, inside: QWidget, strip: QWidget) -> None:
        """Lay the edge round it."""
        super().__init__()
        self._look = look
        self.words = look.texts._("LATIHAN · barang contoh, tidak ada yang dihitung")
        self.setAccessibleName(self.words)
        edge = look.px(EDGE)
        self.setLayout(column(strip, inside, spacing=0, margins=(edge, look.px(BAND), edge, edge)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Stripes all round, the words on plain ground in the middle of the band."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), GROUND)
        stripe = self._look.px(STRIPE)
        painter.setPen(QPen(INK, stripe / 2))
        for x in range(-self.height(), self.width(), 2 * stripe):
            painter.drawLine(x, self.height(), x + self.height(), 0)
        painter.setFont(self._look.theme.font(16, 800))
        wide = painter.fontMetrics().horizontalAdvance(self.words) + self._look.px(40)
        band = QRectF((self.width() - wide) / 2, 0, wide, self._look.px(BAND))
        painter.fillRect(band, GROUND)
        painter.setPen(INK)
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, self.words)
        painter.end()
