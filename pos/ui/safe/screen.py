"""The safe's Qt half: its books and the deposit, the count, the swap; hands presses on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos.domain.money import Rupiah
from pos.ui.keys import Action
from pos.ui.safe.books_panel import BooksPanel
from pos.ui.safe.deposit_panel import DepositPanel
from pos.ui.safe.shown import SafeShown, Step
from pos.ui.safe.swap_page import SwapPage
from pos.ui.widgets.count_page import CountPage, CountWords
from pos.ui.widgets.look import Look, column, row

if TYPE_CHECKING:
    from pos.ui.safe.presenter import SafePresenter


class SafeScreen(QWidget):
    """Implements presenter.SafeView."""

    right_inset = 0

    def __init__(self, look: Look, make_presenter: "Callable[[SafeScreen], SafePresenter]") -> None:
        """One page for each step."""
        super().__init__()
        self._look, _ = look, look.texts._
        self.presenter = presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.books = BooksPanel(look)
        self.form = DepositPanel(
            look, deposit=presenter.deposit, count=presenter.begin_count, swap=presenter.begin_swap
        )
        words = CountWords(_("Hitung isi brankas"), _("Uang dihitung"), _("Catat"), "check")
        self.count = CountPage(look, words, presenter.count, presenter.confirm_count)
        self.swap = SwapPage(
            look,
            came=presenter.count,
            went=presenter.give,
            choose=presenter.choose_with,
            confirm=presenter.confirm_swap,
        )
        self._of_step = {Step.BOOKS: self._make_books(), Step.COUNT: self.count, Step.SWAP: self.swap}
        self._step = Step.BOOKS
        self._pages = QStackedWidget()
        for page in self._of_step.values():
            self._pages.addWidget(page)
        self.setLayout(column(self._pages, margins=(0, look.theme.size("header"), 0, 0), spacing=0))

    def _make_books(self) -> QWidget:
        px = self._look.px
        page = QWidget()
        layout = row(self.books, self.form, spacing=px(20), margins=(px(24), px(20), px(24), px(20)))
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        page.setLayout(layout)
        return page

    def show_safe(self, shown: SafeShown) -> None:
        """See SafeView."""
        self._step = shown.step
        self._pages.setCurrentWidget(self._of_step[shown.step])
        match shown.step:
            case Step.BOOKS:
                self.books.show_safe(shown)
                self.form.show_safe(shown)
            case Step.COUNT:
                _ = self._look.texts._
                asked = _("Periksa sekali lagi. Tekan Enter untuk mencatat jumlah ini.") if shown.sure else ""
                self.count.show_sum(shown.counted, asked, asks=shown.sure)
            case _:
                self.swap.show_safe(shown)

    def clear_deposit(self, held: Rupiah) -> None:
        """See SafeView."""
        self.form.prefill(held)

    def clear_count(self) -> None:
        """See SafeView."""
        page = self._of_step[self._step]
        assert isinstance(page, CountPage | SwapPage)
        page.grid.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready for digits."""
        super().showEvent(event)
        if self._step is Step.BOOKS:
            QTimer.singleShot(0, self, self.form.amount.setFocus)

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves the key to the field."""
        page = self._of_step[self._step]
        if action in {Action.UP, Action.DOWN} and isinstance(page, CountPage | SwapPage):
            page.grid.step(1 if action is Action.DOWN else -1)
            return True
        does: dict[Action, Callable[[], object]] = {
            Action.BACK: self.presenter.back,
            Action.CONFIRM: self.form.confirm if self._step is Step.BOOKS else self.presenter.confirm,
            Action.BY_PIECES: self.presenter.begin_count,
            Action.SWAP: self.presenter.begin_swap,
        }
        if action not in does:
            return False
        does[action]()
        return True
