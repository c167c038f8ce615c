"""The report's Qt half: days to choose, sums, sections with bars, and what is done with it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QStackedWidget, QWidget

from pos.domain.report import Page, PageSection
from pos.domain.words import format_rupiah, grouped
from pos.services.reports import Form
from pos.ui.keys import Action
from pos.ui.report.presenter import ReportShown, Span
from pos.ui.widgets.bar_list import BarList
from pos.ui.widgets.buttons import CapButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from pos.ui.report.presenter import ReportPresenter

SIDE = 24


class ReportScreen(QWidget):
    """Implements presenter.ReportView."""

    right_inset = 0

    def __init__(self, look: Look, make_presenter: "Callable[[ReportScreen], ReportPresenter]") -> None:
        """Nothing is read before it is entered."""
        super().__init__()
        self._look = look
        self.presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side = look.px(SIDE)
        self._body = ScrollColumn(spacing=look.px(16), margins=(side, 0, side, side))
        self._nothing = look.label(
            look.texts._("Laporan dibaca oleh supervisor dan manajer."), "heading", wrap=True
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._body)
        self._pages.addWidget(self._nothing)
        self._cards: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(16))
        self._body.rows.addLayout(self._grid)
        self.setLayout(
            column(
                self._make_bar(),
                self._pages,
                spacing=look.px(12),
                margins=(0, look.theme.size("header") + look.px(16), 0, 0),
            )
        )

    def _make_bar(self) -> QWidget:
        look, _, presenter = self._look, self._look.texts._, self.presenter
        self._spans = {}
        words = {Span.DAY: _("Hari"), Span.WEEK: _("7 hari"), Span.MONTH: _("Bulan")}
        for span, word in words.items():
            chip = look.button(word, "chip")
            chip.setCheckable(True)
            on_click(chip, partial(presenter.choose, span))
            self._spans[span] = chip
        self.earlier = look.icon_button("arrow-left", _("Sebelumnya"), "text", "boxed")
        self.later = look.icon_button("arrow-right", _("Berikutnya"), "text", "boxed")
        on_click(self.earlier, lambda: presenter.step(-1))
        on_click(self.later, lambda: presenter.step(1))
        self.files = [look.button(form.value.upper(), "") for form in Form]
        for form, button in zip(Form, self.files, strict=True):
            button.setMinimumHeight(look.px(48))
            button.setAccessibleName(_("Simpan sebagai {form}").format(form=form.value.upper()))
            on_click(button, partial(presenter.save, form))
        self.print = CapButton(look, _("Cetak"), Action.CONFIRM, "", "printer")
        self.print.setMinimumHeight(look.px(48))
        on_click(self.print, presenter.put_on_paper)
        bar = QWidget()
        side = look.px(SIDE)
        parts = (*self._spans.values(), look.px(8), self.earlier, self.later, None, *self.files, self.print)
        bar.setLayout(row(*parts, spacing=look.px(8), margins=(side, 0, side, 0)))
        return bar

    def show_report(self, shown: ReportShown) -> None:
        """See ReportView."""
        for span, chip in self._spans.items():
            chip.setChecked(span is shown.span)
        self.later.setEnabled(not shown.latest)
        page = shown.page
        self._pages.setCurrentWidget(self._nothing if page is None else self._body)
        for button in (*self.files, self.print):
            button.setEnabled(page is not None)
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = (
            [] if page is None else [self._sums(page), *(self._section(s) for s in page.sections if s.rows)]
        )
        for n, card in enumerate(self._cards):
            self._grid.addWidget(card, n // 2, n % 2, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def _sums(self, page: Page) -> QFrame:
        look = self._look
        card = look.frame("panel")
        lines: list[QWidget] = [
            look.label(page.title, "heading"),
            look.label(page.subtitle, "muted", wrap=True),
        ]
        lines += [self._fact(word, grouped(number)) for word, number in page.counts]
        lines += [self._fact(word, format_rupiah(amount).replace("-", "−")) for word, amount in page.facts]
        card.setLayout(column(*lines, spacing=look.px(6), margins=(look.px(20),) * 4))
        return card

    def _fact(self, word: str, figure: str) -> QWidget:
        holder = QWidget()
        amount = QLabel(figure)
        amount.setFont(self._look.theme.font(15, 700))
        holder.setLayout(row(self._look.label(word, "muted"), None, amount))
        return holder

    def _section(self, part: PageSection) -> QFrame:
        look = self._look
        card = look.frame("panel")
        bars = BarList(look)
        bars.show_rows(part.rows, chart=part.chart)
        head = row(look.label(part.title, "heading"), None, look.label(f"{part.count_word} · Rp", "muted"))
        card.setLayout(column(head, bars, spacing=look.px(8), margins=(look.px(20),) * 4))
        return card

    def act(self, action: Action) -> bool:
        """Arrows go from day to day, pages through the report, Enter prints."""
        does: dict[Action, Callable[[], object]] = {
            Action.LEFT: lambda: self.presenter.step(-1),
            Action.RIGHT: lambda: self.presenter.step(1),
            Action.UP: lambda: self._page(-1),
            Action.DOWN: lambda: self._page(1),
            Action.PAGE_UP: lambda: self._page(-1),
            Action.PAGE_DOWN: lambda: self._page(1),
            Action.CONFIRM: self.presenter.put_on_paper,
        }
        if action not in does:
            return False
        does[action]()
        return True

    def _page(self, pages: int) -> None:
        bar = self._body.verticalScrollBar()
        bar.setValue(bar.value() + pages * self._body.viewport().height() // 2)
