"""The buyer's window: a page at a time, on the second monitor where there is one. It takes neither focus nor keys."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos.domain.catalog import Product
from pos.ui.buyer.pages import CartPage, CodePage, GreetingPage, ThanksPage
from pos.ui.buyer.shown import BuyerShown, Code, Greeting, Served, Thanks
from pos.ui.theme import SCALE_WHOLE, Theme
from pos.ui.widgets.look import Look, column

DESIGN_HEIGHT = 768
LEAST_SCALE = 700
WINDOW = (1024, 600)
"""Where it is shown beside the till on one monitor."""


def second_room(rooms: list[QRect], own: QRect) -> QRect | None:
    """The first monitor that is not the till's; None where there is but one."""
    return next((room for room in rooms if room != own), None)


class BuyerWindow(QWidget):
    """Implements presenter.BuyerView."""

    def __init__(self, look: Look, room: QRect | None, find: Callable[[Product], QImage | None]) -> None:
        """Fill `room`; None makes a plain window. The type follows the height."""
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags if room is None else flags | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "ground")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(look.texts._("Layar pembeli"))
        height = room.height() if room is not None else WINDOW[1]
        scale = max(LEAST_SCALE, height * SCALE_WHOLE // DESIGN_HEIGHT)
        own = Look(Theme(look.theme.mode, scale, look.theme.tokens), look.texts)
        self._may_close = False
        self._stack = QStackedWidget()
        self.greeting, self.cart = GreetingPage(own), CartPage(own, find)
        self.code, self.thanks = CodePage(own), ThanksPage(own)
        for page in (self.greeting, self.cart, self.code, self.thanks):
            self._stack.addWidget(page)
        side = own.px(48)
        self.setLayout(column(self._stack, margins=(side, own.px(36), side, own.px(36))))
        if room is None:
            self.resize(*WINDOW)
            self.show()
        else:
            self.setGeometry(room)
            self.showFullScreen()

    @property
    def front(self) -> QWidget | None:
        """The page that is seen."""
        return self._stack.currentWidget()

    def show_buyer(self, shown: BuyerShown) -> None:
        """See BuyerView."""
        match shown:
            case Greeting():
                self.greeting.show_greeting(shown)
                self._stack.setCurrentWidget(self.greeting)
            case Served():
                self.cart.show_cart(shown)
                self._stack.setCurrentWidget(self.cart)
            case Code():
                self.code.show_code(shown)
                self._stack.setCurrentWidget(self.code)
            case Thanks():
                self.thanks.show_thanks(shown)
                self._stack.setCurrentWidget(self.thanks)

    def picture_came(self, _product_id: str) -> None:
        """A picture is there now."""
        self.cart.fetch()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A buyer or a slip does not close it; the till does."""
        event.setAccepted(self._may_close)

    def end(self) -> None:
        """The till closes it."""
        self._may_close = True
        self.close()
        self.deleteLater()


def rooms() -> list[QRect]:
    """The place of each monitor, the primary one first."""
    primary = QGuiApplication.primaryScreen()
    found = [primary, *(screen for screen in QGuiApplication.screens() if screen is not primary)]
    return [screen.geometry() for screen in found if screen is not None]
