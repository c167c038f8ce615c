"""A note on a line, or a word for the whole sale that stands on the receipt."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pos.domain.cart import NOTE_CHARS_MAX
from pos.ui.keys import Action
from pos.ui.sell.asked import NoteAsked
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, on_click, row
from pos.ui.widgets.sheet import Sheet
from pos.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from pos.ui.sell.presenter import SellPresenter


class NotePanel(Sheet):
    """Lies over the foot of the cart."""

    def __init__(self, look: Look, parent: QWidget, sale: "SellPresenter") -> None:
        """An empty field takes the note off."""
        super().__init__(look, parent, lambda: sale.ask(None))
        _ = look.texts._
        self._sale = sale
        self._asked = NoteAsked(None, "", "")
        self.field = TextField(look, _("Catatan"), _("Misal: kado, bungkus terpisah"), NOTE_CHARS_MAX)
        self._remove = look.button(_("Hapus"), "danger")
        on_click(self._remove, lambda: sale.extras.note(self._asked, ""))
        self._use = PrimaryButton(look, _("Pakai"), Action.CONFIRM)
        on_click(self._use, self.confirm)
        self.body.addWidget(self.field)
        self.body.addWidget(look.label(_("Tercetak di struk. Jangan tulis data pribadi."), "sub", wrap=True))
        self.body.addLayout(row(self._remove, self._use, spacing=look.px(10)))

    def open(self, asked: NoteAsked) -> None:
        """Come up with what the note says now."""
        self._asked = asked
        self.field.setText(asked.now)
        self.field.selectAll()
        self._remove.setVisible(bool(asked.now))
        self.ask(asked.title)
        self.field.setFocus()

    def confirm(self) -> None:
        """Use what is typed."""
        self._sale.extras.note(self._asked, self.field.text())
