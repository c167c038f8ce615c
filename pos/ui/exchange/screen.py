"""The exchange's Qt half: goods or ways to pay at the left, both sides of the exchange at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.ui.exchange.found_list import FoundList
from pos.ui.exchange.pay_page import PayPage, PayPresses
from pos.ui.exchange.shown import ExchangeShown, FoundShown, Phase
from pos.ui.exchange.swap_panel import SwapPanel, SwapPresses
from pos.ui.keys import Action
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from pos.ui.exchange.presenter import ExchangePresenter


class ExchangeScreen(QWidget):
    """Implements presenter.ExchangeView."""

    right_inset = 0

    def __init__(
        self, look: Look, make_presenter: "Callable[[ExchangeScreen], ExchangePresenter]", *, narrow: bool
    ) -> None:
        """`narrow` is for screens of 1024 px."""
        super().__init__()
        self._look = look
        self._phase = Phase.PICKING
        self.presenter = presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(look, look.texts._("Barang pengganti: nama atau kode"), "search", None)
        self.search.typed.connect(presenter.typed)
        self._found = FoundList(look, presenter.pick)
        self._pay = PayPage(look, PayPresses(presenter.choose, presenter.type_amount), narrow=narrow)
        self._panel = SwapPanel(look, SwapPresses(presenter.change, presenter.pay, presenter.confirm))
        self._panel.setFixedWidth(look.px(400 if narrow else 520))
        picking = QWidget()
        picking.setLayout(column(self.search, self._found, spacing=look.px(12)))
        self._left = QStackedWidget()
        self._left.addWidget(picking)
        self._left.addWidget(self._pay)
        two = QWidget()
        layout = QHBoxLayout(two)
        side = look.px(16 if narrow else 24)
        layout.setContentsMargins(side, look.px(20), side, look.px(20))
        layout.setSpacing(look.px(16))
        layout.addWidget(self._left, 1)
        layout.addWidget(self._panel)
        self._pages = QStackedWidget()
        self._pages.addWidget(two)
        self._pages.addWidget(self._make_done())
        self.setLayout(column(self._pages, margins=(0, look.theme.size("header"), 0, 0), spacing=0))

    def _make_done(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        self._done_word = look.label(role="title")
        self._done_amount = look.label()
        self._done_amount.setFont(look.theme.font(84, 800, 98))
        self._done_facts = look.label(role="strong", wrap=True)
        words = (self._done_word, self._done_amount, self._done_facts)
        for label in words:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        band = look.frame("band")
        side = look.px(48)
        band.setMinimumWidth(look.px(640))
        band.setLayout(column(*words, spacing=look.px(6), margins=(side, look.px(28), side, look.px(32))))
        button = PrimaryButton(look, _("Selesai"), Action.CONFIRM)
        button.setFixedWidth(look.px(280))
        on_click(button, self.presenter.confirm)
        page = QWidget()
        page.setLayout(
            column(None, row(None, band, None), row(None, button, None), None, spacing=look.px(18))
        )
        return page

    # --- what the presenter says

    def show_exchange(self, shown: ExchangeShown) -> None:
        """See ExchangeView."""
        moved = shown.phase is not self._phase
        self._phase = shown.phase
        done = shown.phase is Phase.DONE
        self._pages.setCurrentIndex(1 if done else 0)
        if done:
            self._show_done(shown)
            return
        self._left.setCurrentIndex(0 if shown.phase is Phase.PICKING else 1)
        self._panel.show_exchange(shown)
        if shown.phase is not Phase.PICKING:
            self._pay.show_exchange(shown)
        if moved:
            self._focus()

    def _show_done(self, shown: ExchangeShown) -> None:
        _ = self._look.texts._
        cash = sum(t.amount for t in shown.give_back if t.kind is TenderKind.CASH) + shown.change
        rest = sum(t.amount for t in shown.give_back if t.kind is not TenderKind.CASH)
        self._done_word.setText(_("Serahkan tunai") if cash else _("Tukar barang selesai"))
        self._done_amount.setText(format_rupiah(cash))
        self._done_amount.setVisible(bool(cash))
        facts = _("Nota {number}, ditukar dari {old}").format(number=shown.number, old=shown.sale_number)
        if rest:
            back = _("{amount} kembali lewat cara bayar asal").format(amount=format_rupiah(rest))
            facts = f"{facts} · {back}"
        self._done_facts.setText(facts)

    def show_found(self, found: tuple[FoundShown, ...], marked: int) -> None:
        """See ExchangeView."""
        self._found.show_found(found, marked)

    def clear_search(self) -> None:
        """See ExchangeView."""
        self.search.set_text("")

    def reference(self) -> str:
        """See ExchangeView."""
        return self._pay.reference.text().strip()

    # --- what the person does

    def _focus(self) -> None:
        (self.search if self._phase is Phase.PICKING else self._pay.amount).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready for a name."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._focus)

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves the key to the field."""
        presenter = self.presenter
        if action in {Action.MORE, Action.FEWER} and self.search.text():
            return False
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: presenter.confirm,
            Action.BACK: presenter.back,
            Action.PAY: presenter.pay,
            Action.UP: lambda: presenter.move(-1),
            Action.DOWN: lambda: presenter.move(1),
            Action.MORE: lambda: presenter.change(None, 1),
            Action.FEWER: lambda: presenter.change(None, -1),
            Action.QUICK_CASH_TENDER: lambda: presenter.choose(TenderKind.CASH),
            Action.QRIS_TENDER: lambda: presenter.choose(TenderKind.QRIS),
            Action.OTHER_TENDER: presenter.choose_other,
        }
        if action not in does:
            return False
        does[action]()
        return True
