"""The approval's Qt half: what is asked and who may agree at the left, PIN or answer and keypad at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.ui.approval.read_out import ReadOut
from pos.ui.keys import Action
from pos.ui.widgets.buttons import CapButton
from pos.ui.widgets.look import Look, on_click
from pos.ui.widgets.pin_screen import PinScreen

if TYPE_CHECKING:
    from pos.ui.approval.presenter import ApprovalPresenter, AskedShown


class ApprovalScreen(PinScreen):
    """Implements presenter.ApprovalView."""

    def __init__(self, look: Look, make_presenter: "Callable[[ApprovalScreen], ApprovalPresenter]") -> None:
        """Empty until something is asked."""
        _ = look.texts._
        self._title = look.label(role="title", wrap=True)
        self._happened = look.label(role="strong", wrap=True)
        self._subject = look.label(role="muted", wrap=True)
        self._nobody = look.label(
            _(
                "Belum ada orang di gerai ini yang boleh menyetujuinya. Tekan Esc, lalu hubungi penanggung jawab."
            ),
            "danger",
            wrap=True,
        )
        self._read_out = ReadOut(look)
        self.by_phone = CapButton(look, _("Manajer tidak di tempat"), Action.BY_PHONE, "ghost")
        self.later = CapButton(look, _("Lanjut, diperiksa nanti"), Action.LATER, "ghost")
        self.give_up = CapButton(look, _("Tidak jadi"), Action.BACK, "ghost")
        self._look = look
        over = (self._title, self._happened, self._subject, self._read_out, self._nobody)
        under = (self.by_phone, self.later, self.give_up)
        super().__init__(look, lambda: self.presenter, over=over, under=under, confirm=_("Setujui"))
        self.presenter = make_presenter(self)
        for button, does in (
            (self.by_phone, self.presenter.by_phone),
            (self.later, self.presenter.go_on_later),
            (self.give_up, self.presenter.step_back),
        ):
            on_click(button, does)

    def act(self, action: Action) -> bool:
        """Carry out a key of the map."""
        if action is Action.BY_PHONE:
            self.presenter.by_phone()
        elif action is Action.LATER:
            self.presenter.go_on_later()
        else:
            return super().act(action)
        return True

    def step_back(self) -> None:
        """Esc."""
        self.presenter.step_back()

    def show_asked(self, shown: "AskedShown") -> None:
        """See ApprovalView."""
        _, phone = self._look.texts._, shown.phone
        self._title.setText(_("Siapa yang menyetujui?") if phone is None else _("Bacakan lewat telepon"))
        self._happened.setText(shown.happened)
        self._subject.setText(shown.subject)
        self._happened.setVisible(phone is None)
        self._subject.setVisible(phone is None)
        self._read_out.setVisible(phone is not None)
        if phone is not None:
            self._read_out.show_phone(phone)
        self._nobody.setVisible(shown.nobody)
        self.by_phone.setVisible(shown.may_phone)
        self.by_phone.show_text(_("Manajer tidak di tempat") if phone is None else _("Angka baru"))
        self.later.setVisible(shown.may_wait)
