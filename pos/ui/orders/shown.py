"""What the screen of orders shows, as plain values. No Qt."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pos.domain.money import Rupiah
from pos.domain.tender import TenderKind
from pos.ui.ways import METHODS

WAYS = tuple(kind for kind in METHODS if kind is not TenderKind.VOUCHER)
"""How a deposit is paid: a voucher is worth goods, not money."""


class Step(StrEnum):
    """LIST shows what waits; TAKE makes the open cart an order; CANCEL asks how an order ends."""

    LIST = "list"
    TAKE = "take"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class OrderShown:
    """One open order; `days` until it is due, below zero once it is late."""

    number: str
    title: str
    piece_count: int
    due_on: date
    days: int
    total: Rupiah
    deposit: Rupiah
    paid_by: TenderKind
    lines: tuple[tuple[str, int, Rupiah], ...]

    @property
    def rest(self) -> Rupiah:
        return self.total - self.deposit


@dataclass(frozen=True, slots=True)
class TakeShown:
    """The form of a new order: its goods' total, way to pay and due date; `days` from today; `named` where the buyer is known;
    `code` is the text of the QRIS code for the deposit, '' where none is shown, `merchant` whose it is.
    """

    title: str
    piece_count: int
    total: Rupiah
    amount: Rupiah
    method: TenderKind
    due_on: date
    days: int
    named: bool = False
    code: str = ""
    merchant: str = ""


@dataclass(frozen=True, slots=True)
class OrdersShown:
    """The whole screen; `owed` is what buyers have paid for open orders."""

    step: Step
    orders: tuple[OrderShown, ...]
    marked: int
    owed: Rupiah
    take: TakeShown | None = None
    may_forfeit: bool = False

    @property
    def order(self) -> OrderShown | None:
        return self.orders[self.marked] if self.orders else None
