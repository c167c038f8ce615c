"""The page of a shift whose day is over and that nobody closed: whose, since when, and the two ways on."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos.i18n import clock
from pos.ui.keys import Action
from pos.ui.shift.shown import ShiftShown
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row


class ForgottenPage(QWidget):
    """Says it plainly; Enter counts, Esc sells first."""

    def __init__(
        self,
        look: Look,
        *,
        count: Callable[[], None],
        sell: Callable[[], None],
        look_at_it: Callable[[], None],
    ) -> None:
        """`look_at_it` opens the running shift's page, where money in or out can still be noted."""
        super().__init__()
        self._look = look
        _ = look.texts._
        self._title = look.label(role="title", wrap=True)
        self._whose = look.label(role="line", wrap=True)
        self._facts = look.label(role="muted", wrap=True)
        self.count_button = PrimaryButton(look, _("Hitung dan tutup shift itu"), Action.CONFIRM, "calculator")
        on_click(self.count_button, count)
        self.sell_button = CapButton(look, _("Jual dahulu"), Action.BACK, "quick", "shopping-cart")
        on_click(self.sell_button, sell)
        self.look_button = CapButton(look, _("Lihat shift itu"), None, "quick", "history")
        on_click(self.look_button, look_at_it)
        band = look.frame("amber-band")
        side = look.px(24)
        band.setLayout(column(self._title, self._whose, spacing=look.px(6), margins=(side, side, side, side)))
        panel = look.frame("panel")
        panel.setFixedWidth(look.px(640))
        side = look.px(32)
        panel.setLayout(
            column(
                band,
                self._facts,
                look.px(4),
                self.count_button,
                row(self.sell_button, self.look_button, spacing=look.px(12)),
                spacing=look.px(16),
                margins=(side, side, side, side),
            )
        )
        self.setLayout(column(None, row(None, panel, None), None))

    def show_shift(self, shown: ShiftShown) -> None:
        """Whose shift, since when, and what closing it now means."""
        shift, texts = shown.shift, self._look.texts
        if shift is None:
            return
        _, day = texts._, shift.business_date
        said = f"{texts.weekday(day)}, {texts.day(day)}"
        self._title.setText(_("Shift {day} belum ditutup").format(day=said))
        self._whose.setText(
            _("Shift {n}, dibuka {name} pukul {at}.").format(
                n=shift.number, name=shown.opened_by, at=clock(shift.opened_at)
            )
        )
        self._facts.setText(
            _(
                "Hitung uang di laci sekarang. Shift ditutup dengan tanggalnya sendiri dan ditandai terlambat; "
                "setelah itu buka kasir hari ini. Kalau pembeli menunggu, jual dahulu: nota masuk shift itu."
            )
        )
