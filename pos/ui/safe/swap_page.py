"""The page of Tukar receh: what comes into the drawer and what leaves it, face by face; both must be worth the same."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from pos.domain.cash import FACES
from pos.domain.safe import SwapWith
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.safe.shown import SafeShown
from pos.ui.safe.words import whom_name
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.count_grid import TwoSidedGrid
from pos.ui.widgets.field_pad import FieldPad
from pos.ui.widgets.look import Look, column, on_click, restyle, row


class SwapPage(QWidget):
    """Two numbers for each face, the sums beside them, with whom, Enter."""

    def __init__(
        self,
        look: Look,
        *,
        came: Callable[[str, int], None],
        went: Callable[[str, int], None],
        choose: Callable[[SwapWith], None],
        confirm: Callable[[], None],
    ) -> None:
        """`came` and `went` hear face and pieces."""
        super().__init__()
        self._look = look
        _ = look.texts._
        self.grid = TwoSidedGrid(look, FACES, (_("masuk"), _("keluar")), (came, went))
        self.confirm_button = PrimaryButton(look, _("Catat"), Action.CONFIRM, "check")
        on_click(self.confirm_button, confirm)
        left, right = look.frame("panel"), look.frame("panel")
        right.setFixedWidth(look.px(316))
        margin = look.px(24)
        left.setLayout(
            column(
                look.label(_("Tukar receh"), "heading"),
                self.grid,
                None,
                row(look.label(_("Ditukar dengan"), "muted"), *self._make_choices(choose), None),
                spacing=look.px(8),
                margins=(margin, look.px(18), margin, look.px(14)),
            )
        )
        right.setLayout(
            column(
                self._make_sums(),
                None,
                FieldPad(look, self, self.grid.first),
                self.confirm_button,
                spacing=look.px(12),
                margins=(margin,) * 4,
            )
        )
        self.setLayout(
            row(left, right, spacing=look.px(20), margins=(margin, look.px(20), margin, look.px(20)))
        )

    def _make_sums(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        self._came, self._went = look.label(role="strong"), look.label(role="strong")
        self._state = look.label(role="line", wrap=True)
        self._band = look.frame("sunken")
        side = look.px(20)
        self._band.setLayout(
            column(
                row(look.label(_("Masuk ke laci"), "muted"), None, self._came),
                row(look.label(_("Keluar dari laci"), "muted"), None, self._went),
                self._state,
                spacing=look.px(8),
                margins=(side, side, side, side),
            )
        )
        return self._band

    def _make_choices(self, choose: Callable[[SwapWith], None]) -> tuple[QPushButton, ...]:
        self._buttons: dict[SwapWith, QPushButton] = {}
        group = QButtonGroup(self)
        for whom in SwapWith:
            button = self._look.button(whom_name(whom, self._look.texts), "chip")
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(lambda _checked=False, whom=whom: choose(whom))
            self._buttons[whom] = button
        return tuple(self._buttons.values())

    def show_safe(self, shown: SafeShown) -> None:
        """Both sums, and whether they are even."""
        _ = self._look.texts._
        self._came.setText(format_rupiah(shown.came))
        self._went.setText(format_rupiah(shown.went))
        gap = shown.came - shown.went
        even = gap == 0
        restyle(self._band, "role", "sunken" if even else "amber-band")
        words = _("Masih kurang {amount} yang masuk.") if gap < 0 else _("Masih kurang {amount} yang keluar.")
        self._state.setVisible(bool(shown.came or shown.went))
        self._state.setText(_("Nilainya sama.") if even else words.format(amount=format_rupiah(abs(gap))))
        self._buttons[shown.swapped_with].setChecked(True)
