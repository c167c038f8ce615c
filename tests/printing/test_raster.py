"""Pictures for paper: whole dots, exact byte counts, blocks that cheap printers take."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pos.printing import raster
from pos.printing.raster import Bitmap
from tests.printing.decoder import decode

bits = st.integers(1, 70).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 1), min_size=width, max_size=width), min_size=1, max_size=300
    )
)


@given(bits)
def test_rows_are_packed_leftmost_dot_first(rows: list[list[int]]) -> None:
    """Every dot comes back where it was put."""
    bitmap = raster.from_rows(rows)
    assert [[int(bitmap.black(x, y)) for x in range(bitmap.width)] for y in range(bitmap.height)] == rows


@given(st.integers(1, 48), st.integers(1, 700))
def test_blocks_fit_every_printer_and_lose_no_row(row_bytes: int, height: int) -> None:
    """At most 255 rows, never a multiple of 48, the announced bytes exactly; added rows are white."""
    bitmap = Bitmap(row_bytes * 8, height, bytes(i % 255 + 1 for i in range(row_bytes * height)))
    pieces = list(raster.slices(bitmap))
    for piece in pieces:
        assert piece.height <= 255
        assert piece.height % 48
        block = raster.raster_block(piece)
        assert len(block) == raster.RASTER_HEAD_BYTES + (block[4] + 256 * block[5]) * (
            block[6] + 256 * block[7]
        )
    joined = b"".join(piece.data for piece in pieces)
    assert joined[: len(bitmap.data)] == bitmap.data
    assert not any(joined[len(bitmap.data) :])


@given(bits, st.integers(70, 200))
def test_centred_pictures_keep_their_dots(rows: list[list[int]], dots: int) -> None:
    """The picture stands in the middle to the dot, and nothing else is black."""
    bitmap = raster.from_rows(rows)
    moved = raster.centred(bitmap, dots)
    left = (dots - bitmap.width) // 2
    black = {(x, y) for y in range(moved.height) for x in range(moved.width) if moved.black(x, y)}
    assert black == {(x + left, y) for y, row in enumerate(rows) for x, dot in enumerate(row) if dot}
    assert moved.width % 8 == 0
    assert moved.width <= dots + 7


@pytest.mark.parametrize(
    ("dots", "text"), [(384, "GERAI1:GDK1-000121:K7Q2MXWF"), (576, "x" * 120), (384, "Ü" * 40)]
)
def test_qr_is_read_back_with_its_quiet_zone(
    dots: int, text: str, read_codes: Callable[[Image.Image], list[str]]
) -> None:
    """25 to 30 mm wide where the text is short, whole-dot modules, four white modules around."""
    drawn = raster.qr(text, dots)
    assert drawn is not None
    assert drawn.width == drawn.height <= 30 * 8
    picture = Image.frombytes("1", (drawn.row_bytes * 8, drawn.height), bytes(b ^ 255 for b in drawn.data))
    assert read_codes(picture.convert("L")) == [text]
    black = [(x, y) for y in range(drawn.height) for x in range(drawn.width) if drawn.black(x, y)]
    margin = min(min(x, y) for x, y in black)
    module = margin // raster.QUIET_MODULES
    assert margin == raster.QUIET_MODULES * module >= 8
    assert drawn.width % module == 0
    assert max(max(x, y) for x, y in black) == drawn.width - margin - 1


def test_receipt_qr_is_25_to_30_mm_wide() -> None:
    """The usual receipt text gives modules of 7 dots."""
    drawn = raster.qr("GERAI1:GDK1-000121:K7Q2MXWF", 384)
    assert drawn is not None
    assert 25 * 8 <= drawn.width <= 30 * 8


def test_no_qr_where_it_would_not_scan() -> None:
    """Too much text for the width or for any QR: nothing is drawn, nothing fails."""
    assert raster.qr("x" * 2000, 384) is None
    assert raster.qr("x" * 4000, 576) is None


def test_longest_block_is_found_among_blocks() -> None:
    """Block heads that only look like one inside picture data do not count."""
    tricky = Bitmap(64, 2, raster.RASTER_START + b"\x00\xff\xff\xff\xff" + bytes(8))
    small = Bitmap(8, 3, b"abc")
    payload = b"\x1b@text\n" + raster.raster_block(tricky) + b"more\n" + raster.raster_block(small)
    assert raster.longest_block(payload) == 16
    assert raster.longest_block(b"\x1b@only text\n") == 0
    assert raster.longest_block(b"cut short " + raster.RASTER_START + b"\x00") == 0


def test_printed_dots_are_the_bitmap() -> None:
    """Sent as blocks and read by the decoder, the picture is the same."""
    rows = [[(x * y + x) % 3 == 0 for x in range(40)] for y in range(150)]
    bitmap = raster.from_rows(rows)
    payload = b"\x1b@" + b"".join(raster.raster_block(piece) for piece in raster.slices(bitmap))
    paper = decode(payload, 32, 384)
    picture = paper.picture()
    seen = [[picture.getpixel((24 + x, 24 + y)) == 0 for x in range(40)] for y in range(150)]
    assert seen == rows
