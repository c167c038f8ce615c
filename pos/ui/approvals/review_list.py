"""The acts that wait to be looked at; one is marked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pos.ui.approvals.presenter import ReviewShown
from pos.ui.widgets.look import Look, column, prepare, row
from pos.ui.widgets.scroll_column import ScrollColumn


class ReviewButton(QPushButton):
    """One act; checked while marked."""

    def __init__(self, look: Look, shown: ReviewShown) -> None:
        """The act and its rupiah over who did it and when."""
        super().__init__()
        prepare(self, "person")
        self.setCheckable(True)
        self.setFixedHeight(look.px(68))
        action, amount = look.label(shown.action, "line"), look.label(shown.amount, "line")
        who = look.label(shown.who, "sub")
        margins = (look.px(14), 0, look.px(14), 0)
        upper = row(action, None, amount, spacing=look.px(8))
        self.setLayout(column(None, upper, who, None, spacing=look.px(2), margins=margins))
        for part in (action, amount, who):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{shown.action}, {shown.amount}, {shown.who}")


class ReviewList(ScrollColumn):
    """All rows; `marked` hears the place of the pressed one."""

    def __init__(self, look: Look, marked: Callable[[int], None]) -> None:
        """Start empty."""
        super().__init__(spacing=look.px(8), margins=(0, 0, look.px(10), look.px(4)))
        self._look, self._marked = look, marked
        self._shown: tuple[ReviewShown, ...] = ()
        self._buttons: list[ReviewButton] = []

    def show_rows(self, rows: tuple[ReviewShown, ...], marked: int) -> None:
        """Show the list with one of them marked and in sight."""
        if rows != self._shown:
            self._shown = rows
            for old in self._buttons:
                old.hide()
                old.deleteLater()
            self._buttons = [self._button(n, shown) for n, shown in enumerate(rows)]
        for n, button in enumerate(self._buttons):
            button.setChecked(n == marked)
            if n == marked:
                self.ensureWidgetVisible(button)

    def _button(self, place: int, shown: ReviewShown) -> ReviewButton:
        button = ReviewButton(self._look, shown)
        button.clicked.connect(lambda _checked=False: self._marked(place))
        self.rows.addWidget(button)
        return button
