"""Opens the till's window. The window paints before the store is opened: SQLAlchemy is imported beside it."""

import argparse
import os
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pos.app import crash
from pos.app.training import is_training, make_training_shop, start_training
from pos.errors import GeraiError, NoShop, Trouble
from pos.paths import ShopFolder, default_data_dir

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from pos.app.build import Till
    from pos.services.context import Context
    from pos.ui.main_window import MainWindow

DEMO_SALES = 25
WIDTH, HEIGHT, MARGIN = 1366, 768, 60


def run(asked: argparse.Namespace) -> int:
    """Show the till of a data folder until its window is closed; without a display, play a day instead.

    An empty folder is asked for a shop first.

    Raises NoShop, FolderNotWritable and what `open_till` raises. A second start of the same folder brings the first window forward and gives 0.
    """
    root = (asked.data or default_data_dir()).expanduser().resolve()
    folder = ShopFolder(root)
    if is_training(root):
        make_training_shop(root)
    if not folder.database.is_file():
        if not has_display():
            raise NoShop(folder=str(root))
        from pos.app.first_run import ask_and_make

        if not ask_and_make(root):
            return 0
    if not has_display():
        return _play_instead(root)
    return _show(folder)


def has_display() -> bool:
    """Whether a window can be shown here; an explicit Qt platform counts."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _play_instead(root: Path) -> int:
    from pos.app.commands import day
    from pos.app.commands.common import say

    say("Tidak ada layar di sini; memainkan satu hari contoh tanpa jendela.")
    asked = argparse.Namespace(
        data=root, sales=DEMO_SALES, seed=1, printer=f"file://{root}/struk.bin", centre=None, code=None
    )
    asked.outlet = "GDK"
    code = day.run(asked)
    say(f"Berkas: {ShopFolder(root).database}, {root / 'struk.bin'}")
    return code


def _show(folder: ShopFolder) -> int:
    """Paint a bare window first; everything else is imported and opened beside or after that.

    Raises, once the window is closed, what kept the shop from being opened.
    """
    from pos.ui.application import SingleInstance, make_application
    from pos.ui.main_window import MainWindow

    app = make_application()
    start = _Start(folder)
    window = MainWindow(app)
    instance = SingleInstance(folder.root, window.come_forward)
    try:
        if not instance.first():
            return 0
    except Trouble as trouble:
        start.shop = Future()
        start.shop.set_exception(trouble)
    _show_fitting(app, window)
    window.painted.connect(lambda: _dress(app, window, start))
    code = app.exec()
    instance.close()
    start.end()
    start.raise_trouble()
    return code


class _Start:
    """One start: the folder, the shop to come or what stands in the way, the till that is open."""

    def __init__(self, folder: ShopFolder) -> None:
        self.folder = folder
        self.shop: Future[Context] | None = None
        self.opened: list[Till] = []
        self.beside = ThreadPoolExecutor(1, thread_name_prefix="opening")

    def end(self) -> None:
        """Wait for an opening that still runs, then close what it opened."""
        self.beside.shutdown()
        for till in self.opened:
            till.close()

    def raise_trouble(self) -> None:
        """Raise the expected failure, if that was the end of it."""
        error = self.shop.exception() if self.shop is not None else None
        if isinstance(error, GeraiError):
            raise error


def _dress(app: "QApplication", window: "MainWindow", start: _Start) -> None:
    """After the first paint: open the shop beside, then give the window its look."""
    from pos.i18n import Texts
    from pos.ui.application import theme_for_screen
    from pos.ui.main_window import FrameFacts
    from pos.ui.sounds import PlatformSounds, find_player
    from pos.ui.widgets.look import Look

    folder = start.folder
    if start.shop is None:  # on a thread of its own: the first paint has waited for nothing
        start.shop = start.beside.submit(_open, start, window)
    train = None if is_training(folder.root) else partial(start_training, folder.root)
    facts = FrameFacts(
        folder.pictures, PlatformSounds(find_player()), crash.note, sign_in_hint=_hint(folder), train=train
    )
    window.dress(Look(theme_for_screen(app), Texts("id")), facts)
    crash.install(folder.logs, lambda _error: _say_bug(window))
    window.open_when(start.shop)


def _show_fitting(app: "QApplication", window: "MainWindow") -> None:
    """Fill a counter's screen; on a larger one, the size that the till was drawn for."""
    room = app.primaryScreen().availableGeometry()
    if room.width() <= WIDTH + MARGIN or room.height() <= HEIGHT + MARGIN:
        window.showMaximized()
        return
    window.resize(WIDTH, HEIGHT)
    window.show()


def _open(start: _Start, window: "MainWindow") -> "Context":
    """Open the shop, start its threads, and say so; raises what `open_till` raises."""
    from pos.app.build import open_till
    from pos.i18n import Texts

    till = open_till(start.folder.root, purpose="gerai")
    start.opened.append(till)
    till.changed = window.poke
    till.start_threads()
    for ignored in till.ignored:
        sys.stderr.write(f"settings.toml: {Texts('id').explain(ignored)}\n")
    sys.stdout.write(f"Gerai {till.ctx.shop.outlet_name} ({till.ctx.shop.register_code}) dibuka.\n")
    sys.stdout.flush()
    return till.ctx


def _hint(folder: ShopFolder) -> str:
    """A demo shop says its PINs on the sign-in; the mark is a file, since the store is not open yet."""
    from pos.app.demo_staff import DEMO_MARK, STAFF

    if not (folder.root / DEMO_MARK).is_file():
        return ""
    return "PIN contoh: " + " · ".join(f"{name} {pin}" for _, name, _, pin in STAFF[:5])


def _say_bug(window: "MainWindow") -> None:
    texts = window.look.texts
    window.notices.tell(texts._("Ada kesalahan program; sudah dicatat. Nota yang selesai aman."))
