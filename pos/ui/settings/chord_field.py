"""The key of an action: a press on it listens for the next chord, which the key filter hands over whole."""

from collections.abc import Callable

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton

from pos.ui.widgets.look import Look, prepare


class ChordField(QPushButton):
    """Shows the chord; Esc, Tab or another focus stops the listening."""

    def __init__(self, look: Look, heard: Callable[[str], None]) -> None:
        """`heard` gets the chord as the key map spells it."""
        super().__init__()
        prepare(self, "chip")
        self._look, self._heard = look, heard
        self._chord, self.listening = "", False
        self.clicked.connect(self._listen)

    def show_chord(self, chord: str) -> None:
        """Show a key, and that a press changes it."""
        self._chord = chord
        self._say()

    def take_chord(self, chord: str) -> bool:
        """Take a key while listening; False leaves it to the screen."""
        if not self.listening:
            return False
        self._stop()
        if chord in {"Tab", "Shift+Backtab"}:
            return False
        if chord != "Esc":
            self._heard(chord)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop listening."""
        super().focusOutEvent(event)
        self._stop()

    def _listen(self) -> None:
        self.listening = True
        self.setFocus()
        self._say()

    def _stop(self) -> None:
        self.listening = False
        self._say()

    def _say(self) -> None:
        _ = self._look.texts._
        waiting = _("Tekan tombol yang baru…")
        said = waiting if self.listening else _("Ganti {key}").format(key=self._chord)
        self.setText(said)
        self.setAccessibleName(said)
