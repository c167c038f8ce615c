"""The search field: icon, borderless field and keycap in one frame; says what is typed, decides nothing."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from pos.ui.keys import Action
from pos.ui.widgets.look import Look, restyle, row

CHARS_MAX = 80


class SearchField(QFrame):
    """One frame that lights up while its field has the focus."""

    typed = Signal(str)

    def __init__(
        self,
        look: Look,
        placeholder: str,
        icon_name: str = "scan-barcode",
        action: Action | None = Action.SELL,
    ) -> None:
        """`action` gives the keycap at the right."""
        super().__init__()
        self.setProperty("role", "search")
        self.setFixedHeight(look.theme.size("search"))
        self._clear = look.icon_button("x", look.texts._("Hapus tulisan"))
        self._clear.setFixedSize(look.px(48), look.px(48))
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.field = QLineEdit()
        self.field.setProperty("role", "bare")
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self.field.setMaxLength(CHARS_MAX)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._changed)
        parts = [look.picture(icon_name, "muted", 24), self.field, self._clear]
        if action is not None:
            parts.append(look.keycap(action))
        self.setLayout(row(*parts, spacing=look.px(12), margins=(look.px(16), 0, look.px(14), 0)))
        self.setFocusProxy(self.field)

    def text(self) -> str:
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Change the text without telling anybody."""
        if text != self.field.text():
            blocked = self.field.blockSignals(True)
            self.field.setText(text)
            self.field.blockSignals(blocked)
            self._clear.setVisible(bool(text))

    def clear(self) -> None:
        self.field.clear()

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.typed.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Light the frame: the sheet has no :focus-within."""
        if watched is self.field and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            restyle(self, "lit", "true" if event.type() == QEvent.Type.FocusIn else "false")
        return False
