"""The inside of the window over an open shop, in one look: rail, header, stack of screens, notices, keys.

A change of theme, language or width class makes another inside; the cart and the person go over to it.
"""

import gc
import linecache
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.ui.keys import Action, Screen, key_map_of
from pos.ui.main_window.assembly import Screens
from pos.ui.main_window.locking import Lock, Person
from pos.ui.main_window.parts import Parts
from pos.ui.main_window.routing import Router
from pos.ui.navigation import StackNavigator
from pos.ui.problems import SpokenNotices
from pos.ui.scanning import KeyFilter
from pos.ui.status.shown import StatusShown, Wishes
from pos.ui.tasks import QtTasks
from pos.ui.theme import SCALE_WHOLE, Theme
from pos.ui.widgets.focus_ring import FocusRing
from pos.ui.widgets.look import Look, row
from pos.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from pos.ui.main_window.buyer_side import BuyerSide
    from pos.ui.main_window.drawer_sheet import DrawerSheet
    from pos.ui.main_window.facts import FrameFacts
    from pos.ui.widgets.header import Header
    from pos.ui.widgets.help_sheet import HelpSheet
    from pos.ui.widgets.rail import Rail

_BARE = frozenset({Screen.SIGN_IN, Screen.APPROVAL})
"""Screens without rail and header: only a PIN is typed there."""
NARROW_BELOW, WIDE_FROM = 1200, 1600


