"""Tokens to look: colours, fonts, palette and the one style sheet, light and dark, at one scale.

Reads assets/tokens.toml and theme.qss beside this file. Never holds a current theme: it is handed on.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QFont, QPalette

from pos.paths import asset

MODES = ("light", "dark", "sun")
SCALE_WHOLE = 1000
_TOKEN = re.compile(r"@([a-z_0-9]+)")
_PIXELS = re.compile(r"(?<![\w#.])(\d+)px")


def load_tokens(path: Path | None = None) -> dict[str, Any]:
    """Read the design tokens (ui.md §2.1-§2.4)."""
    return tomllib.loads((path or asset("tokens.toml")).read_text(encoding="utf-8"))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two #rrggbb colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True)
class Theme:
    """One mode at one scale; `scale` is in thousandths (1125 from 1600 px width, ui.md §2.3)."""

    mode: str
    scale: int
    tokens: Mapping[str, Any]

    def px(self, pixels: int) -> int:
        """Design pixels to device-independent pixels at this scale."""
        return (pixels * self.scale + SCALE_WHOLE // 2) // SCALE_WHOLE

    def hex(self, name: str) -> str:
        """Give a colour token as #rrggbb."""
        return str(self.tokens[self.mode][name])

    def colour(self, name: str) -> QColor:
        return QColor(self.hex(name))

    def size(self, name: str) -> int:
        """Give a size token, scaled."""
        return self.px(int(self.tokens["size"][name]))

    @property
    def dark(self) -> bool:
        return self.mode == "dark"

    @property
    def family(self) -> str:
        return str(self.tokens["type"]["family"])

    def font(self, pixels: int, weight: int = 500, spacing_percent: float = 100.0) -> QFont:
        """Make the one family at a design size, with figures of equal width (ui.md §1.3)."""
        font = QFont(self.family)
        font.setPixelSize(self.px(pixels))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("tnum"), 1)
        if spacing_percent != 100.0:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing_percent)
        return font

    @cached_property
    def sheet(self) -> str:
        """The application's style sheet: tokens filled in, every px scaled."""
        template = Path(__file__).with_name("theme.qss").read_text(encoding="utf-8")
        filled = _TOKEN.sub(lambda match: self.hex(match[1]), template)
        return _PIXELS.sub(lambda match: f"{self.px(int(match[1]))}px", filled)

    def palette(self) -> QPalette:
        """Make the palette for what no rule of the sheet reaches, placeholder text first."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        return palette


_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface2",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "on_primary",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "primary",
}


def make_theme(mode: str = "light", window_width: int = 1366) -> Theme:
    """Choose the scale by the width of the screen, in px."""
    assert mode in MODES
    tokens = load_tokens()
    scale = SCALE_WHOLE
    if window_width >= tokens["scale"]["wide_from"]:
        scale = int(tokens["scale"]["wide_percent"] * SCALE_WHOLE / 100)
    return Theme(mode, scale, tokens)
