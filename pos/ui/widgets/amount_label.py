"""A large amount of money that grows smaller before it would be cut: a total with a digit missing is a wrong total."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from pos.ui.widgets.look import Look

STEPS: tuple[tuple[int, float], ...] = ((11, 1.0), (13, 0.82), (16, 0.68))
"""Characters, and the part of the full size at which so many find room: Rp9.999.999, Rp999.999.999, beyond."""


def fitted(size: int, text: str) -> int:
    """Font size in px of the design for an amount that has room for `STEPS[0]` characters at `size`."""
    part = next((part for most, part in STEPS if len(text) <= most), STEPS[-1][1])
    return round(size * part)


class AmountLabel(QLabel):
    """Shows an amount, right aligned, in one weight."""

    def __init__(self, look: Look, size: int) -> None:
        """`size` in px of the design."""
        super().__init__()
        self._look, self._size = look, size
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._fit("")

    def setText(self, text: str) -> None:
        """Show an amount."""
        self._fit(text)
        super().setText(text)

    def _fit(self, text: str) -> None:
        font = self._look.theme.font(fitted(self._size, text), 800, 98.5)
        if font != self.font():
            self.setFont(font)
