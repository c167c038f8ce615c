"""The sales report of some days: as a page for the screen, on receipt paper, as PDF, XLSX and CSV."""

import os
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection

from pos.domain import report as rules
from pos.domain.permissions import Permission
from pos.domain.report import Page, Report, TenderFact
from pos.domain.tender import TenderKind
from pos.errors import PrinterMissing
from pos.i18n import Texts
from pos.models import days, report_facts, unmatched
from pos.printing import report_page
from pos.services import approvals, print_queue
from pos.services.context import Context
from pos.services.sign_in import Cashier

DAYS_MAX = 366


class Form(StrEnum):
    """What a report is kept as; the value is the file's ending."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"


def page_of(ctx: Context, *, cashier: Cashier, first: date, last: date, texts: Texts) -> Page:
    """The report in words; discount bearers and shares are a manager's and supervisor's matter. Raises NotPermitted."""
    approvals.require(cashier, Permission.VIEW_REPORTS)
    with ctx.store.read() as connection:
        found = of(connection, first, last)
    return report_page.page(found, ctx.shop.outlet_name, texts)


def of(connection: Connection, first: date, last: date) -> Report:
    """The figures of a span of business dates, at most a year."""
    assert first <= last <= first + timedelta(days=DAYS_MAX)
    sale_count, refund_count = report_facts.counts(connection, first, last)
    unmatched_count, unmatched_total = unmatched.of_days(connection, first, last)
    return rules.report(
        first,
        last,
        report_facts.lines(connection, first, last),
        _tenders(connection, first, last),
        sale_count=sale_count,
        refund_count=refund_count + unmatched_count,
        unmatched=unmatched_total,
    )


def _tenders(connection: Connection, first: date, last: date) -> tuple[TenderFact, ...]:
    sums: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for n in range((last - first).days + 1):
        for kind, count, amount in days.of(connection, first + timedelta(days=n)).tenders:
            before = sums[kind]
            sums[kind] = (before[0] + count, before[1] + amount)
    count, given = unmatched.of_days(connection, first, last)
    if count:  # all of it in cash
        before = sums[TenderKind.CASH.value]
        sums[TenderKind.CASH.value] = (before[0] + count, before[1] - given)
    return tuple(TenderFact(kind, count, amount) for kind, (count, amount) in sums.items())


def save(
    ctx: Context, *, cashier: Cashier, first: date, last: date, form: Form, folder: Path, texts: Texts
) -> Path:
    """Write the report as a file and give its place; a half-written one never has the name. Raises NotPermitted."""
    content = _encoders()[form](page_of(ctx, cashier=cashier, first=first, last=last, texts=texts))
    folder.mkdir(parents=True, exist_ok=True)
    span = first.isoformat() if first == last else f"{first.isoformat()}_{last.isoformat()}"
    place = folder / f"{ctx.shop.outlet_code}-{span}.{form.value}"
    half = place.with_suffix(f"{place.suffix}.half")
    half.write_bytes(content)
    os.replace(half, place)  # noqa: PTH105 - atomic on every platform
    return place


def _encoders() -> dict[Form, Callable[[Page], bytes]]:
    """Imported when a file is asked for: reportlab takes longer to load than a sale to record."""
    from pos.printing import report_pdf, report_tables

    return {
        Form.PDF: report_pdf.encode,
        Form.XLSX: report_tables.xlsx,
        Form.CSV: report_tables.csv_bytes,
    }


def print_report(ctx: Context, *, cashier: Cashier, first: date, last: date) -> None:
    """Queue it for receipt paper; raises NotPermitted, PrinterMissing."""
    approvals.require(cashier, Permission.VIEW_REPORTS)
    if not ctx.shop.get("printer.address"):
        raise PrinterMissing
    with ctx.store.write() as connection:
        print_queue.queue_sales_report(
            ctx, connection, span=f"{first}/{last}", cashier_id=cashier.id, at=ctx.clock.now()
        )
    ctx.wake_printer()
