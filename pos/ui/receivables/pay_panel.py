"""The payment of one receivable: amount, way to pay, number of the transfer; Enter takes it. Shows, no more."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QWidget

from pos.domain.money import Rupiah
from pos.domain.receivable import WAYS
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.services.checkout import REFERENCE_CHARS_MAX
from pos.ui.keys import Action
from pos.ui.receivables.owed_list import age_words
from pos.ui.receivables.shown import ReceivablesShown
from pos.ui.ways import ICONS
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.field_pad import FieldPad
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.widgets.text_field import TextField
from pos.ui.words import tender_name

PAD_WIDTH = 300
KEYS = {
    TenderKind.CASH: Action.QUICK_CASH_TENDER,
    TenderKind.QRIS: Action.QRIS_TENDER,
    TenderKind.TRANSFER: Action.OTHER_TENDER,
}


@dataclass(frozen=True, slots=True)
class PayPresses:
    """What the form asks for."""

    amount: Callable[[Rupiah], None]
    choose: Callable[[TenderKind], None]
    confirm: Callable[[], None]


class PayPanel(QFrame):
    """The whole of what is owed is offered; the first digit replaces it."""

    def __init__(self, look: Look, presses: PayPresses) -> None:
        """Each callable hears of a press."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, self._presses, _ = look, presses, look.texts._
        self._debtor, self._facts = look.label(role="heading", wrap=True), look.label(role="sub", wrap=True)
        self.amount = MoneyEdit(_("Jumlah diterima"), "tendered")
        self.amount.setProperty("text_size", "small")
        self.amount.changed.connect(presses.amount)
        self._rest = look.label(role="muted")
        self.reference = TextField(look, _("No. referensi"), _("No. referensi"), REFERENCE_CHARS_MAX)
        self.confirm = PrimaryButton(look, _("Terima"), Action.CONFIRM, "check")
        on_click(self.confirm, presses.confirm)
        left = column(
            self._debtor,
            self._facts,
            self.amount,
            self._rest,
            self._make_ways(),
            self.reference,
            None,
            spacing=look.px(10),
        )
        pad = FieldPad(look, self, self.amount, zeros="000")
        pad.setFixedWidth(look.px(PAD_WIDTH))
        body = row(left, column(pad, None), spacing=look.px(18))
        body.setStretch(0, 1)
        layout = column(body, self.confirm, spacing=look.px(12), margins=(look.px(20),) * 4)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def _make_ways(self) -> QWidget:
        self._ways: dict[TenderKind, CapButton] = {}
        for kind in WAYS:
            button = CapButton(
                self._look, tender_name(kind, self._look.texts), KEYS[kind], "method", ICONS[kind]
            )
            button.setCheckable(True)
            button.setMinimumHeight(self._look.px(48))
            button.clicked.connect(lambda _checked=False, kind=kind: self._presses.choose(kind))
            self._ways[kind] = button
        holder = QWidget()
        holder.setLayout(column(*self._ways.values(), spacing=self._look.px(8)))
        return holder

    def show_payment(self, shown: ReceivablesShown, *, fresh: bool) -> None:
        """Show the marked one; `fresh` offers the amount anew."""
        owed, texts, _ = shown.row, self._look.texts, self._look.texts._
        if owed is None:
            return
        self._debtor.setText(owed.debtor or owed.number)
        facts = _("{number} · {day} · {age}")
        said = facts.format(number=owed.number, day=texts.day(owed.sold_on), age=age_words(owed.days, texts))
        if shown.debtor_total != owed.owed:
            both = _("{said} · semua piutangnya {total}")
            said = both.format(said=said, total=format_rupiah(shown.debtor_total))
        self._facts.setText(said)
        if fresh:
            self.amount.prefill(shown.amount)
            self.reference.clear()
        rest = owed.owed - shown.amount
        left = _("Sisa piutang {amount}").format(amount=format_rupiah(rest))
        self._rest.setText(left if rest >= 0 else _("Lebih besar dari piutangnya"))
        for kind, way in self._ways.items():
            way.setChecked(kind is shown.method)
        self.reference.setVisible(shown.method is not TenderKind.CASH)
        self.confirm.show_amount(format_rupiah(shown.amount))
        self.confirm.setEnabled(0 < shown.amount <= owed.owed and not shown.busy)
