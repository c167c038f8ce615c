"""The list of held carts: since when, the first piece, pieces and total; one is marked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pos.domain.words import format_rupiah
from pos.i18n import clock
from pos.ui.held.presenter import HeldShown
from pos.ui.widgets.look import Look, column, prepare, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


class HeldButton(QPushButton):
    """One cart of the list."""

    def __init__(self, look: Look, held: HeldShown) -> None:
        """Checked while marked."""
        super().__init__()
        prepare(self, "person")
        self.setCheckable(True)
        self.setFixedHeight(look.px(68))
        texts = look.texts
        pieces = texts.ngettext("{n} barang", "{n} barang", held.piece_count).format(n=held.piece_count)
        name = held.customer or held.first_title
        title = ElidedLabel(name)
        title.setProperty("role", "line")
        total = look.label(format_rupiah(held.total), "line")
        held_at = texts._("Ditahan {at}").format(at=clock(held.since))
        since = ElidedLabel(f"{held_at} · {held.first_title}" if held.customer else held_at, middle=False)
        since.setProperty("role", "sub")
        count = look.label(pieces, "sub")
        margins = (look.px(14), 0, look.px(14), 0)
        upper = row(title, total, spacing=look.px(8))
        upper.setStretch(0, 1)
        lower = row(since, count, spacing=look.px(8))
        lower.setStretch(0, 1)
        self.setLayout(column(None, upper, lower, None, spacing=look.px(2), margins=margins))
        for part in (title, total, since, count):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{name}, {pieces}, {format_rupiah(held.total)}")


class HeldList(ScrollColumn):
    """All rows; `marked` hears the place of the pressed one."""

    def __init__(self, look: Look, marked: Callable[[int], None]) -> None:
        """Start empty."""
        super().__init__(spacing=look.px(8), margins=(0, 0, look.px(10), look.px(4)))
        self._look, self._marked = look, marked
        self._shown: tuple[HeldShown, ...] = ()
        self._buttons: list[HeldButton] = []

    def show_rows(self, rows: tuple[HeldShown, ...], marked: int) -> None:
        """Show the list with one of them marked and in sight."""
        if rows != self._shown:
            self._shown = rows
            for old in self._buttons:
                old.hide()
                old.deleteLater()
            self._buttons = [self._button(n, held) for n, held in enumerate(rows)]
        for n, button in enumerate(self._buttons):
            button.setChecked(n == marked)
            if n == marked:
                self.ensureWidgetVisible(button)

    def _button(self, place: int, held: HeldShown) -> HeldButton:
        button = HeldButton(self._look, held)
        button.clicked.connect(lambda _checked=False: self._marked(place))
        self.rows.addWidget(button)
        return button
