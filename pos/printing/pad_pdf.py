"""The emergency sale pad (blok susulan) as a PDF on A4: numbered leaves for a long power cut, four to a page.

Decides looks only; a leaf's number is what is entered later, once.
"""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from pos.domain.late_entry import PAD_LEAVES, pad_number
from pos.domain.receipt import Letterhead
from pos.i18n import Texts
from pos.printing.kuitansi_pdf import BOLD, PLAIN, register_fonts

COLUMNS, ROWS, LINES = 2, 2, 6
_FAINT, _INK = 0.55, 0.1


def make(letterhead: Letterhead, register_code: str, series: str, texts: Texts) -> bytes:
    """The bytes of a pad of PAD_LEAVES leaves; the same content gives the same bytes."""
    register_fonts()
    width, height = A4
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(f"Blok susulan {series}")
    wide, high = width / COLUMNS, height / ROWS
    for leaf in range(1, PAD_LEAVES + 1):
        place = (leaf - 1) % (COLUMNS * ROWS)
        if leaf > 1 and place == 0:
            canvas.showPage()
        left, top = (place % COLUMNS) * wide, height - (place // COLUMNS) * high
        _leaf(
            canvas,
            (left, top, wide, high),
            letterhead.outlet_name,
            pad_number(series, leaf),
            register_code,
            texts,
        )
    canvas.save()
    return out.getvalue()


def _leaf(
    canvas: Canvas,
    place: tuple[float, float, float, float],
    outlet: str,
    number: str,
    register_code: str,
    texts: Texts,
) -> None:
    _ = texts._
    left, top, wide, high = place
    canvas.setDash(2, 3)
    canvas.setStrokeGray(_FAINT)
    canvas.rect(left, top - high, wide, high)
    canvas.setDash()
    canvas.setStrokeGray(_INK)
    x, right, y = left + 9 * mm, left + wide - 9 * mm, top - 13 * mm
    canvas.setFont(BOLD, 10)
    canvas.drawString(x, y, outlet[:34])
    canvas.setFont(BOLD, 15)
    canvas.drawRightString(right, y - 1 * mm, number)
    canvas.setFont(PLAIN, 8)
    y -= 6 * mm
    canvas.drawString(x, y, _("Nota darurat; dimasukkan sesudah listrik menyala"))
    canvas.drawRightString(right, y, register_code)
    y -= 9 * mm
    canvas.drawString(x, y, _("Tanggal"))
    canvas.line(x + 15 * mm, y - 1, x + 40 * mm, y - 1)
    canvas.drawString(x + 45 * mm, y, _("Jam"))
    canvas.line(x + 54 * mm, y - 1, right, y - 1)
    y -= 8 * mm
    for word, at in ((_("Angka label"), x), (_("Barang"), x + 23 * mm), (_("Harga"), right - 20 * mm)):
        canvas.drawString(at, y, word)
    canvas.line(x, y - 1.5 * mm, right, y - 1.5 * mm)
    canvas.setStrokeGray(_FAINT)
    for _line in range(LINES):
        y -= 9 * mm
        canvas.line(x, y - 1.5 * mm, right, y - 1.5 * mm)
    canvas.setStrokeGray(_INK)
    y -= 9 * mm
    canvas.setFont(BOLD, 10)
    canvas.drawString(x, y, _("Total"))
    canvas.line(right - 40 * mm, y - 1, right, y - 1)
    y -= 9 * mm
    canvas.setFont(PLAIN, 8)
    for n, word in enumerate((_("Tunai"), "QRIS", _("Kartu"))):
        canvas.rect(x + n * 22 * mm, y - 0.5 * mm, 3.5 * mm, 3.5 * mm)
        canvas.drawString(x + n * 22 * mm + 5 * mm, y, word)
    y -= 9 * mm
    canvas.drawString(x, y, _("Kasir"))
    canvas.line(x + 12 * mm, y - 1, x + 45 * mm, y - 1)
