"""The approvals' Qt half: what is to be looked at at the left, the code for the phone at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from pos.ui.approvals.phone_panel import PhonePanel
from pos.ui.approvals.presenter import PhoneSetup, ReviewShown
from pos.ui.approvals.review_list import ReviewList
from pos.ui.keys import Action
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row

if TYPE_CHECKING:
    from pos.ui.approvals.presenter import ApprovalsPresenter

_FORGOTTEN = PhoneSetup("", allowed=False, has_code=False)


class ApprovalsScreen(QWidget):
    """Implements presenter.ApprovalsView."""

    right_inset = 0

    def __init__(self, look: Look, make_presenter: "Callable[[ApprovalsScreen], ApprovalsPresenter]") -> None:
        """Empty until it comes to the front."""
        super().__init__()
        self._look = look
        self.presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.phone = PhonePanel(look, self.presenter.make_code)
        halves = row(self._make_reviews(), self.phone, spacing=look.px(16))
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        side = look.px(24)
        top = look.theme.size("header") + look.px(20)
        self.setLayout(column(halves, margins=(side, top, side, look.px(20))))

    def _make_reviews(self) -> QFrame:
        look, _ = self._look, self._look.texts._
        self._nothing = look.label(
            _("Tidak ada yang menunggu diperiksa. Yang jalan tanpa persetujuan orang kedua muncul di sini."),
            "muted",
            wrap=True,
        )
        self.list = ReviewList(look, self.presenter.mark)
        self.settle = PrimaryButton(look, _("Sudah saya periksa"), Action.CONFIRM, "check")
        on_click(self.settle, self.presenter.looked_at)
        panel, margin = look.frame("panel"), look.px(24)
        panel.setLayout(
            column(
                look.label(_("Diperiksa nanti"), "heading"),
                self._nothing,
                self.list,
                self.settle,
                spacing=look.px(10),
                margins=(margin, look.px(20), margin, margin),
            )
        )
        return panel

    def show_reviews(self, rows: tuple[ReviewShown, ...], marked: int, *, may_settle: bool) -> None:
        """See ApprovalsView."""
        self._nothing.setVisible(not rows)
        self.list.show_rows(rows, marked)
        self.settle.setVisible(bool(rows) and may_settle)

    def show_phone(self, setup: PhoneSetup) -> None:
        """See ApprovalsView."""
        self.phone.show_phone(setup)

    def act(self, action: Action) -> bool:
        """Carry out a key of the map."""
        presenter = self.presenter
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: presenter.looked_at,
            Action.BACK: presenter.back,
            Action.UP: lambda: presenter.move(-1),
            Action.DOWN: lambda: presenter.move(1),
            Action.NEW_CODE: presenter.make_code,
        }
        if action not in does:
            return False
        does[action]()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys at once."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.setFocus)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the secret: whoever comes back sees none."""
        super().hideEvent(event)
        self.phone.show_phone(_FORGOTTEN)
