"""What is seen from the first paint until the shop's data are read; painted by itself, without the style sheet."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos.i18n import Texts
from pos.ui.theme import Theme

WORDS_WIDTH = 640


class OpeningPage(QWidget):
    """Our mark, a flower of kawung, and a sentence."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        """Say that the shop is being opened."""
        super().__init__()
        self._theme = theme
        self.words = (texts._("Membuka gerai…"), "")
        self.setAccessibleName(self.words[0])

    def show_words(self, happened: str, rest: str) -> None:
        """Say something else, such as why the shop could not be opened."""
        self.words = (happened, rest)
        self.setAccessibleName(f"{happened} {rest}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint mark and words in the middle."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("bg"))
        middle = self.rect().center()
        mark = QRectF(middle.x() - px(38), middle.y() - px(110), px(76), px(76))
        self._paint_mark(painter, mark)
        line = QRectF(middle.x() - px(WORDS_WIDTH) / 2, mark.bottom() + px(18), px(WORDS_WIDTH), px(60))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(18, 700))
        used = painter.drawText(line, flags, self.words[0])
        if self.words[1]:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font(14, 500))
            painter.drawText(
                line.translated(0, used.height() + px(10)).adjusted(0, 0, 0, px(80)), flags, self.words[1]
            )
        painter.end()

    def _paint_mark(self, painter: QPainter, where: QRectF) -> None:
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("primary"))
        painter.drawRoundedRect(where, where.width() * 0.24, where.width() * 0.24)
        petal = QPainterPath()
        petal.moveTo(0, -2.2)
        petal.cubicTo(7.4, -6.4, 7.4, -15, 0, -19)
        petal.cubicTo(-7.4, -15, -7.4, -6.4, 0, -2.2)
        painter.save()
        painter.translate(where.center())
        painter.scale(where.width() / 60, where.width() / 60)
        painter.rotate(45)
        for _ in range(4):
            painter.fillPath(petal, theme.colour("on_primary"))
            painter.rotate(90)
        painter.restore()
