"""What a cashier reads out on the phone: act, rupiah, and the digits large enough to be read from afar."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from pos.ui.widgets.look import Look, column, row

if TYPE_CHECKING:
    from pos.ui.approval.presenter import PhoneShown


class ReadOut(QWidget):
    """Three lines, in the order in which the phone's page asks for them."""

    def __init__(self, look: Look) -> None:
        """Empty."""
        super().__init__()
        self._look = look
        _ = look.texts._
        self._action, self._amount = (look.label(role="strong", wrap=True) for _n in range(2))
        self._digits = look.label()
        self._digits.setFont(look.theme.font(34, 800))
        self._until = look.label(role="muted", wrap=True)
        self.setLayout(
            column(
                self._line(_("Tindakan"), self._action),
                self._line(_("Rupiah"), self._amount),
                self._line(_("Angka"), self._digits),
                self._until,
                spacing=look.px(6),
            )
        )

    def _line(self, name: str, value: QLabel) -> QWidget:
        made, said = QWidget(), self._look.label(name, "muted")
        said.setFixedWidth(self._look.px(84))
        layout = row(said, value, spacing=self._look.px(8))
        layout.setStretch(1, 1)
        made.setLayout(layout)
        return made

    def show_phone(self, shown: "PhoneShown") -> None:
        """Say what is to be read out."""
        self._action.setText(shown.action)
        self._amount.setText(shown.amount)
        self._digits.setText(shown.digits)
        self._digits.setAccessibleName(shown.digits)
        said = self._look.texts._("Berlaku sekali, sampai {at}. Pilih siapa yang menjawab.")
        self._until.setText(said.format(at=shown.until))
