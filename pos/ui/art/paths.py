"""Short texts to painter paths: M L H V C Q Z as in SVG, O (ellipse) and R (rounded rectangle) added."""

import re
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QTransform

_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0, "O": 4, "R": 5}


@lru_cache(maxsize=2048)
def path(text: str) -> QPainterPath:
    """Read a path text; numbers are picture units (320 x 240), commands are absolute."""
    made = QPainterPath()
    made.setFillRule(_rule(text))
    for command, numbers in _commands(text):
        _draw(made, command, numbers)
    return made


def _rule(text: str) -> Qt.FillRule:
    return Qt.FillRule.OddEvenFill if text.startswith("E") else Qt.FillRule.WindingFill


def _commands(text: str) -> list[tuple[str, list[float]]]:
    tokens = _TOKEN.findall(text.lstrip("E"))
    found: list[tuple[str, list[float]]] = []
    command, at = "M", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        count = _COUNT[command]
        found.append((command, [float(n) for n in tokens[at : at + count]]))
        at += count
    return found


def _draw(made: QPainterPath, command: str, n: list[float]) -> None:
    here = made.currentPosition()
    match command:
        case "M":
            made.moveTo(*n)
        case "L":
            made.lineTo(*n)
        case "H":
            made.lineTo(n[0], here.y())
        case "V":
            made.lineTo(here.x(), n[0])
        case "C":
            made.cubicTo(*n)
        case "Q":
            made.quadTo(*n)
        case "O":
            made.addEllipse(QRectF(n[0] - n[2], n[1] - n[3], 2 * n[2], 2 * n[3]))
        case "R":
            made.addRoundedRect(QRectF(*n[:4]), n[4], n[4])
        case "Z":
            made.closeSubpath()


def mirrored(shape: QPainterPath, axis: float) -> QPainterPath:
    """Reflect a path about the vertical line x = axis."""
    return QTransform(-1, 0, 0, 1, 2 * axis, 0).map(shape)


def turned(shape: QPainterPath, degrees: float, x: float, y: float) -> QPainterPath:
    """Turn a path about a point."""
    return QTransform().translate(x, y).rotate(degrees).translate(-x, -y).map(shape)
