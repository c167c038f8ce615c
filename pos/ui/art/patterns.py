"""Repeating ornaments as brushes: kawung, parang, truntum, ceplok, mega mendung, weaves and woods.

Each ornament is one tile in data; a brush is drawn at three times its size so that it stays sharp.
"""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from pos.ui.art.paths import path, turned

SHARPNESS = 3


@dataclass(frozen=True, slots=True)
class Stroke:
    """One part of a tile: `width` 0 fills, else draws a line; `turns` repeats it round the middle.

    `strength` is opacity in percent.
    """

    shape: str
    width: float = 0
    turns: int = 1
    strength: int = 100


@dataclass(frozen=True, slots=True)
class Ornament:
    """A tile of width x height units, laid at an angle in degrees."""

    width: int
    height: int
    strokes: tuple[Stroke, ...]
    angle: float = 0


ORNAMENTS: dict[str, Ornament] = {
    "kawung": Ornament(
        36,
        36,
        (
            Stroke("M1.5 1.5 C9 0.5 17 7 16.8 16.8 C7 17 0.5 9 1.5 1.5 Z", turns=4),
            Stroke("M5.5 5.5 L11.5 11.5", 1.6, 4, 0),
            Stroke("O18 18 1.5 1.5 O0 18 1.4 1.4 O36 18 1.4 1.4 O18 0 1.4 1.4 O18 36 1.4 1.4"),
        ),
    ),
    "parang": Ornament(
        34,
        30,
        (
            Stroke(
                "M-8 24 C2 26 4 16 10 12 C15 8 22 9 23 14 C23.5 17 20 18.5 18 16.5 C19 22 26 22 30 18 "
                "C34 14 36 8 42 6 L42 9 C37 12 36 20 29 24 C22 27.5 14 26 11.5 20 C8 27 0 28 -8 27 Z"
            ),
            Stroke("M0 1 H34", 1.6),
            Stroke("M4 1 L8.5 -2.6 L13 1 L8.5 4.6 Z M21 1 L25.5 -2.6 L30 1 L25.5 4.6 Z"),
            Stroke("M0 31 H34", 1.6),
            Stroke("M4 31 L8.5 27.4 L13 31 L8.5 34.6 Z M21 31 L25.5 27.4 L30 31 L25.5 34.6 Z"),
        ),
        -38,
    ),
    "truntum": Ornament(
        34,
        34,
        (
            Stroke("M17 5.5 C18.6 10 18.6 12.5 17 15.2 C15.4 12.5 15.4 10 17 5.5 Z", turns=8),
            Stroke("O17 17 1.3 1.3", strength=60),
            Stroke("O0 0 1.9 1.9 O34 0 1.9 1.9 O0 34 1.9 1.9 O34 34 1.9 1.9"),
            Stroke("O0 6 0.9 0.9 O34 6 0.9 0.9 O6 0 0.9 0.9 O6 34 0.9 0.9 O28 0 0.9 0.9 O28 34 0.9 0.9"),
            Stroke("O0 28 0.9 0.9 O34 28 0.9 0.9"),
        ),
        0,
    ),
    "ceplok": Ornament(
        40,
        40,
        (
            Stroke("M20 4 L36 20 L20 36 L4 20 Z", 1.8),
            Stroke("M20 8 C24.5 12 24 16 20 19 C16 16 15.5 12 20 8 Z", turns=4),
            Stroke("O20 20 2 2"),
            Stroke("M0 7 C4 6 6 4 7 0 H4 C3.4 2.4 2.4 3.4 0 4 Z", turns=4),
            Stroke("O0 0 1.6 1.6", turns=4),
        ),
    ),
    "mega": Ornament(
        56,
        34,
        (
            Stroke("M2 26 C-1 17 9 12 14 17 C15 6 31 3 35 13 C42 8 53 14 49 22 C56 22 57 28 53 29", 2.6),
            Stroke("M8 27 C6 22 12 18 17 22 C18 12 29 10 32 18 C38 14 46 19 43 25", 2.2, strength=80),
            Stroke("M15 28 C15 25 18 24 21 26 C22 19 28 18 29 23.5 C33 21 38 24 36 28", 1.8, strength=60),
            Stroke("M22 29 C24 24 27 25 27 29", 1.6, strength=50),
        ),
    ),
    "nitik": Ornament(
        20,
        20,
        (
            Stroke("R7.6 7.6 4.8 4.8 1"),
            Stroke("R8.8 2.4 2.4 2.4 0.6 R8.8 15.2 2.4 2.4 0.6 R2.4 8.8 2.4 2.4 0.6 R15.2 8.8 2.4 2.4 0.6"),
            Stroke("R-1.5 -1.5 3 3 0.6 R18.5 -1.5 3 3 0.6 R-1.5 18.5 3 3 0.6 R18.5 18.5 3 3 0.6"),
        ),
        45,
    ),
    "tumpal": Ornament(
        26,
        34,
        (
            Stroke("M1 31 L13 5 L25 31 Z"),
            Stroke("M7 28 L13 14 L19 28 Z", 1.6, strength=0),
            Stroke("M0 34 H26", 2),
            Stroke("O0 3 1.5 1.5 O26 3 1.5 1.5"),
        ),
    ),
    "lereng": Ornament(
        30,
        22,
        (
            Stroke("M0 2 H30", 2.2),
            Stroke("M2 14 C5 8 9 8 12 12 C15 16 19 16 22 12 C24 9.5 26 9 28 10", 2.2),
            Stroke("O5 17.5 1.1 1.1 O14 9 1.1 1.1 O25 16.5 1.1 1.1"),
        ),
        -32,
    ),
    "buket": Ornament(
        52,
        48,
        (
            Stroke("M8 44 C12 34 20 30 26 26", 1.6),
            Stroke(
                "M10 38 C4 36 2 31 3 27 C9 28 12 32 10 38 Z M17 31 C13 26 14 21 17 18 C21 22 21 27 17 31 Z"
            ),
            Stroke("M15 35 C20 40 26 39 29 36 C25 32 19 32 15 35 Z"),
            Stroke("M33 17 C37 11 36 7 33 4 C30 7 29 11 33 17 Z", 0, 1),
            Stroke("O33 20 3.2 3.2", strength=0),
            Stroke("O33 13 3.6 4.6 O40 18 4.6 3.6 O37.5 26 4 4 O28.5 26 4 4 O26 18 4.6 3.6"),
            Stroke("O33 20 2.6 2.6", strength=0),
            Stroke("O46 40 1.6 1.6 O50 6 1.4 1.4 O8 8 1.4 1.4 O42 34 1.1 1.1 O20 6 1.1 1.1"),
        ),
    ),
    "daun": Ornament(
        40,
        42,
        (
            Stroke("M10 38 C4 28 6 14 16 4 C22 16 20 30 10 38 Z"),
            Stroke("M10 37 L15.5 9", 1.3, strength=0),
            Stroke("M27 40 C24 32 28 24 38 20 C39 30 35 37 27 40 Z", strength=70),
            Stroke("O31 8 1.6 1.6 O36 12 1.2 1.2 O27 13 1.2 1.2"),
        ),
    ),
    "anyam": Ornament(
        24,
        24,
        (
            Stroke("R1 1.2 10 3 1.2 R1 5 10 3 1.2 R1 8.8 10 2.4 1.2"),
            Stroke("R13 13.2 10 3 1.2 R13 17 10 3 1.2 R13 20.8 10 2.4 1.2"),
            Stroke("R13.2 1 3 10 1.2 R17 1 3 10 1.2 R20.8 1 2.4 10 1.2", strength=55),
            Stroke("R1.2 13 3 10 1.2 R5 13 3 10 1.2 R8.8 13 2.4 10 1.2", strength=55),
        ),
    ),
    "lurik": Ornament(
        30,
        20,
        (
            Stroke("M3 0 V20", 3),
            Stroke("M9 0 V20", 1, strength=70),
            Stroke("M13 0 V20", 1, strength=70),
            Stroke("M20 0 V20", 5, strength=45),
            Stroke("M26.5 0 V20", 1.4),
        ),
    ),
    "ikat": Ornament(
        28,
        36,
        (
            Stroke("M14 1 L26 18 L14 35 L2 18 Z", 2.4),
            Stroke("M14 9 L20 18 L14 27 L8 18 Z"),
            Stroke("M0 0 L3 4 L0 8 M28 0 L25 4 L28 8 M0 28 L3 32 L0 36 M28 28 L25 32 L28 36", 1.8),
        ),
    ),
    "jumputan": Ornament(
        44,
        44,
        (
            Stroke("O22 22 9 9", 2.4),
            Stroke("O22 22 4 4"),
            Stroke("O22 22 14 14", 1.6, strength=55),
            Stroke("O0 0 6 6", 2.2, 4),
            Stroke("O0 0 2 2", 0, 4),
        ),
    ),
    "serat": Ornament(
        64,
        26,
        (
            Stroke("M0 4 C16 1 26 8 40 5 C50 3 58 3 64 4", 1.3, strength=70),
            Stroke("M0 11 C14 13 22 9 30 12 C42 16 52 10 64 11", 1.1, strength=50),
            Stroke("M0 19 C18 16 30 22 44 19 C52 17 58 18 64 19", 1.4, strength=70),
            Stroke("M14 15 C18 13.5 22 13.5 26 15 C22 16.5 18 16.5 14 15 Z", 1, strength=60),
        ),
    ),
    "percik": Ornament(
        34,
        30,
        (
            Stroke("O6 6 1.3 1.3 O22 4 0.9 0.9 O28 14 1.5 1.5 O12 17 0.9 0.9 O19 25 1.3 1.3 O4 25 0.8 0.8"),
            Stroke("O15 9 0.7 0.7 O31 25 0.8 0.8 O9 12 0.6 0.6 O25 21 0.7 0.7", strength=70),
        ),
    ),
    "rajut": Ornament(
        12,
        12,
        (
            Stroke("M1 2 C3 7 5 9 6 10.5 C7 9 9 7 11 2", 1.9),
            Stroke("M6 10.5 V12.5 M6 -1.5 V-1", 1.2, strength=40),
        ),
    ),
    "makrame": Ornament(
        24,
        24,
        (
            Stroke("M0 0 L24 24 M24 0 L0 24", 1.8),
            Stroke("O12 12 2.6 2.6 O0 0 2.2 2.2 O24 0 2.2 2.2 O0 24 2.2 2.2 O24 24 2.2 2.2"),
        ),
    ),
    "flora": Ornament(
        40,
        40,
        (
            Stroke("M20 20 C15 13 16 7 20 4 C24 7 25 13 20 20 Z", turns=6),
            Stroke("O20 20 2.8 2.8", strength=0),
            Stroke("O0 0 3.2 3.2", 1.4, 4),
            Stroke("O0 20 1.2 1.2 O20 0 1.2 1.2 O40 20 1.2 1.2 O20 40 1.2 1.2"),
        ),
    ),
}

