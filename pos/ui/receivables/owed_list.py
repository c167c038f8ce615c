"""The list of what is owed: who, which receipt, how old, how much; one is marked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pos.domain.words import format_rupiah
from pos.i18n import Texts
from pos.ui.receivables.shown import OwedShown
from pos.ui.widgets.look import Look, column, prepare, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


def age_words(days: int, texts: Texts) -> str:
    """How old a debt is."""
    return texts.ngettext("{n} hari", "{n} hari", days).format(n=days) if days else texts._("hari ini")


class OwedButton(QPushButton):
    """One row of the list."""

    def __init__(self, look: Look, owed: OwedShown) -> None:
        """Checked while marked."""
        super().__init__()
        prepare(self, "person")
        self.setCheckable(True)
        self.setFixedHeight(look.px(68))
        debtor = ElidedLabel(owed.debtor or owed.number)
        debtor.setProperty("role", "line")
        amount = look.label(format_rupiah(owed.owed), "line")
        age = age_words(owed.days, look.texts)
        facts = look.label(f"{owed.number} · {age}", "sub")
        upper = row(debtor, amount, spacing=look.px(8))
        upper.setStretch(0, 1)
        margins = (look.px(14), 0, look.px(14), 0)
        self.setLayout(column(None, upper, row(facts, None), None, spacing=look.px(2), margins=margins))
        for part in (debtor, amount, facts):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{owed.debtor}, {owed.number}, {age}, {format_rupiah(owed.owed)}")


class OwedList(ScrollColumn):
    """All rows; `marked` hears the place of the pressed one."""

    def __init__(self, look: Look, marked: Callable[[int], None]) -> None:
        """Start empty."""
        super().__init__(spacing=look.px(8), margins=(0, 0, look.px(10), look.px(4)))
        self._look, self._marked = look, marked
        self._shown: tuple[OwedShown, ...] = ()
        self._buttons: list[OwedButton] = []

    def show_rows(self, rows: tuple[OwedShown, ...], marked: int) -> None:
        """Show the list with one of them marked and in sight."""
        if rows != self._shown:
            self._shown = rows
            for old in self._buttons:
                old.hide()
                old.deleteLater()
            self._buttons = [self._button(n, owed) for n, owed in enumerate(rows)]
        for n, button in enumerate(self._buttons):
            button.setChecked(n == marked)
            if n == marked:
                self.ensureWidgetVisible(button)

    def _button(self, place: int, owed: OwedShown) -> OwedButton:
        button = OwedButton(self._look, owed)
        button.clicked.connect(lambda _checked=False: self._marked(place))
        self.rows.addWidget(button)
        return button
