"""Pelanggan: found by name or number, or remembered once they agree to a sentence; a sale needs none."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pos.domain.customer import NAME_CHARS_MAX, Customer
from pos.ui.keys import Action
from pos.ui.sell.asked import CustomerAsked
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click
from pos.ui.widgets.sheet import Sheet
from pos.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from pos.ui.sell.presenter import SellPresenter

PHONE_CHARS_MAX = 20


class CustomerPanel(Sheet):
    """Covers the cart."""

    whole = True

    def __init__(self, look: Look, parent: QWidget, sale: "SellPresenter") -> None:
        """The sentence's text has a version in services.customers: change both together."""
        super().__init__(look, parent, lambda: sale.ask(None))
        _ = look.texts._
        self._sale, self._customers = sale, sale.customers
        self.search = TextField(
            look, _("Cari pelanggan"), _("Nama, atau 4 angka terakhir nomor"), NAME_CHARS_MAX
        )
        self.search.textEdited.connect(self._customers.typed)
        self._found = QVBoxLayout()
        self._found.setSpacing(look.px(8))
        self._people: list[QPushButton] = []
        self._off = look.button(_("Tanpa nama"), "danger")
        on_click(self._off, lambda: self._customers.choose(None))
        self.body.addWidget(self.search)
        self.body.addLayout(self._found)
        self.body.addWidget(self._off)
        self.body.addWidget(self._make_new())
        self.body.addStretch(1)

    def _make_new(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        self.name = TextField(look, _("Nama"), _("Nama"), NAME_CHARS_MAX)
        self.phone = TextField(look, _("Nomor WhatsApp"), _("Nomor WhatsApp (boleh kosong)"), PHONE_CHARS_MAX)
        self.agreed = look.button(_("Pelanggan setuju"), "chip")
        self.agreed.setCheckable(True)
        tick = look.icon("check", "on_soft", 20)
        self.agreed.toggled.connect(lambda on: self.agreed.setIcon(tick if on else QIcon()))
        sentence = look.label(
            _("Nama dan nomor dipakai untuk struk dan kabar pesanan saja, dan bisa dihapus kapan saja."),
            "muted",
            wrap=True,
        )
        self._save = PrimaryButton(look, _("Simpan pelanggan"), Action.CONFIRM)
        on_click(self._save, self._remember)
        part = QWidget()
        part.setLayout(
            column(
                look.label(_("Pelanggan baru"), "heading"),
                self.name,
                self.phone,
                sentence,
                self.agreed,
                self._save,
                spacing=look.px(10),
                margins=(0, look.px(12), 0, 0),
            )
        )
        return part

    def open(self, asked: CustomerAsked) -> None:
        """Come up, or show who was found."""
        _ = self._look.texts._
        fresh = not self.isVisible()
        for old in self._people:
            old.hide()
            old.deleteLater()
        self._people = [self._person(customer) for customer in asked.found]
        for button in self._people:
            self._found.addWidget(button)
        self._off.setVisible(asked.chosen is not None)
        chosen = asked.chosen.identity.name if asked.chosen and asked.chosen.identity else ""
        self.ask(_("Pelanggan"), chosen or _("Penjualan tidak perlu nama."))
        if fresh:
            for field in (self.search, self.name, self.phone):
                field.clear()
            self.agreed.setChecked(False)
            self.search.setFocus()

    def _person(self, customer: Customer) -> QPushButton:
        assert customer.identity is not None
        phone = customer.identity.phone
        tail = f" · ••••{phone[-4:]}" if phone else ""
        button = self._look.button(f"{customer.identity.name}{tail}", "", "user", "muted")
        button.setMinimumHeight(self._look.px(48))
        on_click(button, lambda: self._customers.choose(customer))
        return button

    def first(self) -> QWidget | None:
        """See Sheet."""
        return self._people[0] if self._people else None

    def confirm(self) -> None:
        """Enter: the only one who was found, else the new one."""
        if self.name.text().strip():
            self._remember()
        elif len(self._people) == 1:
            self._people[0].click()
        else:
            self.name.setText(self.search.text())
            self.name.setFocus()

    def _remember(self) -> None:
        self._customers.remember(self.name.text(), self.phone.text(), agreed=self.agreed.isChecked())
