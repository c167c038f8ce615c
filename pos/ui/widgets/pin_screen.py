"""A screen on which a person types a PIN: a panel on the ground, digits taken wherever the focus is."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from pos.ui.keys import Action
from pos.ui.pin_entry import PinEntry, PinShown
from pos.ui.widgets.look import Look, column, row
from pos.ui.widgets.pin_panel import PinPanel


class PinScreen(QWidget):
    """Implements pin_entry.PinView."""

    right_inset = 0

    def __init__(
        self,
        look: Look,
        entry: Callable[[], PinEntry],
        *,
        over: tuple[QWidget, ...],
        under: tuple[QWidget, ...] = (),
        confirm: str,
        hint: str = "",
    ) -> None:
        """`entry` is the Qt-free half, asked at each press; `over` stands above the people, `under` below, `confirm` on the button, `hint` below the keypad."""
        super().__init__()
        self._entry = entry
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pin = PinPanel(look, entry, over=over, under=under, confirm=confirm, hint=hint)
        self.setLayout(column(None, row(None, self._pin.panel, None), None))

    def show_people(self, shown: PinShown) -> None:
        """See PinView."""
        self._pin.show_people(shown)

    def act(self, action: Action) -> bool:
        """Carry out a key of the map."""
        entry = self._entry()
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: entry.confirm,
            Action.BACK: self.step_back,
            Action.UP: lambda: entry.move(-1),
            Action.DOWN: lambda: entry.move(1),
        }
        if action not in does:
            return False
        does[action]()
        return True

    def step_back(self) -> None:
        """Esc: the digits go."""
        self._entry().wipe()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the digits at once."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the digits of the PIN and the first letter of a name, wherever the focus is."""
        if event.text().isdigit() and event.text().isascii():
            self._entry().type_digit(event.text())
        elif event.text().isalpha():
            self._entry().choose_by_letter(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._entry().delete()
        else:
            super().keyPressEvent(event)
