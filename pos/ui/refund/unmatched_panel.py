"""The form for a receipt that is not known here, in the place of the open sale. Decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from pos.domain.unmatched import Cause
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.refund.unmatched_form import UnmatchedShown, UnmatchedTyped
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.money_edit import MoneyEdit

TEXT_CHARS_MAX = 60


@dataclass(frozen=True, slots=True)
class UnmatchedPresses:
    """Who hears the cause and the buttons."""

    choose: Callable[[Cause], None]
    confirm: Callable[[], None]
    close: Callable[[], None]


class UnmatchedPanel(QFrame):
    """Shows an UnmatchedShown; its fields keep what was typed."""

    def __init__(self, look: Look, presses: UnmatchedPresses) -> None:
        """Empty until it is asked."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, self._presses = look, presses
        _ = look.texts._
        close = look.icon_button("x", _("Tutup"))
        on_click(close, presses.close)
        words = column(
            look.label(_("Nota ini tidak ada di komputer ini"), "title"),
            look.label(
                _("Retur belum dicocokkan: kantor pusat mencocokkannya nanti dengan nota asal."),
                "sub",
                wrap=True,
            ),
            spacing=look.px(2),
        )
        self._maker = look.label(role="sub", wrap=True)
        self._limit = look.label(role="sub", wrap=True)
        self.confirm = PrimaryButton(look, _("Kembalikan tunai"), Action.CONFIRM, "undo-2")
        on_click(self.confirm, presses.confirm)
        margin = look.px(24)
        layout = column(
            row(words, close),
            self._make_fields(),
            self._maker,
            look.label(_("Salahnya di mana?"), "muted"),
            self._make_causes(),
            look.label(_("Barangnya dicatat rusak di sini dan tidak kembali ke rak."), "sub", wrap=True),
            None,
            self._limit,
            self.confirm,
            spacing=look.px(10),
            margins=(margin, look.px(16), margin, look.px(20)),
        )
        self.setLayout(layout)

    def _make_fields(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        self.number = self._field(_("Nomor di struk pembeli"))
        self._code = self._field(_("Kode di struk (boleh kosong)"))
        self._title = self._field(_("Barang; pindai labelnya atau ketik"))
        self.price = MoneyEdit(_("Harga di label"))
        self.price.setFixedHeight(look.px(48))
        self.price.changed.connect(self._show_amount)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(2))
        for n, field in enumerate((self.number, self._code, self._title, self.price)):
            grid.addWidget(look.label(field.accessibleName(), "sub"), n // 2 * 2, n % 2)
            grid.addWidget(field, n // 2 * 2 + 1, n % 2)
        made = QWidget()
        made.setLayout(grid)
        return made

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(TEXT_CHARS_MAX)
        made.setAccessibleName(name)
        made.setFixedHeight(self._look.px(48))
        return made

    def _make_causes(self) -> QHBoxLayout:
        look, _ = self._look, self._look.texts._
        words = {
            Cause.MAKER: _("Pengrajin"),
            Cause.GALLERY: _("Galeri"),
            Cause.BUYER: _("Pembeli"),
        }
        self._causes: dict[Cause, QPushButton] = {}
        made = QHBoxLayout()
        made.setSpacing(look.px(8))
        for cause, word in words.items():
            chip = look.button(word, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, cause=cause: self._presses.choose(cause))
            self._causes[cause] = chip
            made.addWidget(chip)
        made.addStretch(1)
        return made

    def fill(self, typed: UnmatchedTyped) -> None:
        """Put into the fields what is known."""
        for field, text in (
            (self.number, typed.number),
            (self._code, typed.code),
            (self._title, typed.title),
        ):
            field.setText(text)
        self.price.prefill(typed.price)
        self._show_amount()

    def typed(self) -> UnmatchedTyped:
        """What stands in the fields."""
        return UnmatchedTyped(
            self.number.text().strip(),
            self._code.text().strip(),
            self._title.text().strip(),
            self.price.amount,
        )

    def show_unmatched(self, shown: UnmatchedShown) -> None:
        """Show the state."""
        _ = self._look.texts._
        for cause, chip in self._causes.items():
            chip.setChecked(cause is shown.cause)
        self._maker.setText(_("karya {maker}").format(maker=shown.maker))
        self._maker.setVisible(bool(shown.maker))
        self._limit.setText(
            _("Paling banyak {limit}; penanggung jawab menyetujuinya dengan PIN.").format(
                limit=format_rupiah(shown.limit)
            )
        )
        self.confirm.setEnabled(not shown.busy)

    def focus_first_empty(self) -> None:
        """Be ready for what is missing."""
        (self._title if self.number.text() else self.number).setFocus()

    def _show_amount(self, _amount: object = None) -> None:
        self.confirm.show_amount(format_rupiah(self.price.amount) if self.price.amount else "")
