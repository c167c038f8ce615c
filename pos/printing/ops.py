"""What a paper consists of, for any printer: lines, columns, rules, pictures, feed, cut, drawer.

Ops say what is meant; `text` sets them in a width, `escpos_bytes` and `preview` put them out.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from pos.printing.raster import Bitmap


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Size(StrEnum):
    """TALL keeps the number of columns, LARGE halves it."""

    NORMAL = "normal"
    TALL = "tall"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, wrapped between words; `indent` blanks stand before each of its lines."""

    text: str
    bold: bool = False
    size: Size = Size.NORMAL
    align: Align = Align.LEFT
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """Words on the left, a figure on the right, on one line where both fit."""

    left: str
    right: str
    bold: bool = False
    size: Size = Size.NORMAL
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""

    mark: str = "-"


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR in the middle of the paper; a printer without pictures prints its text."""

    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the middle of the paper; left out by a printer without pictures."""

    bitmap: Bitmap


@dataclass(frozen=True, slots=True)
class Feed:
    """Blank lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of a paper: fed to the blade or the tear bar, cut where there is a blade."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """Kick the drawer; always sent before anything is printed (hardware.md §2.3)."""


Op: TypeAlias = Text | Columns | Rule | Qr | Image | Feed | Cut | Drawer
TextOp: TypeAlias = Text | Columns | Rule
