"""A stage for the real window: a demo shop in a folder of its own, a clock that stands, keys with their times."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from pos.app.demo import make_demo_shop
from pos.domain.catalog import Product
from pos.i18n import Texts
from pos.ids import SystemIds
from pos.models.store import open_store
from pos.paths import ShopFolder
from pos.services import lookup, shifts, shop
from pos.services.context import Context
from pos.services.shop import context_of
from pos.services.writer import Writer
from pos.ui.application import make_application
from pos.ui.keys import Screen
from pos.ui.main_window import FrameFacts, MainWindow
from pos.ui.sounds import PlatformSounds
from pos.ui.theme import make_theme
from pos.ui.widgets.look import Look

SETTLE_S = 10.0


class StandingClock:
    """Stands at a moment in the demo's time; each reading adds a millisecond."""

    def __init__(self, at: datetime = datetime(2026, 11, 14, 1, 2, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def advance(self, **parts: float) -> None:
        self.at += timedelta(**parts)


class CountingSounds(PlatformSounds):
    """Counts what would be heard."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def scanned(self) -> None:
        self.heard.append("ok")

    def unknown(self) -> None:
        self.heard.append("unknown")


class Stage:
    """The window over an open demo shop."""

    def __init__(
        self,
        ctx: Context,
        clock: StandingClock,
        folder: Path,
        width: int,
        height: int,
        texts: Callable[[str], Texts] = Texts,
    ) -> None:
        self.ctx, self.clock = ctx, clock
        self.app = make_application()
        self.sounds = CountingSounds()
        self.bugs: list[BaseException] = []
        self.trained: list[str] = []
        language, mode = str(ctx.shop.get("ui.language")), str(ctx.shop.get("ui.theme"))
        look = Look(make_theme(mode, width), texts(language))
        self.window = MainWindow(
            self.app,
            look,
            FrameFacts(
                folder / "pictures",
                self.sounds,
                self.bugs.append,
                "Demo: Rani 1111 · Ibu Ratna 9999",
                None if ctx.shop.training else lambda: self.trained.append("asked"),
            ),
        )
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.settle()
        self.now_ms = 1_000_000
        self.presses = 0

    # --- time

    def settle(self) -> None:
        """Let timers fire, writes answer and pictures arrive."""
        end = monotonic() + SETTLE_S
        while monotonic() < end:
            if self.window.inside is not None:
                self.window.inside.keys.expire()
            self.ctx.writer.submit(lambda: None).result()
            self.app.processEvents()
            if self.window.inside is None or (self.window.inside.warm and self._calm(self.window.screens)):
                break
        else:
            raise AssertionError(
                "the window never came to rest: a bug on the way, or a task without an answer"
            )
        self.app.processEvents()
        assert not self.bugs, self.bugs

    @staticmethod
    def _calm(screens) -> bool:
        return screens.tasks.pending == 0 and not screens.shelf.waiting

    def wait(self, until: Callable[[], bool]) -> None:
        """Process events until something holds."""
        end = monotonic() + SETTLE_S
        while not until():
            assert monotonic() < end, "it never came"
            self.app.processEvents()

    # --- getting somewhere

    def attach(self) -> None:
        self.window.attach(self.ctx)
        self.settle()

    def sign_in(self, pin: str = "1111") -> None:
        for digit in pin:
            self.key(digit)
        self.key("Return")

    def begin(self, opening_float: int = 300_000) -> None:
        """Signed in, with an open shift, on the sale screen."""
        self.attach()
        if shifts.current_shift(self.ctx) is None:
            self.sign_in()
            self.window.screens.shift.open(opening_float)
            self.settle()
        else:
            self.sign_in()

    def product(self, words: str, at: int = 0) -> Product:
        return lookup.search(self.ctx, words)[at]

    def set(self, **values: object) -> None:
        settings = {key.replace("_", ".", 1): value for key, value in values.items()}
        self.ctx.writer.call(shop.change_settings, self.ctx, settings)

    # --- hands

    def key(self, chord: str, gap_ms: int = 200) -> None:
        """Press one key as a person does: with time round it."""
        self.now_ms += gap_ms
        self.presses += 1
        self._press(chord)
        self.settle()

    def type(self, text: str, gap_ms: int = 150) -> None:
        """Type a number or a word; it counts as one press."""
        before = self.presses
        for character in text:
            self.key(character, gap_ms)
        self.presses = before + 1

    def scan(self, code: str, gap_ms: int = 8) -> None:
        """Send a code as a scanner does: fast, with Enter."""
        self.now_ms += 400
        for character in code:
            self.now_ms += gap_ms
            self._press(character)
        self.now_ms += gap_ms
        self._press("Return")
        self.settle()

    def _press(self, chord: str) -> None:
        target = QApplication.focusWidget() or self.window
        combination = QKeySequence.fromString(chord)[0]
        key, modifiers = combination.key(), combination.keyboardModifiers()
        text = chord if len(chord) == 1 else ""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self.now_ms)
            QApplication.sendEvent(target, event)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.settle()

    # --- eyes

    @property
    def front(self) -> Screen | None:
        navigator = self.window.navigator
        return navigator.current if navigator is not None else None

    def front_widget(self) -> QWidget:
        return self.window.navigator.widget(self.front)

    def buttons(self) -> Iterator[QPushButton]:
        """All buttons that can be seen."""
        for button in self.window.findChildren(QPushButton):
            if button.isVisibleTo(self.window):
                yield button

    def shot(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.settle()
        self.window.grab().save(str(path))

    def buyer_shot(self, path: Path) -> None:
        """The buyer's display, as large as the till."""
        self.settle()
        side = self.window.inside.buyer
        side.window.resize(self.window.size())
        side.look()
        self.settle()
        side.window.grab().save(str(path))

    def close(self) -> None:
        self.window._close_asked = True
        self.window.close()
        self.window.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.app.processEvents()


@contextmanager
def demo_shop(folder: Path) -> Iterator[tuple[Context, StandingClock]]:
    """An open demo shop; made where the folder holds none."""
    clock = StandingClock()
    ids = SystemIds(random.Random(7).getrandbits)
    if not ShopFolder(folder).database.is_file():
        make_demo_shop(folder, clock, ids)
    store, writer = open_store(ShopFolder(folder).database), Writer()
    try:
        ctx = context_of(store, writer, clock, ids)
        ctx.data_key = lambda: b"d" * 32
        yield ctx, clock
    finally:
        writer.stop()
        store.close()


@contextmanager
def stage(
    width: int = 1366,
    height: int = 768,
    folder: Path | None = None,
    texts: Callable[[str], Texts] = Texts,
    **settings: object,
) -> Iterator[Stage]:
    """A window over a demo shop of its own; `texts` makes the voice of a language."""
    with TemporaryDirectory() as made, demo_shop(folder or Path(made)) as (ctx, clock):
        if settings:
            values = {key.replace("_", ".", 1): value for key, value in settings.items()}
            ctx.writer.call(shop.change_settings, ctx, values)
        built = Stage(ctx, clock, folder or Path(made), width, height, texts)
        try:
            yield built
        finally:
            built.close()
