"""Pictures for paper: a packed 1-bit bitmap, the QR drawn in whole dots, and the slices a printer can take.

Never asks the printer to draw a code by itself: what is read back in the tests is what is sent (hardware.md §0.4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

QUIET_MODULES = 4
QR_WIDTH_MM_MAX = 30
SLICE_ROWS = 128
"""Rows of one raster block: at most 255, and no multiple of 48 (hardware.md §1.6, row 5)."""

ROWS_BAD_MULTIPLE = 48
RASTER_START = b"\x1dv0"
RASTER_HEAD_BYTES = 8


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Black dots on paper: `data` holds rows top down, each padded to whole bytes, leftmost dot highest."""

    width: int
    height: int
    data: bytes

    def __post_init__(self) -> None:
        """A picture whose size and bytes disagree would come out as garbage."""
        assert len(self.data) == self.row_bytes * self.height

    @property
    def row_bytes(self) -> int:
        return (self.width + 7) // 8

    def row(self, y: int) -> bytes:
        return self.data[y * self.row_bytes : (y + 1) * self.row_bytes]

    def black(self, x: int, y: int) -> bool:
        return bool(self.row(y)[x // 8] >> (7 - x % 8) & 1)


def from_rows(rows: Sequence[Sequence[int]]) -> Bitmap:
    """Pack rows of 0 and 1, all of one length."""
    width = len(rows[0]) if rows else 0
    return Bitmap(width, len(rows), b"".join(_pack(row) for row in rows))


def _pack(row: Sequence[int]) -> bytes:
    size = (len(row) + 7) // 8
    bits = int("".join("1" if dot else "0" for dot in row) or "0", 2)
    return (bits << (size * 8 - len(row))).to_bytes(size, "big")


def qr(text: str, dots: int, dots_per_mm: int = 8) -> Bitmap | None:
    """Draw `text` as a QR (level M, quiet zone of 4 modules, square modules of whole dots), 30 mm at most.

    None where the paper is too narrow for modules of 2 dots, or the text too long for any QR: then the text
    itself must do.
    """
    import segno

    try:
        matrix = segno.make_qr(text, error="m", encoding=None if text.isascii() else "utf-8").matrix
    except segno.DataOverflowError:
        return None
    modules = len(matrix) + 2 * QUIET_MODULES
    scale = min(dots, QR_WIDTH_MM_MAX * dots_per_mm) // modules
    if scale < 2:
        return None
    blank = bytes((modules * scale + 7) // 8) * (QUIET_MODULES * scale)
    body = b"".join(_scaled(row, scale) * scale for row in matrix)
    return Bitmap(modules * scale, modules * scale, blank + body + blank)


def _scaled(row: Sequence[int], scale: int) -> bytes:
    quiet = [0] * (QUIET_MODULES * scale)
    return _pack([*quiet, *(dot for dot in row for _ in range(scale)), *quiet])


def centred(bitmap: Bitmap, dots: int) -> Bitmap:
    """Move a picture to the middle of the paper by white dots on its left; the width becomes whole bytes."""
    assert bitmap.width <= dots
    left = (dots - bitmap.width) // 2
    row_bytes = (left + bitmap.width + 7) // 8
    shift = (row_bytes - bitmap.row_bytes) * 8 - left
    rows = (int.from_bytes(bitmap.row(y), "big") for y in range(bitmap.height))
    data = b"".join(_shifted(row, shift).to_bytes(row_bytes, "big") for row in rows)
    return Bitmap(row_bytes * 8, bitmap.height, data)


def _shifted(row: int, shift: int) -> int:
    return row << shift if shift >= 0 else row >> -shift


def slices(bitmap: Bitmap) -> Iterator[Bitmap]:
    """Cut a picture into blocks that cheap printers survive; the last may get one white row more."""
    for top in range(0, bitmap.height, SLICE_ROWS):
        rows = min(SLICE_ROWS, bitmap.height - top)
        data = bitmap.data[top * bitmap.row_bytes : (top + rows) * bitmap.row_bytes]
        if rows % ROWS_BAD_MULTIPLE == 0:
            rows, data = rows + 1, data + bytes(bitmap.row_bytes)
        yield Bitmap(bitmap.row_bytes * 8, rows, data)


def raster_block(piece: Bitmap) -> bytes:
    """`GS v 0` with exactly the bytes its head announces."""
    assert piece.height <= 255
    head = bytes((0, piece.row_bytes % 256, piece.row_bytes // 256, piece.height, 0))
    return RASTER_START + head + piece.data


def longest_block(payload: bytes) -> int:
    """Size in bytes of the longest raster block in a job, 0 if there is none.

    That many NUL bytes surely end a block that was cut short (hardware.md §3.3, partial print).
    """
    longest, at = 0, payload.find(RASTER_START)
    while 0 <= at <= len(payload) - RASTER_HEAD_BYTES:
        _, x_low, x_high, y_low, y_high = payload[at + 3 : at + RASTER_HEAD_BYTES]
        size = (x_low + 256 * x_high) * (y_low + 256 * y_high)
        longest = max(longest, size)
        at = payload.find(RASTER_START, at + RASTER_HEAD_BYTES + size)
    return longest
