"""The held carts' Qt half: the list at the left, what is in the marked one at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from pos.ui.held.cart_panel import CartPanel
from pos.ui.held.held_list import HeldList
from pos.ui.held.presenter import HeldLineShown, HeldShown
from pos.ui.keys import Action
from pos.ui.widgets.look import Look, column, row

if TYPE_CHECKING:
    from pos.ui.held.presenter import HeldPresenter


class HeldScreen(QWidget):
    """Implements presenter.HeldView."""

    right_inset = 0

    def __init__(self, look: Look, make_presenter: "Callable[[HeldScreen], HeldPresenter]") -> None:
        """Empty until it comes to the front."""
        super().__init__()
        self._look = look
        self.presenter = presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list = HeldList(look, presenter.mark)
        self.list.setFixedWidth(look.px(380))
        self.panel = CartPanel(look, resume=presenter.resume, drop=presenter.drop)
        two = QWidget()
        layout = QHBoxLayout(two)
        side = look.px(24)
        layout.setContentsMargins(side, look.px(20), side, look.px(20))
        layout.setSpacing(look.px(16))
        layout.addWidget(self.list)
        layout.addWidget(self.panel, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_nothing())
        self._pages.addWidget(two)
        self.setLayout(column(self._pages, margins=(0, look.theme.size("header"), 0, 0), spacing=0))

    def _make_nothing(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        words = look.label(_("Tidak ada nota ditahan"), "heading")
        hint = look.label(
            _("Pembeli masih memilih? Tahan notanya dengan {key}, layani yang lain dahulu.").format(
                key=look.keys.keycap(Action.HOLD)
            ),
            "muted",
            wrap=True,
        )
        for label in (words, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QWidget()
        picture = look.picture("circle-pause", "faint", 48)
        page.setLayout(column(None, row(None, picture, None), words, hint, None, spacing=look.px(10)))
        return page

    def show_held(self, rows: tuple[HeldShown, ...], marked: int, lines: tuple[HeldLineShown, ...]) -> None:
        """See HeldView."""
        self._pages.setCurrentIndex(1 if rows else 0)
        self.list.show_rows(rows, marked)
        if rows:
            self.panel.show_cart(rows[marked], lines)

    def act(self, action: Action) -> bool:
        """Carry out a key of the map."""
        presenter = self.presenter
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: presenter.resume,
            Action.BACK: presenter.back,
            Action.UP: lambda: presenter.move(-1),
            Action.DOWN: lambda: presenter.move(1),
            Action.REMOVE: presenter.drop,
            Action.UNDO: presenter.undo,
        }
        if action not in does:
            return False
        does[action]()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys at once."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.setFocus)
