"""The rail at the left: the mark, the screens with their words, status at the foot."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from pos.ui.keys import Screen
from pos.ui.widgets.buttons import RailButton
from pos.ui.widgets.look import Look, column, row


class Rail(QFrame):
    """One entry per screen; the one in front is lit."""

    def __init__(self, look: Look, go: Callable[[Screen], None], *, narrow: bool) -> None:
        """`go` hears the pressed screen."""
        super().__init__()
        self.setProperty("role", "rail")
        self._look = look
        self.setFixedWidth(look.theme.size("rail_narrow" if narrow else "rail"))
        _ = look.texts._
        entries = (
            (Screen.SELL, _("Jual"), "shopping-cart"),
            (Screen.HELD, _("Ditahan"), "circle-pause"),
            (Screen.HISTORY, _("Riwayat"), "receipt"),
            (Screen.SHIFT, _("Shift"), "wallet"),
            (Screen.REPORTS, _("Laporan"), "chart-column"),
            (Screen.SETTINGS, _("Atur"), "settings"),
            (Screen.STATUS, _("Status"), "activity"),
        )
        self._buttons: dict[Screen, RailButton] = {}
        for screen, word, icon_name in entries:
            button = RailButton(look, word, icon_name)
            button.clicked.connect(lambda _checked=False, screen=screen: go(screen))
            self._buttons[screen] = button
        mark = look.frame("brand")
        mark.setFixedSize(look.px(44), look.px(44))
        mark.setLayout(row(None, look.picture("store", "on_primary", 26), None))
        *upper, settings, status = self._buttons.values()
        side = look.px(8)
        self.setLayout(
            column(
                row(None, mark, None),
                look.px(8),
                *upper,
                None,
                settings,
                status,
                spacing=look.px(6),
                margins=(side, look.px(12), side, look.px(12)),
            )
        )

    def show_held(self, count: int) -> None:
        """How many carts wait, on the entry of their list."""
        word = self._look.texts._("Ditahan")
        self._buttons[Screen.HELD].show_text(f"{word} {count}" if count else word)

    def show_screen(self, screen: Screen) -> None:
        """Light the entry of the screen in front."""
        for one, button in self._buttons.items():
            button.setChecked(one is screen)
