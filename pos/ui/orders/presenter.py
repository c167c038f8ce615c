"""Orders: the open cart is taken as one with a deposit; one that waits is settled or cancelled. No Qt, no SQL."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from pos.domain.deposit import Deposit, DepositAct
from pos.domain.money import Rupiah
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.errors import ApprovalNeeded, GeraiError
from pos.i18n import Texts
from pos.services import holds, orders, qris_code
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.orders import Order
from pos.services.qris_code import QrisCode
from pos.services.sign_in import Approver, Cashier
from pos.ui.keys import Screen
from pos.ui.orders.shown import WAYS, OrderShown, OrdersShown, Step, TakeShown
from pos.ui.ports import ApprovalAsked, Navigator, Notices, Tasks
from pos.ui.ways import other_after, tender_of

DAYS_USUAL, DAYS_MAX = 7, 365
ROUND_TO: Rupiah = 1_000


class OrdersView(Protocol):
    """The Qt half; `fresh` fills the amount in anew."""

    def show_orders(self, shown: OrdersShown, *, fresh: bool) -> None: ...
    def reference(self) -> str: ...


class OrdersPresenter:
    """State of the screen."""

    def __init__(
        self,
        ctx: Context,
        view: OrdersView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
    ) -> None:
        """Nothing is read before `enter`."""
        self._ctx, self._view = ctx, view
        self._tasks, self._go, self._notices, self._texts = tasks, navigator, notices, texts
        self._cashier = cashier
        self.step = Step.LIST
        self._orders: tuple[Order, ...] = ()
        self._marked, self._busy = 0, False
        self._cart = OpenCart("")
        self._amount: Rupiah = 0
        self._method, self._days = TenderKind.CASH, DAYS_USUAL

    def enter(self, what: object = None) -> None:
        """With a cart: ask for its deposit, half of it offered. Without: what waits."""
        self._busy, self._marked, self.step = False, 0, Step.LIST
        if isinstance(what, OpenCart):
            self.step, self._cart = Step.TAKE, what
            self._method, self._days = TenderKind.CASH, DAYS_USUAL
            half = (what.cart.gross + 1) // 2
            self._amount = min(what.cart.gross, -(-half // ROUND_TO) * ROUND_TO)
        self._read()

    # --- a new order

    def type_amount(self, amount: Rupiah) -> None:
        """Hear the deposit in rupiah."""
        self._amount = amount
        self._show()

    def choose(self, kind: TenderKind) -> None:
        """How the deposit is paid."""
        if self.step is Step.TAKE:
            self._method = kind
            self._show()

    def choose_other(self) -> None:
        """F7: the next of the other ways."""
        kind = other_after(self._method)
        self.choose(kind if kind in WAYS else other_after(kind))

    def move_due(self, days: int) -> None:
        """So many days later, or earlier; never before today."""
        self.choose_due(self._days + days)

    def choose_due(self, days: int) -> None:
        """Due so many days from today."""
        self._days = max(0, min(DAYS_MAX, days))
        self._show()

    # --- the list

    def move(self, step: int) -> None:
        """Move the mark; while an order is taken, its due date."""
        if self.step is Step.TAKE:
            self.move_due(step)
        else:
            self.mark(self._marked + step)

    def mark(self, at: int) -> None:
        """Mark an order; a form or a question about another one is put away."""
        if self._orders and not self._busy:
            self.step = Step.LIST
            self._marked = max(0, min(len(self._orders) - 1, at))
            self._show()

    def ask_cancel(self) -> None:
        """Del: ask how the marked order ends; again: its deposit stays."""
        if self.step is Step.CANCEL:
            self._cancel(forfeit=True)
        elif self.step is Step.LIST and self._orders:
            self.step = Step.CANCEL
            self._show()

    def forfeit(self) -> None:
        """Keep the deposit of a late order."""
        self._cancel(forfeit=True)

    def confirm(self) -> None:
        """Enter: take the order; settle the marked one; give its deposit back."""
        if self._busy:
            return
        if self.step is Step.TAKE:
            self._take()
        elif self.step is Step.CANCEL:
            self._cancel(forfeit=False)
        elif self._orders:
            self._settle()

    def back(self) -> None:
        """One step back; the cart stays as it was."""
        if self.step is Step.CANCEL:
            self.step = Step.LIST
            self._show()
        else:
            self._go.go(Screen.SELL)

    # --- inside

    def _take(self) -> None:
        self._busy, cashier, cart = True, self._cashier(), self._cart
        tender = tender_of(self._method, self._amount, self._view.reference())
        due_on = self._ctx.today() + timedelta(days=self._days)
        self._tasks.write(
            lambda: orders.take(self._ctx, open_cart=cart, tender=tender, due_on=due_on, cashier=cashier),
            self._taken,
            self._failed,
        )

    def _taken(self, made: Deposit) -> None:
        said = self._texts._("Pesanan {number} dicatat, uang muka {amount}.")
        self._notices.tell(said.format(number=made.header.number, amount=format_rupiah(made.amount)))
        self._go.go(Screen.SELL, holds.new_cart(self._ctx))

    def _settle(self) -> None:
        self._busy, cashier = True, self._cashier()
        deposit_id = self._orders[self._marked].taken.id
        self._tasks.write(
            lambda: orders.settle(self._ctx, deposit_id=deposit_id, cashier=cashier),
            self._go_and_pay,
            self._failed,
        )

    def _go_and_pay(self, cart: OpenCart) -> None:
        """The sale holds the cart, the payment takes the rest."""
        self._go.go(Screen.SELL, cart)
        self._go.go(Screen.PAY, cart)

    def _cancel(self, *, forfeit: bool, approver: Approver | None = None) -> None:
        if self._busy or not self._orders:
            return
        self._busy, cashier = True, self._cashier()
        order = self._orders[self._marked]

        def failed(error: GeraiError) -> None:
            self._busy = False
            if not isinstance(error, ApprovalNeeded):
                self._failed(error)
                return
            words = f"{order.taken.header.number} · {format_rupiah(order.taken.amount)}"
            self._go.over(
                Screen.APPROVAL,
                ApprovalAsked(
                    error, words, lambda person: self._cancel(forfeit=forfeit, approver=person), self._show
                ),
            )

        self._tasks.write(
            lambda: orders.cancel(
                self._ctx, deposit_id=order.taken.id, cashier=cashier, forfeit=forfeit, approver=approver
            ),
            self._cancelled,
            failed,
        )

    def _cancelled(self, made: Deposit) -> None:
        _, amount = self._texts._, format_rupiah(made.amount)
        back = made.act is DepositAct.GIVE_BACK
        said = _("Pesanan batal; kembalikan {amount}.") if back else _("Uang muka {amount} hangus.")
        if back and made.tenders[0].kind is not TenderKind.CASH:
            said = _("Pesanan batal; transfer kembali {amount}.")
        self._notices.tell(said.format(amount=amount))
        self.enter()

    def _failed(self, error: GeraiError) -> None:
        self._busy = False
        self._notices.problem(error)
        self._read()

    def _read(self) -> None:
        self._orders = orders.open_orders(self._ctx)
        self._marked = max(0, min(len(self._orders) - 1, self._marked))
        if self.step is Step.CANCEL and not self._orders:
            self.step = Step.LIST
        self._show(fresh=True)

    def _show(self, *, fresh: bool = False) -> None:
        today = self._ctx.today()
        shown = tuple(_shown(order, order.days_late(today)) for order in self._orders)
        late = bool(shown) and shown[self._marked].days < 0
        self._view.show_orders(
            OrdersShown(
                step=self.step,
                orders=shown,
                marked=self._marked,
                owed=sum(order.deposit for order in shown),
                take=self._take_shown() if self.step is Step.TAKE else None,
                may_forfeit=late,
            ),
            fresh=fresh,
        )

    def _code(self) -> QrisCode | None:
        """The code with the deposit's amount; without one the deposit can still be taken another way."""
        if self._method is not TenderKind.QRIS or not 0 < self._amount <= self._cart.cart.gross:
            return None
        try:
            return qris_code.payload(self._ctx, self._amount)
        except GeraiError:
            return None

    def _take_shown(self) -> TakeShown:
        cart, code = self._cart.cart, self._code()
        return TakeShown(
            title=cart.lines[0].product.title,
            piece_count=cart.piece_count,
            total=cart.gross,
            amount=self._amount,
            method=self._method,
            due_on=self._ctx.today() + timedelta(days=self._days),
            days=self._days,
            named=bool(self._cart.customer_id),
            code=code.payload if code else "",
            merchant=code.merchant if code else "",
        )


def _shown(order: Order, late: int) -> OrderShown:
    taken = order.taken
    titles = {product.id: product.title for product in order.goods}
    assert taken.due_on is not None
    return OrderShown(
        number=taken.header.number,
        title=order.title,
        piece_count=sum(line.quantity for line in taken.lines),
        due_on=taken.due_on,
        days=-late,
        total=taken.total,
        deposit=taken.amount,
        paid_by=taken.tenders[0].kind,
        lines=tuple(
            (titles.get(line.product_id, line.product_id), line.quantity, line.price * line.quantity)
            for line in taken.lines
        ),
    )
