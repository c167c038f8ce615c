"""The window: bare at the first paint, dressed at once after it, filled when the shop is open.

Imports next to nothing; the inside comes with the shop and may be built anew in another look.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from pos.ui.keys import Screen

if TYPE_CHECKING:
    from concurrent.futures import Future

    from PySide6.QtGui import QCloseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from pos.services.context import Context
    from pos.ui.main_window.assembly import Screens
    from pos.ui.main_window.facts import FrameFacts
    from pos.ui.main_window.inside import Inside
    from pos.ui.main_window.locking import Person
    from pos.ui.main_window.training_side import TrainingSide
    from pos.ui.navigation import StackNavigator
    from pos.ui.problems import SpokenNotices
    from pos.ui.signin.opening import OpeningPage
    from pos.ui.widgets.look import Look

REFRESH_MS = 3000
CLOSE_AGAIN_MS = 5000
BUILD_AGAIN_MS = 20
WARM_UP_AFTER_MS = 20


class MainWindow(QMainWindow):
    """One till, from the first paint to the close."""

    painted = Signal()
    """Emitted once, after the first paint: the moment to dress the window and to open the shop."""

    _opened = Signal(object)
    _poked = Signal()

    def __init__(
        self, app: QApplication, look: "Look | None" = None, facts: "FrameFacts | None" = None
    ) -> None:
        """Ready to be shown; with `look` and `facts` dressed at once, else bare until `dress`."""
        super().__init__()
        self._app = app
        self.ctx: Context | None = None
        self.inside: Inside | None = None
        self._opening: OpeningPage | None = None
        self._person: Person | None = None
        self.training: TrainingSide | None = None
        self._close_asked = self._was_painted = False
        self.setWindowTitle("Gerai")
        self.setMinimumSize(1000, 640)
        self.resize(1366, 768)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self._look_at_status)
        self._opened.connect(self._take_context)
        self._poked.connect(self._look_at_status)
        if look is not None and facts is not None:
            self.dress(look, facts)

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Tell once that something is seen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def dress(self, look: "Look", facts: "FrameFacts") -> None:
        """Show the opening page in a look; call it right after the first paint."""
        from pos.ui.application import FIRST_FONT, load_fonts
        from pos.ui.signin.opening import OpeningPage

        load_fonts(FIRST_FONT)
        self.look, self._facts = look, facts
        self._opening = OpeningPage(look.theme, look.texts)
        self.setCentralWidget(self._opening)

    # --- opening

    def open_when(self, future: "Future[Context]") -> None:
        """Take the shop's context when it is ready; an expected failure is said on the opening page."""
        future.add_done_callback(self._opened.emit)

    def poke(self) -> None:
        """Look at the status soon; may be called from any thread."""
        self._poked.emit()

    def _take_context(self, future: "Future[Context]") -> None:
        from pos.errors import GeraiError

        try:
            ctx = future.result()
        except GeraiError as error:
            self.notices.problem(error)
        else:
            self.attach(ctx)

    def attach(self, ctx: "Context") -> None:
        """Join the shop: its screens with their presenters; the sign-in comes to the front."""
        from pos.ui.main_window.locking import Person

        self.ctx = ctx
        self._person = Person()
        if ctx.shop.training:
            self._facts = replace(self._facts, train=self._practise)
        self._facts.sounds.set_volume(int(ctx.shop.get("ui.sound")))
        inside = self._build(look_of(ctx, self.look))
        inside.navigator.go(Screen.SIGN_IN)
        QTimer.singleShot(WARM_UP_AFTER_MS, inside, inside.warm_up)  # the sign-in is painted first
        self._timer.start()

    def _build(self, look: "Look") -> "Inside":
        from pos.ui.application import apply_theme
        from pos.ui.main_window.inside import Inside

        assert self.ctx is not None
        assert self._person is not None
        if self.inside is not None:
            self.inside.close_shop()
        self.look = look
        apply_theme(self._app, look.theme)
        self.inside = Inside(self.ctx, look, self._facts, self._person, self.width())
        self.inside.changed_look.connect(self._rebuild)
        self.inside.full_screen.connect(self._turn_full_screen)
        self.setCentralWidget(self._framed(self.inside))
        return self.inside

    def _framed(self, inside: "Inside") -> "QWidget":
        """The inside itself; in training with an edge that nobody overlooks."""
        if self.ctx is None or not self.ctx.shop.training:
            return inside
        from pos.ui.main_window.training_side import TrainingSide

        run = self.training.close() if self.training is not None else None
        self.training = TrainingSide(self.ctx, self.look, inside, run)
        self.setWindowTitle(f"Gerai · {self.training.frame.words}")
        return self.training.frame

    def _practise(self) -> None:
        assert self.training is not None
        self.training.press()

    def _rebuild(self) -> None:
        """Make the inside anew in the wished look and come back to the same screen, with the same cart."""
        assert self.ctx is not None
        assert self.inside is not None
        if self.inside.screens.tasks.pending:  # what is being written answers to the inside that asked
            QTimer.singleShot(BUILD_AGAIN_MS, self.inside, self._rebuild)
            return
        front, carried = self.inside.navigator.current, self.inside.screens.carried()
        fresh = self._build(look_of(self.ctx, self.look))
        fresh.screens.sell.enter(carried)
        if front is Screen.PAY:
            fresh.router.go_on(carried)
        elif front is not None:
            fresh.navigator.go(front)
        fresh.warm_up()

    # --- what others ask

    @property
    def navigator(self) -> "StackNavigator | None":
        """Where one is; None until the shop is open."""
        return self.inside.navigator if self.inside is not None else None

    @property
    def opening(self) -> "OpeningPage":
        """The page of the first moments."""
        assert self._opening is not None
        return self._opening

    @property
    def screens(self) -> "Screens":
        """The screens of the open shop."""
        assert self.inside is not None
        return self.inside.screens

    @property
    def notices(self) -> "SpokenNotices":
        """Says a sentence: on the opening page until the shop is open."""
        if self.inside is not None:
            return self.inside.notices
        from pos.ui.problems import SpokenNotices

        page = self.opening
        return SpokenNotices(self.look.texts, page.show_words, lambda text, _undo: page.show_words(text, ""))

    def _look_at_status(self) -> None:
        if self.inside is not None and self.inside.warm:
            self.inside.refresh()

    def _turn_full_screen(self) -> None:
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def come_forward(self) -> None:
        """Another start of the same shop asked for this window."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Close; with an open shift only when asked twice. The cart is saved at each change anyway."""
        if self.inside is not None and self._asks_first(self.inside):
            event.ignore()
            return
        self._timer.stop()
        if self.inside is not None:
            self.inside.close_shop()
        if self.training is not None:
            self.training.close()
        event.accept()

    def _asks_first(self, inside: "Inside") -> bool:
        if self._close_asked or inside.screens.open_since() is None:
            return False
        self._close_asked = True
        QTimer.singleShot(CLOSE_AGAIN_MS, self, self._forget_close)
        _ = self.look.texts._
        self.notices.tell(_("Shift masih terbuka; keranjang tersimpan. Tutup sekali lagi untuk keluar."))
        return True

    def _forget_close(self) -> None:
        self._close_asked = False


def look_of(ctx: "Context", before: "Look") -> "Look":
    """Give the look that this computer's settings wish, at the scale in use and in the same kind of voice."""
    from pos.ui.keys import key_map_of
    from pos.ui.theme import Theme
    from pos.ui.widgets.look import Look

    mode, language = str(ctx.shop.get("ui.theme")), str(ctx.shop.get("ui.language"))
    keys = key_map_of(ctx.shop.get("ui.keys"))
    return Look(
        Theme(mode, before.theme.scale, before.theme.tokens), type(before.texts)(language, keys.named()), keys
    )
