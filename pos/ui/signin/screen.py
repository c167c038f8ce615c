"""The sign-in's Qt half: people at the left, PIN and keypad at the right; digits go to the PIN wherever the focus is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos.ui.keys import Action
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.numpad import Numpad
from pos.ui.widgets.person_button import PersonButton

if TYPE_CHECKING:
    from pos.services.sign_in import Cashier
    from pos.ui.signin.presenter import SignInPresenter, SignInShown

DOTS_MIN = 4


class SignInScreen(QWidget):
    """Implements presenter.SignInView."""

    right_inset = 0

    def __init__(
        self,
        look: Look,
        make_presenter: "Callable[[SignInScreen], SignInPresenter]",
        *,
        outlet: str,
        hint: str = "",
    ) -> None:
        """`outlet` is the shop's name, `hint` a sentence below the keypad (a demo shop's PINs)."""
        super().__init__()
        self._look = look
        self.presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._buttons: dict[int, PersonButton] = {}
        self._cashiers: tuple[Cashier, ...] = ()
        panel = look.frame("panel")
        panel.setFixedSize(look.px(840), look.px(600))
        halves = QHBoxLayout(panel)
        halves.setContentsMargins(look.px(36), look.px(32), look.px(36), look.px(32))
        halves.setSpacing(look.px(36))
        halves.addLayout(self._make_people(outlet), 1)
        halves.addLayout(self._make_pin(hint), 1)
        self.setLayout(column(None, row(None, panel, None), None))

    def _make_people(self, outlet: str) -> QVBoxLayout:
        look, _ = self._look, self._look.texts._
        self._people = QVBoxLayout()
        self._people.setSpacing(look.px(8))
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(look.px(4), look.px(4), look.px(12), look.px(4))
        outer.addLayout(self._people)
        outer.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        title = look.label(_("Siapa yang bertugas?"), "title", wrap=True)
        return column(look.label(outlet, "muted"), title, area, spacing=look.px(8))

    def _make_pin(self, hint: str) -> QVBoxLayout:
        look, _ = self._look, self._look.texts._
        self._name = look.label(role="heading")
        self._dots = look.label()
        self._dots.setFont(look.theme.font(34, 700))
        self._problem = look.label(role="danger", wrap=True)
        for label in (self._name, self._dots, self._problem):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._dots.setFixedHeight(look.px(44))
        self._problem.setMinimumHeight(look.px(40))
        presenter = self.presenter
        pad = Numpad(look, presenter.type_digit, presenter.delete, presenter.wipe, zeros="")
        self.enter = PrimaryButton(look, _("Masuk"), Action.CONFIRM)
        on_click(self.enter, presenter.confirm)
        said = look.label(hint, "sub", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not hint:
            said.hide()
        return column(self._name, self._dots, self._problem, pad, self.enter, said, spacing=look.px(10))

    # --- what the presenter says

    def show_people(self, shown: "SignInShown") -> None:
        """See SignInView."""
        if shown.cashiers != self._cashiers:
            self._make_buttons(shown.cashiers)
        for cashier_id, button in self._buttons.items():
            button.setChecked(cashier_id == shown.chosen)
            button.setEnabled(not shown.busy)
        name = next((c.name for c in shown.cashiers if c.id == shown.chosen), "")
        _ = self._look.texts._
        self._name.setText(_("PIN {name}").format(name=name) if name else "")
        filled = "●" * shown.digits
        self._dots.setText(" ".join(filled + "○" * max(0, DOTS_MIN - shown.digits)))
        self._dots.setAccessibleName(
            self._look.texts.ngettext("{n} angka diketik", "{n} angka diketik", shown.digits).format(
                n=shown.digits
            )
        )
        happened, to_do = shown.problem
        self._problem.setText(f"{happened} {to_do}".strip())
        self.enter.setEnabled(not shown.busy and shown.digits >= DOTS_MIN)

    def _make_buttons(self, cashiers: "tuple[Cashier, ...]") -> None:
        for button in self._buttons.values():
            button.deleteLater()
        self._cashiers = cashiers
        self._buttons = {}
        for cashier in cashiers:
            button = PersonButton(self._look, cashier.name, self._role(cashier.role.value))
            button.clicked.connect(lambda _checked=False, who=cashier.id: self.presenter.choose(who))
            self._buttons[cashier.id] = button
            self._people.addWidget(button)

    def _role(self, role: str) -> str:
        _ = self._look.texts._
        names = {
            "cashier": _("Kasir"),
            "supervisor": _("Kepala kasir"),
            "manager": _("Penanggung jawab gerai"),
            "office": _("Kantor pusat"),
            "auditor": _("Pemeriksa"),
        }
        return names.get(role, role)

    # --- what the person does

    def act(self, action: Action) -> bool:
        """Carry out a key of the map."""
        presenter = self.presenter
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: presenter.confirm,
            Action.BACK: presenter.wipe,
            Action.UP: lambda: presenter.move(-1),
            Action.DOWN: lambda: presenter.move(1),
        }
        if action not in does:
            return False
        does[action]()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Take the digits at once."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the digits of the PIN, wherever the focus is."""
        if event.text().isdigit() and event.text().isascii():
            self.presenter.type_digit(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.presenter.delete()
        else:
            super().keyPressEvent(event)
