"""The goods that the words find: title, maker, price, stock; one is marked once something is typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pos.domain.words import format_rupiah
from pos.ui.exchange.shown import FoundShown
from pos.ui.widgets.look import Look, column, prepare, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


class FoundButton(QPushButton):
    """One product."""

    def __init__(self, look: Look, found: FoundShown) -> None:
        """Checked while marked."""
        super().__init__()
        prepare(self, "person")
        self.setCheckable(True)
        self.setFixedHeight(look.px(64))
        texts = look.texts
        title = ElidedLabel(found.title)
        title.setProperty("role", "line")
        maker = ElidedLabel(found.maker, middle=False)
        maker.setProperty("role", "sub")
        price = look.label(format_rupiah(found.price), "line")
        stock = look.label(
            texts._("stok {n}").format(n=found.on_hand), "sub" if found.on_hand > 0 else "accent"
        )
        upper, lower = row(title, price, spacing=look.px(8)), row(maker, stock, spacing=look.px(8))
        for line in (upper, lower):
            line.setStretch(0, 1)
        margins = (look.px(14), 0, look.px(14), 0)
        self.setLayout(column(None, upper, lower, None, spacing=look.px(2), margins=margins))
        for part in (title, maker, price, stock):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{found.title}, {format_rupiah(found.price)}")


class FoundList(ScrollColumn):
    """All finds; `picked` hears the id of the pressed one."""

    def __init__(self, look: Look, picked: Callable[[str], None]) -> None:
        """Start empty."""
        super().__init__(spacing=look.px(8), margins=(0, 0, look.px(10), look.px(4)))
        self._look, self._picked = look, picked
        self._found: tuple[FoundShown, ...] = ()
        self._buttons: list[FoundButton] = []

    def show_found(self, found: tuple[FoundShown, ...], marked: int) -> None:
        """Show the finds; -1 marks none."""
        if found != self._found:
            self._found = found
            for old in self._buttons:
                old.hide()
                old.deleteLater()
            self._buttons = [self._button(one) for one in found]
        for n, button in enumerate(self._buttons):
            button.setChecked(n == marked)
            if n == marked:
                self.ensureWidgetVisible(button)

    def _button(self, found: FoundShown) -> FoundButton:
        button = FoundButton(self._look, found)
        button.clicked.connect(lambda _checked=False: self._picked(found.product_id))
        self.rows.addWidget(button)
        return button
