"""What stays in the drawer for tomorrow's float; the rest of the count goes to the safe. Shows and says presses, no more."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos.domain.money import Rupiah
from pos.domain.words import format_rupiah
from pos.ui.widgets.look import Look, column, row
from pos.ui.widgets.money_edit import MoneyEdit


class LeavePanel(QWidget):
    """An amount that may be changed, and where the rest goes."""

    def __init__(self, look: Look, leave: Callable[[Rupiah], None]) -> None:
        """`leave` hears the amount that stays."""
        super().__init__()
        self._look = look
        _ = look.texts._
        self.amount = MoneyEdit(_("Ditinggal di laci"), "money")
        self.amount.setMinimumHeight(look.px(48))
        self.amount.changed.connect(leave)
        self._safe = look.label(role="figure")
        self.amount.setFixedWidth(look.px(180))
        self.setLayout(
            row(
                column(
                    look.label(_("Ditinggal di laci untuk besok"), "muted"), self.amount, spacing=look.px(6)
                ),
                None,
                column(look.label(_("Ke brankas"), "muted"), self._safe, None, spacing=look.px(6)),
            )
        )

    def show_split(self, counted: Rupiah, left: Rupiah) -> None:
        """Show both parts; an amount that was typed stays as it is."""
        if self.amount.amount != left:
            self.amount.prefill(left)
        self._safe.setText(format_rupiah(counted - left))
