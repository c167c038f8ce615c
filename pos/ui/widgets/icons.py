"""Lucide icons in a token's colour, sharp at each scale; kept in Qt's pixmap cache."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from pos.paths import asset
from pos.ui.theme import Theme

STROKE_WIDTH = "1.9"


def pixmap(theme: Theme, name: str, colour: str, size: int) -> QPixmap:
    """Draw an icon at a design size in a colour token."""
    ratio = _ratio()
    key = f"icon:{name}:{theme.hex(colour)}:{theme.px(size)}@{ratio}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        made = _draw(name, theme.hex(colour), theme.px(size), ratio)
        QPixmapCache.insert(key, made)
    return made


def icon(theme: Theme, name: str, colour: str, size: int) -> QIcon:
    """Make an icon whose disabled state is faint."""
    made = QIcon(pixmap(theme, name, colour, size))
    made.addPixmap(pixmap(theme, name, "faint", size), QIcon.Mode.Disabled)
    return made


def _ratio() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen else 1.0


def _draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    svg = asset("icons", f"{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE_WIDTH}"')
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made
