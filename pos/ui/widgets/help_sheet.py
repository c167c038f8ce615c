"""F1: what this screen is for and which keys work on it. Lies over the screen; F1, Esc or Enter puts it away."""

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from pos.ui.key_words import keys_of, screen_words
from pos.ui.keys import Action, Screen
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.scroll_column import ScrollColumn

COLUMNS = 2


class HelpSheet(QFrame):
    """Built anew for each screen that asks: it is asked rarely."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Hidden."""
        super().__init__(parent)
        self._look = look
        self.setProperty("role", "panel")
        self._title = look.label(role="heading")
        self._words = look.label(role="line", wrap=True)
        cross = look.icon_button("x", look.texts._("Tutup"))
        on_click(cross, self.hide)
        self._list = ScrollColumn(spacing=0, margins=(0, 0, look.px(8), 0))
        self._keys: QWidget | None = None
        side = look.px(32)
        more = look.label(look.texts._("Panduan lengkap ada di docs/panduan.md."), "muted")
        head = row(self._title, look.keycap(Action.HELP), None, cross, spacing=look.px(12))
        parts = (head, self._words, self._list, more)
        self.setLayout(column(*parts, spacing=look.px(14), margins=(side, look.px(24), side, look.px(24))))
        self.hide()

    def toggle(self, screen: Screen, title: str) -> None:
        """Show the help of a screen, or put it away."""
        if self.isVisible():
            self.hide()
            return
        texts = self._look.texts
        self._title.setText(texts._("Bantuan: {screen}").format(screen=title))
        self._words.setText("\n".join(screen_words(texts, self._look.keys)[screen]))
        if self._keys is not None:
            self._keys.hide()
            self._keys.deleteLater()
        self._keys = self._table(keys_of(screen, texts, self._look.keys))
        self._list.rows.addWidget(self._keys)
        self.place()
        self.show()
        self.raise_()

    def _table(self, keys: tuple[tuple[str, str], ...]) -> QWidget:
        holder, grid, look = QWidget(), QGridLayout(), self._look
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        half = (len(keys) + COLUMNS - 1) // COLUMNS
        for n, (cap, words) in enumerate(keys):
            key = QLabel(cap)
            key.setProperty("role", "keycap")
            key.setFixedHeight(look.px(24))
            at = 2 * (n // half)
            grid.addLayout(row(key, None), n % half, at)
            grid.addWidget(look.label(words, wrap=True), n % half, at + 1)
        for at in range(COLUMNS):
            grid.setColumnMinimumWidth(2 * at, look.px(110))
            grid.setColumnStretch(2 * at + 1, 1)
        holder.setLayout(grid)
        return holder

    def act(self, action: Action) -> bool:
        """While it is open, these keys are its own."""
        if self.isVisible() and action in {Action.BACK, Action.CONFIRM}:
            self.hide()
            return True
        return False

    def place(self) -> None:
        """In the middle, with the screen seen round it."""
        parent = self.parentWidget()
        assert parent is not None
        width = min(parent.width() - self._look.px(48), self._look.px(880))
        height = parent.height() - self._look.px(96)
        self.setGeometry((parent.width() - width) // 2, self._look.px(48), width, height)
