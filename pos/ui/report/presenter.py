"""Which days the report shows, and what is done with it: printed, kept as a file. No Qt, no SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from pos.domain.report import Page
from pos.errors import GeraiError
from pos.i18n import Texts
from pos.services import reports
from pos.services.context import Context
from pos.services.reports import Form
from pos.services.sign_in import Cashier
from pos.ui.ports import Notices, Tasks

WEEK_DAYS = 7


class Span(StrEnum):
    """How many days; a week ends on the chosen day, a month is the calendar's."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class ReportShown:
    """The page, None where this person may not read it; `latest` when no later span has begun."""

    page: Page | None
    span: Span
    latest: bool


class ReportView(Protocol):
    """The Qt half."""

    def show_report(self, shown: ReportShown) -> None: ...


class ReportPresenter:
    """State of the report screen."""

    def __init__(
        self,
        ctx: Context,
        view: ReportView,
        *,
        tasks: Tasks,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
        folder: Path,
    ) -> None:
        """Files go into `folder`."""
        self._ctx, self._view, self._tasks, self._notices = ctx, view, tasks, notices
        self._texts, self._cashier, self._folder = texts, cashier, folder
        self._span, self._day = Span.DAY, ctx.today()

    @property
    def dates(self) -> tuple[date, date]:
        """First and last day shown."""
        if self._span is Span.WEEK:
            return self._day - timedelta(days=WEEK_DAYS - 1), self._day
        if self._span is Span.MONTH:
            after = (self._day.replace(day=28) + timedelta(days=4)).replace(day=1)
            return self._day.replace(day=1), after - timedelta(days=1)
        return self._day, self._day

    def enter(self, _what: object = None) -> None:
        """Come to the front with today."""
        self._day = self._ctx.today()
        self.refresh()

    def refresh(self) -> None:
        """Read again, away from the screen's thread: a month has thousands of lines."""
        (first, last), cashier = self.dates, self._cashier()
        self._tasks.write(
            lambda: reports.page_of(self._ctx, cashier=cashier, first=first, last=last, texts=self._texts),
            self._show,
            self._refused,
        )

    def _show(self, page: Page) -> None:
        self._view.show_report(ReportShown(page, self._span, self.dates[1] >= self._ctx.today()))

    def _refused(self, error: GeraiError) -> None:
        self._view.show_report(ReportShown(None, self._span, latest=True))
        self._notices.problem(error)

    def choose(self, span: Span) -> None:
        """Show a day, a week or a month."""
        self._span = span
        self.refresh()

    def step(self, steps: int) -> None:
        """Go some spans back or on; never beyond today."""
        first, last = self.dates
        if steps > 0 and last >= self._ctx.today():
            return
        moved = first - timedelta(days=1) if steps < 0 else last + timedelta(days=1)
        if self._span is Span.WEEK and steps > 0:
            moved = last + timedelta(days=WEEK_DAYS)
        self._day = min(moved, self._ctx.today())
        self.refresh()

    def put_on_paper(self) -> None:
        """On receipt paper."""
        (first, last), cashier = self.dates, self._cashier()
        self._tasks.write(
            lambda: reports.print_report(self._ctx, cashier=cashier, first=first, last=last),
            lambda _none: self._notices.tell(self._texts._("Laporan dicetak.")),
        )

    def save(self, form: Form) -> None:
        """As a file; the notice says where it lies."""
        (first, last), cashier = self.dates, self._cashier()
        self._tasks.write(
            lambda: reports.save(
                self._ctx,
                cashier=cashier,
                first=first,
                last=last,
                form=form,
                folder=self._folder,
                texts=self._texts,
            ),
            self._saved,
        )

    def _saved(self, place: Path) -> None:
        self._notices.tell(self._texts._("Disimpan: {file}").format(file=place))
