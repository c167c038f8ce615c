"""Shows ops as plain text, as wide as the paper: for the screen's preview and for text snapshots. No bytes.

Letters of double width are shown as ordinary ones across the whole width, where they stand on the paper.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pos.printing.ops import Align, Columns, Cut, Drawer, Feed, Image, Op, Qr, Rule, Size, Text
from pos.printing.text import set_lines

CUT_MARK = "="


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of a paper for a screen that sets its own type: words, perhaps a figure at the right, or a rule."""

    left: str = ""
    right: str = ""
    bold: bool = False
    centred: bool = False
    rule: bool = False


def as_rows(ops: Iterable[Op]) -> tuple[PaperRow, ...]:
    """The paper's lines with their words and figures as they are printed; feeds, cuts and pictures are left out."""
    return tuple(row for op in ops for row in _rows(op))


def _rows(op: Op) -> Iterator[PaperRow]:
    match op:
        case Text():
            yield PaperRow(op.text, bold=op.bold, centred=op.align is Align.CENTER)
        case Columns():
            yield PaperRow(op.left, op.right, bold=op.bold)
        case Rule():
            yield PaperRow(rule=True)
        case _:
            pass


def as_text(ops: Iterable[Op], columns: int) -> str:
    """The paper as lines of text; a QR stands as [QR ...], a picture as [gambar], the cut as a row of =."""
    return "".join(f"{line}\n" for op in ops for line in _lines(op, columns))


def _lines(op: Op, columns: int) -> Iterator[str]:
    match op:
        case Text() | Columns():
            yield from set_lines(replace(op, size=Size.NORMAL), columns)
        case Rule():
            yield from set_lines(op, columns)
        case Qr(text):
            yield from set_lines(Text(f"[QR {text}]", align=Align.CENTER), columns)
        case Image():
            yield from set_lines(Text("[gambar]", align=Align.CENTER), columns)
        case Feed(lines):
            yield from [""] * lines
        case Cut():
            yield CUT_MARK * columns
        case Drawer():
            pass
