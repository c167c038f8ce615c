"""A report in words: figures of a span → the one page that screen, paper, PDF and tables show."""

from dataclasses import replace

from pos.domain.report import Page, PageSection, Part, Report, Row
from pos.domain.tender import TenderKind
from pos.i18n import Texts
from pos.printing.wording import tender_words


def page(report: Report, outlet: str, texts: Texts) -> Page:
    """Lines of nought are left out, but what was sold stands there always."""
    _, summary = texts._, report.summary
    span = texts.day(report.first)
    if report.last != report.first:
        span = f"{span} – {texts.day(report.last)}"
    facts = (
        (_("Omzet bruto"), summary.gross),
        (_("Diskon bersama"), -summary.shared_discount),
        (_("Diskon gerai"), -summary.outlet_discount),
        (_("Diskon pengrajin"), -summary.maker_discount),
        (_("Penjualan bersih"), summary.net),
        (_("Bagian pengrajin"), summary.maker_share),
        (_("Komisi galeri"), summary.commission),
        (_("Stok sendiri"), summary.own),
        (_("PPN"), summary.tax),
        (_("Rata-rata per nota"), summary.average),
        (_("Retur belum dicocokkan"), -summary.unmatched),
    )
    always = {_("Omzet bruto"), _("Penjualan bersih")}
    return Page(
        title=_("Laporan penjualan"),
        subtitle=f"{outlet} · {span}",
        counts=(
            (_("Nota"), summary.sale_count),
            (_("Retur"), summary.refund_count),
            (_("Barang"), summary.pieces),
        ),
        facts=tuple((word, amount) for word, amount in facts if amount or word in always),
        sections=tuple(_sections(report, texts)),
    )


def _sections(report: Report, texts: Texts) -> list[PageSection]:
    _ = texts._
    pieces, payments = _("Barang"), _("Kali")
    titles = {
        Part.HOUR: (_("Per jam"), pieces, True),
        Part.CATEGORY: (_("Per kategori"), pieces, True),
        Part.MAKER: (_("Per pengrajin"), pieces, True),
        Part.ITEM: (_("Terlaris"), pieces, False),
        Part.TENDER: (_("Per cara bayar"), payments, True),
        Part.CASHIER: (_("Per kasir"), pieces, False),
    }
    return [
        PageSection(
            title, word, tuple(_named(part, row, texts) for row in report.sections.get(part, ())), chart
        )
        for part, (title, word, chart) in titles.items()
    ]


def _named(part: Part, row: Row, texts: Texts) -> Row:
    if part is Part.TENDER:
        return replace(row, name=tender_words(texts)[TenderKind(row.name)])
    if part is Part.HOUR:
        return replace(row, name=f"{row.name}.00")
    return row
