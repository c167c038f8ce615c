"""The safe's books: what it should hold, for how long the oldest money waits, and each change."""

from PySide6.QtWidgets import QFrame, QWidget

from pos.domain.day import day_of
from pos.domain.words import format_rupiah
from pos.i18n import clock
from pos.ui.safe.shown import OLD_DAYS, EntryShown, SafeShown
from pos.ui.safe.words import entry_name, waiting_words
from pos.ui.widgets.facts import clear
from pos.ui.widgets.look import Look, column, restyle, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


class BooksPanel(QFrame):
    """Shows one SafeShown."""

    def __init__(self, look: Look) -> None:
        """Empty until something is shown."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look = look
        _ = look.texts._
        self._held = look.label()
        self._held.setFont(look.theme.font(34, 800, 98.5))
        self._waiting = look.label(role="line", wrap=True)
        self._band = look.frame("band")
        side = look.px(20)
        self._band.setLayout(
            column(
                look.label(_("Isi brankas menurut catatan"), "line"),
                self._held,
                self._waiting,
                spacing=look.px(4),
                margins=(side, look.px(16), side, look.px(16)),
            )
        )
        self._list = ScrollColumn(spacing=look.px(2), margins=(0, 0, look.px(10), 0))
        self._nothing = look.label(
            _("Belum ada uang masuk brankas. Setoran kasir dan tutup kasir mengisinya."), "muted", wrap=True
        )
        margin = look.px(24)
        layout = column(
            self._band,
            look.label(_("Riwayat"), "heading"),
            self._nothing,
            self._list,
            spacing=look.px(12),
            margins=(margin, margin, look.px(14), margin),
        )
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def show_safe(self, shown: SafeShown) -> None:
        """Show what the safe holds and how it came to that."""
        texts = self._look.texts
        self._held.setText(format_rupiah(shown.held))
        old = shown.held > 0 and shown.days >= OLD_DAYS
        restyle(self._band, "role", "amber-band" if old else "band")
        self._waiting.setVisible(shown.held > 0)
        self._waiting.setText(waiting_words(shown.days, shown.shift_count, texts))
        self._nothing.setVisible(not shown.entries)
        clear(self._list.rows)
        for entry in shown.entries:
            self._list.rows.addWidget(self._line(entry))

    def _line(self, entry: EntryShown) -> QWidget:
        look, texts = self._look, self._look.texts
        what = look.label(entry_name(entry.kind, texts), "line")
        when = ElidedLabel(f"{texts.day(day_of(entry.at))} {clock(entry.at)} · {entry.name}", middle=False)
        when.setProperty("role", "sub")
        sign = "+" if entry.amount > 0 else ""
        amount = look.label(f"{sign}{format_rupiah(entry.amount)}", "line")
        made = QWidget()
        layout = row(column(what, when, spacing=look.px(2)), amount, margins=(0, look.px(8), 0, look.px(8)))
        layout.setStretch(0, 1)
        made.setLayout(layout)
        return made
