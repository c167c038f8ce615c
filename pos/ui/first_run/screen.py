"""The first start's window: one page, five fields, one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from pos.services.first_run import Wished
from pos.ui.first_run.presenter import FirstRunPresenter, FirstRunShown
from pos.ui.keys import Action
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.text_field import TextField

LONGEST = {"outlet": 40, "code": 8, "manager": 60, "pin": 8, "pin_again": 8}


class FirstRunWindow(QWidget):
    """Implements presenter.FirstRunView."""

    def __init__(self, look: Look, make: Callable[[Wished], None]) -> None:
        """`make` hears what fits."""
        super().__init__()
        self._look = look
        self.setWindowTitle("Gerai")
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.presenter = FirstRunPresenter(self, texts=look.texts, make=make)
        self.fields: dict[str, QLineEdit] = {}
        self.problems: dict[str, QLabel] = {}
        self.papers: dict[str, QPushButton] = {}
        self.make = PrimaryButton(look, look.texts._("Buat gerai"), Action.CONFIRM, "store")
        on_click(self.make, self.presenter.confirm)
        panel = look.frame("panel")
        panel.setFixedWidth(look.px(720))
        margin = look.px(36)
        panel.setLayout(
            column(*self._parts(), spacing=look.px(10), margins=(margin, look.px(28), margin, look.px(28)))
        )
        self.setLayout(column(None, row(None, panel, None), None))
        self.presenter.type("paper", "58mm-32")

    def _parts(self) -> tuple[QWidget, ...]:
        look, _ = self._look, self._look.texts._
        title = look.label(_("Selamat datang di Gerai"), "title")
        intro = look.label(
            _("Lima isian, lalu kasir siap dipakai. Nama dan kertas bisa diubah nanti di Atur."), "muted"
        )
        pins = (
            self._field("pin", _("PIN penanggung jawab"), secret=True),
            self._field("pin_again", _("PIN sekali lagi"), secret=True),
        )
        pair = QWidget()
        side_by_side = row(*pins, spacing=look.px(16))
        for pin in pins:  # a problem under one leaves the other where it is
            side_by_side.setAlignment(pin, Qt.AlignmentFlag.AlignTop)
        pair.setLayout(side_by_side)
        return (
            title,
            intro,
            self._field("outlet", _("Nama gerai")),
            self._field("code", _("Kode gerai (tetap; nomor nota dimulai dengannya)")),
            self._field("manager", _("Nama depan penanggung jawab")),
            pair,
            self._paper(),
            self.make,
        )

    def _field(self, name: str, label: str, *, secret: bool = False) -> QWidget:
        look = self._look
        field = TextField(look, label, "", LONGEST[name])
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        field.textEdited.connect(lambda text: self.presenter.type(name, text))
        problem = look.label(role="danger", wrap=True)
        problem.hide()
        self.fields[name], self.problems[name] = field, problem
        made = QWidget()
        made.setLayout(column(look.label(label, "muted"), field, problem, spacing=look.px(4)))
        return made

    def _paper(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        for paper, word in (("58mm-32", "58 mm"), ("80mm-48", "80 mm"), ("", _("Belum ada printer"))):
            button = look.button(word, "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, paper=paper: self.presenter.type("paper", paper))
            self.papers[paper] = button
        made = QWidget()
        made.setLayout(
            column(
                look.label(_("Kertas struk"), "muted"),
                row(*self.papers.values(), None, spacing=look.px(8)),
                spacing=look.px(4),
            )
        )
        return made

    def show_wished(self, shown: FirstRunShown) -> None:
        """See FirstRunView."""
        for name, field in self.fields.items():
            wanted = str(getattr(shown.wished, name))
            if field.text() != wanted:
                field.setText(wanted)
            self.problems[name].setText(shown.problems.get(name, ""))
            self.problems[name].setVisible(name in shown.problems)
        for paper, button in self.papers.items():
            button.setChecked(paper == shown.wished.paper)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes the shop from anywhere."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.presenter.confirm()
        else:
            super().keyPressEvent(event)
