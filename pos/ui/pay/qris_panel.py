"""The QRIS code with its amount, the names that guard against a swapped sticker, and the one question."""

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QWidget

from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.pay.shown import CodeShown, PayShown
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.qr_picture import QrPicture


class QrisPanel(QWidget):
    """Takes the keypad's place while a code is shown."""

    def __init__(
        self, look: Look, *, arrived: Callable[[], None], not_arrived: Callable[[], None], narrow: bool
    ) -> None:
        """`arrived` is Uang sudah masuk, `not_arrived` Belum masuk."""
        super().__init__()
        self._look = look
        _ = look.texts._
        self._picture = QrPicture(look.px(248 if narrow else 312))
        self._question = look.label(role="heading", wrap=True)
        self._merchant = look.label(role="strong", wrap=True)
        self._nmid = look.label(role="sub")
        self._hint = look.label(role="sub", wrap=True)
        self._steps = look.label(
            _(
                "1. Pembeli memindai dan membayar.\n2. Lihat uangnya di aplikasi atau speaker QRIS.\n"
                "3. Baru tekan Enter."
            ),
            "muted",
            wrap=True,
        )
        self.arrived = PrimaryButton(look, _("Uang sudah masuk"), Action.CONFIRM, "check")
        self.not_arrived = look.button(_("Belum masuk"))
        self.not_arrived.setFixedHeight(look.px(48) if narrow else look.theme.size("pay"))
        on_click(self.arrived, arrived)
        on_click(self.not_arrived, not_arrived)
        names = column(self._merchant, self._nmid, self._hint, spacing=look.px(2))
        buttons: QBoxLayout = row(self.not_arrived, self.arrived, spacing=look.px(10))
        buttons.setStretch(1, 1)
        if narrow:
            self._steps.hide()
            buttons.setDirection(QBoxLayout.Direction.BottomToTop)
            upper: QBoxLayout = column(
                self._question, row(None, self._picture, None), names, spacing=look.px(8)
            )
        else:
            words = column(self._question, self._steps, None, names, spacing=look.px(8))
            upper = row(self._picture, words, spacing=look.px(20))
        self._short = narrow
        self.setLayout(column(None, upper, None, buttons, spacing=look.px(8)))

    def show_pay(self, shown: PayShown) -> None:
        """Show the code and the question that fits."""
        _ = self._look.texts._
        code = shown.code or CodeShown("", "", "", carries_amount=True)
        self._picture.setVisible(bool(code.payload))
        self._picture.show_payload(code.payload)
        amount = format_rupiah(shown.amount)
        if shown.question:
            asked = _("QRIS {amount} ditunjukkan {at}. Uang sudah masuk?")
            self._question.setText(asked.format(amount=amount, at=shown.question))
        else:
            self._question.setText(_("Tunjukkan kode ini: {amount}").format(amount=amount))
        self._steps.setVisible(not shown.question and not self._short)
        self._merchant.setText(code.merchant)
        self._nmid.setText(_("NMID {nmid}").format(nmid=code.nmid) if code.nmid else "")
        self._hint.setText(
            "" if code.carries_amount else _("Pembeli mengetik sendiri {amount}.").format(amount=amount)
        )
        self._hint.setVisible(not code.carries_amount)
