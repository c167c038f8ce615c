"""The paper as plain text, for the screen."""

from __future__ import annotations

from pos.printing.ops import Cut, Drawer, Feed, Image, Qr, Rule, Size, Text
from pos.printing.preview import as_text
from pos.printing.raster import from_rows


def test_every_op_has_its_place() -> None:
    """Pictures are named, wide letters stand across the width, the drawer is not on paper."""
    ops = (
        Drawer(),
        Text("abcdef", size=Size.LARGE),
        Rule(),
        Image(from_rows([[1]])),
        Qr("AB"),
        Feed(2),
        Cut(),
    )
    assert as_text(ops, 8) == "abcdef\n--------\n[gambar]\n[QR AB]\n\n\n========\n"
