"""The list of open orders: what, when it is due, its deposit; one is marked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pos.domain.words import format_rupiah
from pos.i18n import Texts
from pos.ui.orders.shown import OrderShown
from pos.ui.widgets.look import Look, column, prepare, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


def due_words(days: int, texts: Texts) -> str:
    """How far off the due date is."""
    if days == 0:
        return texts._("hari ini")
    if days > 0:
        return texts.ngettext("{n} hari lagi", "{n} hari lagi", days).format(n=days)
    return texts.ngettext("terlambat {n} hari", "terlambat {n} hari", -days).format(n=-days)


class OrderButton(QPushButton):
    """One order of the list."""

    def __init__(self, look: Look, order: OrderShown) -> None:
        """Checked while marked."""
        super().__init__()
        prepare(self, "person")
        self.setCheckable(True)
        self.setFixedHeight(look.px(68))
        title = ElidedLabel(order.title)
        title.setProperty("role", "line")
        deposit = look.label(format_rupiah(order.deposit), "line")
        due = due_words(order.days, look.texts)
        when = look.label(f"{look.texts.day(order.due_on)} · {due}", "sub")
        margins = (look.px(14), 0, look.px(14), 0)
        upper = row(title, deposit, spacing=look.px(8))
        upper.setStretch(0, 1)
        self.setLayout(column(None, upper, row(when, None), None, spacing=look.px(2), margins=margins))
        for part in (title, deposit, when):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{order.number}, {order.title}, {due}, {format_rupiah(order.deposit)}")


class OrderList(ScrollColumn):
    """All rows; `marked` hears the place of the pressed one."""

    def __init__(self, look: Look, marked: Callable[[int], None]) -> None:
        """Start empty."""
        super().__init__(spacing=look.px(8), margins=(0, 0, look.px(10), look.px(4)))
        self._look, self._marked = look, marked
        self._shown: tuple[OrderShown, ...] = ()
        self._buttons: list[OrderButton] = []

    def show_rows(self, rows: tuple[OrderShown, ...], marked: int) -> None:
        """Show the list with one of them marked and in sight; -1 marks none."""
        if rows != self._shown:
            self._shown = rows
            for old in self._buttons:
                old.hide()
                old.deleteLater()
            self._buttons = [self._button(n, order) for n, order in enumerate(rows)]
        for n, button in enumerate(self._buttons):
            button.setChecked(n == marked)
            if n == marked:
                self.ensureWidgetVisible(button)

    def _button(self, place: int, order: OrderShown) -> OrderButton:
        button = OrderButton(self._look, order)
        button.clicked.connect(lambda _checked=False: self._marked(place))
        self.rows.addWidget(button)
        return button
