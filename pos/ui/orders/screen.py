"""The orders' Qt half: the list at the left; at the right the marked order, or the form of a new one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.orders.order_list import OrderList
from pos.ui.orders.order_panel import OrderPanel, OrderPresses
from pos.ui.orders.shown import OrdersShown, Step
from pos.ui.orders.take_panel import TakePanel, TakePresses
from pos.ui.widgets.look import Look, column, row

if TYPE_CHECKING:
    from pos.ui.orders.presenter import OrdersPresenter

WEEK = 7


class OrdersScreen(QWidget):
    """Implements presenter.OrdersView."""

    right_inset = 0

    def __init__(
        self, look: Look, make_presenter: "Callable[[OrdersScreen], OrdersPresenter]", *, narrow: bool
    ) -> None:
        """Empty until it comes to the front."""
        super().__init__()
        self._look, _ = look, look.texts._
        self.presenter = presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._step = Step.LIST
        self.list = OrderList(look, presenter.mark)
        self._owed = look.label(role="muted")
        self._side = side = QWidget()
        side.setFixedWidth(look.px(300 if narrow else 380))
        side.setLayout(column(self._owed, self.list, spacing=look.px(8)))
        self.order = OrderPanel(
            look,
            OrderPresses(presenter.confirm, presenter.ask_cancel, presenter.forfeit, presenter.back),
        )
        self.form = TakePanel(
            look,
            TakePresses(presenter.type_amount, presenter.choose, presenter.choose_due, presenter.confirm),
        )
        self._pages = QStackedWidget()
        for page in (self._make_nothing(), self.order, self.form):
            self._pages.addWidget(page)
        margin = look.px(24)
        two = row(side, self._pages, spacing=look.px(16), margins=(margin, look.px(20), margin, look.px(20)))
        two.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(two)
        self.setLayout(column(holder, margins=(0, look.theme.size("header"), 0, 0), spacing=0))

    def _make_nothing(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        words = look.label(_("Tidak ada pesanan terbuka"), "heading")
        hint = look.label(
            _("Isi keranjang dengan barang pesanan, lalu tekan Ctrl+O untuk menerima uang mukanya."),
            "muted",
            wrap=True,
        )
        for label in (words, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QWidget()
        picture = look.picture("clock", "faint", 48)
        page.setLayout(column(None, row(None, picture, None), words, hint, None, spacing=look.px(10)))
        return page

    def show_orders(self, shown: OrdersShown, *, fresh: bool) -> None:
        """See OrdersView."""
        began = self._step is not shown.step
        self._step, _ = shown.step, self._look.texts._
        self._owed.setText(_("Uang muka terbuka {amount}").format(amount=format_rupiah(shown.owed)))
        self._side.setVisible(bool(shown.orders) and shown.take is None)
        self.list.show_rows(shown.orders, -1 if shown.step is Step.TAKE else shown.marked)
        if shown.take is not None:
            self.form.show_take(shown.take, fresh=fresh)
            self._pages.setCurrentWidget(self.form)
        elif shown.order is not None:
            asks = shown.step is Step.CANCEL
            self.order.show_order(shown.order, asks=asks, may_forfeit=shown.may_forfeit)
            self._pages.setCurrentWidget(self.order)
        else:
            self._pages.setCurrentIndex(0)
        if began:
            self._take_keys()

    def reference(self) -> str:
        """See OrdersView."""
        return self.form.reference.text().strip()

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves it to the field."""
        presenter = self.presenter
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: presenter.confirm,
            Action.BACK: presenter.back,
            Action.UP: lambda: presenter.move(-1),
            Action.DOWN: lambda: presenter.move(1),
        }
        if self._step is Step.TAKE:
            does |= {
                Action.QUICK_CASH_TENDER: lambda: presenter.choose(TenderKind.CASH),
                Action.QRIS_TENDER: lambda: presenter.choose(TenderKind.QRIS),
                Action.OTHER_TENDER: presenter.choose_other,
                Action.PAGE_UP: lambda: presenter.move_due(-WEEK),
                Action.PAGE_DOWN: lambda: presenter.move_due(WEEK),
            }
        else:
            does[Action.REMOVE] = presenter.ask_cancel
        if action not in does:
            return False
        does[action]()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys at once."""
        super().showEvent(event)
        self._take_keys()

    def _take_keys(self) -> None:
        field = self.form.amount if self._step is Step.TAKE else self
        QTimer.singleShot(0, self, field.setFocus)
