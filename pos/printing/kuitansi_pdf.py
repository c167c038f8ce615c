"""A kuitansi as a PDF on A5 or A4: who paid, how much in words, what for, room for stamp, e-meterai and signature.

The only door to reportlab for this paper. Decides looks only, never an amount.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import BytesIO

from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pos.domain.kuitansi import KuitansiTexts
from pos.domain.money import Rupiah
from pos.domain.receipt import Letterhead
from pos.domain.words import format_rupiah, terbilang
from pos.i18n import Texts
from pos.paths import asset
from pos.printing.wording import spaced_code

PLAIN, BOLD = "PlusJakartaSans", "PlusJakartaSans-Bold"
_FILES = {PLAIN: "PlusJakartaSans_500Medium.ttf", BOLD: "PlusJakartaSans_700Bold.ttf"}
LISTED_MAX = 60
"""Receipts in the list; more are named by their count."""
COLUMNS = 3
_INK, _FAINT = 0.1, 0.55


class PaperSize(StrEnum):
    A5 = "a5"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class KuitansiPaper:
    """What stands on it; `receipts` are (number, business date, total rupiah), `code` the chain's short code."""

    letterhead: Letterhead
    number: str
    total: Rupiah
    texts: KuitansiTexts
    day: date
    receipts: tuple[tuple[str, date, Rupiah], ...]
    code: str
    needs_meterai: bool = False
    copy_no: int = 0


def make(paper: KuitansiPaper, size: PaperSize, texts: Texts) -> bytes:
    """The bytes of the PDF; the same content gives the same bytes."""
    register_fonts()
    width, height = landscape(A5) if size is PaperSize.A5 else A4
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    canvas.setTitle(f"Kuitansi {paper.number}")
    _Sheet(canvas, paper, texts, width, height).draw()
    canvas.save()
    return out.getvalue()


def register_fonts() -> None:
    """Make our letters known to reportlab, once."""
    for name, file in _FILES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, asset("fonts", file)))


