"""Deposits on orders: what may be ordered, when a deposit is forfeited, how it goes back; what the books must hold."""

from dataclasses import replace
from datetime import date

import pytest

from pos.domain import deposit as rules
from pos.domain.cart import Cart
from pos.domain.deposit import Deposit, DepositAct, OrderLine
from pos.domain.discount import Bearer, Discount
from pos.domain.invariants import DepositBooks
from pos.domain.sale import Header
from pos.domain.tender import Tender, TenderKind
from pos.errors import CartEmpty, ForfeitTooEarly, OrderDiscounted, OrderDueBefore
from tests.builders import BY_ID
from tests.domain import worked_day as day

HEADER = Header("d1", "GDK1-UM00001", day.SHIFT_ID, 1, day.DAY, day.OPENED, day.CASHIER_ID, "")
TAKEN = Deposit(
    HEADER,
    DepositAct.TAKE,
    400_000,
    lines=(OrderLine("M01-014", 1_250_000), OrderLine("M18-002", 85_000, 2)),
    due_on=date(2026, 12, 20),
    tenders=(Tender(TenderKind.CASH, 400_000),),
)


def test_an_order_is_the_cart_without_discounts():
    """At the label's prices; nothing, or a discount, is no order."""
    cart = Cart().add(BY_ID["M18-002"], 2).add(BY_ID["M01-014"])
    assert rules.lines_of(cart) == (OrderLine("M18-002", 85_000, 2), OrderLine("M01-014", 1_250_000))
    assert (rules.maker_of(cart), rules.maker_of(Cart().add(BY_ID["M18-002"]))) == ("", "M18")
    with pytest.raises(CartEmpty):
        rules.lines_of(Cart())
    with pytest.raises(OrderDiscounted):
        rules.lines_of(cart.with_discount(Discount(Bearer.OUTLET, amount=1_000)))
    with pytest.raises(OrderDiscounted):
        rules.lines_of(cart.with_line_discount(0, Discount(Bearer.OUTLET, amount=1_000)))


def test_what_is_left_to_pay():
    """Total less deposit."""
    assert (TAKEN.total, TAKEN.rest) == (1_420_000, 1_020_000)


def test_due_and_forfeit_days():
    """Never due before today; forfeited from the day after the due date on."""
    rules.check_due(date(2026, 12, 1), date(2026, 12, 1))
    with pytest.raises(OrderDueBefore):
        rules.check_due(date(2026, 11, 30), date(2026, 12, 1))
    rules.check_forfeit(TAKEN, date(2026, 12, 21))
    with pytest.raises(ForfeitTooEarly):
        rules.check_forfeit(TAKEN, date(2026, 12, 20))


@pytest.mark.parametrize(
    ("came", "goes"), [(TenderKind.CASH, TenderKind.CASH), (TenderKind.QRIS, TenderKind.TRANSFER)]
)
def test_it_goes_back_as_money_can(came, goes):
    """Cash as cash; what came over a line by transfer."""
    taken = replace(TAKEN, tenders=(Tender(came, 400_000),))
    assert rules.given_back_as(taken) == Tender(goes, 400_000)


def test_the_books_name_what_does_not_hold():
    """Ended twice, by another amount, or used by a sale that does not name it."""
    back = replace(
        TAKEN, header=replace(HEADER, id="d2"), act=DepositAct.GIVE_BACK, deposit_id="d1", lines=()
    )
    books = DepositBooks()
    for act in (TAKEN, back):
        books.look_at(act)
    assert list(books.faults()) == []
    books.look_at(replace(back, header=replace(HEADER, id="d3"), amount=1, act=DepositAct.USE, sale_id="s1"))
    assert [fault.code for fault in books.faults()] == ["deposit_amount", "deposit_twice", "deposit_sale"]
