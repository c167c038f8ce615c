"""Pesanan: an order is taken with a deposit, settled by a sale, or cancelled. Each act is one commit, offline."""

from dataclasses import dataclass, replace
from datetime import date

from pos.domain import deposit as rules
from pos.domain.cart import Cart, CartLine
from pos.domain.catalog import Product
from pos.domain.deposit import Deposit, DepositAct
from pos.domain.permissions import Permission
from pos.domain.shift import check_amount, expected_cash
from pos.domain.tender import Tender, TenderKind, check_tender
from pos.errors import AmountNotAllowed, CartLocked, NotEnoughInDrawer, OrderGoodsGone
from pos.models import catalog, deposits, holds, shifts
from pos.services import approvals, print_queue
from pos.services.checkout import check_reference
from pos.services.context import Context
from pos.services.deposits import next_header, require_open_deposit, write
from pos.services.holds import OpenCart, take_place
from pos.services.shifts import require_open
from pos.services.sign_in import Approver, Cashier

NOT_MONEY = frozenset({TenderKind.VOUCHER, TenderKind.RECEIVABLE, TenderKind.DEPOSIT})
"""What pays a sale but is no money in hand: no order is taken for it."""


@dataclass(frozen=True, slots=True)
class Order:
    """An open order with its goods as they are called today, in the order of its lines."""

    taken: Deposit
    goods: tuple[Product, ...]

    @property
    def title(self) -> str:
        return self.goods[0].title if self.goods else self.taken.header.number

    def days_late(self, today: date) -> int:
        """Days since its due date; negative before."""
        return (today - self.taken.due_on).days if self.taken.due_on else 0


def take(ctx: Context, *, open_cart: OpenCart, tender: Tender, due_on: date, cashier: Cashier) -> Deposit:
    """The open cart becomes an order with the tender's rupiah as its deposit; the same cart again gives the same order.

    Raises CartEmpty, CartLocked, OrderOfBundle, OrderDiscounted, OrderDueBefore, AmountNotAllowed, QrisLimit, ReferenceNotAllowed,
    ShiftNotOpen, NotPermitted.
    """
    approvals.require(cashier, Permission.SELL)
    cart, at = open_cart.cart, ctx.clock.now()
    lines = rules.lines_of(cart)
    rules.check_due(due_on, ctx.today())
    check_amount(tender.amount)
    if tender.amount > cart.gross:
        raise AmountNotAllowed(amount=tender.amount, minimum=1, maximum=cart.gross)
    assert tender.kind not in NOT_MONEY
    check_tender(tender, cart.gross)
    check_reference(tender.reference)
    with ctx.store.write() as connection:
        known = deposits.load(connection, open_cart.id)
        if known is not None:
            return known
        if open_cart.money_taken or holds.has_money(connection, open_cart.id):
            raise CartLocked
        deposit = Deposit(
            header=next_header(ctx, connection, open_cart.id, cashier, at),
            act=DepositAct.TAKE,
            amount=tender.amount,
            customer_id=open_cart.customer_id,
            maker_id=rules.maker_of(cart),
            lines=lines,
            due_on=due_on,
            tenders=(tender,),
        )
        write(ctx, connection, deposit)
        holds.remove(connection, open_cart.id)
        print_queue.queue_order(ctx, connection, deposit)
    ctx.wake_printer()
    ctx.wake_sync()
    return deposit


def open_orders(ctx: Context) -> tuple[Order, ...]:
    """Orders that wait to be fetched, those due first before the others."""
    with ctx.store.read() as connection:
        taken = deposits.open_ones(connection)
        ids = {line.product_id for deposit in taken for line in deposit.lines}
        known = {p.id: p for p in catalog.products_by_id(connection, ids, ctx.shop.outlet_bps)}
    return tuple(
        Order(deposit, tuple(known[line.product_id] for line in deposit.lines if line.product_id in known))
        for deposit in taken
    )


def reserved(ctx: Context, open_cart: OpenCart) -> dict[str, int]:
    """Units by product that other buyers' orders wait for; those of the order that this cart settles are its own."""
    own = [tender.reference for tender in open_cart.tenders if tender.kind is TenderKind.DEPOSIT]
    with ctx.store.read() as connection:
        return deposits.reserved(connection, besides=own)


def settle(ctx: Context, *, deposit_id: str, cashier: Cashier) -> OpenCart:
    """Pelunasan: the order's goods at their agreed prices as the open cart, with the deposit as its first tender.

    The cart that was open is set aside. Raises OrderClosed, OrderGoodsGone, CartLocked, ShiftNotOpen, NotPermitted.
    """
    approvals.require(cashier, Permission.SELL)
    with ctx.store.write() as connection:
        require_open(connection)
        taken = require_open_deposit(connection, deposit_id)
        ids = [line.product_id for line in taken.lines]
        known = {p.id: p for p in catalog.products_by_id(connection, ids, ctx.shop.outlet_bps)}
        if not all(product_id in known for product_id in ids):
            raise OrderGoodsGone(number=taken.header.number)
        lines = tuple(
            CartLine(replace(known[line.product_id], price=line.price), line.quantity) for line in taken.lines
        )
        tenders = (rules.tender_of(taken),)
        cart = OpenCart(ctx.new_id(), Cart(lines), tenders, customer_id=taken.customer_id)
        take_place(ctx, connection, cart)
    return cart


def cancel(
    ctx: Context,
    *,
    deposit_id: str,
    cashier: Cashier,
    forfeit: bool = False,
    reason: str = "",
    approver: Approver | None = None,
) -> Deposit:
    """End an order without a sale: its deposit goes back to the buyer, or stays (`forfeit`, only after the due date).

    Either needs a supervisor. Raises OrderClosed, ForfeitTooEarly, NotEnoughInDrawer, ApprovalNeeded, ShiftNotOpen.
    """
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        shift = require_open(connection)
        taken = require_open_deposit(connection, deposit_id)
        back = () if forfeit else (rules.given_back_as(taken),)
        if forfeit:
            rules.check_forfeit(taken, ctx.today())
        cash = sum(tender.amount for tender in back if tender.kind is TenderKind.CASH)
        if cash > expected_cash(shift.opening_float, shifts.totals(connection, shift.id)):
            raise NotEnoughInDrawer(amount=cash)
        subject = approvals.Subject(ctx.ids.new(at), shift.id, taken.amount, about=taken.id)
        agreed = approvals.approve(ctx, connection, cashier, Permission.CANCEL_ORDER, subject, approver)
        deposit = Deposit(
            header=next_header(ctx, connection, subject.document_id, cashier, at),
            act=DepositAct.FORFEIT if forfeit else DepositAct.GIVE_BACK,
            amount=taken.amount,
            deposit_id=taken.id,
            customer_id=taken.customer_id,
            maker_id=taken.maker_id,
            tenders=back,
            reason=reason.strip(),
            approval_id=agreed,
        )
        write(ctx, connection, deposit)
        print_queue.queue_order(ctx, connection, deposit)
    ctx.wake_printer()
    ctx.wake_sync()
    return deposit
