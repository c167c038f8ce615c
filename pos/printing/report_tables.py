"""A sales report as tables to work with: XLSX by sheets, CSV as one list. Figures stay figures."""

import csv
from io import BytesIO, StringIO

import xlsxwriter

from pos.domain.report import Page

SHEET_NAME_MAX = 31
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def xlsx(page: Page) -> bytes:
    """One sheet of sums, one for each section; names are text, never formulas."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    sums = book.add_worksheet(page.title[:SHEET_NAME_MAX])
    sums.set_column(0, 0, 36)
    sums.set_column(1, 1, 18, money)
    sums.write_string(0, 0, page.title, bold)
    sums.write_string(1, 0, page.subtitle)
    for n, (word, number) in enumerate((*page.counts, *page.facts), 3):
        sums.write_string(n, 0, word)
        sums.write_number(n, 1, number)
    for part in page.sections:
        sheet = book.add_worksheet(part.title[:SHEET_NAME_MAX])
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 2, 16, money)
        for at, word in enumerate((part.title, part.count_word, "Rp")):
            sheet.write_string(0, at, word, bold)
        for n, row in enumerate(part.rows, 1):
            sheet.write_string(n, 0, row.name)
            sheet.write_number(n, 1, row.count)
            sheet.write_number(n, 2, row.amount)
    book.close()
    return out.getvalue()


def csv_bytes(page: Page) -> bytes:
    """Section, name, count, rupiah; semicolons and a mark of order, as Indonesian spreadsheets open it."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow((page.title, _inert(page.subtitle), "", "Rp"))
    writer.writerows((page.title, word, number, "") for word, number in page.counts)
    writer.writerows((page.title, word, "", amount) for word, amount in page.facts)
    for part in page.sections:
        writer.writerows((part.title, _inert(row.name), row.count, row.amount) for row in part.rows)
    return out.getvalue().encode("utf-8-sig")


def _inert(name: str) -> str:
    """A name that a spreadsheet would run is shown, not run."""
    return f"'{name}" if name.startswith(_FORMULA) else name
