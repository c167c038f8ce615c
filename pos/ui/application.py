"""The Qt application: Fusion, fonts, one style sheet, scale, and one instance per data folder.

Knows no screen. Light to import: what the first paint does not need is imported when it is used.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer
from PySide6.QtWidgets import QApplication

from pos.errors import FolderNotWritable
from pos.paths import asset

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

    from pos.ui.theme import Theme

CONNECT_WAIT_MS = 500
CARD_CACHE_KIB = 16 * 1024
FIRST_FONT = "*_700Bold.ttf"
"""The one weight that the opening page needs."""

SWITCH_S = 0.001
"""How long another thread may hold the interpreter while the GUI thread waits, in seconds (Python's own: 5 ms)."""


def make_application(arguments: list[str] | None = None) -> QApplication:
    """Make (or take) the QApplication, with Fusion, before any theme."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(arguments or sys.argv[:1])
    sys.setswitchinterval(SWITCH_S)
    app.setApplicationName("Gerai")
    app.setDesktopFileName("gerai")
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(True)
    return app


def load_fonts(pattern: str = "*.ttf") -> tuple[str, ...]:
    """Load shipped weights; returns the family names that Qt found. A file loaded twice costs nothing more."""
    from PySide6.QtGui import QFontDatabase

    families: list[str] = []
    for path in sorted(asset("fonts").glob(pattern)):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(families)


def theme_for_screen(app: QApplication, mode: str = "light") -> "Theme":
    """Choose the theme's scale by the primary screen's width (ui.md §2.3)."""
    from pos.ui.theme import make_theme

    screen = app.primaryScreen()
    return make_theme(mode, screen.size().width() if screen else 1366)


def apply_theme(app: QApplication, theme: "Theme") -> None:
    """Give the whole application palette, font and sheet."""
    from PySide6.QtGui import QPixmapCache

    load_fonts()
    QPixmapCache.setCacheLimit(CARD_CACHE_KIB)
    app.setFont(theme.font(14))
    app.setPalette(theme.palette())
    app.setStyleSheet(theme.sheet)


def instance_name(folder: Path) -> str:
    """Name the local socket of one shop's data folder."""
    import hashlib

    digest = hashlib.sha256(str(folder.resolve()).casefold().encode()).hexdigest()
    return f"gerai-{digest[:24]}"


class SingleInstance(QObject):
    """The first till of a data folder holds a lock and listens; a second one calls it forward and leaves."""

    def __init__(self, folder: Path, come_forward: Callable[[], None]) -> None:
        """`come_forward` is called each time another start asks."""
        super().__init__()
        self._folder = folder
        self._come_forward = come_forward
        self._server: QLocalServer | None = None
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # only a dead owner's lock is stale

    def first(self) -> bool:
        """True when this is the only till of the folder; else the other one has been told.

        The first one listens from the next turn of its event loop: its first paint waits for no socket.
        Raises FolderNotWritable: then nobody knows whether there is another one.
        """
        if self._lock.tryLock(0):
            QTimer.singleShot(0, self, self.listen)
            return True
        another = self._lock.error() is QLockFile.LockError.LockFailedError
        told = another and _tell_other(instance_name(self._folder))
        # A read-only folder keeps the lock of a till that was killed: nobody answers, nobody can remove it.
        if not told and not (another and os.access(self._folder, os.W_OK)):
            raise FolderNotWritable(folder=str(self._folder))
        return False

    def listen(self) -> None:
        """Hear later starts."""
        from PySide6.QtNetwork import QLocalServer

        name = instance_name(self._folder)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._asked)
        QLocalServer.removeServer(name)  # left over from a crash: the lock says that nobody owns it
        server.listen(name)
        self._server = server

    def close(self) -> None:
        """Stop listening, let go of the folder."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _asked(self) -> None:
        while self._server is not None and (connection := self._server.nextPendingConnection()):
            connection.disconnectFromServer()
            connection.deleteLater()
        self._come_forward()


def _tell_other(name: str) -> bool:
    """Whether the other till has heard it."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(CONNECT_WAIT_MS):
        return False
    socket.disconnectFromServer()
    return True
