"""The sale is paid: the change is the largest thing until the next scan."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.pay.shown import PayShown
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.words import tender_name

_CHORDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class DonePage(QWidget):
    """Fills the payment screen after Selesai."""

    def __init__(
        self,
        look: Look,
        *,
        go_on: Callable[[], None],
        typed: Callable[[str], None],
        reprint: Callable[[], None],
    ) -> None:
        """`go_on` begins the next sale, `typed` with a letter of what is looked for."""
        super().__init__()
        self._look, self._typed = look, typed
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        _ = look.texts._
        self._word = look.label(role="title")
        self._amount = look.label()
        self._amount.setFont(look.theme.font(84, 800, 98))
        self._notes = look.label(role="strong", wrap=True)
        self._facts = look.label(role="muted", wrap=True)
        for label in (self._word, self._amount, self._notes, self._facts):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        band = QFrame()
        band.setProperty("role", "band")
        side = look.px(48)
        band.setLayout(
            column(
                self._word,
                self._amount,
                self._notes,
                spacing=look.px(6),
                margins=(side, look.px(28), side, look.px(32)),
            )
        )
        band.setMinimumWidth(look.px(640))
        self.next = PrimaryButton(look, _("Nota baru"), Action.CONFIRM)
        self.next.setFixedWidth(look.px(300))
        self.reprint = CapButton(look, _("Cetak ulang"), Action.REPRINT, "", "printer")
        self.reprint.setFixedSize(look.px(220), look.px(64))
        on_click(self.next, go_on)
        on_click(self.reprint, reprint)
        hint = look.label(_("Pindai barang berikutnya, atau tekan Enter."), "muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = row(None, look.picture("circle-check", "primary", 56), None)
        buttons = row(None, self.reprint, self.next, None, spacing=look.px(12))
        self.setLayout(
            column(None, top, self._facts, row(None, band, None), hint, buttons, None, spacing=look.px(18))
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter or digit begins the next sale's search: nobody must press Enter first."""
        text = event.text()
        if text.isalnum() and not event.modifiers() & _CHORDS:
            self._typed(text)
        else:
            super().keyPressEvent(event)

    def show_pay(self, shown: PayShown) -> None:
        """Say what to hand back."""
        done, _ = shown.done, self._look.texts._
        if done is None:
            return
        ways = " + ".join(
            f"{tender_name(tender.kind, self._look.texts)} {format_rupiah(tender.amount)}"
            for tender in shown.tenders
        )
        self._facts.setText(
            _("Lunas {total} · {ways} · nota {number}").format(
                total=format_rupiah(done.total), ways=ways, number=done.number
            )
        )
        self._word.setText(_("Kembalian") if done.change else _("Tidak ada kembalian"))
        self._amount.setText(format_rupiah(done.change) if done.change else _("Lunas"))
        notes = "   ".join(f"{count} × {format_rupiah(face)}" for face, count in done.notes)
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))
