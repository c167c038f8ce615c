"""The page of differences: closed shifts that did not agree, at the right what may be behind one and what became of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QVBoxLayout, QWidget

from pos.domain.difference_outcome import DifferenceOutcome
from pos.domain.money import Rupiah
from pos.domain.words import format_rupiah
from pos.services.differences import Settled
from pos.ui.keys import Action
from pos.ui.shift.shown import OutcomesShown, ShiftShown
from pos.ui.shift.words import outcome_name
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.facts import clear, fact
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.widgets.scroll_column import ScrollColumn

REASON_CHARS_MAX = 200
Note = Callable[[DifferenceOutcome, Rupiah, str], None]


class OutcomesPage(QWidget):
    """Shows one OutcomesShown."""

    def __init__(
        self, look: Look, *, mark: Callable[[int], None], move: Callable[[int], None], note: Note
    ) -> None:
        """`mark` hears a place in the list, `note` outcome, amount and reason."""
        super().__init__()
        self._look, self._mark, self._move, self._note = look, mark, move, note
        self._outcome = DifferenceOutcome.FOUND
        layout = row(
            self._make_list(),
            self._make_one(),
            spacing=look.px(20),
            margins=(look.px(24), look.px(20), look.px(24), look.px(20)),
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _make_list(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        self._trend = look.label(role="muted", wrap=True)
        self._list = ScrollColumn(spacing=look.px(8), margins=(0, 0, look.px(10), 0))
        panel = look.frame("panel")
        panel.setFixedWidth(look.px(340))
        side = look.px(20)
        layout = column(
            look.label(_("Selisih kasir"), "heading"),
            self._trend,
            self._list,
            spacing=look.px(10),
            margins=(side, side, look.px(10), side),
        )
        layout.setStretch(2, 1)
        panel.setLayout(layout)
        return panel

    def _make_one(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        self._title = look.label(role="title", wrap=True)
        self._facts, self._causes, self._noted = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for layout in (self._facts, self._causes, self._noted):
            layout.setSpacing(look.px(8))
        self._why = look.label(_("Mungkin karena"), "muted")
        panel = look.frame("panel")
        side = look.px(24)
        panel.setLayout(
            column(
                self._title,
                self._facts,
                self._why,
                self._causes,
                self._noted,
                None,
                self._make_form(),
                spacing=look.px(12),
                margins=(side, look.px(18), side, look.px(18)),
            )
        )
        return panel

    def _make_form(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        self._form = QWidget()
        self._choices: dict[DifferenceOutcome, QPushButton] = {}
        group = QButtonGroup(self)
        for outcome in DifferenceOutcome:
            button = look.button(outcome_name(outcome, look.texts), "chip")
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(lambda _checked=False, outcome=outcome: self._choose(outcome))
            self._choices[outcome] = button
        buttons = list(self._choices.values())
        self.amount = MoneyEdit(_("Jumlah"), "money")
        self.amount.setMinimumHeight(look.px(48))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Keterangan"))
        self.reason.setPlaceholderText(_("Keterangan"))
        self.reason.setMaxLength(REASON_CHARS_MAX)
        self.reason.setMinimumHeight(look.px(48))
        self.note_button = PrimaryButton(look, _("Catat hasilnya"), Action.CONFIRM, "check")
        on_click(self.note_button, self.confirm)
        self._form.setLayout(
            column(
                row(*buttons[:2]),
                row(*buttons[2:]),
                row(self.amount, self.reason),
                self.note_button,
                spacing=look.px(8),
            )
        )
        return self._form

    def _choose(self, outcome: DifferenceOutcome) -> None:
        self._outcome = outcome

    def confirm(self) -> None:
        """Hand over what is chosen and written."""
        self._note(self._outcome, self.amount.amount, self.reason.text())

    def step(self, by: int) -> None:
        """Mark another shift."""
        self._move(by)

    def show_shift(self, shown: ShiftShown) -> None:
        """Show list and marked shift."""
        outcomes = shown.outcomes
        self._show_list(outcomes)
        settled = outcomes.marked_shift
        for part in (self._facts, self._causes, self._noted):
            clear(part)
        self._form.setVisible(settled is not None and settled.rest != 0)
        self._why.setVisible(bool(outcomes.causes))
        if settled is None:
            self._title.setText(self._look.texts._("Belum pernah ada selisih."))
            return
        self._show_one(settled, outcomes.causes)

    def _show_list(self, outcomes: OutcomesShown) -> None:
        look, texts = self._look, self._look.texts
        trend = outcomes.trend
        assert trend is not None, "the page is shown once the list was read"
        self._trend.setText(
            texts._("{differing} dari {closed} shift terakhir berselisih, jumlahnya {total}.").format(
                differing=trend.differing, closed=trend.closed, total=format_rupiah(trend.total)
            )
        )
        clear(self._list.rows)
        for n, settled in enumerate(outcomes.listed):
            shift = settled.shift
            words = f"{texts.day(shift.business_date)} · {format_rupiah(shift.difference or 0)}"
            button = look.button(words, "quick", "" if settled.rest else "check")
            button.setCheckable(True)
            button.setChecked(n == outcomes.marked)
            button.clicked.connect(lambda _checked=False, n=n: self._mark(n))
            self._list.rows.addWidget(button)
            if n == outcomes.marked:
                self._list.ensureWidgetVisible(button)

    def _show_one(self, settled: Settled, causes: tuple[str, ...]) -> None:
        look, texts, shift = self._look, self._look.texts, settled.shift
        _ = texts._
        difference = shift.difference or 0
        word = _("Selisih lebih") if difference > 0 else _("Selisih kurang")
        self._title.setText(f"{word} {format_rupiah(abs(difference))}")
        day = f"{texts.weekday(shift.business_date)}, {texts.day(shift.business_date)}"
        for name, value in (
            (_("Shift {n}").format(n=shift.number), day),
            (_("Uang menurut catatan"), format_rupiah(shift.expected or 0)),
            (_("Uang dihitung"), format_rupiah(shift.counted or 0)),
        ):
            self._facts.addWidget(fact(look, name, value))
        for n, words in enumerate(causes, 1):
            self._causes.addWidget(look.label(f"{n}.  {words}", "line", wrap=True))
        for one in settled.noted:
            name = outcome_name(one.outcome, texts)
            said = f"{name} · {one.reason}" if one.reason else name
            self._noted.addWidget(fact(look, said, format_rupiah(one.amount)))
        self._choices[self._outcome].setChecked(True)
        self.amount.prefill(abs(settled.rest))
        self.reason.clear()
