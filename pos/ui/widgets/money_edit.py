"""Rupiah entry: digits only, dots by itself, never negative or absurd; refuses a scan.

The first digit replaces a pre-filled amount. Decides nothing about what the amount means.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pos.domain.money import RUPIAH_MAX, Rupiah
from pos.ui.widgets.look import restyle

LONG = ((14, "very"), (11, "rather"))
"""Characters beyond which the sheet shows a large field in a smaller size: no digit may be cut."""
DIGITS_MAX = len(str(RUPIAH_MAX))
_PASSED_ON = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class MoneyEdit(QLineEdit):
    """Shows "Rp12.500" and holds whole rupiah."""

    changed = Signal(object)
    refuses_scans = True

    def __init__(self, name: str, role: str = "money") -> None:
        """`name` is what a screen reader says."""
        super().__init__()
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setAcceptDrops(False)
        self._amount: Rupiah = 0
        self._fresh = False
        self._show()

    @property
    def amount(self) -> Rupiah:
        return self._amount

    @property
    def edited(self) -> bool:
        """False while the amount is the pre-filled one."""
        return not self._fresh

    def prefill(self, amount: Rupiah) -> None:
        """Show an amount that the first digit replaces."""
        self._amount, self._fresh = amount, True
        self._show()

    def press(self, digits: str) -> None:
        """Append digits, as a key or the numpad does ("000" too)."""
        text = digits if self._fresh or not self._amount else f"{self._amount}{digits}"
        if len(text.lstrip("0")) <= DIGITS_MAX:
            self._set(int(text or 0))

    def delete(self) -> None:
        """Take the last digit away; of a pre-filled amount, all."""
        self._set(0 if self._fresh else self._amount // 10)

    def wipe(self) -> None:
        """Set to nothing."""
        self._set(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, dots for nothing, Backspace; leave all else to the screen."""
        if event.key() == Qt.Key.Key_Backspace:
            self.delete()
        elif event.key() == Qt.Key.Key_Delete:
            self.wipe()
        elif event.text().isdigit() and event.text().isascii():
            self.press(event.text())
        elif event.key() in _PASSED_ON or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _set(self, amount: Rupiah) -> None:
        self._amount, self._fresh = amount, False
        self._show()
        self.changed.emit(amount)

    def _show(self) -> None:
        self.setText(f"Rp{self._amount:,}".replace(",", "."))
        long = next((name for most, name in LONG if len(self.text()) > most), "")
        restyle(self, "long", long)
        self.setCursorPosition(len(self.text()))
