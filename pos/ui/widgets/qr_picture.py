"""A QR code on the screen: what a phone is to read."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

QUIET_MODULES = 4


class QrPicture(QWidget):
    """A QR code, always dark on white with its quiet zone, in whole pixels per module."""

    def __init__(self, side: int) -> None:
        """`side` in px."""
        super().__init__()
        self._payload = ""
        self._rows: tuple[bytearray, ...] = ()
        self.setFixedSize(side, side)

    def show_payload(self, payload: str) -> None:
        """Encode once; segno is imported when the first code is shown."""
        if payload == self._payload:
            return
        import segno

        self._payload = payload
        self._rows = tuple(segno.make_qr(payload, error="m").matrix) if payload else ()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint white, then the dark modules."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(self.rect(), 14, 14)
        if self._rows:
            self._paint_modules(painter)
        painter.end()

    def _paint_modules(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(QColor("#000000"))
        count = len(self._rows)
        module = max(1, self.width() // (count + 2 * QUIET_MODULES))
        start = (self.width() - module * count) // 2
        for y, modules in enumerate(self._rows):
            for x, dark in enumerate(modules):
                if dark:
                    painter.drawRect(QRectF(start + x * module, start + y * module, module, module))
