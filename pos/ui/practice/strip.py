"""The strip of Latihan 20 menit under the training band: the buyer's words, a hint, and a way out. Covers nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from pos.ui.keys import Action
from pos.ui.practice.shown import PracticeShown, Tone
from pos.ui.widgets.buttons import CapButton
from pos.ui.widgets.look import Look, column, on_click, restyle, row

if TYPE_CHECKING:
    from pos.ui.practice.presenter import PracticePresenter

HEIGHT = 80
_ROLES = {Tone.PLAIN: "muted", Tone.GOOD: "good", Tone.SLIP: "accent"}


class PracticeStrip(QFrame):
    """Implements shown.PracticeView; hidden while nobody practises."""

    def __init__(
        self,
        look: Look,
        make_presenter: "Callable[[PracticeStrip], PracticePresenter]",
        changed: Callable[[], None],
    ) -> None:
        """`changed` hears that a run began or ended."""
        super().__init__()
        self._look, self._changed = look, changed
        self.setProperty("role", "header")
        self.setFixedHeight(look.px(HEIGHT))
        self._place = look.label(role="figure")
        self._place.setMinimumWidth(look.px(44))
        self._says = look.label(role="strong", wrap=True)
        self._more = look.label(role="muted", wrap=True)
        self._more.setFont(look.theme.font(13, 500))
        _ = look.texts._
        self.main = CapButton(look, _("Ulangi latihan"), Action.PRACTICE, "", "graduation-cap")
        self.main.setMinimumSize(self.main.sizeHint().width(), look.px(48))
        self.passing = look.button(_("Lewati"), "quiet")
        self.passing.setFixedHeight(look.px(48))
        self.leaving = look.icon_button("x", _("Keluar dari latihan"), "text", "boxed")
        self.presenter = make_presenter(self)
        on_click(self.main, self.presenter.press)
        on_click(self.passing, self.presenter.pass_over)
        on_click(self.leaving, self.presenter.leave)
        side = look.px(16)
        words = column(None, self._says, self._more, None, spacing=look.px(2))
        line = row(self._place, words, self.passing, self.main, self.leaving, spacing=look.px(8))
        line.setStretch(1, 1)
        line.setContentsMargins(side, 0, look.px(8), 0)
        self.setLayout(line)
        self.hide()

    @property
    def words(self) -> tuple[str, str, str]:
        """What is read: place, the buyer's words, the line below."""
        return self._place.text(), self._says.text(), self._more.text()

    def show_practice(self, shown: PracticeShown | None) -> None:
        """See PracticeView."""
        if shown is not None:
            self._place.setText(shown.place)
            self._says.setText(shown.says)
            self._more.setText(shown.more)
            self._more.setVisible(bool(shown.more))
            restyle(self._more, "role", _ROLES[shown.tone])
            self.main.show_text(shown.main)
            self.passing.setVisible(shown.passes)
        self.setVisible(shown is not None)
        self._changed()
