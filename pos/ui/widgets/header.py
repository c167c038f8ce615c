"""The line above every screen: where one is, who sells, how sending and printing go, paper again, lock."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from pos.ui.keys import Action
from pos.ui.widgets.look import Look, column, on_click, row


class Header(QFrame):
    """Lies over the top of the screens, beside the cart where there is one."""

    def __init__(
        self,
        look: Look,
        status: QWidget,
        *,
        back: Callable[[], object],
        reprint: Callable[[], object],
        lock: Callable[[], object],
        parent: QWidget,
    ) -> None:
        """`status` are the chips."""
        super().__init__(parent)
        self.setProperty("role", "header")
        self._look = look
        _ = look.texts._
        self._title = look.label(role="brand-name")
        self._sub = look.label(role="caption")
        self._with_back: bool | None = None
        self._back = look.icon_button("arrow-left", _("Kembali"), "text")
        on_click(self._back, back)
        self._cap = look.keycap(Action.BACK)
        again = _("Cetak ulang struk terakhir ({key})").format(key=look.keys.keycap(Action.REPRINT))
        self._reprint = look.icon_button("printer", again)
        on_click(self._reprint, reprint)
        self._lock = look.icon_button(
            "lock", _("Ganti kasir ({key})").format(key=look.keys.keycap(Action.LOCK))
        )
        on_click(self._lock, lock)
        words = column(None, self._title, self._sub, None, spacing=look.px(1))
        self.setLayout(
            row(
                self._back,
                words,
                look.px(6),
                self._cap,
                None,
                status,
                self._reprint,
                self._lock,
                spacing=look.px(6),
                margins=(look.px(24), 0, look.px(20), 0),
            )
        )

    def show_place(self, title: str, sub: str, *, with_back: bool) -> None:
        """Say where one is; `with_back` shows the way back."""
        self._title.setText(title)
        self._sub.setText(sub)
        if with_back == self._with_back:
            return
        self._with_back = with_back
        self._back.setVisible(with_back)
        self._cap.setVisible(with_back)
        layout = self.layout()
        assert layout is not None
        left = self._look.px(12 if with_back else 24)
        layout.setContentsMargins(left, 0, self._look.px(20), 0)
