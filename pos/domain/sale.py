"""A completed sale as a value, and the one function that completes it. Stored sales never change."""

from dataclasses import dataclass
from datetime import date, datetime

from pos.domain.bundle import InBundle
from pos.domain.cash import CashRounding
from pos.domain.commission import ChosenRule, LineMoney
from pos.domain.money import Rupiah
from pos.domain.pricing import PricedCart, PricedLine
from pos.domain.tender import Tender, TenderKind, require_paid, settle
from pos.errors import CartEmpty


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One sold line with everything frozen: it never needs a join to be read again (sync.md §2.1)."""

    line_no: int
    product_id: str
    title: str
    category: str
    maker_id: str
    maker_name: str
    quantity: int
    list_price: Rupiah
    unit_price: Rupiah
    money: LineMoney
    rule: ChosenRule
    unique: bool = False
    note: str = ""
    bundle: InBundle | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What every counter document carries: identity, number, shift, moment, person.

    `at` is aware UTC; `business_date` is the shift's; `number` is printed, such as GDK1-000121.
    """

    id: str
    number: str
    shift_id: str
    shift_number: int
    business_date: date
    at: datetime
    cashier_id: int
    cashier_name: str


@dataclass(frozen=True, slots=True)
class Sale:
    """A paid sale: gross - discount = net; net + rounding = total; sum(tenders) - change = total.

    `group_id` joins receipts that one payment covers; `language` is that of its receipt.
    """

    header: Header
    lines: tuple[SaleLine, ...]
    tenders: tuple[Tender, ...]
    gross: Rupiah
    discount: Rupiah
    net: Rupiah
    tax: Rupiah
    rounding: Rupiah
    total: Rupiah
    change: Rupiah
    customer_id: str = ""
    exchange_of: str = ""
    approval_id: str = ""
    group_id: str = ""
    language: str = "id"

    @property
    def id(self) -> str:
        return self.header.id

    @property
    def number(self) -> str:
        return self.header.number

    @property
    def piece_count(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def cash_in(self) -> Rupiah:
        """Cash that stays in the drawer: cash tendered less change."""
        return sum(t.amount for t in self.tenders if t.kind is TenderKind.CASH) - self.change


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """Facts beside cart and tenders that a sale may carry."""

    customer_id: str = ""
    exchange_of: str = ""
    approval_id: str = ""
    group_id: str = ""
    language: str = "id"


def complete(
    header: Header,
    priced: PricedCart,
    tenders: tuple[Tender, ...],
    rounding: CashRounding,
    facts: SaleFacts = SaleFacts(),
) -> Sale:
    """Turn a priced cart and its tenders into a sale; checks its own invariants (domain.md §6, 1-3, 7).

    Raises CartEmpty, TenderShort, TenderTooMuch.
    """
    if not priced.lines:
        raise CartEmpty
    settlement = settle(priced.net, tenders, rounding)
    require_paid(settlement)
    sale = Sale(
        header=header,
        lines=tuple(_sale_line(n, line) for n, line in enumerate(priced.lines, 1)),
        tenders=tenders,
        gross=priced.gross,
        discount=priced.discount,
        net=priced.net,
        tax=priced.tax,
        rounding=settlement.rounding,
        total=settlement.total,
        change=settlement.change,
        customer_id=facts.customer_id,
        exchange_of=facts.exchange_of,
        approval_id=facts.approval_id,
        group_id=facts.group_id,
        language=facts.language,
    )
    assert_sound(sale)
    return sale


def _sale_line(line_no: int, priced: PricedLine) -> SaleLine:
    product = priced.line.product
    return SaleLine(
        line_no=line_no,
        product_id=product.id,
        title=product.title,
        category=product.category.code,
        maker_id=product.maker.code,
        maker_name=product.maker.name,
        quantity=priced.line.quantity,
        list_price=product.price,
        unit_price=product.price,
        money=priced.money,
        rule=product.rule,
        unique=product.unique,
        note=priced.line.note,
        bundle=priced.line.bundle,
    )


def assert_sound(sale: Sale) -> None:
    """Assert what must hold of any sale before it is written and after it is read."""
    assert sum(line.money.net for line in sale.lines) == sale.net
    assert sale.gross - sale.discount == sale.net
    assert sale.net + sale.rounding == sale.total
    assert sum(t.amount for t in sale.tenders) - sale.change == sale.total
    for line in sale.lines:
        money = line.money
        assert money.maker_share + money.commission + money.tax == money.net
