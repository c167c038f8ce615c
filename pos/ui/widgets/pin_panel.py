"""People at the left, PIN and keypad at the right: one panel for the sign-in and for an approval."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.ui.keys import Action
from pos.ui.pin_entry import PinShown
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click
from pos.ui.widgets.numpad import Numpad
from pos.ui.widgets.person_button import PersonButton
from pos.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from pos.services.sign_in import Cashier
    from pos.ui.pin_entry import PinEntry

DOTS_MIN = 4
ANSWER_DIGITS = 6


class PinPanel:
    """Shows a PinEntry; `over` says what it is about, `hint` stands below the keypad."""

    def __init__(
        self,
        look: Look,
        entry: "Callable[[], PinEntry]",
        *,
        over: tuple[QWidget, ...],
        under: tuple[QWidget, ...] = (),
        confirm: str,
        hint: str = "",
    ) -> None:
        """`entry` is asked at each press; `over` stands above the people, `under` below; `confirm` is the button's word."""
        self._look, self._entry = look, entry
        self._buttons: dict[int, PersonButton] = {}
        self._cashiers: tuple[Cashier, ...] = ()
        self.panel = panel = look.frame("panel")
        panel.setFixedSize(look.px(840), look.px(600))
        halves = QHBoxLayout(panel)
        halves.setContentsMargins(look.px(36), look.px(32), look.px(36), look.px(32))
        halves.setSpacing(look.px(36))
        halves.addLayout(self._make_people(over, under), 1)
        halves.addLayout(self._make_pin(confirm, hint), 1)

    def _make_people(self, over: tuple[QWidget, ...], under: tuple[QWidget, ...]) -> QVBoxLayout:
        look = self._look
        area = ScrollColumn(spacing=look.px(8), margins=(look.px(4), look.px(4), look.px(12), look.px(4)))
        self._people = area.rows
        self._ways = look.label(look.texts._("Pilih dengan ↑ ↓ atau huruf depan nama"), "sub", wrap=True)
        return column(*over, look.px(4), area, self._ways, *under, spacing=look.px(8))

    def _make_pin(self, confirm: str, hint: str) -> QVBoxLayout:
        look = self._look
        self._name = look.label(role="heading")
        self._dots = look.label()
        self._dots.setFont(look.theme.font(34, 700))
        self._problem = look.label(role="danger", wrap=True)
        for label in (self._name, self._dots, self._problem):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._dots.setFixedHeight(look.px(44))
        self._problem.setMinimumHeight(look.px(40))
        pad = Numpad(
            look,
            lambda digit: self._entry().type_digit(digit),
            lambda: self._entry().delete(),
            lambda: self._entry().wipe(),
            zeros="",
        )
        self.enter = PrimaryButton(look, confirm, Action.CONFIRM)
        on_click(self.enter, lambda: self._entry().confirm())
        said = look.label(hint, "sub", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not hint:
            said.hide()
        return column(self._name, self._dots, self._problem, pad, self.enter, said, spacing=look.px(10))

    def show_people(self, shown: PinShown) -> None:
        """See PinView."""
        if shown.cashiers != self._cashiers:
            self._make_buttons(shown.cashiers)
        for cashier_id, button in self._buttons.items():
            button.setChecked(cashier_id == shown.chosen)
            button.setEnabled(not shown.busy)
        name = next((c.name for c in shown.cashiers if c.id == shown.chosen), "")
        _ = self._look.texts._
        asks = _("PIN {name}") if shown.code is None else _("Jawaban {name}")
        self._name.setText(asks.format(name=name) if name else "")
        self._dots.setText(_dots(shown))
        self._dots.setAccessibleName(
            self._look.texts.ngettext("{n} angka diketik", "{n} angka diketik", shown.digits).format(
                n=shown.digits
            )
        )
        happened, to_do = shown.problem
        self._problem.setText(f"{happened} {to_do}".strip())
        self.enter.setEnabled(not shown.busy and shown.enough)

    def _make_buttons(self, cashiers: "tuple[Cashier, ...]") -> None:
        for button in self._buttons.values():
            button.deleteLater()
        self._cashiers = cashiers
        self._buttons = {}
        self._ways.setVisible(len(cashiers) > 1)
        for cashier in cashiers:
            button = PersonButton(self._look, cashier.name, self._role(cashier.role.value))
            button.clicked.connect(lambda _checked=False, who=cashier.id: self._entry().choose(who))
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


def _dots(shown: PinShown) -> str:
    """Dots for a PIN; the digits of a code, in two groups, with a mark for each that is missing."""
    if shown.code is None:
        return " ".join("●" * shown.digits + "○" * max(0, DOTS_MIN - shown.digits))
    padded = shown.code[:ANSWER_DIGITS].ljust(ANSWER_DIGITS, "–")
    return f"{padded[:3]} {padded[3:]}"
