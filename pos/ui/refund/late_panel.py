"""The form of a late entry in the place of the open sale. Decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton

from pos.ui.keys import Action
from pos.ui.refund.late_form import LateShown, LateTyped
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row

TEXT_CHARS_MAX = 12


@dataclass(frozen=True, slots=True)
class LatePresses:
    """Who hears the day and the buttons."""

    day: Callable[[int], None]
    confirm: Callable[[], None]
    print_pad: Callable[[], None]
    close: Callable[[], None]


class LatePanel(QFrame):
    """Shows a LateShown."""

    def __init__(self, look: Look, presses: LatePresses) -> None:
        """Empty until it is asked."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, self._presses = look, presses
        _ = look.texts._
        close = look.icon_button("x", _("Tutup"))
        on_click(close, presses.close)
        self._title = look.label(role="title", wrap=True)
        words = column(
            self._title,
            look.label(
                _("Nota ini ditulis di blok susulan waktu listrik padam, lalu dimasukkan sekarang."),
                "sub",
                wrap=True,
            ),
            spacing=look.px(2),
        )
        self.pad_number = self._field(_("Nomor lembar, misalnya B-017"))
        self._clock = self._field(_("Jam di lembar, misalnya 10.32"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(2))
        for n, field in enumerate((self.pad_number, self._clock)):
            grid.addWidget(look.label(field.accessibleName(), "sub"), 0, n)
            grid.addWidget(field, 1, n)
        self._pad = look.button(_("Cetak blok kosong (PDF)"), "", "printer")
        on_click(self._pad, presses.print_pad)
        self.confirm = PrimaryButton(look, _("Tandai susulan"), Action.CONFIRM)
        on_click(self.confirm, presses.confirm)
        margin = look.px(24)
        self.setLayout(
            column(
                row(words, close),
                grid,
                look.label(_("Hari apa?"), "muted"),
                self._make_days(),
                None,
                row(self._pad, None),
                self.confirm,
                spacing=look.px(10),
                margins=(margin, look.px(16), margin, look.px(20)),
            )
        )

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(TEXT_CHARS_MAX)
        made.setAccessibleName(name)
        made.setFixedHeight(self._look.px(48))
        return made

    def _make_days(self) -> QHBoxLayout:
        look, _ = self._look, self._look.texts._
        words = (_("Hari ini"), _("Kemarin"), _("Dua hari lalu"))
        self._days: list[QPushButton] = []
        made = QHBoxLayout()
        made.setSpacing(look.px(8))
        for days_ago, word in enumerate(words):
            chip = look.button(word, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, days_ago=days_ago: self._presses.day(days_ago))
            self._days.append(chip)
            made.addWidget(chip)
        made.addStretch(1)
        return made

    def fill(self, typed: LateTyped) -> None:
        """Put into the fields what is known."""
        self.pad_number.setText(typed.pad_number)
        self._clock.setText(typed.clock)

    def typed(self) -> LateTyped:
        """What stands in the fields."""
        return LateTyped(self.pad_number.text().strip(), self._clock.text().strip())

    def show_late(self, shown: LateShown) -> None:
        """Show the state."""
        self._title.setText(
            self._look.texts._("{number} adalah penjualan susulan").format(number=shown.number)
        )
        for days_ago, chip in enumerate(self._days):
            chip.setChecked(days_ago == shown.days_ago)
        self.confirm.setEnabled(not shown.busy)
        self._pad.setEnabled(not shown.busy)
