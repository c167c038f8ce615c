"""The form of a new order: deposit, way to pay, due date; Enter takes it. It shows and says presses, no more."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from pos.domain.money import Rupiah
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.services.checkout import REFERENCE_CHARS_MAX
from pos.ui.keys import Action
from pos.ui.orders.order_list import due_words
from pos.ui.orders.shown import WAYS, TakeShown
from pos.ui.ways import ICONS, KEYS
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.field_pad import FieldPad
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.widgets.qr_picture import QrPicture
from pos.ui.widgets.text_field import TextField
from pos.ui.words import tender_name

DAYS = (1, 3, 7, 14, 30)
PAD_WIDTH, WAYS_COLUMNS, CODE_SIDE = 324, 3, 300


@dataclass(frozen=True, slots=True)
class TakePresses:
    """What the form asks for; `due` hears days from today."""

    amount: Callable[[Rupiah], None]
    choose: Callable[[TenderKind], None]
    due: Callable[[int], None]
    confirm: Callable[[], None]


class TakePanel(QFrame):
    """Half of the total is offered as deposit; the first digit replaces it."""

    def __init__(self, look: Look, presses: TakePresses) -> None:
        """Each callable hears of a press."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, self._presses, _ = look, presses, look.texts._
        self._goods, self._rest = look.label(role="sub"), look.label(role="muted")
        nameless = _("Belum ada nama pembeli: Esc, lalu {key} di layar Jual.")
        self._nameless = look.label(
            nameless.format(key=look.keys.keycap(Action.CUSTOMER)), "accent", wrap=True
        )
        self.amount = MoneyEdit(_("Uang muka"), "tendered")
        self.amount.setProperty("text_size", "small")
        self.amount.changed.connect(presses.amount)
        self.reference = TextField(look, _("No. referensi"), _("No. referensi"), REFERENCE_CHARS_MAX)
        self._due = look.label(role="strong")
        self.confirm = PrimaryButton(look, _("Terima pesanan"), Action.CONFIRM, "check")
        on_click(self.confirm, presses.confirm)
        margin = look.px(20)
        left = column(
            look.label(_("Pesanan baru"), "heading"),
            self._goods,
            self._nameless,
            self.amount,
            self._rest,
            self._make_ways(),
            self.reference,
            row(look.label(_("Diambil (↑ ↓)"), "muted"), None, self._due),
            self._make_days(),
            None,
            spacing=look.px(9),
        )
        self._pad = pad = FieldPad(look, self, self.amount, zeros="000")
        pad.setFixedWidth(look.px(PAD_WIDTH))
        self._picture = QrPicture(look.px(CODE_SIDE))
        self._merchant = look.label(role="sub", wrap=True)
        self._merchant.setAlignment(Qt.AlignmentFlag.AlignCenter)
        right = column(pad, None, row(None, self._picture, None), self._merchant, None, spacing=look.px(8))
        body = row(left, right, spacing=look.px(18))
        body.setStretch(0, 1)
        layout = column(body, self.confirm, spacing=look.px(12), margins=(margin,) * 4)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def _make_ways(self) -> QWidget:
        self._ways: dict[TenderKind, CapButton] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._look.px(8))
        for n, kind in enumerate(WAYS):
            name = tender_name(kind, self._look.texts)
            button = CapButton(self._look, name, KEYS.get(kind), "method", ICONS[kind])
            button.setCheckable(True)
            button.setMinimumHeight(self._look.px(48))
            button.clicked.connect(lambda _checked=False, kind=kind: self._presses.choose(kind))
            self._ways[kind] = button
            grid.addWidget(button, n // WAYS_COLUMNS, n % WAYS_COLUMNS)
        holder = QWidget()
        holder.setLayout(grid)
        return holder

    def _make_days(self) -> QWidget:
        self._days: dict[int, QPushButton] = {}
        for days in DAYS:
            words = self._look.texts.ngettext("{n} hari", "{n} hari", days).format(n=days)
            button = self._look.button(words, "chip")
            button.setCheckable(True)
            button.setMinimumHeight(self._look.px(48))
            button.clicked.connect(lambda _checked=False, days=days: self._presses.due(days))
            self._days[days] = button
        holder = QWidget()
        holder.setLayout(row(*self._days.values(), None, spacing=self._look.px(6)))
        return holder

    def show_take(self, shown: TakeShown, *, fresh: bool) -> None:
        """Show the form; `fresh` offers the amount anew."""
        texts, _ = self._look.texts, self._look.texts._
        count = texts.ngettext("{n} barang", "{n} barang", shown.piece_count).format(n=shown.piece_count)
        self._goods.setText(f"{shown.title} · {count} · {format_rupiah(shown.total)}")
        self._nameless.setVisible(not shown.named)
        if fresh:
            self.amount.prefill(shown.amount)
            self.reference.clear()
        rest = shown.total - shown.amount
        said = _("Sisa saat diambil {amount}").format(amount=format_rupiah(rest))
        self._rest.setText(said if rest >= 0 else _("Lebih besar dari total pesanan"))
        for kind, way in self._ways.items():
            way.setChecked(kind is shown.method)
        self.reference.setVisible(shown.method is not TenderKind.CASH)
        self._due.setText(f"{texts.day(shown.due_on)} · {due_words(shown.days, texts)}")
        for days, chip in self._days.items():
            chip.setChecked(days == shown.days)
        self._pad.setVisible(not shown.code)
        self._picture.setVisible(bool(shown.code))
        self._merchant.setVisible(bool(shown.code))
        self._picture.show_payload(shown.code)
        self._merchant.setText(f"{shown.merchant} · {format_rupiah(shown.amount)}")
        self.confirm.show_text(_("Uang sudah masuk") if shown.code else _("Terima pesanan"))
        self.confirm.show_amount(format_rupiah(shown.amount))
        self.confirm.setEnabled(0 < shown.amount <= shown.total)
