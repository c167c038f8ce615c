"""Which colours a product's picture has: by the colour word in its name, else by category and seed.

Colours are chosen in OKLCH (lightness, chroma, hue), so that all pictures weigh the same to the eye.
"""

import math
import re
from dataclasses import dataclass
from random import Random

from PySide6.QtGui import QColor

_WORD = re.compile(r"\w+")
NAMED: tuple[tuple[str, float, float, float], ...] = (
    # word in the name, hue, chroma factor, lightness shift
    ("merah muda", 5, 0.9, 0.10),
    ("merah bata", 38, 0.9, -0.02),
    ("biru muda", 235, 0.7, 0.10),
    ("biru tua", 264, 0.9, -0.12),
    ("hijau tua", 155, 0.8, -0.12),
    ("hijau muda", 130, 0.9, 0.08),
    ("indigo", 274, 1.0, -0.12),
    ("marun", 18, 0.9, -0.14),
    ("maroon", 18, 0.9, -0.14),
    ("merah", 25, 1.15, 0.0),
    ("salem", 35, 0.75, 0.10),
    ("pink", 2, 0.95, 0.10),
    ("biru", 252, 1.0, 0.0),
    ("navy", 268, 0.8, -0.18),
    ("toska", 190, 0.8, 0.04),
    ("tosca", 190, 0.8, 0.04),
    ("sage", 145, 0.45, 0.08),
    ("hijau", 152, 0.95, 0.0),
    ("zaitun", 115, 0.7, -0.04),
    ("kuning", 92, 1.1, 0.20),
    ("mustard", 85, 1.0, 0.10),
    ("oranye", 55, 1.15, 0.10),
    ("jingga", 55, 1.15, 0.10),
    ("terakota", 42, 0.95, 0.0),
    ("cokelat", 55, 0.55, -0.12),
    ("coklat", 55, 0.55, -0.12),
    ("kopi", 55, 0.45, -0.18),
    ("tan", 65, 0.7, 0.08),
    ("ungu", 308, 0.95, 0.0),
    ("lavender", 300, 0.6, 0.14),
    ("hitam", 270, 0.06, -0.26),
    ("abu", 260, 0.10, 0.04),
    ("putih", 95, 0.10, 0.32),
    ("krem", 85, 0.42, 0.26),
    ("natural", 78, 0.60, 0.16),
    ("emas", 88, 0.95, 0.16),
)

HUES: dict[str, tuple[int, ...]] = {
    "batik": (270, 42, 22, 152, 300, 200, 60),
    "anyam": (78, 62, 105, 48),
    "tas": (32, 205, 68, 345, 150, 265),
    "aksesoris": (355, 25, 310, 190, 90, 260, 145),
    "perhiasan": (255, 48, 230, 88, 300),
    "kayu": (58, 68, 46, 76),
    "keramik": (235, 192, 40, 155, 262, 20),
    "boneka": (22, 92, 340, 205, 140, 300),
    "makrame": (82, 40, 155, 12, 235),
    "kulit": (48, 36, 58, 28),
}
WOOD, LEAF, SKIN, METAL, RED = (
    (62.0, 0.075, 0.60),
    (145.0, 0.10, 0.58),
    (62.0, 0.06, 0.82),
    (250.0, 0.012, 0.78),
    (28.0, 0.15, 0.56),
)
_MUTED_HUES = {"anyam": 0.75, "kayu": 0.7, "kulit": 0.75, "makrame": 0.55, "perhiasan": 0.8}


def oklch(lightness: float, chroma: float, hue: float) -> QColor:
    """Give the sRGB colour nearest to an OKLCH one (chroma is lowered until it fits)."""
    lightness = min(1.0, max(0.0, lightness))
    for step in range(12):
        rgb = _linear(lightness, chroma * (1 - step / 12), hue)
        if all(-0.0005 <= c <= 1.0005 for c in rgb):
            break
    return QColor(*(round(255 * _gamma(min(1.0, max(0.0, c)))) for c in rgb))


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short,
    )


