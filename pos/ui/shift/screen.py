"""The shift screen's Qt half: one page per step; hands presses on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos.ui.keys import Action
from pos.ui.shift.pages import CountPage, FloatPage, ResultPage
from pos.ui.shift.running_page import RunningPage
from pos.ui.shift.shown import ShiftShown, Step
from pos.ui.widgets.look import Look, column

if TYPE_CHECKING:
    from pos.ui.shift.presenter import ShiftPresenter


class ShiftScreen(QWidget):
    """Implements presenter.ShiftView."""

    right_inset = 0

    def __init__(self, look: Look, make_presenter: "Callable[[ShiftScreen], ShiftPresenter]") -> None:
        """Four pages in a stack."""
        super().__init__()
        self.presenter = presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._float = FloatPage(look, presenter.open)
        self._running = RunningPage(look, presenter.move_cash, presenter.begin_count)
        self._count = CountPage(look, presenter.count, presenter.confirm_count)
        self._result = ResultPage(look, presenter.back)
        self._step = Step.CLOSED
        self._pages = QStackedWidget()
        for page in (self._float, self._running, self._count, self._result):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages, margins=(0, look.theme.size("header"), 0, 0), spacing=0))

    def show_shift(self, shown: ShiftShown) -> None:
        """See ShiftView."""
        self._step = shown.step
        match shown.step:
            case Step.CLOSED:
                page: FloatPage | RunningPage | CountPage | ResultPage = self._float
            case Step.OPEN:
                page = self._running
            case Step.COUNT:
                page = self._count
            case _:
                page = self._result
        self._pages.setCurrentWidget(page)
        page.show_shift(shown)

    def clear_movement(self) -> None:
        """See ShiftView."""
        self._running.clear()

    def clear_count(self) -> None:
        """See ShiftView."""
        self._pages.setCurrentWidget(self._count)
        self._count.grid.clear()

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves the key to the field."""
        if action in {Action.UP, Action.DOWN} and self._step is Step.COUNT:
            self._count.grid.step(1 if action is Action.DOWN else -1)
            return True
        if action is Action.BACK:
            self.presenter.back()
            return True
        if action is not Action.CONFIRM:
            return False
        confirms: dict[Step, Callable[[], None]] = {
            Step.CLOSED: self._float.confirm,
            Step.OPEN: self._running.confirm,
            Step.COUNT: self.presenter.confirm_count,
            Step.RESULT: self.presenter.back,
        }
        confirms[self._step]()
        return True
