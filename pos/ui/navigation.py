"""Which screen is in front: a stack of screens by name. Knows no screen's inside."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from pos.ui.keys import Screen


class StackNavigator:
    """Implements ports.Navigator over a stacked widget; `opened` hears of each change."""

    def __init__(self, stack: QStackedWidget, opened: Callable[[Screen], None]) -> None:
        """Start without screens; `opened` is called after the screen has come to the front."""
        self._stack = stack
        self._opened = opened
        self._screens: dict[Screen, QWidget] = {}
        self._entries: dict[Screen, Callable[[object], None]] = {}
        self.current: Screen | None = None

    def add(self, screen: Screen, widget: QWidget) -> None:
        """Put a screen into the stack."""
        self._screens[screen] = widget
        self._stack.addWidget(widget)

    def on_enter(self, screen: Screen, entry: Callable[[object], None]) -> None:
        """Call `entry(what)` each time the screen comes to the front."""
        self._entries[screen] = entry

    def widget(self, screen: Screen) -> QWidget:
        return self._screens[screen]

    def go(self, screen: Screen, what: object = None) -> None:
        """See ports.Navigator."""
        self.current = screen
        if screen in self._entries:
            self._entries[screen](what)
        if self.current is not screen:
            return  # the screen sent us on: no shift, no cart
        self._stack.setCurrentWidget(self._screens[screen])
        self._opened(screen)
