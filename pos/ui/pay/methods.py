"""The ways to pay at the left, with their keys."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos.domain.tender import TenderKind
from pos.ui.ways import ICONS, KEYS
from pos.ui.widgets.buttons import CapButton
from pos.ui.widgets.look import Look, row
from pos.ui.words import tender_name


class Methods(QFrame):
    """One button per way; F7 goes through those below the line."""

    def __init__(
        self, look: Look, kinds: tuple[TenderKind, ...], choose: Callable[[TenderKind], None]
    ) -> None:
        """`choose` hears the pressed way."""
        super().__init__()
        self.setProperty("role", "panel")
        self._buttons: dict[TenderKind, CapButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(18), look.px(12), look.px(12))
        column.setSpacing(look.px(10))
        column.addLayout(
            row(look.label(look.texts._("Cara bayar"), "heading"), margins=(look.px(6), 0, 0, 0))
        )
        for kind in kinds:
            button = CapButton(look, tender_name(kind, look.texts), KEYS.get(kind), "method", ICONS[kind])
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, kind=kind: choose(kind))
            self._buttons[kind] = button
            column.addWidget(button)
        column.addStretch(1)

    def show_method(self, chosen: TenderKind, *, enabled: bool) -> None:
        """Mark the chosen way; others rest while a code is shown or a write runs."""
        for kind, button in self._buttons.items():
            button.setChecked(kind is chosen)
            button.setEnabled(enabled or kind is chosen)
