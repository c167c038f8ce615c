"""The sales report from a real store: equal to the sales, shown, printed and kept as files."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest

from pos.domain.report import Page, PageSection, Part, Row
from pos.domain.tender import Tender, TenderKind
from pos.errors import NotPermitted, PrinterMissing
from pos.i18n import Texts
from pos.models import print_jobs, report_facts
from pos.printing import preview, report_page, report_paper, report_pdf, report_tables
from pos.printing.profiles import find_profile
from pos.services import papers, print_queue, refunds, reports, shop
from pos.services.reports import Form
from tests.builders import sell

TEXTS = Texts("id")


@pytest.fixture
def day(ctx, rani, ratna, open_shift):
    """Three sales, the last of which is void."""
    sell(ctx, rani, ("M18-002", 2), ("OWN-001", 1))
    sell(ctx, rani, ("M03-001", 1), pay=(Tender(TenderKind.QRIS, 125_000),))
    back = sell(ctx, rani, ("M18-002", 1))
    ctx.writer.call(refunds.void_sale, ctx, sale_id=back.sale.id, cashier=ratna, reason="mistake")
    return ctx.today()


def found(ctx, first, last=None):
    with ctx.store.read() as connection:
        return reports.of(connection, first, last or first)


def test_it_says_what_was_sold(ctx, day):
    """Sums, makers and ways to pay are those of the sales."""
    report = found(ctx, day)
    assert (report.summary.sale_count, report.summary.net) == (3, 85_000 * 2 + 5_000 + 125_000)
    assert {r.name: r.amount for r in report.sections[Part.MAKER]}["Keramik Lempung Asih"] == 170_000
    assert {r.name: r.amount for r in report.sections[Part.TENDER]} == {"cash": 175_000, "qris": 125_000}
    assert [r.name for r in report.sections[Part.CASHIER]] == ["Rani", "Ratna"]
    assert [r.name for r in report.sections[Part.HOUR]] == ["09"]


def test_other_days_are_left_out(ctx, day):
    """The day before has nothing; the span of both has all."""
    before = day - timedelta(days=1)
    assert found(ctx, before).summary.net == 0
    assert found(ctx, before, day).summary.net == 300_000


def test_who_may_read_it(ctx, rani, ratna, day):
    """A cashier sees neither bearers nor shares."""
    with pytest.raises(NotPermitted):
        reports.page_of(ctx, cashier=rani, first=day, last=day, texts=TEXTS)
    assert reports.page_of(ctx, cashier=ratna, first=day, last=day, texts=TEXTS).counts[0] == ("Nota", 3)


@pytest.mark.parametrize("form", list(Form))
def test_it_is_kept_whole_or_not_at_all(ctx, ratna, day, tmp_path, form):
    """The file has its name at once, and nothing half-written stays."""
    place = reports.save(
        ctx, cashier=ratna, first=day, last=day, form=form, folder=tmp_path / "laporan", texts=TEXTS
    )
    assert place.name == f"GDK-{day}.{form.value}"
    assert place.stat().st_size > 300
    assert [found.name for found in place.parent.iterdir()] == [place.name]


def page(name="=cmd()"):
    section = PageSection(
        "Per pengrajin", "Barang", (Row(name, 3, 1_250_000), Row("Café & <b>", -1, -5_000)), chart=True
    )
    return Page("Laporan penjualan", "Galeri", (("Nota", 3),), (("Penjualan bersih", 1_245_000),), (section,))


def test_tables_hold_figures_and_no_formulas():
    """A name that begins with = is a name."""
    book = openpyxl.load_workbook(io.BytesIO(report_tables.xlsx(page())))
    sheet = book["Per pengrajin"]
    assert [cell.value for cell in sheet[2]] == ["=cmd()", 3, 1_250_000]
    assert sheet["A2"].data_type == "s"
    rows = list(csv.reader(io.StringIO(report_tables.csv_bytes(page()).decode("utf-8-sig")), delimiter=";"))
    assert rows[-2] == ["Per pengrajin", "'=cmd()", "3", "1250000"]


def test_the_pdf_is_one_and_the_same_each_time():
    """Markup in a name is text; a section whose largest is nothing has no bars."""
    first, second = report_pdf.encode(page()), report_pdf.encode(page())
    assert first.startswith(b"%PDF-1.")
    assert first == second
    assert report_pdf.encode(page("Ж漢字 😀"))


def test_it_prints_on_receipt_paper(ctx, rani, ratna, day):
    """The page's own words and figures, as wide as the paper; without a printer that is said."""
    with pytest.raises(PrinterMissing):
        reports.print_report(ctx, cashier=ratna, first=day, last=day)
    with ctx.store.write() as connection:
        shop.save_settings(ctx, connection, {"printer.address": "file:///dev/null"})
    ctx.reload_shop()
    reports.print_report(ctx, cashier=ratna, first=day, last=day)
    with ctx.store.read() as connection:
        job = print_jobs.newest_of(connection, print_queue.SALES_REPORT)
        ops = papers.ops_of(ctx, connection, job, find_profile("58mm-32"))
    text = preview.as_text(ops, 32)
    assert "Penjualan bersih" in text
    assert "300.000" in text
    assert max(map(len, text.splitlines())) <= 32


def test_a_page_leaves_noughts_out(ctx, day):
    """What was sold stands there always; a discount that nobody gave does not."""
    with ctx.store.read() as connection:
        assert report_facts.counts(connection, day, day) == (3, 1)
    said = report_page.page(found(ctx, day), "Galeri", TEXTS)
    words = [word for word, _amount in said.facts]
    assert "Penjualan bersih" in words
    assert "Diskon gerai" not in words
    assert said.subtitle == "Galeri · 14 Nov 2026"


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_the_paper_keeps_its_width(columns):
    """Whatever a maker is called."""
    text = preview.as_text(report_paper.lay_out(page("Sanggar " * 12), columns), columns)
    assert max(map(len, text.splitlines())) <= columns
    assert "1.250.000" in text
