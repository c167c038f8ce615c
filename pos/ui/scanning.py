"""The application-wide key filter: tells scans from typing, then gives the keys of the map to the screen.

It sees keys before any widget, so a scan's Enter presses nothing and QLineEdit's own chords do not get
in the way (ui.md §4.2, §4.5; hardware.md §5.1). Decides nothing about what a code means.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from pos.domain import scan_run
from pos.domain.scan_run import Hold, Key, KeyKind, PassThrough, Replay, Scan, ScanState, ScanThresholds, Step
from pos.ui.keys import PLAIN, Action, KeyMap, Screen

_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
    }
)
_CHORD_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class KeyFilter(QObject):
    """Install it on the QApplication; `act` carries out a key of the map and says whether it did."""

    scanned = Signal(str)
    refused = Signal()
    tabbed = Signal()

    def __init__(
        self,
        act: Callable[[Action], bool],
        screen: Callable[[], Screen | None],
        thresholds: ScanThresholds | None = None,
        key_map: KeyMap = PLAIN,
    ) -> None:
        """`screen` names the screen in front, None while there is none."""
        super().__init__()
        self._act, self._screen = act, screen
        self._key_map = key_map
        self._thresholds = thresholds or ScanThresholds()
        self._state = ScanState()
        self._held: list[QKeyEvent] = []
        self._replaying = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.expire)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each key once, where it first meets a widget."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or self._replaying:
            return False  # the cheap question first: a screen that comes to the front is a thousand events
        if not isinstance(watched, QWidget) or watched is not _target(watched):
            return False
        take = getattr(watched, "take_chord", None)
        if take is not None and event.key() not in _MODIFIERS and take(chord_of(event)):
            return True
        key = Key(self._kind(watched, event), event.text(), _moment(event), event.isAutoRepeat())
        return self._run(scan_run.press(self._state, key, self._thresholds), watched, event)

    def expire(self) -> None:
        """Decide about held keys now: no further key came."""
        if self._state.keys:
            self._run(scan_run.timeout(self._state, self._thresholds), None, None)

    def _kind(self, watched: QWidget, event: QKeyEvent) -> KeyKind:
        key = event.key()
        if key in _MODIFIERS:
            return KeyKind.MODIFIER
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return KeyKind.ENTER
        if key == Qt.Key.Key_Tab:
            return KeyKind.TAB
        if key == Qt.Key.Key_Space and isinstance(watched, QAbstractButton):
            return KeyKind.OTHER  # a button must get press and release in order
        if event.text() and event.text().isprintable() and not event.modifiers() & _CHORD_MODIFIERS:
            return KeyKind.CHARACTER
        return KeyKind.OTHER

    def _run(self, step: Step, watched: QWidget | None, event: QKeyEvent | None) -> bool:
        """Carry out a step; True when the key of this event must not reach the widget now."""
        self._state = step.state
        taken = False
        for action in step.actions:
            match action:
                case Hold():
                    taken = True
                    if event is not None:
                        self._held.append(event.clone())
                case Replay(keys):
                    self._replay(len(keys))
                case Scan(text, keys):
                    del self._held[: len(keys)]
                    self._say(text)
                case PassThrough():
                    taken = watched is not None and event is not None and self._chord(watched, event)
        if not step.state.keys:
            self._held = []
        if step.wait_ms is None:
            self._timer.stop()
        else:
            self._timer.start(step.wait_ms)
        return taken

    def _say(self, text: str) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        focus = QApplication.focusWidget()
        if getattr(focus, "refuses_scans", False):
            self.refused.emit()
        else:
            self.scanned.emit(text)

    def _replay(self, count: int) -> None:
        """Play held typing again, where the focus is now: what it was typed into may be gone."""
        held, self._held = self._held[:count], self._held[count:]
        for event in held:
            target = QApplication.focusWidget() or QApplication.activeWindow()
            if target is not None and not self._chord(target, event):
                self._replaying = True
                try:
                    QApplication.sendEvent(target, event)
                finally:
                    self._replaying = False

    def _chord(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Give a key of the map to the screen; True when it was carried out."""
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.tabbed.emit()
        screen = self._screen()
        if screen is None or QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return False  # the keys belong to what lies on top
        action = self._key_map.action_of(chord_of(event), screen)
        if action is None or (event.isAutoRepeat() and action not in _REPEATING):
            return False
        if action is Action.CONFIRM and isinstance(watched, QAbstractButton):
            watched.click()
            return True
        return self._act(action)


_REPEATING = frozenset(
    {
        Action.UP,
        Action.DOWN,
        Action.LEFT,
        Action.RIGHT,
        Action.PAGE_UP,
        Action.PAGE_DOWN,
        Action.MORE,
        Action.FEWER,
    }
)


def chord_of(event: QKeyEvent) -> str:
    """Spell a key as the key map does; the keypad's keys are the same keys."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Asterisk}:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    code = Qt.Key(event.key()).value | modifiers.value
    return QKeySequence(code).toString(QKeySequence.SequenceFormat.PortableText)


def _target(watched: QWidget) -> QWidget:
    """Say which widget a key meets first: the popup, the focus, or the window where nothing has the focus."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    return QApplication.focusWidget() or watched.window()


def _moment(event: QKeyEvent) -> int:
    """Give the event's own time in ms; synthetic events without one get the running clock."""
    return event.timestamp() or time.monotonic_ns() // 1_000_000
