"""The sign-in's Qt half: people at the left, PIN and keypad at the right; digits go to the PIN wherever the focus is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.ui.keys import Action
from pos.ui.widgets.buttons import CapButton
from pos.ui.widgets.look import Look, on_click
from pos.ui.widgets.pin_screen import PinScreen

if TYPE_CHECKING:
    from pos.ui.signin.presenter import SignInPresenter


class SignInScreen(PinScreen):
    """Implements presenter.SignInView."""

    def __init__(
        self,
        look: Look,
        make_presenter: "Callable[[SignInScreen], SignInPresenter]",
        *,
        outlet: str,
        hint: str = "",
        train: Callable[[], None] | None = None,
        training: bool = False,
    ) -> None:
        """`outlet` is the shop's name, `hint` a sentence below the keypad (a demo shop's PINs).

        `train` opens the training till; there (`training`), it begins Latihan 20 menit.
        """
        _ = look.texts._
        title = look.label(_("Siapa yang bertugas?"), "title", wrap=True)
        self._why = look.label(role="accent", wrap=True)
        super().__init__(
            look,
            lambda: self.presenter,
            over=(look.label(outlet, "muted"), title, self._why),
            under=() if train is None else (self._make_train(look, train, training=training),),
            confirm=_("Masuk"),
            hint=hint,
        )
        self.presenter = make_presenter(self)

    def show_locked(self, why: str) -> None:
        """See SignInView."""
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def _make_train(self, look: Look, train: Callable[[], None], *, training: bool) -> CapButton:
        """For whoever is new: sample goods, nothing counts."""
        _ = look.texts._
        word = _("Latihan 20 menit: enam pembeli") if training else _("Latihan dengan barang contoh")
        self.train = CapButton(look, word, Action.PRACTICE, "ghost", "graduation-cap")
        on_click(self.train, train)
        return self.train
