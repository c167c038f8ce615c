"""The buyer's display beside the till: whether and where it is shown, and when it looks."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from pos.services.context import Context
from pos.ui.buyer.presenter import BuyerPresenter
from pos.ui.buyer.window import BuyerWindow, rooms, second_room
from pos.ui.main_window.assembly import Screens
from pos.ui.navigation import StackNavigator
from pos.ui.widgets.look import Look

LOOK_MS = 120
"""A look compares two values; what the buyer sees follows the cashier's hand within an eighth of a second."""


class BuyerSide(QObject):
    """One per build of the window's inside; without a second monitor, and not asked for, it shows nothing."""

    def __init__(
        self, ctx: Context, look: Look, screens: Screens, navigator: StackNavigator, beside: QWidget
    ) -> None:
        """`beside` is the till's window: the display goes to another monitor."""
        super().__init__(beside)
        self._screens, self._go = screens, navigator
        self.window: BuyerWindow | None = None
        own = beside.screen().geometry()
        room, mode = second_room(rooms(), own), str(ctx.shop.get("display.buyer"))
        self.mode = mode
        if mode == "off" or (mode == "second" and room is None):
            return
        was_active = beside.window().isActiveWindow()
        self.window = BuyerWindow(look, room if mode == "second" else None, screens.shelf.find)
        if was_active:  # not every system heeds that the display wants no focus
            beside.window().activateWindow()
        screens.shelf.arrived.connect(self.window.picture_came)
        self._presenter = BuyerPresenter(ctx, self.window)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Tell the buyer what changed."""
        if self.window is not None:
            self._presenter.look(self._go.current, self._screens.carried())

    def close(self) -> None:
        """With the till."""
        if self.window is not None:
            self._timer.stop()
            self.window.end()
            self.window = None
