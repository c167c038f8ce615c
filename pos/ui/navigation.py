"""Which screen is in front: a stack of screens by name, each built when it is first needed."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from pos.ui.keys import Screen

Build = Callable[[], QWidget]
Enter = Callable[[], Callable[[object], None]]


class StackNavigator:
    """Implements ports.Navigator over a stacked widget; `opened` hears of each change."""

    def __init__(self, stack: QStackedWidget, opened: Callable[[Screen], None]) -> None:
        """Start without screens; `opened` is called after the screen has come to the front."""
        self._stack = stack
        self._opened = opened
        self._screens: dict[Screen, QWidget] = {}
        self._known: dict[Screen, tuple[Build, Enter]] = {}
        self.current: Screen | None = None
        self._below: Screen | None = None

    def add(self, screen: Screen, build: Build, enter: Enter) -> None:
        """Make a screen known; what `enter` gives is called with `what` each time it comes to the front."""
        self._known[screen] = (build, enter)

    def widget(self, screen: Screen) -> QWidget:
        """Give a screen, building it the first time."""
        if screen not in self._screens:
            widget = self._known[screen][0]()
            self._screens[screen] = widget
            self._stack.addWidget(widget)
        return self._screens[screen]

    def go(self, screen: Screen, what: object = None) -> None:
        """See ports.Navigator."""
        if self._below is not None:
            self._go_beneath(screen, what)
            return
        self._show(screen, what)

    def _go_beneath(self, screen: Screen, what: object) -> None:
        """What was begun before a screen was laid over it goes on below: an answer that comes late opens no lock."""
        self.widget(screen)
        self._below = screen
        self._known[screen][1]()(what)

    def _show(self, screen: Screen, what: object) -> None:
        widget = self.widget(screen)
        self.current = screen
        self._known[screen][1]()(what)
        if self.current is not screen:
            return  # the screen sent us on: no shift, no cart
        self._stack.setCurrentWidget(widget)
        self._opened(screen)

    def over(self, screen: Screen, what: object = None) -> None:
        """See ports.Navigator."""
        assert self.current is not None
        below = self.current
        self._show(screen, what)
        self._below = below

    def lift(self) -> None:
        """See ports.Navigator."""
        assert self._below is not None
        self.current, self._below = self._below, None
        self._stack.setCurrentWidget(self.widget(self.current))
        self._opened(self.current)

    @property
    def covered(self) -> bool:
        """Whether a screen lies over another."""
        return self._below is not None

    def uncover(self) -> None:
        """Forget the screen below: whoever came begins elsewhere."""
        self._below = None
