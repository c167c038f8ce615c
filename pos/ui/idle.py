"""Says since when no hand has touched the till: no key, no scan, no press of mouse or screen."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputEvent

_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class IdleWatch(QObject):
    """Install it on the QApplication; the clock is read only when somebody asks."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """`now` tells aware UTC; the till counts as touched now."""
        super().__init__()
        self._now, self._since, self._touched = now, now(), False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a touch, take nothing."""
        if not self._touched and isinstance(event, QInputEvent):
            self._touched = event.type() in _HANDS
        return False

    def touch(self) -> None:
        """Count from the next look."""
        self._touched = True

    def left_alone(self, minutes: int) -> bool:
        """Whether nobody has touched it for so long; 0 is never. A clock that went back begins anew."""
        now = self._now()
        if self._touched or now < self._since:
            self._since, self._touched = now, False
        return minutes > 0 and now - self._since >= timedelta(minutes=minutes)
