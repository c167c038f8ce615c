"""The frame: rail, header, stack of screens, notices. It paints before the shop is open. No business rule."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from pos.errors import GeraiError
from pos.i18n import Texts
from pos.ui.application import apply_theme
from pos.ui.keys import Action, Screen
from pos.ui.main_window.routing import Router
from pos.ui.navigation import StackNavigator
from pos.ui.problems import SpokenNotices
from pos.ui.scanning import KeyFilter
from pos.ui.signin.opening import OpeningPage
from pos.ui.sounds import PlatformSounds
from pos.ui.theme import SCALE_WHOLE, Theme
from pos.ui.widgets.focus_ring import FocusRing
from pos.ui.widgets.header import Header
from pos.ui.widgets.look import Look, row
from pos.ui.widgets.rail import Rail
from pos.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from pos.services.context import Context
    from pos.services.sign_in import Cashier
    from pos.ui.main_window.assembly import Screens
    from pos.ui.status.shown import StatusShown, Wishes

NARROW_BELOW, WIDE_FROM = 1200, 1600
REFRESH_MS = 3000
CLOSE_AGAIN_MS = 5000


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What the frame is told at its making.

    `pictures` is the shop's picture folder, `crashed` hears bugs of the writer thread, `sign_in_hint` is a
    sentence below the keypad (a demo shop's PINs).
    """

    pictures: Path
    sounds: PlatformSounds
    crashed: Callable[[BaseException], None]
    sign_in_hint: str = ""


