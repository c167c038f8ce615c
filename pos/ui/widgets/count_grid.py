"""Grids of notes and coins, how many of each: one number for a count, two for a swap. They refuse scans."""

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from pos.domain.words import format_rupiah
from pos.ui.widgets.look import Look, column

PIECES_MAX = 99_999


class PiecesEdit(QLineEdit):
    """How many of one note or coin; up and down go from field to field."""

    refuses_scans = True

    def __init__(self, name: str) -> None:
        """`name` is what a screen reader says."""
        super().__init__()
        self.setProperty("role", "count")
        self.setAccessibleName(name)
        digits = QRegularExpression("[0-9]*")  # Qt's check for whole numbers lets a lone plus and dots stand
        self.setValidator(QRegularExpressionValidator(digits, self))
        self.setMaxLength(len(str(PIECES_MAX)))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText("0")

    @property
    def pieces(self) -> int:
        return int(self.text() or 0)

    def press(self, digits: str) -> None:
        """Append digits, as the keypad does; too many are left out."""
        text = (self.text() + digits).lstrip("0")
        if len(text) <= self.maxLength():
            self.setText(text)

    def delete(self) -> None:
        """Take the last digit away."""
        self.setText(self.text()[:-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrows to the screen."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class CountGrid(QWidget):
    """Two columns of faces; `changed` hears face and pieces."""

    def __init__(
        self, look: Look, faces: tuple[tuple[str, int], ...], changed: Callable[[str, int], None]
    ) -> None:
        """`faces` are (n or c with the value, rupiah)."""
        super().__init__()
        self._look = look
        self._edits: list[PiecesEdit] = []
        self._sums: dict[str, tuple[int, QLabel]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(8))
        half = (len(faces) + 1) // 2
        for n, (face, value) in enumerate(faces):
            self._add(grid, n % half, 4 * (n // half), face, value, changed)
        for half in (2, 6):
            grid.setColumnMinimumWidth(half, look.px(74))
            grid.setColumnStretch(half + 1, 1)

    def _add(
        self, grid: QGridLayout, y: int, x: int, face: str, value: int, changed: Callable[[str, int], None]
    ) -> None:
        look = self._look
        kind = kind_of(face, look)
        edit = PiecesEdit(f"{kind} {format_rupiah(value)}")
        edit.setFixedWidth(look.px(80))
        total = look.label("–", "muted")
        total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        edit.textChanged.connect(lambda _text: self._changed(face, edit, changed))
        grid.addLayout(face_label(look, kind, value), y, x)
        grid.addWidget(edit, y, x + 1)
        grid.addWidget(total, y, x + 2)
        self._edits.append(edit)
        self._sums[face] = (value, total)

    def _changed(self, face: str, edit: PiecesEdit, changed: Callable[[str, int], None]) -> None:
        value, label = self._sums[face]
        label.setText(format_rupiah(value * edit.pieces) if edit.pieces else "–")
        changed(face, edit.pieces)

    @property
    def first(self) -> PiecesEdit:
        return self._edits[0]

    def clear(self) -> None:
        """Empty all fields and go to the first."""
        for edit in self._edits:
            edit.clear()
        self._edits[0].setFocus()

    def step(self, by: int) -> None:
        """Go to the next field."""
        at = next((n for n, edit in enumerate(self._edits) if edit.hasFocus()), -by)
        self._edits[max(0, min(len(self._edits) - 1, at + by))].setFocus()


class TwoSidedGrid(QWidget):
    """Two numbers for each face, such as what comes in and what goes out; up and down go from field to field."""

    def __init__(
        self,
        look: Look,
        faces: tuple[tuple[str, int], ...],
        sides: tuple[str, str],
        changed: tuple[Callable[[str, int], None], Callable[[str, int], None]],
    ) -> None:
        """`sides` name the two columns, `changed` hear face and pieces of each."""
        super().__init__()
        self._look, self._sides, self._changed = look, sides, changed
        self._edits: list[PiecesEdit] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(6))
        half = (len(faces) + 1) // 2
        for side in range(2):
            for n, words in enumerate(sides):
                grid.addWidget(look.label(words, "muted"), 0, 4 * side + 1 + n)
        for n, (face, value) in enumerate(faces):
            self._add(grid, 1 + n % half, 4 * (n // half), face, value)
        grid.setColumnMinimumWidth(3, look.px(28))
        grid.setColumnStretch(7, 1)

    def _add(self, grid: QGridLayout, y: int, x: int, face: str, value: int) -> None:
        look = self._look
        kind = kind_of(face, look)
        grid.addLayout(face_label(look, kind, value), y, x)
        for n, (words, changed) in enumerate(zip(self._sides, self._changed, strict=True)):
            edit = PiecesEdit(f"{kind} {format_rupiah(value)} {words}")
            edit.setFixedWidth(look.px(72))
            edit.textChanged.connect(lambda _text, edit=edit, changed=changed: changed(face, edit.pieces))
            grid.addWidget(edit, y, x + 1 + n)
            self._edits.append(edit)

    @property
    def first(self) -> PiecesEdit:
        return self._edits[0]

    def clear(self) -> None:
        """Empty all fields and go to the first."""
        for edit in self._edits:
            edit.clear()
        self._edits[0].setFocus()

    def step(self, by: int) -> None:
        """Go to the next face on the same side."""
        at = next((n for n, edit in enumerate(self._edits) if edit.hasFocus()), -2 * by)
        self._edits[max(at % 2, min(len(self._edits) - 2 + at % 2, at + 2 * by))].setFocus()


def kind_of(face: str, look: Look) -> str:
    """Whether a face is a note or a coin, in words."""
    return look.texts._("koin") if face.startswith("c") else look.texts._("lembar")


def face_label(look: Look, kind: str, value: int) -> QVBoxLayout:
    """The value over its kind."""
    return column(look.label(format_rupiah(value), "line"), look.label(kind, "caption"), spacing=0)
