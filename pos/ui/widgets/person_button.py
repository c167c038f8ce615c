"""A person to choose: initials in a disc, name and role."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from pos.ui.widgets.look import Look, column, prepare, restyle, row
from pos.ui.words import initials

_HUES = ("primary", "accent", "danger", "muted")


class PersonButton(QPushButton):
    """Checked while chosen."""

    def __init__(self, look: Look, name: str, role: str) -> None:
        """`role` is the screen's word for it."""
        super().__init__()
        prepare(self, "person")
        self.setCheckable(True)
        self.setFixedHeight(look.px(64))
        self._name = look.label(name, "line")
        self._role = look.label(role, "sub")
        disc = Initials(look, name)
        words = column(None, self._name, self._role, None, spacing=look.px(1))
        self.setLayout(row(disc, words, None, spacing=look.px(14), margins=(look.px(14), 0, look.px(14), 0)))
        for part in (disc, self._name, self._role):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{name}, {role}")
        self.toggled.connect(self._toned)

    def _toned(self, checked: bool) -> None:
        restyle(self._name, "role", "good" if checked else "line")

    def sizeHint(self) -> QSize:
        """Wide enough for its parts."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()


class Initials(QWidget):
    """A disc with the first letters of a name."""

    def __init__(self, look: Look, name: str) -> None:
        """The colour comes from the name, so that a person keeps it."""
        super().__init__()
        self._look = look
        self._letters = initials(name)
        self._token = _HUES[sum(map(ord, name)) % len(_HUES)]
        self.setFixedSize(look.px(40), look.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.colour(self._token))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(self._look.theme.colour("surface"))
        painter.setFont(self._look.theme.font(16, 800))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()
