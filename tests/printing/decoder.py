"""An ESC/POS printer of our own: bytes → lines, events and a picture of the paper.

Written from the command tables of the printers' reference (hardware.md §2 and §3), never from the encoder;
a command that is not in the table is an error, since a real printer would print garbage from there on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

CELL_HEIGHT = 24
LINE_SPACING = 30
MARGIN = 24

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/Library/Fonts/Menlo.ttc",
    "C:/Windows/Fonts/consola.ttf",
)


class DecodeError(Exception):
    """The bytes are no ESC/POS that this printer knows."""


@dataclass(frozen=True)
class Line:
    """One printed line; `wide` and `tall` are the largest magnifications in it."""

    text: str
    bold: bool = False
    wide: int = 1
    tall: int = 1


@dataclass(frozen=True)
class Event:
    """What happened beside text: init, chinese_off, drawer, raster, cut, feed, ask_now, ask_queued."""

    what: str
    values: tuple[int, ...] = ()


@dataclass
class Style:
    bold: bool = False
    wide: int = 1
    tall: int = 1
    align: int = 0


@dataclass
class Paper:
    """All that came out, and the strips of its picture from the top."""

    lines: list[Line] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    overflows: int = 0
    nul_bytes: int = 0
    strips: list[Image.Image] = field(default_factory=list)

    @property
    def text(self) -> list[str]:
        return [line.text for line in self.lines]

    def happened(self, what: str) -> list[Event]:
        return [event for event in self.events if event.what == what]

    def picture(self) -> Image.Image:
        """The paper with a white margin, black on white."""
        width = max((strip.width for strip in self.strips), default=8)
        height = sum(strip.height for strip in self.strips)
        paper = Image.new("L", (width + 2 * MARGIN, height + 2 * MARGIN), 255)
        y = MARGIN
        for strip in self.strips:
            paper.paste(strip, (MARGIN, y))
            y += strip.height
        return paper


def decode(payload: bytes, columns: int, dots: int) -> Paper:
    """Print a whole job on paper of `dots` width with `columns` ordinary characters."""
    printer = _Printer(payload, columns, dots)
    printer.run()
    return printer.paper


class _Printer:
    def __init__(self, payload: bytes, columns: int, dots: int) -> None:
        self.payload = payload
        self.at = 0
        self.columns = columns
        self.dots = dots
        self.style = Style()
        self.buffer: list[tuple[str, Style]] = []
        self.paper = Paper()
        self.cell = dots // columns
        self.commands: dict[bytes, Callable[[], None]] = {
            b"\x1b@": self.initialise,
            b"\x1bE": lambda: self.restyle(bold=bool(self.byte() & 1)),
            b"\x1bG": lambda: self.restyle(bold=bool(self.byte() & 1)),
            b"\x1b!": self.print_mode,
            b"\x1ba": lambda: self.restyle(align=self.byte() % 48),
            b"\x1bM": self.byte,
            b"\x1bd": self.feed_lines,
            b"\x1bJ": self.feed_dots,
            b"\x1bp": self.pulse,
            b"\x1bt": lambda: self.note("code_page", self.byte()),
            b"\x1b2": lambda: None,
            b"\x1c.": lambda: self.note("chinese_off"),
            b"\x1c&": lambda: self.note("chinese_on"),
            b"\x1d!": self.character_size,
            b"\x1dV": self.cut,
            b"\x1dv": self.raster,
            b"\x1dr": lambda: self.note("ask_queued", self.byte()),
            b"\x1da": lambda: self.note("automatic_status", self.byte()),
            b"\x10\x04": lambda: self.note("ask_now", self.byte()),
            b"\x10\x14": self.realtime_pulse,
        }

    def run(self) -> None:
        while self.at < len(self.payload):
            byte = self.byte()
            if 0x20 <= byte <= 0x7E:
                self.buffer.append((chr(byte), Style(self.style.bold, self.style.wide, self.style.tall)))
                self.break_full_line()
            elif byte == 0x0A:
                self.print_buffer()
            elif byte == 0x00:
                self.paper.nul_bytes += 1
            elif byte in (0x10, 0x1B, 0x1C, 0x1D):
                self.command(byte)
            else:
                raise DecodeError(f"byte {byte:#04x} at {self.at - 1}")
        if self.buffer:
            raise DecodeError("text without a line feed at the end of the job")

    def command(self, prefix: int) -> None:
        name = bytes((prefix, self.byte()))
        if name not in self.commands:
            raise DecodeError(f"command {name!r} at {self.at - 2}")
        self.commands[name]()

    def byte(self) -> int:
        if self.at >= len(self.payload):
            raise DecodeError("job ends inside a command")
        self.at += 1
        return self.payload[self.at - 1]

    def note(self, what: str, *values: int) -> None:
        self.paper.events.append(Event(what, values))

    def initialise(self) -> None:
        self.buffer.clear()
        self.style = Style()
        self.note("init")

    def restyle(self, **changes: int) -> None:
        for name, value in changes.items():
            setattr(self.style, name, value)

    def print_mode(self) -> None:
        mode = self.byte()
        self.restyle(bold=bool(mode & 0x08), tall=2 if mode & 0x10 else 1, wide=2 if mode & 0x20 else 1)

    def character_size(self) -> None:
        size = self.byte()
        self.restyle(wide=(size >> 4 & 7) + 1, tall=(size & 7) + 1)

    def pulse(self) -> None:
        pin, on, off = self.byte(), self.byte(), self.byte()
        if pin % 48 not in (0, 1):
            raise DecodeError(f"drawer pin {pin}")
        self.note("drawer", pin % 48, on * 2, off * 2)

    def realtime_pulse(self) -> None:
        function, pin, tenths = self.byte(), self.byte(), self.byte()
        if function != 1 or pin not in (0, 1) or not 1 <= tenths <= 8:
            raise DecodeError("DLE DC4")
        self.note("drawer_now", pin, tenths * 100)

    def cut(self) -> None:
        mode = self.byte()
        if mode in (65, 66):
            self.note("cut", mode % 65, self.byte())
        elif mode % 48 in (0, 1):
            self.note("cut", mode % 48)
        else:
            raise DecodeError(f"cut {mode}")
        knife = Image.new("L", (self.dots, 16), 255)
        ImageDraw.Draw(knife).line([(x, 8) for x in range(self.dots)], fill=150)
        self.paper.strips.append(knife)

    def raster(self) -> None:
        if self.byte() != ord("0"):
            raise DecodeError("GS v")
        mode, x_low, x_high, y_low, y_high = (self.byte() for _ in range(5))
        row_bytes, rows = x_low + 256 * x_high, y_low + 256 * y_high
        size = row_bytes * rows
        data = self.payload[self.at : self.at + size]
        if len(data) < size or mode != 0 or self.buffer:
            raise DecodeError("raster block")
        self.at += size
        self.note("raster", row_bytes, rows)
        self.paper.overflows += row_bytes * 8 > self.dots
        strip = Image.new("L", (self.dots, rows), 255)
        strip.paste(Image.frombytes("1", (row_bytes * 8, rows), bytes(b ^ 0xFF for b in data)).convert("L"))
        self.paper.strips.append(strip)

    def feed_lines(self) -> None:
        count = self.byte()
        if self.buffer:
            self.print_buffer()
            count = max(0, count - 1)
        self.note("feed", count)
        for _ in range(count):
            self.print_buffer()

    def feed_dots(self) -> None:
        self.paper.strips.append(Image.new("L", (self.dots, self.byte()), 255))

    def break_full_line(self) -> None:
        if sum(style.wide for _, style in self.buffer) > self.columns:
            last = self.buffer.pop()
            self.paper.overflows += 1
            self.print_buffer()
            self.buffer.append(last)

    def print_buffer(self) -> None:
        cells, self.buffer = self.buffer, []
        self.paper.lines.append(
            Line(
                "".join(character for character, _ in cells).rstrip(),
                bold=any(style.bold for _, style in cells),
                wide=max((style.wide for _, style in cells), default=1),
                tall=max((style.tall for _, style in cells), default=1),
            )
        )
        self.paper.strips.append(self.draw(cells))

    def draw(self, cells: list[tuple[str, Style]]) -> Image.Image:
        tall = max((style.tall for _, style in cells), default=1)
        strip = Image.new("L", (self.dots, max(LINE_SPACING, tall * CELL_HEIGHT)), 255)
        used = sum(style.wide * self.cell for _, style in cells)
        x = (0, (self.dots - used) // 2, self.dots - used)[self.style.align]
        for character, style in cells:
            glyph = _glyph(character, self.cell, style.bold)
            size = (self.cell * style.wide, CELL_HEIGHT * style.tall)
            strip.paste(glyph.resize(size, Image.Resampling.NEAREST), (x, (tall - style.tall) * CELL_HEIGHT))
            x += size[0]
        return strip


_GLYPHS: dict[tuple[str, int, bool], Image.Image] = {}


def _glyph(character: str, cell: int, bold: bool) -> Image.Image:
    key = (character, cell, bold)
    if key not in _GLYPHS:
        image = Image.new("L", (cell, CELL_HEIGHT), 255)
        pen = ImageDraw.Draw(image)
        font = _font()
        for shift in (0, 1) if bold else (0,):
            pen.text((shift, CELL_HEIGHT - 6), character, font=font, fill=0, anchor="ls")
        _GLYPHS[key] = image.point(lambda level: 255 if level > 140 else 0)
    return _GLYPHS[key]


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for path in _existing(FONTS):
        return ImageFont.truetype(path, 20)
    return ImageFont.load_default(20)


def _existing(paths: tuple[str, ...]) -> Iterator[str]:
    return (path for path in paths if Path(path).exists())