BATIK = (
    "kawung",
    "parang",
    "truntum",
    "ceplok",
    "mega",
    "nitik",
    "lereng",
    "buket",
    "daun",
    "flora",
    "tumpal",
)
GROUNDS = ("kawung", "truntum", "ceplok", "mega", "parang", "flora", "nitik", "lereng", "daun", "ikat")

WORDS: tuple[tuple[str, str], ...] = (
    ("kawung", "kawung"),
    ("parang", "parang"),
    ("truntum", "truntum"),
    ("ceplok", "ceplok"),
    ("mega mendung", "mega"),
    ("mega", "mega"),
    ("awan", "mega"),
    ("pucuk rebung", "tumpal"),
    ("lereng", "lereng"),
    ("teratai", "flora"),
    ("melati", "flora"),
    ("bunga", "buket"),
    ("daun", "daun"),
    ("tarum", "daun"),
    ("bambu kuning", "daun"),
    ("ecoprint", "daun"),
    ("jumputan", "jumputan"),
    ("lurik", "lurik"),
    ("garis", "lurik"),
    ("ikat", "ikat"),
    ("kali malang", "mega"),
    ("capung", "truntum"),
)


def ornament_in(words: str) -> str | None:
    """Give the ornament that a product's name names, if any."""
    folded = words.casefold()
    return next((ornament for word, ornament in WORDS if word in folded), None)


