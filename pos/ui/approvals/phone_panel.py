"""The code for a manager's phone: what it is good for, and its QR while it is shown, once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from pos.ui.approvals.presenter import PhoneSetup
from pos.ui.keys import Action
from pos.ui.widgets.buttons import CapButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.qr_picture import QrPicture


class PhonePanel(QFrame):
    """The right half."""

    def __init__(self, look: Look, make_code: Callable[[], object]) -> None:
        """`make_code` asks for a fresh secret."""
        super().__init__()
        self._look = look
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = look.label(role="muted", wrap=True)
        self._picture = QrPicture(look.px(252))
        self.text = look.label(role="strong", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._page = look.label(role="sub", wrap=True)
        self.make = CapButton(look, "", Action.NEW_CODE, "ghost", "smartphone")
        self.make.setFixedHeight(look.px(52))
        on_click(self.make, make_code)
        margin = look.px(24)
        self.setLayout(
            column(
                look.label(look.texts._("Kode approval di ponsel"), "heading"),
                self._words,
                row(None, self._picture, None),
                self.text,
                self._page,
                self.make,
                None,
                spacing=look.px(10),
                margins=(margin, look.px(20), margin, margin),
            )
        )

    def show_phone(self, setup: PhoneSetup) -> None:
        """See ApprovalsView."""
        _, shown = self._look.texts._, bool(setup.text)
        for part in (self._picture, self.text, self._page):
            part.setVisible(shown)
        self._picture.show_payload(setup.text)
        self.text.setText(_in_groups(setup.text))
        said = _("Salin {page} ke ponsel, buka di sana, lalu tempel teks QR ini. Jangan difoto orang lain.")
        self._page.setText(said.format(page=setup.page) if shown else "")
        self._words.setText(self._sentence(setup))
        self.make.setVisible(setup.allowed)
        self.make.show_text(_("Buat kode baru") if setup.has_code else _("Buat kode"))

    def _sentence(self, setup: PhoneSetup) -> str:
        _ = self._look.texts._
        if not setup.allowed:
            said = _("Hanya penanggung jawab yang memasang kode di ponselnya. Masuklah dengan {key}.")
            return said.format(key=self._look.keys.keycap(Action.LOCK))
        if setup.text:
            return _("Pindai sekarang; kode ini hanya terlihat sampai layar ini ditinggalkan.")
        if setup.has_code:
            return _("Ponsel {name} sudah bisa menyetujui dari jauh. Ponsel hilang? Buat kode baru.").format(
                name=setup.name
            )
        return _(
            "Dengan kode di ponsel, {name} menyetujui dari jauh tanpa internet: kasir membacakan delapan angka, "
            "ponsel menjawab enam."
        ).format(name=setup.name)


def _in_groups(text: str) -> str:
    """The text with places to break the line, for whoever types it."""
    head, dot, secret = text.rpartition(".")
    if not dot:
        return text
    return f"{head}.\u200b" + "\u200b".join(secret[at : at + 4] for at in range(0, len(secret), 4))
