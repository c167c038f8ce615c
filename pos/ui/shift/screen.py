"""The shift screen's Qt half: one page per step; hands presses on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.shift.float_page import FloatPage
from pos.ui.shift.forgotten_page import ForgottenPage
from pos.ui.shift.leave_panel import LeavePanel
from pos.ui.shift.outcomes_page import OutcomesPage
from pos.ui.shift.report_page import ReportPage
from pos.ui.shift.result_page import ResultPage
from pos.ui.shift.running_page import RunningPage
from pos.ui.shift.shown import ShiftShown, Step
from pos.ui.widgets.count_page import CountPage, CountWords
from pos.ui.widgets.look import Look, column

if TYPE_CHECKING:
    from pos.ui.shift.presenter import ShiftPresenter

_ARROWS = {Action.LEFT: (-1, 0), Action.RIGHT: (1, 0), Action.UP: (0, -1), Action.DOWN: (0, 1)}


class ShiftScreen(QWidget):
    """Implements presenter.ShiftView."""

    right_inset = 0

    def __init__(
        self,
        look: Look,
        make_presenter: "Callable[[ShiftScreen], ShiftPresenter]",
        open_drawer: Callable[[], object],
    ) -> None:
        """One page for each step; `open_drawer` asks what for, over the screen."""
        super().__init__()
        self.presenter = presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look, _ = look, look.texts._
        self._float = FloatPage(
            look,
            presenter.open,
            by_pieces=presenter.count_float,
            safe=presenter.open_safe,
            differences=presenter.show_outcomes,
        )
        words = CountWords(_("Hitung modal awal di laci"), _("Modal awal"), _("Buka kasir"), "log-in")
        self._float_count = CountPage(look, words, presenter.count, presenter.open_counted)
        self._forgotten = ForgottenPage(
            look,
            count=presenter.begin_count,
            sell=presenter.back,
            look_at_it=presenter.look_at_forgotten,
        )
        self._running = self._make_running(open_drawer)
        words = CountWords(_("Hitung uang di laci"), _("Uang dihitung"), _("Tutup kasir"), "lock")
        self._leave = LeavePanel(look, presenter.leave)
        self._count = CountPage(look, words, presenter.count, presenter.confirm_count, self._leave)
        self._report = ReportPage(look, print_it=presenter.print_report, back=presenter.back)
        self._outcomes = OutcomesPage(
            look,
            mark=presenter.outcomes.mark,
            move=presenter.outcomes.move,
            note=presenter.outcomes.note,
        )
        self._result = ResultPage(look, presenter.back, presenter.show_report)
        self._of_step = self._by_step()
        self._step = Step.CLOSED
        self._pages = QStackedWidget()
        for page in self._of_step.values():
            self._pages.addWidget(page)
        self.setLayout(column(self._pages, margins=(0, look.theme.size("header"), 0, 0), spacing=0))

    def _make_running(self, open_drawer: Callable[[], object]) -> RunningPage:
        presenter = self.presenter
        return RunningPage(
            self._look,
            presenter.move_cash,
            presenter.begin_count,
            safe=presenter.open_safe,
            swap=lambda: presenter.open_safe(swap=True),
            report=presenter.show_report,
            differences=presenter.show_outcomes,
            drawer=open_drawer,
        )

    def _by_step(self) -> dict[Step, QWidget]:
        return {
            Step.CLOSED: self._float,
            Step.FLOAT_COUNT: self._float_count,
            Step.FORGOTTEN: self._forgotten,
            Step.OPEN: self._running,
            Step.REPORT: self._report,
            Step.OUTCOMES: self._outcomes,
            Step.COUNT: self._count,
            Step.RESULT: self._result,
        }

    def show_shift(self, shown: ShiftShown) -> None:
        """See ShiftView."""
        self._step = shown.step
        page = self._of_step[shown.step]
        self._pages.setCurrentWidget(page)
        if page is self._count:
            self._count.show_sum(shown.counted, self._asked(shown), asks=shown.sure or shown.recount)
            self._leave.show_split(shown.counted, shown.left or 0)
        elif page is self._float_count:
            self._float_count.show_sum(shown.counted, self._short(shown))
        elif isinstance(
            page, FloatPage | ForgottenPage | RunningPage | ReportPage | OutcomesPage | ResultPage
        ):
            page.show_shift(shown)

    def _asked(self, shown: ShiftShown) -> str:
        _ = self._look.texts._
        if shown.recount:
            return _(
                "Belum cocok dengan catatan. Hitung sekali lagi bila sempat; Enter menutup kasir dengan jumlah ini."
            )
        if shown.sure:
            return _("Periksa sekali lagi. Tekan Enter untuk menutup kasir dengan jumlah ini.")
        if shown.expected is None:
            return ""
        return _("Menurut catatan: {amount}").format(amount=format_rupiah(shown.expected))

    def _short(self, shown: ShiftShown) -> str:
        if not shown.short:
            return ""
        values = ", ".join(format_rupiah(value) for value in reversed(shown.short))
        return self._look.texts._("Receh kurang: {values}").format(values=values)

    def clear_movement(self) -> None:
        """See ShiftView."""
        self._running.clear()

    def clear_count(self) -> None:
        """See ShiftView."""
        page = self._of_step[self._step]
        assert isinstance(page, CountPage)
        page.grid.clear()

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves the key to the field."""
        page, presenter = self._of_step[self._step], self.presenter
        if action in {Action.UP, Action.DOWN} and isinstance(page, CountPage | ReportPage | OutcomesPage):
            page.step(1 if action is Action.DOWN else -1)
            return True
        if action in _ARROWS and page is self._running:
            self._running.step(*_ARROWS[action])
            return True
        does: dict[Action, Callable[[], object]] = {
            Action.BACK: presenter.back,
            Action.CONFIRM: self._confirm,
            Action.BY_PIECES: presenter.by_pieces,
            Action.SAFE: presenter.open_safe,
            Action.SWAP: lambda: presenter.open_safe(swap=True),
            Action.REPORT: presenter.show_report,
            Action.DIFFERENCES: presenter.show_outcomes,
        }
        if action not in does:
            return False
        does[action]()
        return True

    def _confirm(self) -> None:
        """What Enter does on the page in front."""
        confirms: dict[Step, Callable[[], None]] = {
            Step.CLOSED: self._float.confirm,
            Step.FLOAT_COUNT: self.presenter.open_counted,
            Step.FORGOTTEN: self.presenter.begin_count,
            Step.OPEN: self._running.confirm,
            Step.REPORT: self.presenter.print_report,
            Step.OUTCOMES: self._outcomes.confirm,
            Step.COUNT: self.presenter.confirm_count,
            Step.RESULT: self.presenter.back,
        }
        confirms[self._step]()