class _Sheet:
    """One sheet, drawn from the top down; `_y` is where the next line stands."""

    def __init__(
        self, canvas: Canvas, paper: KuitansiPaper, texts: Texts, width: float, height: float
    ) -> None:
        self._canvas, self._paper, self._texts = canvas, paper, texts
        self._left, self._right = 14 * mm, width - 14 * mm
        self._y, self._bottom = height - 13 * mm, 10 * mm

    def draw(self) -> None:
        self._head()
        self._facts()
        self._receipts()
        self._signature()
        self._foot()

    # --- parts

    def _head(self) -> None:
        canvas, paper, _ = self._canvas, self._paper, self._texts._
        head, top = paper.letterhead, self._y
        self._say(head.outlet_name, self._left, BOLD, 13)
        canvas.setFont(BOLD, 20)
        canvas.drawRightString(self._right, self._y - 2 * mm, _("KUITANSI"))
        self._y -= 5 * mm
        for line in (*head.address, head.phone):
            if line.strip():
                self._say(line, self._left, PLAIN, 8)
                self._y -= 3.6 * mm
        canvas.setFont(PLAIN, 9)
        canvas.drawRightString(self._right, top - 8 * mm, _("No. {number}").format(number=paper.number))
        if paper.copy_no:
            canvas.setFont(BOLD, 9)
            said = _("SALINAN ke-{n}").format(n=paper.copy_no)
            canvas.drawRightString(self._right, top - 12.5 * mm, said)
        self._y = min(self._y, top - 13 * mm) - 2 * mm
        canvas.setLineWidth(1.2)
        canvas.line(self._left, self._y, self._right, self._y)
        self._y -= 8 * mm

    def _facts(self) -> None:
        paper, _ = self._paper, self._texts._
        said = terbilang(paper.total)
        self._fact(_("Sudah terima dari"), paper.texts.payer, BOLD)
        self._fact(_("Uang sejumlah"), said[:1].upper() + said[1:], BOLD, shaded=True)
        self._fact(_("Untuk pembayaran"), paper.texts.purpose, PLAIN)

    def _fact(self, name: str, text: str, font: str, *, shaded: bool = False) -> None:
        column = self._left + 36 * mm
        lines = self._wrapped(text, font, 10, self._right - column - 2 * mm)
        if shaded:
            high = len(lines) * 5 * mm + 3 * mm
            self._canvas.setFillGray(0.93)
            self._canvas.rect(
                column - 2 * mm, self._y - high + 5.5 * mm, self._right - column + 2 * mm, high, 0, 1
            )
        self._say(name, self._left, PLAIN, 9)
        self._say(":", column - 4.5 * mm, PLAIN, 9)
        for line in lines:
            self._say(line, column, font, 10)
            self._y -= 5 * mm
        self._y -= 2.5 * mm

    def _receipts(self) -> None:
        paper, _ = self._paper, self._texts._
        count = len(paper.receipts)
        title = self._texts.ngettext("Atas {n} nota", "Atas {n} nota", count).format(n=count)
        if sum(total for _number, _day, total in paper.receipts) != paper.total:
            title = _("{title}, dikurangi barang yang sudah dikembalikan").format(title=title)
        self._say(title, self._left, PLAIN, 8, grey=_FAINT)
        self._y -= 4.2 * mm
        step = (self._right - self._left) / COLUMNS
        room = max(1, int((self._y - self._bottom - 44 * mm) / (3.8 * mm))) * COLUMNS
        listed = paper.receipts[: min(LISTED_MAX, room)]
        if len(listed) < count:
            listed = listed[:-1]
        words = [f"{number}  {format_rupiah(total)}" for number, _day, total in listed]
        if len(listed) < count:
            words.append(_("dan {n} nota lain").format(n=count - len(listed)))
        for n, word in enumerate(words):
            self._say(word, self._left + (n % COLUMNS) * step, PLAIN, 8)
            if n % COLUMNS == COLUMNS - 1 or n == len(words) - 1:
                self._y -= 3.8 * mm

    def _signature(self) -> None:
        canvas, paper, _ = self._canvas, self._paper, self._texts._
        top = self._y - 4 * mm
        canvas.setLineWidth(1)
        canvas.rect(self._left, top - 13 * mm, 56 * mm, 12 * mm)
        canvas.setFont(BOLD, 15)
        canvas.drawCentredString(self._left + 28 * mm, top - 9 * mm, format_rupiah(paper.total))
        middle = self._right - 32 * mm
        canvas.setFont(PLAIN, 9)
        day = self._texts.day(paper.day)
        canvas.drawCentredString(middle, top - 1 * mm, f"{paper.texts.place}, {day}")
        self._stamp(middle - 56 * mm, top)
        base = top - 31 * mm
        canvas.setLineWidth(0.6)
        canvas.line(middle - 28 * mm, base, middle + 28 * mm, base)
        canvas.setFont(BOLD, 10)
        canvas.drawCentredString(middle, base + 1.2 * mm, paper.texts.signer)
        canvas.setFont(PLAIN, 8)
        canvas.drawCentredString(middle, base - 4 * mm, paper.texts.post)

    def _stamp(self, left: float, top: float) -> None:
        """Room for the outlet's stamp; over Rp5 million it says that an e-meterai belongs there."""
        canvas, _ = self._canvas, self._texts._
        canvas.setDash(2, 2)
        canvas.setStrokeGray(_FAINT)
        canvas.rect(left, top - 25 * mm, 26 * mm, 24 * mm)
        canvas.setDash()
        canvas.setStrokeGray(0)
        canvas.setFont(PLAIN, 7)
        canvas.setFillGray(_FAINT)
        words = [_("Tempel e-meterai"), "Rp10.000"] if self._paper.needs_meterai else [_("Cap")]
        for n, word in enumerate(words):
            canvas.drawCentredString(left + 13 * mm, top - 12 * mm - n * 3.2 * mm, word)
        canvas.setFillGray(_INK)

    def _foot(self) -> None:
        canvas = self._canvas
        canvas.setFont(PLAIN, 7)
        canvas.setFillGray(_FAINT)
        canvas.drawString(self._left, self._bottom - 3 * mm, spaced_code(self._paper.code))
        canvas.setFillGray(_INK)

    # --- letters

    def _say(self, text: str, x: float, font: str, size: float, *, grey: float = _INK) -> None:
        self._canvas.setFillGray(grey)
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, self._y, text)
        self._canvas.setFillGray(_INK)

    def _wrapped(self, text: str, font: str, size: float, width: float) -> list[str]:
        """Lines that fit; a word that is longer than a line is cut."""
        lines, line = [], ""
        for piece in (part for word in text.split() for part in self._pieces(word, font, size, width)):
            longer = f"{line} {piece}".strip()
            if line and pdfmetrics.stringWidth(longer, font, size) > width:
                lines.append(line)
                line = piece
            else:
                line = longer
        return [*lines, line]

    def _pieces(self, word: str, font: str, size: float, width: float) -> Iterator[str]:
        rest = word
        while pdfmetrics.stringWidth(rest, font, size) > width:
            fits = next(
                n for n in range(len(rest), 0, -1) if pdfmetrics.stringWidth(rest[:n], font, size) <= width
            )
            yield rest[:fits]
            rest = rest[fits:]
        yield rest
