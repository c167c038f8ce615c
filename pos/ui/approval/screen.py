"""The approval's Qt half: what is asked and who may agree at the left, PIN and keypad at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.ui.keys import Action
from pos.ui.widgets.buttons import CapButton
from pos.ui.widgets.look import Look, on_click
from pos.ui.widgets.pin_screen import PinScreen

if TYPE_CHECKING:
    from pos.ui.approval.presenter import ApprovalPresenter


class ApprovalScreen(PinScreen):
    """Implements presenter.ApprovalView."""

    def __init__(self, look: Look, make_presenter: "Callable[[ApprovalScreen], ApprovalPresenter]") -> None:
        """Empty until something is asked."""
        _ = look.texts._
        self._happened = look.label(role="strong", wrap=True)
        self._subject = look.label(role="muted", wrap=True)
        self._nobody = look.label(
            _(
                "Belum ada orang di gerai ini yang boleh menyetujuinya. Tekan Esc, lalu hubungi penanggung jawab."
            ),
            "danger",
            wrap=True,
        )
        title = look.label(_("Siapa yang menyetujui?"), "title", wrap=True)
        self.give_up = CapButton(look, _("Tidak jadi"), Action.BACK, "ghost")
        over = (title, self._happened, self._subject, self._nobody)
        super().__init__(look, lambda: self.presenter, over=over, under=(self.give_up,), confirm=_("Setujui"))
        self.presenter = make_presenter(self)
        on_click(self.give_up, self.presenter.step_back)

    def step_back(self) -> None:
        """Esc."""
        self.presenter.step_back()

    def show_asked(self, happened: str, subject: str, *, nobody: bool) -> None:
        """See ApprovalView."""
        self._happened.setText(happened)
        self._subject.setText(subject)
        self._nobody.setVisible(nobody)
