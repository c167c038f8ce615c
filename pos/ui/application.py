"""The Qt application: Fusion, fonts, one style sheet, scale, and one instance per data folder.

Knows no screen. The single-instance name derives from the data folder, so two shops can run side by side.
"""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontDatabase
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QStyleFactory

from pos.paths import asset
from pos.ui.theme import Theme, make_theme

CONNECT_WAIT_MS = 500
CARD_CACHE_KIB = 64 * 1024
SWITCH_S = 0.001
"""How long another thread may hold the interpreter while the GUI thread waits, in seconds (Python's own: 5 ms)."""


def make_application(arguments: list[str] | None = None) -> QApplication:
    """Make (or take) the QApplication, with Fusion and our fonts, before any theme."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(arguments or sys.argv[:1])
    sys.setswitchinterval(SWITCH_S)
    app.setApplicationName("Gerai")
    app.setDesktopFileName("gerai")
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setQuitOnLastWindowClosed(True)
    load_fonts()
    return app


def load_fonts() -> tuple[str, ...]:
    """Load the shipped weights; returns the family names that Qt found."""
    families: list[str] = []
    for path in sorted(asset("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(families)


def theme_for_screen(app: QApplication, mode: str = "light") -> Theme:
    """Choose the theme's scale by the primary screen's width (ui.md §2.3)."""
    screen = app.primaryScreen()
    return make_theme(mode, screen.size().width() if screen else 1366)


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the whole application palette, font and sheet."""
    from PySide6.QtGui import QPixmapCache

    QPixmapCache.setCacheLimit(CARD_CACHE_KIB)
    app.setFont(theme.font(14))
    app.setPalette(theme.palette())
    app.setStyleSheet(theme.sheet)


def instance_name(folder: Path) -> str:
    """Name the local socket of one shop's data folder."""
    digest = hashlib.sha256(str(folder.resolve()).casefold().encode()).hexdigest()
    return f"gerai-{digest[:24]}"


class SingleInstance(QObject):
    """The first till of a data folder listens; a second one asks it to come forward and leaves."""

    def __init__(self, folder: Path, come_forward: Callable[[], None]) -> None:
        """`come_forward` is called each time another start asks."""
        super().__init__()
        self._name = instance_name(folder)
        self._come_forward = come_forward
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)

    def first(self) -> bool:
        """True when this is the only till of the folder; else the other one has been told."""
        if _tell_other(self._name):
            return False
        QLocalServer.removeServer(self._name)  # left over from a crash: nobody answered
        return self._server.listen(self._name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _asked(self) -> None:
        while connection := self._server.nextPendingConnection():
            connection.disconnectFromServer()
            connection.deleteLater()
        self._come_forward()


def _tell_other(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(CONNECT_WAIT_MS):
        return False
    socket.disconnectFromServer()
    return True
