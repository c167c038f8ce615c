"""A field for a name or a word: 48 px high, named for screen readers, never longer than what is stored."""

from PySide6.QtWidgets import QLineEdit

from pos.ui.widgets.look import Look


class TextField(QLineEdit):
    """Plain text in one line."""

    def __init__(self, look: Look, name: str, hint: str, longest: int) -> None:
        """`longest` in characters."""
        super().__init__()
        self.setProperty("role", "field")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)
        self.setMinimumHeight(look.px(48))
