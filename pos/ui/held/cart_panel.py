"""What is in a held cart: its lines and total; the buttons to go on with it or to drop it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from pos.domain.words import format_rupiah
from pos.i18n import clock
from pos.ui.held.presenter import HeldLineShown, HeldShown
from pos.ui.keys import Action
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


class CartPanel(QFrame):
    """Shows one HeldShown with its lines."""

    def __init__(self, look: Look, *, resume: Callable[[], None], drop: Callable[[], None]) -> None:
        """Each callable hears of a press."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look = look
        _ = look.texts._
        self._title = look.label(role="title")
        self._facts = look.label(role="sub")
        self.drop = CapButton(look, _("Hapus"), Action.REMOVE, "danger", "trash-2", "danger")
        on_click(self.drop, drop)
        self.resume = PrimaryButton(look, _("Lanjutkan"), Action.CONFIRM)
        on_click(self.resume, resume)
        words = column(self._title, self._facts, spacing=look.px(2))
        margin = look.px(24)
        layout = column(
            row(words, None, self.drop),
            self._make_lines(),
            self.resume,
            spacing=look.px(12),
            margins=(margin, look.px(18), margin, margin),
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _make_lines(self) -> ScrollColumn:
        area = ScrollColumn(spacing=self._look.px(4), margins=(0, 0, self._look.px(10), 0))
        self._lines = area.rows
        return area

    def show_cart(self, held: HeldShown, lines: tuple[HeldLineShown, ...]) -> None:
        """Show a cart."""
        texts = self._look.texts
        count = texts.ngettext("{n} barang", "{n} barang", held.piece_count).format(n=held.piece_count)
        self._title.setText(format_rupiah(held.total))
        since = texts._("Ditahan {at}").format(at=clock(held.since))
        self._facts.setText(" · ".join(filter(None, (held.customer, since, count))))
        self.resume.show_amount(format_rupiah(held.total))
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._lines.addWidget(self._line(line))

    def _line(self, line: HeldLineShown) -> QWidget:
        look = self._look
        title = ElidedLabel(f"{line.quantity} × {line.title}")
        title.setProperty("role", "line")
        maker = ElidedLabel(line.maker, middle=False)
        maker.setProperty("role", "sub")
        amount = look.label(format_rupiah(line.net), "line")
        made = QWidget()
        layout = row(
            column(title, maker, spacing=look.px(2)),
            amount,
            spacing=look.px(12),
            margins=(0, look.px(8), 0, look.px(8)),
        )
        layout.setStretch(0, 1)
        made.setLayout(layout)
        return made
