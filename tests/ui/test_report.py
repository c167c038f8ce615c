"""The report screen: which days, who may, arrows, files; on doubles and on the real window."""

from datetime import date

import pytest

from pos.errors import NotPermitted
from pos.i18n import Texts
from pos.services.reports import Form
from pos.ui.keys import Screen
from pos.ui.report.presenter import ReportPresenter, Span
from tests.builders import sell
from tests.ui.doubles import InstantTasks, Remembered, View


@pytest.fixture
def made(ctx, tmp_path):
    def make(cashier):
        view, ports = View(), Remembered()
        presenter = ReportPresenter(
            ctx, view, tasks=InstantTasks(ctx, ports.problem), notices=ports, texts=Texts("id"),
            cashier=lambda: cashier, folder=tmp_path / "reports",
        )  # fmt: skip
        presenter.view, presenter.ports = view, ports
        return presenter

    return make


def test_spans_end_today_and_go_back(made, ratna):
    """A day, seven days, a calendar month; never beyond today."""
    report = made(ratna)
    report.enter()
    assert report.dates == (date(2026, 11, 14), date(2026, 11, 14))
    report.choose(Span.WEEK)
    assert report.dates == (date(2026, 11, 8), date(2026, 11, 14))
    report.step(-1)
    assert report.dates == (date(2026, 11, 1), date(2026, 11, 7))
    report.step(1)
    report.step(1)
    assert report.dates == (date(2026, 11, 8), date(2026, 11, 14))
    report.choose(Span.MONTH)
    assert report.dates == (date(2026, 11, 1), date(2026, 11, 30))
    report.step(-1)
    assert report.dates == (date(2026, 10, 1), date(2026, 10, 31))
    assert report.view.seen["show_report"].latest is False


def test_a_cashier_reads_none(made, rani):
    """The screen says for whom it is; nothing is shown."""
    report = made(rani)
    report.enter()
    assert report.view.seen["show_report"].page is None
    assert isinstance(report.ports.problems[0], NotPermitted)


def test_files_lie_where_the_notice_says(made, ctx, rani, ratna, open_shift):
    """Each form once; what was sold is in it."""
    sell(ctx, rani)
    report = made(ratna)
    report.enter()
    for form in Form:
        report.save(form)
    assert sorted(p.suffix for p in (report._folder).iterdir()) == [".csv", ".pdf", ".xlsx"]
    assert all("GDK-2026-11-14" in told for told in report.ports.told)


def test_the_window_shows_a_day_with_its_bars(on_stage):
    """Ctrl+0 for a manager; arrows change the day; a scan goes on selling."""
    stage = on_stage()
    stage.begin()
    stage.scan(stage.product("Mug").code)
    stage.key("F9")
    stage.key("Return")
    stage.key("Return")
    stage.key("Ctrl+L")
    for _ in range(4):
        stage.key("Down")
    stage.sign_in("9999")
    stage.key("Ctrl+0")
    assert stage.front is Screen.REPORTS
    screen = stage.front_widget()
    assert len(screen._cards) >= 6
    stage.key("Left")
    assert len(screen._cards) == 1
    stage.key("Right")
    assert len(screen._cards) >= 6
    stage.scan(stage.product("Mug").code)
    assert stage.front is Screen.SELL