class MainWindow(QMainWindow):
    """One till; a change of theme, language or width class builds the inside anew over the same context."""

    _opened = Signal(object)
    _poked = Signal()

    def __init__(self, app: QApplication, look: Look, facts: FrameFacts) -> None:
        """Ready to be shown; nothing of the shop is read."""
        super().__init__()
        self._app, self._facts = app, facts
        self.ctx: Context | None = None
        self.cashier: Cashier | None = None
        self.screens: Screens | None = None
        self.router: Router | None = None
        self._close_asked = False
        self.setWindowTitle("Gerai")
        self.setMinimumSize(1000, 640)
        self.resize(1366, 768)
        self.keys = KeyFilter(self.act, lambda: self.navigator.current)
        self.keys.scanned.connect(lambda code: self.router and self.router.scanned(code))
        self.keys.refused.connect(lambda: self.router and self.router.scan_refused())
        app.installEventFilter(self.keys)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self._look_at_status)
        self._opened.connect(self._take_context, Qt.ConnectionType.QueuedConnection)
        self._poked.connect(self._look_at_status, Qt.ConnectionType.QueuedConnection)
        self._build(look)

    # --- opening

    def open_when(self, future: "Future[Context]") -> None:
        """Take the shop's context when it is ready; an expected failure is said on the opening page."""
        future.add_done_callback(self._opened.emit)

    def poke(self) -> None:
        """Look at the status soon; may be called from any thread."""
        self._poked.emit()

    def _take_context(self, future: "Future[Context]") -> None:
        try:
            ctx = future.result()
        except GeraiError as error:
            happened, safe, to_do = self.look.texts.sentences(error)
            self.opening.show_problem(happened, f"{safe} {to_do}")
        else:
            self.attach(ctx)

    def attach(self, ctx: "Context") -> None:
        """Join the shop: all screens with their presenters; the sign-in comes to the front."""
        self.ctx = ctx
        self._facts.sounds.set_volume(int(ctx.shop.get("ui.sound")))
        wished = look_of(ctx, self.look.theme)
        if (wished.theme.mode, wished.texts.language) == (self.look.theme.mode, self.look.texts.language):
            self._fill(ctx)
        else:
            self._build(wished)
        self.navigator.go(Screen.SIGN_IN)
        self._timer.start()

    # --- building

    def _build(self, look: Look) -> None:
        self.look = look
        apply_theme(self._app, look.theme)
        self._width = width_class(self.width(), look.theme)
        self._stack = QStackedWidget()
        self._rail = Rail(look, self._go, narrow=self._width == "narrow")
        self._rail.hide()
        self._body = body = QWidget()
        body.setLayout(row(self._rail, self._stack, spacing=0))
        self.opening = OpeningPage(look)
        self._stack.addWidget(self.opening)
        self.navigator = StackNavigator(self._stack, self._came)
        self.toast = Toast(body, look)
        self.notices = SpokenNotices(look.texts, self.toast.problem, self.toast.tell)
        self._header: Header | None = None
        self.setCentralWidget(body)
        self._ring = FocusRing(body, look.theme)
        self.keys.tabbed.connect(self._ring.tabbed)
        if self.ctx is not None:
            self._fill(self.ctx)

    def _fill(self, ctx: "Context") -> None:
        from pos.ui.main_window.assembly import Parts, Screens
        from pos.ui.tasks import QtTasks

        tasks = QtTasks(ctx.writer.submit, self.notices.problem, self._bug)
        parts = Parts(
            look=self.look,
            tasks=tasks,
            navigator=self.navigator,
            sounds=self._facts.sounds,
            notices=self.notices,
            pictures=self._facts.pictures,
            cashier=self.who,
            signed_in=self._signed_in,
            frame=self,
            sign_in_hint=self._facts.sign_in_hint,
            width=self._width,
        )
        self.screens = Screens(ctx, parts)
        self.router = Router(
            self.navigator,
            self.screens,
            sounds=self._facts.sounds,
            notices=self.notices,
            texts=self.look.texts,
            full_screen=self._full_screen,
        )
        self._header = Header(
            self.look,
            self.screens.chips,
            back=lambda: self.act(Action.BACK),
            reprint=lambda: self.act(Action.REPRINT),
            lock=lambda: self.act(Action.LOCK),
            parent=self._body,
        )
        self._header.hide()
        self.screens.sell.start()
        self.screens.status.refresh()

    def rebuild(self, look: Look) -> None:
        """Make the inside anew and come back to the same screen."""
        front, old = self.navigator.current, self.screens
        if old is not None:
            old.close()
            self.screens = self.router = None
        self._build(look)
        if old is not None and self.screens is not None:
            self.screens.sell.enter(
                old.sell.open_cart
            )  # its last change may still be on its way to the store
        if front is not None:
            self.navigator.go(Screen.SELL if front is Screen.PAY else front)

    # --- the frame round a screen

    def _came(self, screen: Screen) -> None:
        """A screen has come to the front."""
        signed_in = screen is not Screen.SIGN_IN
        self._rail.setVisible(signed_in and screen is not Screen.PAY)
        self._rail.show_screen(screen)
        if self._header is not None and self.router is not None:
            words = self.router.place_words(screen, self.cashier)
            self._header.show_place(*words, with_back=screen is not Screen.SELL)
            self._header.setVisible(signed_in)
        self._place()

    def _place(self) -> None:
        """Lay header and notices beside the cart."""
        current = self.navigator.current
        if current is None:
            return
        inset = int(getattr(self.navigator.widget(current), "right_inset", 0))
        left = 0 if self._rail.isHidden() else self._rail.width()
        if self._header is not None:
            self._header.setGeometry(left, 0, self.width() - left - inset, self.look.theme.size("header"))
            self._header.raise_()
        self.toast.insets = (left, inset)
        if self.toast.isVisible():
            self.toast.place()
            self.toast.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frame; another class of width builds the inside anew."""
        super().resizeEvent(event)
        if width_class(self.width(), self.look.theme) != self._width:
            QTimer.singleShot(0, self, self._rebuild_for_width)
        self._place()

    def _rebuild_for_width(self) -> None:
        if width_class(self.width(), self.look.theme) != self._width:
            self.rebuild(self.look)

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # --- people, keys, status

    def who(self) -> "Cashier":
        """Who is signed in; nothing is sold before somebody is."""
        assert self.cashier is not None
        return self.cashier

    def _signed_in(self, cashier: "Cashier") -> None:
        self.cashier = cashier
        if self.router is not None:
            self.router.welcome(cashier)

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves it to the field."""
        return self.router is not None and self.router.act(action)

    def _go(self, screen: Screen) -> None:
        self.navigator.go(screen)

    def _bug(self, error: BaseException) -> None:
        self._facts.crashed(error)
        self.notices.bug(error)

    def _look_at_status(self) -> None:
        if self.screens is not None:
            self.screens.status.refresh()

    def show_status(self, shown: "StatusShown") -> None:
        """See StatusView; the chips say it."""

    def show_wishes(self, wishes: "Wishes") -> None:
        """See StatusView: this computer's theme, language and sounds, at once."""
        self._facts.sounds.set_volume(wishes.sound)
        if (wishes.theme, wishes.language) != (self.look.theme.mode, self.look.texts.language):
            QTimer.singleShot(0, self, self._rebuild_for_wishes)

    def _rebuild_for_wishes(self) -> None:
        if self.ctx is not None:
            self.rebuild(look_of(self.ctx, self.look.theme))

    def come_forward(self) -> None:
        """Another start of the same shop asked for this window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close; with an open shift only when asked twice. The cart is saved at each change anyway."""
        if self.screens is not None and self.screens.open_since() is not None and not self._close_asked:
            self._close_asked = True
            QTimer.singleShot(CLOSE_AGAIN_MS, self, self._forget_close)
            _ = self.look.texts._
            self.notices.tell(_("Shift masih terbuka; keranjang tersimpan. Tutup sekali lagi untuk keluar."))
            event.ignore()
            return
        self._timer.stop()
        self._app.removeEventFilter(self.keys)
        if self.screens is not None:
            self.screens.close()
        event.accept()

    def _forget_close(self) -> None:
        self._close_asked = False


def width_class(pixels: int, theme: Theme) -> str:
    """Say how wide the window is in design pixels: narrow (1024), usual (1366), wide (1920)."""
    width = pixels * SCALE_WHOLE // theme.scale
    if width < NARROW_BELOW:
        return "narrow"
    return "wide" if width >= WIDE_FROM else "usual"


def look_of(ctx: "Context", theme: Theme) -> Look:
    """Give the look that this computer's settings wish, at the scale in use."""
    mode, language = str(ctx.shop.get("ui.theme")), str(ctx.shop.get("ui.language"))
    return Look(Theme(mode, theme.scale, theme.tokens), Texts(language))
