"""The marked order: its goods, what is paid and what is left; settle it, or ask how it is cancelled."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QWidget

from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.orders.order_list import due_words
from pos.ui.orders.shown import OrderShown
from pos.ui.widgets.buttons import CapButton, PrimaryButton
from pos.ui.widgets.facts import clear, fact
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn
from pos.ui.words import tender_name


@dataclass(frozen=True, slots=True)
class OrderPresses:
    """What the buttons ask for."""

    confirm: Callable[[], None]
    cancel: Callable[[], None]
    forfeit: Callable[[], None]
    keep: Callable[[], None]


class OrderPanel(QFrame):
    """Shows one order; while it is asked how it ends, the ways out stand in the place of the settlement."""

    def __init__(self, look: Look, presses: OrderPresses) -> None:
        """Each callable hears of a press."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, _ = look, look.texts._
        self._title, self._facts = look.label(role="heading"), look.label(role="sub")
        self.cancel = CapButton(look, _("Batalkan"), Action.REMOVE, "danger", "trash-2", "danger")
        on_click(self.cancel, presses.cancel)
        self.settle = PrimaryButton(look, _("Lunasi"), Action.CONFIRM)
        on_click(self.settle, presses.confirm)
        self._lines = ScrollColumn(spacing=look.px(4), margins=(0, 0, look.px(10), 0))
        self._sums = ScrollColumn(spacing=look.px(6), margins=(0, 0, 0, 0))
        self._sums.setFixedHeight(look.px(84))
        margin = look.px(24)
        words = column(self._title, self._facts, spacing=look.px(2))
        head = row(words, self.cancel, spacing=look.px(12))
        head.setStretch(0, 1)
        layout = column(
            head,
            self._lines,
            self._sums,
            self.settle,
            self._make_question(presses),
            spacing=look.px(12),
            margins=(margin, look.px(18), margin, margin),
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _make_question(self, presses: OrderPresses) -> QFrame:
        look, _ = self._look, self._look.texts._
        self.give_back = PrimaryButton(look, _("Kembalikan uang muka"), Action.CONFIRM)
        on_click(self.give_back, presses.confirm)
        self.forfeit = CapButton(look, _("Uang muka hangus"), Action.REMOVE, "danger", "", "danger")
        on_click(self.forfeit, presses.forfeit)
        self.keep = CapButton(look, _("Pesanan tetap"), Action.BACK, "quick")
        on_click(self.keep, presses.keep)
        for button in (self.forfeit, self.keep):
            button.setFixedHeight(look.px(52))
        self._asked = look.label(role="line", wrap=True)
        self._question = look.frame("amber-band")
        side = look.px(16)
        self._question.setLayout(
            column(
                self._asked,
                self.give_back,
                row(self.keep, self.forfeit, spacing=look.px(12)),
                spacing=look.px(12),
                margins=(side, side, side, side),
            )
        )
        return self._question

    def show_order(self, order: OrderShown, *, asks: bool, may_forfeit: bool) -> None:
        """Show an order; `asks` how it is cancelled."""
        texts, _ = self._look.texts, self._look.texts._
        self._title.setText(order.number)
        due = _("Diambil {day} · {when}").format(
            day=texts.day(order.due_on), when=due_words(order.days, texts)
        )
        self._facts.setText(due)
        clear(self._lines.rows)
        for title, quantity, amount in order.lines:
            self._lines.rows.addWidget(self._line(f"{quantity} × {title}", format_rupiah(amount)))
        clear(self._sums.rows)
        paid = _("Uang muka ({way})").format(way=tender_name(order.paid_by, texts))
        for name, value in (
            (_("Total pesanan"), order.total),
            (paid, -order.deposit),
            (_("Sisa"), order.rest),
        ):
            self._sums.rows.addWidget(fact(self._look, name, format_rupiah(value)))
        self.settle.show_amount(format_rupiah(order.rest))
        self.settle.setVisible(not asks)
        self.cancel.setEnabled(not asks)
        self._question.setVisible(asks)
        self._ask(order, may_forfeit=may_forfeit)

    def _ask(self, order: OrderShown, *, may_forfeit: bool) -> None:
        _ = self._look.texts._
        cash = order.paid_by is TenderKind.CASH
        said = _("Batalkan pesanan? Uang muka kembali tunai dari laci.")
        if not cash:
            said = _("Batalkan pesanan? Uang muka kembali lewat transfer.")
        if not may_forfeit:
            said = f"{said} {_('Hangus baru boleh setelah tanggal ambil lewat.')}"
        self._asked.setText(said)
        self.give_back.show_amount(format_rupiah(order.deposit))
        self.forfeit.setEnabled(may_forfeit)

    def _line(self, title: str, amount: str) -> QWidget:
        look = self._look
        name = ElidedLabel(title)
        name.setProperty("role", "line")
        made = QWidget()
        layout = row(
            name, look.label(amount, "line"), spacing=look.px(12), margins=(0, look.px(6), 0, look.px(6))
        )
        layout.setStretch(0, 1)
        made.setLayout(layout)
        return made
