"""A sales report as an A4 PDF: sums first, then each section as a table with bars."""

from io import BytesIO
from typing import Any

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from pos.domain.report import Page, PageSection, Row
from pos.domain.words import format_rupiah, grouped
from pos.paths import asset
from pos.printing.text import plain

INK, MUTED, LINE, BAR = (
    colors.HexColor("#1E1A16"),
    colors.HexColor("#6A6258"),
    colors.HexColor("#E5DFD5"),
    colors.HexColor("#0B6B50"),
)
_LATIN_END = 0x250
_WIDTHS = (70 * mm, 20 * mm, 36 * mm, 42 * mm)
_FONTS = {"Gerai": "PlusJakartaSans_500Medium.ttf", "Gerai-Bold": "PlusJakartaSans_700Bold.ttf"}


def _bar(per_mille: int) -> Drawing:
    """How large a row is beside the largest of its section."""
    drawing = Drawing(_WIDTHS[3] - 12, 3 * mm)
    width = (_WIDTHS[3] - 12) * per_mille / 1000
    drawing.add(Rect(0, 0.4 * mm, width, 2.2 * mm, fillColor=BAR, strokeColor=None))
    return drawing


def encode(page: Page) -> bytes:
    """The whole document."""
    for name, file in _FONTS.items():
        with asset("fonts", file).open("rb") as font:
            pdfmetrics.registerFont(TTFont(name, BytesIO(font.read())))
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=16 * mm, bottomMargin=16 * mm,
        title=page.title, author=page.subtitle, invariant=1,
    )  # fmt: skip
    title = ParagraphStyle("title", fontName="Gerai-Bold", fontSize=18, leading=24, textColor=INK)
    sub = ParagraphStyle("sub", fontName="Gerai", fontSize=10, leading=14, textColor=MUTED)
    story: list[Any] = [
        Paragraph(_safe(page.title), title),
        Paragraph(_safe(page.subtitle), sub),
        Spacer(0, 6 * mm),
    ]
    story += [_sums(page), *(_section(part) for part in page.sections if part.rows)]
    document.build(story)
    return out.getvalue()


def _safe(text: str) -> str:
    """No markup of ours in a name of theirs."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _drawable(text: str) -> str:
    """Letters beyond the font's alphabets are spelled out, none is lost."""
    return text if all(ord(character) < _LATIN_END for character in text) else plain(text)


def _sums(page: Page) -> Table:
    rows = [[word, grouped(number)] for word, number in page.counts]
    rows += [[word, format_rupiah(amount)] for word, amount in page.facts]
    return Table(rows, colWidths=(100 * mm, 68 * mm), style=_style(head=False, figures=1))


def _section(part: PageSection) -> KeepTogether:
    heading = ParagraphStyle("heading", fontName="Gerai-Bold", fontSize=12, leading=18, textColor=INK)
    largest = max((row.amount for row in part.rows), default=0)
    head = ["", part.count_word, "Rp", ""]
    rows = [head, *(_row(row, largest, chart=part.chart) for row in part.rows)]
    table = Table(rows, colWidths=_WIDTHS, repeatRows=1, style=_style(head=True, figures=2))
    return KeepTogether([Spacer(0, 6 * mm), Paragraph(_safe(part.title), heading), table])


def _row(row: Row, largest: int, *, chart: bool) -> list[Any]:
    name = ParagraphStyle("name", fontName="Gerai", fontSize=9, leading=12, textColor=INK)
    bar = _bar(max(0, row.amount) * 1000 // largest) if chart and largest > 0 else ""
    return [Paragraph(_safe(_drawable(row.name)), name), grouped(row.count), grouped(row.amount), bar]


def _style(*, head: bool, figures: int) -> TableStyle:
    """Hairlines; figures to the right; a muted head."""
    commands: list[Any] = [
        ("FONT", (0, 0), (-1, -1), "Gerai", 9),
        ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ("ALIGN", (1, 0), (figures, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
    if head:
        commands.append(("TEXTCOLOR", (0, 0), (-1, 0), MUTED))
    return TableStyle(commands)
