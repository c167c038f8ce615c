"""The payment screen's Qt half: ways left, amounts in the middle, summary right; the done page over all."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos.domain.cash import QUICK_BUTTONS_MAX
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah, grouped
from pos.ui.keys import Action
from pos.ui.pay.done_page import DonePage
from pos.ui.pay.methods import Methods
from pos.ui.pay.qris_panel import QrisPanel
from pos.ui.pay.shown import PayShown, Phase
from pos.ui.pay.summary import Summary
from pos.ui.ways import NAMED
from pos.ui.widgets.amount_label import AmountLabel
from pos.ui.widgets.look import Look, column, restyle, row
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.widgets.numpad import Numpad

if TYPE_CHECKING:
    from pos.ui.pay.presenter import PayPresenter

REFERENCE_CHARS_MAX = 40
QUICK_WIDE_MAX = 4
"""Quick amounts below a million that find room with Rp before them on a screen of 1024 px."""
MILLION = 1_000_000
FIRST = 1000
"""A stretch beside which others get only what is left over."""


class PayScreen(QWidget):
    """Implements presenter.PayView."""

    def __init__(
        self,
        look: Look,
        make_presenter: "Callable[[PayScreen], PayPresenter]",
        kinds: tuple[TenderKind, ...],
        reprint: Callable[[], None],
        *,
        narrow: bool,
    ) -> None:
        """`narrow` is for screens of 1024 px."""
        super().__init__()
        self._look, self._narrow = look, narrow
        self.presenter = make_presenter(self)
        self._quick: tuple[int, ...] = ()
        self._method = TenderKind.CASH
        self.right_inset = 0
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._methods = Methods(look, kinds, self.presenter.choose)
        self._methods.setFixedWidth(look.px(228 if narrow else 256))
        self._summary = Summary(look, confirm=self.presenter.confirm, drop=self.presenter.drop)
        self._summary.setFixedWidth(look.px(292 if narrow else 384))
        taking = QWidget()
        three = QHBoxLayout(taking)
        side = look.px(16 if narrow else 24)
        three.setContentsMargins(side, look.px(20), side, look.px(20))
        three.setSpacing(look.px(12 if narrow else 20))
        three.addWidget(self._methods)
        three.addWidget(self._make_middle(), 1)
        three.addWidget(self._summary)
        self._done = DonePage(
            look,
            go_on=self.presenter.confirm,
            typed=lambda text: self.presenter.next_sale(typed=text),
            reprint=reprint,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(taking)
        self._pages.addWidget(self._done)
        self.setLayout(column(self._pages, margins=(0, look.theme.size("header"), 0, 0), spacing=0))

    def _make_middle(self) -> QFrame:
        look, _ = self._look, self._look.texts._
        self._due_word = look.label(role="heading", wrap=True)
        self._due = AmountLabel(look, 44 if self._narrow else 56)
        self._due.setContentsMargins(0, 0, look.px(16), 0)
        self._amount_word = look.label(role="muted")
        self._amount = MoneyEdit(_("Uang diterima"), "tendered")
        self._amount.setProperty("text_size", "small" if self._narrow else "medium")
        self._amount.changed.connect(self.presenter.type_amount)
        self._quick_row = QHBoxLayout()
        self._quick_row.setSpacing(look.px(8))
        self._quick_buttons = tuple(self._quick_button(n) for n in range(QUICK_BUTTONS_MAX))
        for button in self._quick_buttons:
            self._quick_row.addWidget(button)
        self._reference = QLineEdit()
        self._reference.setMaxLength(REFERENCE_CHARS_MAX)
        pad = Numpad(look, self._amount.press, self._amount.delete, self._amount.wipe)
        self._code = QrisPanel(
            look,
            arrived=self.presenter.arrived,
            not_arrived=self.presenter.not_arrived,
            narrow=self._narrow,
        )
        self._lower = QStackedWidget()
        holder = QWidget()
        across = row(None, pad, None)
        across.setStretch(1, FIRST)
        down = column(across, None)
        down.setStretch(0, FIRST)
        holder.setLayout(down)
        self._lower.addWidget(holder)
        self._lower.addWidget(self._code)
        panel = look.frame("panel")
        layout = QVBoxLayout(panel)
        side = look.px(16 if self._narrow else 24)
        layout.setContentsMargins(side, look.px(14), side, look.px(20))
        layout.setSpacing(look.px(10))
        due = row(self._due_word, self._due)
        due.setStretch(0, 1)
        layout.addLayout(due)
        layout.addWidget(look.frame("rule"))
        self._amount_row = QWidget()
        self._amount_row.setLayout(row(self._amount_word, self._amount, spacing=look.px(12)))
        layout.addWidget(self._amount_row)
        layout.addLayout(self._quick_row)
        layout.addWidget(self._reference)
        layout.addWidget(self._lower, 1)
        return panel

    # --- what the presenter says

    def show_pay(self, shown: PayShown, *, fresh: bool) -> None:
        """See PayView."""
        self._pages.setCurrentIndex(1 if shown.phase is Phase.DONE and shown.done else 0)
        self._done.show_pay(shown)
        if shown.done is None:
            self._show_taking(shown, fresh=fresh)
        self._focus()

    def _show_taking(self, shown: PayShown, *, fresh: bool) -> None:
        _ = self._look.texts._
        coded = shown.phase is Phase.CODE
        self._methods.show_method(shown.method, enabled=shown.phase is Phase.TENDERING)
        self._summary.show_pay(shown)
        self._due_word.setText(_("Masih kurang") if shown.partly_paid else _("Total bayar"))
        self._due.setText(format_rupiah(shown.due))
        cash = shown.method is TenderKind.CASH
        self._amount_word.setText(_("Uang diterima") if cash else _("Jumlah"))
        if fresh or self._amount.amount != shown.amount:
            self._amount.prefill(shown.amount)
        self._show_quick(shown)
        self._ask_reference(shown.method)
        self._lower.setCurrentIndex(1 if coded else 0)
        if coded:
            self._code.show_pay(shown)

    def _ask_reference(self, method: TenderKind) -> None:
        _ = self._look.texts._
        if method is not self._method:
            self._method = method
            self._reference.clear()
        asked = {
            TenderKind.VOUCHER: _("No. voucher"),
            TenderKind.RECEIVABLE: _("Kode instansi atau agen yang berutang"),
        }.get(method)
        self._reference.setPlaceholderText(asked or _("No. referensi (boleh kosong)"))
        self._reference.setAccessibleName(asked or _("No. referensi"))
        self._reference.setVisible(method not in {TenderKind.CASH, TenderKind.QRIS})

    def _show_quick(self, shown: PayShown) -> None:
        self._quick = shown.quick
        wide = len(shown.quick) > QUICK_WIDE_MAX or max(shown.quick, default=0) >= MILLION
        tight = self._narrow and wide
        for n, button in enumerate(self._quick_buttons):
            button.setVisible(n < len(shown.quick))
            if n < len(shown.quick):
                self._name_quick(button, n, shown.quick[n], tight=tight)
                button.setChecked(shown.quick[n] == shown.amount)

    def _name_quick(self, button: QPushButton, n: int, amount: int, *, tight: bool) -> None:
        """`tight` is small, without Rp: five find room beside each other at 1024 px."""
        exact = self._look.texts._("Uang pas") if n == 0 else ""
        words = exact or (grouped(amount) if tight else format_rupiah(amount))
        if button.text() != words:
            button.setText(words)
            button.setAccessibleName(exact or format_rupiah(amount))
        restyle(button, "text_size", "small" if tight else "")

    def _quick_button(self, n: int) -> QPushButton:
        button = self._look.button("", "quick")
        button.setCheckable(True)
        button.setFixedHeight(self._look.px(56))
        button.clicked.connect(lambda _checked=False: self.presenter.quick(self._quick[n]))
        button.hide()
        return button

    def reference(self) -> str:
        """See PayView."""
        return self._reference.text().strip()

    # --- what the person does

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves the key to the field."""
        presenter = self.presenter
        if action in {Action.LEFT, Action.RIGHT} and not self._reference.hasFocus():
            presenter.move_quick(1 if action is Action.RIGHT else -1)
            return True
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: presenter.confirm,
            Action.BACK: presenter.back,
            Action.QUICK_CASH_TENDER: lambda: presenter.choose(TenderKind.CASH),
            Action.QRIS_TENDER: lambda: presenter.choose(TenderKind.QRIS),
            Action.OTHER_TENDER: presenter.choose_other,
        }
        if action not in does:
            return False
        does[action]()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready for digits."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._focus)

    def _focus(self) -> None:
        """Digits go to the amount, but first to a number that must be said; in the done state all goes to the page."""
        if self._pages.currentIndex() == 1:
            self._done.setFocus()
        elif self._method in NAMED and not self._reference.text():
            self._reference.setFocus()
        elif not self._reference.hasFocus():
            self._amount.setFocus()