def choose(words: str, choices: tuple[str, ...], dice: Random) -> str:
    """Give the named ornament, else one of the choices by the dice."""
    chance = dice.choice(choices)
    return ornament_in(words) or chance


def brush(name: str, colour: QColor, size_percent: int = 100, angle: float = 0) -> QBrush:
    """Make a brush that lays an ornament in one colour; `size_percent` 100 is the tile's own size."""
    ornament = ORNAMENTS[name]
    made = QBrush(_tile(name, colour.rgba()))
    share = size_percent / 100 / SHARPNESS
    made.setTransform(QTransform().rotate(ornament.angle + angle).scale(share, share))
    return made


@lru_cache(maxsize=64)
def _tile(name: str, rgba: int) -> QImage:
    ornament = ORNAMENTS[name]
    size = (ornament.width * SHARPNESS, ornament.height * SHARPNESS)
    tile = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SHARPNESS, SHARPNESS)
    for stroke in ornament.strokes:
        for shape in _turns(stroke, ornament):
            _stroke(painter, shape, stroke, QColor.fromRgba(rgba))
    painter.end()
    return tile


def _turns(stroke: Stroke, ornament: Ornament) -> list[QPainterPath]:
    shape, x, y = path(stroke.shape), ornament.width / 2, ornament.height / 2
    return [turned(shape, 360 / stroke.turns * n, x, y) for n in range(stroke.turns)]


def _stroke(painter: QPainter, shape: QPainterPath, stroke: Stroke, colour: QColor) -> None:
    """Strength 0 cuts out what lies below."""
    cut = stroke.strength == 0
    painter.setCompositionMode(
        QPainter.CompositionMode.CompositionMode_Clear
        if cut
        else QPainter.CompositionMode.CompositionMode_SourceOver
    )
    painter.setOpacity(1 if cut else stroke.strength / 100)
    if stroke.width:
        pen = QPen(colour, stroke.width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(shape, pen)
    else:
        painter.fillPath(shape, colour)


def origin(brushed: QBrush, x: float, y: float) -> QBrush:
    """Move a brush's tile origin, so that an ornament sits well on its object."""
    moved = QBrush(brushed)
    point = QPointF(x, y)
    moved.setTransform(brushed.transform() * QTransform.fromTranslate(point.x(), point.y()))
    return moved
