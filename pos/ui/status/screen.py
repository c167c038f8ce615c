"""The status sheet: sending, printer, and how this computer is set. Never a dialog."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from pos.ui.keys import Action, Screen
from pos.ui.status.health_list import HealthList
from pos.ui.status.shown import StatusShown, Wishes
from pos.ui.widgets.buttons import CapButton
from pos.ui.widgets.look import Look, column, on_click, row

if TYPE_CHECKING:
    from pos.ui.status.presenter import StatusPresenter

VOLUMES = (0, 40, 70, 100)


class StatusScreen(QWidget):
    """Implements presenter.StatusView."""

    right_inset = 0

    def __init__(
        self,
        look: Look,
        make_presenter: "Callable[[StatusScreen], StatusPresenter]",
        go: Callable[[Screen], None],
    ) -> None:
        """`go` leads to the sale and to what was not agreed to yet."""
        super().__init__()
        self._look, self._go = look, go
        self.presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side = look.px(24)
        left = column(self._make_health())
        right = column(self._make_wishes(), self._make_approvals(), None, spacing=look.px(16))
        halves = row(left, right, spacing=look.px(16))
        halves.setStretch(0, 3)
        halves.setStretch(1, 2)
        top = look.theme.size("header") + look.px(20)
        self.setLayout(column(halves, margins=(side, top, side, look.px(20))))

    def _panel(self, title: str, *parts: "QWidget") -> QFrame:
        look = self._look
        panel = look.frame("panel")
        margin = look.px(24)
        panel.setLayout(
            column(
                look.label(title, "heading"),
                *parts,
                spacing=look.px(12),
                margins=(margin, look.px(20), margin, margin),
            )
        )
        return panel

    def _make_health(self) -> QFrame:
        """A row for each part of the till; what can be done at once stands below."""
        look, _ = self._look, self._look.texts._
        self._rows = HealthList(look)
        self.send = look.button(_("Kirim sekarang"), "", "cloud-upload")
        on_click(self.send, self.presenter.send_now)
        self.again = look.button(_("Cetak yang menunggu"), "", "printer")
        on_click(self.again, self.presenter.print_waiting)
        self._asked = QWidget()
        whole = look.button(_("Ya, utuh"))
        torn = look.button(_("Tidak"))
        whole.clicked.connect(lambda _checked=False: self._settle(came_out=True))
        torn.clicked.connect(lambda _checked=False: self._settle(came_out=False))
        self._asked.setLayout(row(look.label(_("Struk terakhir keluar utuh?"), "accent"), None, whole, torn))
        self._unknown: tuple[str, ...] = ()
        buttons = QWidget()
        buttons.setLayout(row(self.send, self.again, spacing=look.px(10)))
        return self._panel(_("Kesehatan kasir"), self._rows, self._asked, buttons)

    def _make_wishes(self) -> QFrame:
        _ = self._look.texts._
        self._choices: dict[str, dict[str | int, QPushButton]] = {}
        return self._panel(
            _("Komputer ini"),
            self._choice(
                "ui.theme",
                _("Tema"),
                (("light", _("Terang")), ("dark", _("Gelap")), ("sun", _("Terik matahari"))),
            ),
            self._choice("ui.language", _("Bahasa"), (("id", "Indonesia"), ("en", "English"))),
            self._choice(
                "ui.sound",
                _("Bunyi"),
                tuple(zip(VOLUMES, (_("Mati"), _("Pelan"), _("Sedang"), _("Keras")), strict=True)),
            ),
        )

    def _make_approvals(self) -> CapButton:
        look = self._look
        self.approvals = CapButton(
            look, look.texts._("Persetujuan"), Action.RAIL_APPROVALS, "ghost", "shield-check"
        )
        self.approvals.setFixedHeight(look.px(52))
        on_click(self.approvals, lambda: self._go(Screen.APPROVALS))
        return self.approvals

    def _choice(self, key: str, name: str, values: "tuple[tuple[str | int, str], ...]") -> QWidget:
        look = self._look
        buttons = []
        self._choices[key] = {}
        for value, word in values:
            button = look.button(word, "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, value=value: self.presenter.wish(key, value))
            self._choices[key][value] = button
            buttons.append(button)
        made = QWidget()
        made.setLayout(column(look.label(name, "muted"), row(*buttons, None), spacing=look.px(6)))
        return made

    def _settle(self, *, came_out: bool) -> None:
        for job_id in self._unknown:
            self.presenter.settle_unknown(job_id, came_out=came_out)

    def show_status(self, shown: StatusShown) -> None:
        """See StatusView."""
        _ = self._look.texts._
        self._rows.show_rows(shown.health)
        self.send.setVisible(shown.may_send)
        self.again.setVisible(shown.may_print)
        n = shown.to_look_at
        said = self._look.texts.ngettext(
            "Persetujuan · {n} perlu diperiksa", "Persetujuan · {n} perlu diperiksa", n
        )
        self.approvals.show_text(said.format(n=n) if n else _("Persetujuan"))
        self._unknown = shown.unknown
        self._asked.setVisible(bool(shown.unknown))

    def show_wishes(self, wishes: Wishes) -> None:
        """See StatusView."""
        nearest = min(VOLUMES, key=lambda volume: abs(volume - wishes.sound))
        for key, value in (
            ("ui.theme", wishes.theme),
            ("ui.language", wishes.language),
            ("ui.sound", nearest),
        ):
            for choice, button in self._choices[key].items():
                button.setChecked(choice == value)

    def act(self, action: Action) -> bool:
        """Carry out a key of the map."""
        if action is Action.BACK:
            self._go(Screen.SELL)
        elif action in {Action.PAGE_UP, Action.PAGE_DOWN}:
            bar = self._rows.verticalScrollBar()
            bar.setValue(bar.value() + (bar.pageStep() if action is Action.PAGE_DOWN else -bar.pageStep()))
        else:
            return False
        return True
