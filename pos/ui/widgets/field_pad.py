"""A keypad for a page with several fields: digits go where one was last, so that a finger needs no other keyboard."""

from PySide6.QtWidgets import QLineEdit, QWidget

from pos.ui.widgets.count_grid import PiecesEdit
from pos.ui.widgets.look import Look
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.widgets.numpad import Numpad


class FieldPad(Numpad):
    """Types into the field of `page` that has the focus, else into `first`."""

    def __init__(self, look: Look, page: QWidget, first: QLineEdit, *, zeros: str = "") -> None:
        """`zeros` as for the keypad: with "000" there are keys for round sums, too."""
        super().__init__(look, self._press, self._delete, self._wipe, zeros=zeros)
        self._page, self._first = page, first

    def _field(self) -> QLineEdit:
        field = self._page.focusWidget()
        return field if isinstance(field, QLineEdit) and field.isVisibleTo(self._page) else self._first

    def _press(self, digits: str) -> None:
        field = self._field()
        if isinstance(field, MoneyEdit | PiecesEdit):
            field.press(digits)
        else:
            field.insert(digits)

    def _delete(self) -> None:
        field = self._field()
        if isinstance(field, MoneyEdit | PiecesEdit):
            field.delete()
        else:
            field.backspace()

    def _wipe(self) -> None:
        field = self._field()
        if isinstance(field, MoneyEdit):
            field.wipe()
        else:
            field.clear()