class Inside(QWidget):
    """Central widget of the open till; `changed_look` asks the window for another inside."""

    changed_look = Signal()
    full_screen = Signal()

    def __init__(self, ctx: Context, look: Look, facts: "FrameFacts", person: Person, width: int) -> None:
        """`width` in px chooses between narrow, usual and wide."""
        super().__init__()
        self._ctx, self.look, self._facts, self._person = ctx, look, facts, person
        self.buyer: BuyerSide | None = None
        self.width_class = width_class(width, look.theme)
        self._stack = QStackedWidget()
        self.setLayout(row(self._stack, spacing=0))
        self.navigator = StackNavigator(self._stack, self._came)
        self.toast = Toast(self, look)
        self.notices = SpokenNotices(look.texts, self.toast.problem, self.toast.tell)
        self.screens = Screens(ctx, self._parts(ctx))
        self.router = Router(
            self.navigator,
            self.screens,
            sounds=facts.sounds,
            notices=self.notices,
            texts=look.texts,
            full_screen=self.full_screen.emit,
            lock=self._lock_by_hand,
            train=facts.train,
            help_sheet=self._make_help,
            drawer_sheet=self._make_drawer,
        )
        self.lock = Lock(ctx, person, self.navigator, self.screens, self.router.welcome)
        self._ring = FocusRing(self, look.theme)
        self.keys = self._take_keys()
        self._waiting = [Screen.SELL, Screen.SHIFT, Screen.PAY, Screen.STATUS, Screen.HISTORY, Screen.HELD]

    @property
    def warm(self) -> bool:
        """Whether all screens are built."""
        return not self._waiting

    def warm_up(self) -> None:
        """Build the other screens, one a turn of the event loop, while the cashier reaches for the keys."""
        if self._waiting:
            self.navigator.widget(self._waiting.pop(0))
            QTimer.singleShot(0, self, self.warm_up)
        else:
            self.screens.status.refresh()
            self._show_buyer()
            self._rehearse()
            linecache.clearcache()  # of the screens, as in open_till
            gc.freeze()  # what lives as long as the window is not looked through between two keys: that took 44 ms

    def _rehearse(self) -> None:
        from pos.services.rehearsal import rehearse

        self.screens.tasks.write(lambda: rehearse(self._ctx))

    def _show_buyer(self) -> None:
        from pos.ui.main_window.buyer_side import BuyerSide

        self.buyer = BuyerSide(self._ctx, self.look, self.screens, self.navigator, self)

    def _make_help(self) -> "HelpSheet":
        from pos.ui.widgets.help_sheet import HelpSheet

        return HelpSheet(self.look, self)

    def _make_drawer(self) -> "DrawerSheet":
        from pos.ui.main_window.drawer_asking import DrawerAsking
        from pos.ui.main_window.drawer_sheet import DrawerSheet

        asking = DrawerAsking(
            self._ctx,
            tasks=self.screens.tasks,
            notices=self.notices,
            texts=self.look.texts,
            cashier=self.who,
        )
        return DrawerSheet(self.look, self, asking.open)

    @cached_property
    def _rail(self) -> "Rail":
        from pos.ui.widgets.rail import Rail

        rail = Rail(self.look, self.navigator.go, narrow=self.width_class == "narrow")
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(0, rail)
        return rail

    @cached_property
    def _header(self) -> "Header":
        from pos.ui.widgets.header import Header

        return Header(
            self.look,
            self.screens.chips,
            back=lambda: self.router.act(Action.BACK),
            reprint=lambda: self.router.act(Action.REPRINT),
            lock=lambda: self.router.act(Action.LOCK),
            parent=self,
        )

    def _parts(self, ctx: Context) -> Parts:
        return Parts(
            look=self.look,
            tasks=QtTasks(ctx.writer.submit, self.notices.problem, self.bug),
            navigator=self.navigator,
            sounds=self._facts.sounds,
            notices=self.notices,
            pictures=self._facts.pictures,
            cashier=self.who,
            signed_in=self._signed_in,
            frame=self,
            sign_in_hint=self._facts.sign_in_hint,
            train=self._facts.train,
            open_drawer=lambda: self.router.act(Action.OPEN_DRAWER),
            width=self.width_class,
        )

    def _take_keys(self) -> KeyFilter:
        keys = KeyFilter(self.router.act, self.router.key_screen, key_map=self.look.keys)
        keys.scanned.connect(self.router.scanned)
        keys.scanned.connect(self._heard_scan)
        keys.refused.connect(self._heard_scan)
        keys.refused.connect(self.router.scan_refused)
        keys.tabbed.connect(self._ring.tabbed)
        _application().installEventFilter(keys)
        _application().installEventFilter(self.lock.watch)
        return keys

    def close_shop(self) -> None:
        """Let go of keys and pictures; the widget may be deleted afterwards."""
        gc.unfreeze()
        if self.buyer is not None:
            self.buyer.close()
        self._ring.let_go()
        _application().removeEventFilter(self.keys)
        _application().removeEventFilter(self.lock.watch)
        self.screens.close()

    # --- round a screen

    def _came(self, screen: Screen) -> None:
        """A screen has come to the front: show the frame, but round the sign-in."""
        self.router.put_away()
        if screen in _BARE:
            for part in ("_rail", "_header"):
                if part in self.__dict__:
                    self.__dict__[part].hide()
        else:
            self._rail.setVisible(screen is not Screen.PAY)
            self._rail.show_screen(Screen.SHIFT if screen is Screen.SAFE else screen)
            self._rail.show_held(self.screens.held_count())
            self._say_place(screen)
            self._header.show()
        self._place()

    def _say_place(self, screen: Screen) -> None:
        words = self.router.place_words(screen, self._person.cashier)
        self._header.show_place(*words, with_back=screen is not Screen.SELL)

    def refresh(self) -> None:
        """Say again what may have changed by itself or by what was done on the screen: status, shift; lock where left alone."""
        self.screens.refresh()
        self.lock.look()
        current = self.navigator.current
        if current is not None and current not in _BARE:
            self._say_place(current)
            self._rail.show_held(self.screens.held_count())

    def _place(self) -> None:
        """Lay header and notices beside the cart."""
        current = self.navigator.current
        if current is None:
            return
        inset = int(getattr(self.navigator.widget(current), "right_inset", 0))
        left = 0 if current in _BARE | {Screen.PAY} else self._rail.width()
        if current not in _BARE:
            height = self.look.theme.size("header")
            self._header.setGeometry(left, 0, self.width() - left - inset, height)
            self._header.raise_()
        self.toast.insets = (left, inset)
        if self.toast.isVisible():
            self.toast.place()
            self.toast.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frame; another class of width asks for another inside."""
        super().resizeEvent(event)
        if width_class(self.width(), self.look.theme) != self.width_class:
            QTimer.singleShot(0, self, self.changed_look.emit)
        self._place()

    # --- people, bugs, wishes

    def who(self) -> Cashier:
        """Who is signed in; nothing is sold before somebody is."""
        assert self._person.cashier is not None
        return self._person.cashier

    def _signed_in(self, cashier: Cashier) -> None:
        self.lock.open(cashier)

    def _heard_scan(self, _code: str = "") -> None:
        if self.warm:
            self.screens.status.heard_scan()

    def _lock_by_hand(self) -> None:
        self.lock.fall()

    def bug(self, error: BaseException) -> None:
        """A bug of the writer thread: to the hook, and kindly to the person."""
        self._facts.crashed(error)
        self.notices.bug(error)

    def show_status(self, shown: StatusShown) -> None:
        """See StatusView; the chips say it."""

    def show_wishes(self, wishes: Wishes) -> None:
        """See StatusView: this computer's theme, language, keys and sounds, at once."""
        self._facts.sounds.set_volume(wishes.sound)
        if self.buyer is not None and self.buyer.mode != self._ctx.shop.get("display.buyer"):
            self.buyer.close()
            self._show_buyer()
        keys = key_map_of(self._ctx.shop.get("ui.keys"))
        wished = (wishes.theme, wishes.language, keys)
        if wished != (self.look.theme.mode, self.look.texts.language, self.look.keys):
            QTimer.singleShot(0, self, self.changed_look.emit)


def width_class(pixels: int, theme: Theme) -> str:
    """Say how wide the window is in design pixels: narrow (1024), usual (1366), wide (1920)."""
    width = pixels * SCALE_WHOLE // theme.scale
    if width < NARROW_BELOW:
        return "narrow"
    return "wide" if width >= WIDE_FROM else "usual"


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
