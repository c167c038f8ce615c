"""Asks what the drawer is opened for, over whatever screen is in front; Enter opens it, Esc leaves it shut."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from pos.domain.drawer_opening import REASONS
from pos.domain.reason import Reason
from pos.i18n import Texts
from pos.ui.keys import Action
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, on_click
from pos.ui.widgets.sheet import Sheet


def reason_words(texts: Texts) -> dict[Reason, str]:
    """Why a drawer is opened without a sale."""
    _ = texts._
    return {
        Reason.SMALL_CHANGE: _("Menukar uang pembeli"),
        Reason.MISTAKE: _("Membetulkan kembalian"),
        Reason.CHECK_DRAWER: _("Memeriksa isi laci"),
        Reason.OTHER: _("Lain-lain"),
    }


class DrawerSheet(Sheet):
    """The reasons, one of them marked; any other key of the map puts the sheet away and does what it does."""

    def __init__(self, look: Look, parent: QWidget, open_: Callable[[Reason], None]) -> None:
        """Hidden; `open_` hears the reason."""
        super().__init__(look, parent, self.hide)
        self.setProperty("role", "panel")
        self._open, self._marked = open_, REASONS[0]
        self._buttons: dict[Reason, QPushButton] = {}
        group, words = QButtonGroup(self), reason_words(look.texts)
        for reason in REASONS:
            button = look.button(words[reason], "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, reason=reason: self._mark(reason))
            group.addButton(button)
            self._buttons[reason] = button
            self.body.addWidget(button)
        self.open_button = PrimaryButton(look, look.texts._("Buka laci"), Action.CONFIRM, "wallet")
        on_click(self.open_button, self.confirm)
        self.body.addWidget(self.open_button)

    def come(self) -> None:
        """Ask; the most frequent reason is marked."""
        texts = self._look.texts
        self._mark(REASONS[0])
        self.ask(texts._("Buka laci tanpa nota"), texts._("Untuk apa? Tercatat dengan nama Anda dan jamnya."))

    def _mark(self, reason: Reason) -> None:
        self._marked = reason
        self._buttons[reason].setChecked(True)

    def confirm(self) -> None:
        """See Sheet."""
        self.hide()
        self._open(self._marked)

    def act(self, action: Action) -> bool:
        """While it is up, Enter, Esc and the arrows are its own."""
        if not self.isVisible():
            return False
        step = {Action.UP: -1, Action.DOWN: 1}.get(action)
        if step is not None:
            at = REASONS.index(self._marked) + step
            self._mark(REASONS[max(0, min(len(REASONS) - 1, at))])
        elif action is Action.CONFIRM:
            self.confirm()
        else:
            self.hide()
            return action is Action.BACK
        return True

    def place(self) -> None:
        """In the middle of the window."""
        parent = self.parentWidget()
        assert parent is not None
        width = min(parent.width() - self._look.px(48), self._look.px(460))
        height = min(parent.height(), self._height(width))
        self.setGeometry((parent.width() - width) // 2, (parent.height() - height) // 2, width, height)
