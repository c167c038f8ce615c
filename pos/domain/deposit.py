"""Uang muka: money taken for an order (Pesanan) before its sale. While it is open it is a liability, not a sale.

A deposit is used by the sale that settles the order, given back, or forfeited: as a whole, once. Reads no store.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pos.domain.cart import Cart
from pos.domain.money import Rupiah
from pos.domain.sale import Header
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.errors import CartEmpty, ForfeitTooEarly, OrderDiscounted, OrderDueBefore, OrderOfBundle


class DepositAct(StrEnum):
    """What a record says of a deposit; TAKE begins it, each of the others ends it."""

    TAKE = "take"
    USE = "use"
    GIVE_BACK = "give_back"
    FORFEIT = "forfeit"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """Ordered pieces at the agreed price, rupiah for each."""

    product_id: str
    price: Rupiah
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Deposit:
    """One act on a deposit; `amount` > 0, the act gives its meaning. `tenders` moved money in (TAKE) or out (GIVE_BACK).

    `deposit_id` is the act that took it, '' there; `sale_id` the sale that used it; `maker_id` whose goods were ordered,
    '' where they are of several makers.
    """

    header: Header
    act: DepositAct
    amount: Rupiah
    deposit_id: str = ""
    sale_id: str = ""
    customer_id: str = ""
    maker_id: str = ""
    lines: tuple[OrderLine, ...] = ()
    due_on: date | None = None
    tenders: tuple[Tender, ...] = ()
    change: Rupiah = 0
    reason: str = ""
    approval_id: str = ""

    @property
    def id(self) -> str:
        return self.header.id

    @property
    def total(self) -> Rupiah:
        """What the order costs in all."""
        return sum(line.price * line.quantity for line in self.lines)

    @property
    def rest(self) -> Rupiah:
        """What is left to pay when the order is fetched."""
        return self.total - self.amount


def lines_of(cart: Cart) -> tuple[OrderLine, ...]:
    """A cart as an order. A discount is given by the sale, never promised here.

    Raises CartEmpty, OrderOfBundle, OrderDiscounted.
    """
    if not cart.lines:
        raise CartEmpty
    if any(line.bundle for line in cart.lines):
        raise OrderOfBundle
    if cart.discount is not None or any(line.discount for line in cart.lines):
        raise OrderDiscounted
    return tuple(OrderLine(line.product.id, line.product.price, line.quantity) for line in cart.lines)


def maker_of(cart: Cart) -> str:
    """The one maker of all the goods, '' where there are several."""
    makers = {line.product.maker.code for line in cart.lines}
    return makers.pop() if len(makers) == 1 else ""


def check_due(due_on: date, today: date) -> None:
    """An order cannot be due before it is made; raises OrderDueBefore."""
    if due_on < today:
        raise OrderDueBefore(day=f"{due_on:%d/%m/%Y}")


def check_forfeit(taken: Deposit, today: date) -> None:
    """A deposit is forfeited only after the order's due date; raises ForfeitTooEarly."""
    if taken.due_on is not None and today <= taken.due_on:
        raise ForfeitTooEarly(day=f"{taken.due_on:%d/%m/%Y}")


def given_back_as(taken: Deposit) -> Tender:
    """Cash goes back in cash; what came otherwise goes back by transfer, since no slip of the counter undoes it."""
    cash = all(tender.kind is TenderKind.CASH for tender in taken.tenders)
    return Tender(TenderKind.CASH if cash else TenderKind.TRANSFER, taken.amount)


def tender_of(taken: Deposit) -> Tender:
    """The deposit as a tender of the sale that settles the order; its reference is the deposit's printed number."""
    return Tender(TenderKind.DEPOSIT, taken.amount, taken.header.number)


def used_by(tenders: tuple[Tender, ...]) -> tuple[Tender, ...]:
    """The deposits among a sale's tenders; what an exchange carried was used before."""
    return tuple(t for t in tenders if t.kind is TenderKind.DEPOSIT and t.state is not TenderState.CARRIED)