def _gamma(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of one picture by part."""

    ground: QColor
    ground_low: QColor
    ground_figure: QColor
    body: QColor
    deep: QColor
    light: QColor
    figure: QColor
    pale: QColor
    ink: QColor
    accent: QColor
    accent_deep: QColor
    wood: QColor
    wood_deep: QColor
    leaf: QColor
    red: QColor
    skin: QColor
    metal: QColor
    metal_deep: QColor
    shadow: QColor


def inks(title: str, category: str, dice: Random, *, dark: bool) -> Inks:
    """Choose the colours; the same words and the same dice give the same colours."""
    hue, factor, shift = _base(title, category, dice)
    chroma = 0.115 * factor
    lightness = min(0.90, max(0.30, 0.56 + shift))
    turn = dice.choice((0, 24, -28, 60, 150, 180, 205))
    ground_hue = (hue + turn) % 360
    accent_hue = (hue + dice.choice((140, 165, 180, 200, 75))) % 360
    ground_chroma = 0.027 if factor > 0.2 else 0.020
    return (
        _dark(hue, chroma, lightness, ground_hue, accent_hue)
        if dark
        else _light(hue, chroma, lightness, ground_hue, accent_hue, ground_chroma)
    )


def words_of(text: str) -> str:
    """Text as lower-case words with a space at each side, so that ` word ` finds whole words only."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _base(title: str, category: str, dice: Random) -> tuple[float, float, float]:
    words = words_of(title)
    key = next((k for k in HUES if k in category.casefold()), "")
    chance = dice.choice(HUES.get(key, (20, 60, 150, 200, 260, 310)))
    for word, hue, factor, shift in NAMED:
        if f" {word} " in words:
            return hue, factor, shift
    if " perak " in words:
        return 250, 0.14, 0.20
    if " tembaga " in words:
        return 48, 0.85, 0.04
    return chance, _MUTED_HUES.get(key, 1.0), dice.choice((-0.05, 0.0, 0.04))


def _light(hue: float, chroma: float, light: float, ground: float, accent: float, tint: float) -> Inks:
    figure_light = light + 0.27 if light < 0.66 else light - 0.26
    return Inks(
        ground=oklch(0.938, tint, ground),
        ground_low=oklch(0.895, tint * 1.4, ground),
        ground_figure=oklch(0.875, tint * 1.7, ground),
        body=oklch(light, chroma, hue),
        deep=oklch(light - 0.14, chroma, hue),
        light=oklch(light + 0.10, chroma * 0.9, hue),
        figure=oklch(figure_light, chroma * 0.65, hue),
        pale=oklch(0.965, 0.018, 85),
        ink=oklch(0.27, 0.03, hue),
        accent=oklch(0.66, 0.125, accent),
        accent_deep=oklch(0.52, 0.115, accent),
        wood=oklch(WOOD[2], WOOD[1], WOOD[0]),
        wood_deep=oklch(WOOD[2] - 0.14, WOOD[1], WOOD[0]),
        leaf=oklch(LEAF[2], LEAF[1], LEAF[0]),
        red=oklch(RED[2], RED[1], RED[0]),
        skin=oklch(SKIN[2], SKIN[1], SKIN[0]),
        metal=oklch(METAL[2], METAL[1], METAL[0]),
        metal_deep=oklch(METAL[2] - 0.2, METAL[1], METAL[0]),
        shadow=oklch(0.80, tint * 1.7, ground),
    )


def _dark(hue: float, chroma: float, light: float, ground: float, accent: float) -> Inks:
    light = min(0.80, max(0.44, light * 0.9 + 0.06))
    figure_light = light + 0.20 if light < 0.62 else light - 0.24
    return Inks(
        ground=oklch(0.255, 0.030, ground),
        ground_low=oklch(0.215, 0.028, ground),
        ground_figure=oklch(0.315, 0.036, ground),
        body=oklch(light, chroma * 0.9, hue),
        deep=oklch(light - 0.13, chroma * 0.9, hue),
        light=oklch(light + 0.08, chroma * 0.8, hue),
        figure=oklch(figure_light, chroma * 0.6, hue),
        pale=oklch(0.86, 0.020, 85),
        ink=oklch(0.17, 0.02, hue),
        accent=oklch(0.66, 0.10, accent),
        accent_deep=oklch(0.52, 0.09, accent),
        wood=oklch(WOOD[2] - 0.06, WOOD[1] * 0.9, WOOD[0]),
        wood_deep=oklch(WOOD[2] - 0.18, WOOD[1] * 0.9, WOOD[0]),
        leaf=oklch(LEAF[2] - 0.05, LEAF[1] * 0.9, LEAF[0]),
        red=oklch(RED[2] - 0.02, RED[1] * 0.9, RED[0]),
        skin=oklch(SKIN[2] - 0.10, SKIN[1], SKIN[0]),
        metal=oklch(METAL[2] - 0.06, METAL[1], METAL[0]),
        metal_deep=oklch(METAL[2] - 0.26, METAL[1], METAL[0]),
        shadow=oklch(0.17, 0.02, ground),
    )
