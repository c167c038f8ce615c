"""Turns ops into the bytes of one job, through a python-escpos Dummy. Sends nothing, knows no connection.

Every job begins with ESC @ FS . and holds only ASCII text (hardware.md §0.3, §1.4). Of the library's calls
those are used that send exactly what is meant; cut() feeds six lines and image() needs a picture file.
"""

from collections.abc import Iterable
from typing import Any

from pos.printing import raster
from pos.printing.escpos_setup import new_job
from pos.printing.ops import Columns, Cut, Drawer, Feed, Image, Op, Qr, Rule, Size, Text, TextOp
from pos.printing.profiles import PULSE_UNIT_MS, Profile
from pos.printing.text import set_lines

CHINESE_MODE_OFF = b"\x1c."
PARTIAL_CUT = b"\x1dV\x01"
REALTIME_PULSE = b"\x10\x14\x01"
REALTIME_UNIT_MS = 100
FEED_LINES_MAX = 255

_MAGNIFIED = {Size.NORMAL: (1, 1), Size.TALL: (1, 2), Size.LARGE: (2, 2)}


def encode(ops: Iterable[Op], profile: Profile) -> bytes:
    """The bytes of a paper for one kind of printer; a drawer kick stands before anything printed."""
    ops = tuple(ops)
    job = _Job(profile)
    for op in ops:
        if isinstance(op, Drawer):
            job.kick()
    for op in ops:
        job.put(op)
    return job.payload()


class _Job:
    """One paper in the making; remembers the style in force so that only changes are sent."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._dummy: Any = new_job(profile)
        self._style = (False, Size.NORMAL)
        self._dummy.hw("INIT")
        self._raw(CHINESE_MODE_OFF)

    def payload(self) -> bytes:
        output = self._dummy.output
        assert isinstance(output, bytes)
        return output

    def put(self, op: Op) -> None:
        match op:
            case Text() | Columns() | Rule():
                self._text(op)
            case Qr(text):
                self._qr(text)
            case Image(bitmap):
                self._picture(bitmap)
            case Feed(lines):
                self._feed(lines)
            case Cut():
                self._cut()
            case Drawer():
                pass

    def kick(self) -> None:
        """Pulse the drawer (hardware.md §2.3)."""
        profile = self._profile
        if profile.realtime_drawer:
            tenths = max(1, profile.drawer_on_ms // REALTIME_UNIT_MS)
            self._raw(REALTIME_PULSE + bytes((profile.drawer_pin, min(tenths, 8))))
            return
        on, off = profile.drawer_on_ms // PULSE_UNIT_MS, profile.drawer_off_ms // PULSE_UNIT_MS
        self._dummy.cashdraw([0x1B, 0x70, profile.drawer_pin, on, off])

    def _raw(self, data: bytes) -> None:
        self._dummy._raw(data)  # noqa: SLF001 - the library's documented door for bytes of one's own

    def _text(self, op: TextOp) -> None:
        bold, size = (False, Size.NORMAL) if isinstance(op, Rule) else (op.bold, op.size)
        self._use(bold, size)
        for line in set_lines(op, self._profile.columns):
            assert line.isascii()
            assert line.isprintable()
            self._dummy.textln(line)

    def _use(self, bold: bool, size: Size) -> None:
        """Size and weight in one call: the library sends them in the order that keeps both."""
        if (bold, size) != self._style:
            width, height = _MAGNIFIED[size]
            self._dummy.set(custom_size=True, width=width, height=height, bold=bold)
            self._style = (bold, size)

    def _qr(self, text: str) -> None:
        drawn = (
            raster.qr(text, self._profile.dots, self._profile.dots_per_mm) if self._profile.raster else None
        )
        if drawn:
            self._picture(drawn)
        else:
            self._text(Text(text))

    def _picture(self, bitmap: raster.Bitmap) -> None:
        if not self._profile.raster:
            return
        for piece in raster.slices(raster.centred(bitmap, self._profile.dots)):
            self._raw(raster.raster_block(piece))

    def _feed(self, lines: int) -> None:
        self._use(bold=False, size=Size.NORMAL)
        self._dummy.print_and_feed(min(lines, FEED_LINES_MAX))

    def _cut(self) -> None:
        self._feed(self._profile.feed_lines)
        if self._profile.cutter:
            self._raw(PARTIAL_CUT)
