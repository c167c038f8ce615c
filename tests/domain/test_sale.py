"""Completing a sale (domain.md §6, 1-3, 6, 8)."""

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.cart import Cart
from pos.domain.invariants import check_sale, check_totals
from pos.domain.pricing import price
from pos.domain.sale import SaleFacts, assert_sound, complete
from pos.domain.tender import Tender, TenderKind
from pos.errors import CartEmpty, TenderShort, TenderTooMuch
from tests.domain import worked_day as day
from tests.domain.strategies import HEADER, sales, thousand


def test_sale_freezes_what_was_sold():
    """Later changes of product, price or rule never touch a line (invariant 6)."""
    sale = day.receipts()[0]
    line = sale.lines[0]
    assert (line.title, line.maker_name, line.list_price, line.unit_price) == (
        "Syal Jumputan Biru",
        "Sanggar Lilin Malam",
        125_000,
        125_000,
    )
    assert line.rule == day.SYAL.rule
    with pytest.raises(FrozenInstanceError):
        line.unit_price = 1


def test_cash_that_stays_is_tendered_less_change():
    """200.000 given, 38.000 back."""
    sale = day.receipts()[0]
    assert (sale.change, sale.cash_in, sale.piece_count, sale.id) == (38_000, 162_000, 3, sale.header.id)


def test_facts_travel_with_the_sale():
    """Customer, exchange, approval, group and receipt language."""
    facts = SaleFacts("c", "r", "a", "g", "en")
    sale = day.a_sale(1, Cart().add(day.MUG), day.cash(85_000), facts)
    assert (sale.customer_id, sale.exchange_of, sale.approval_id, sale.group_id, sale.language) == (
        "c",
        "r",
        "a",
        "g",
        "en",
    )


def test_empty_cart_and_wrong_tenders_are_refused():
    """Nothing to sell, too little, too much without change."""
    with pytest.raises(CartEmpty):
        day.a_sale(1, Cart(), ())
    with pytest.raises(TenderShort):
        day.a_sale(1, Cart().add(day.MUG), day.cash(80_000))
    with pytest.raises(TenderTooMuch):
        day.a_sale(1, Cart().add(day.MUG), (Tender(TenderKind.QRIS, 90_000),))
    with pytest.raises(TenderShort):
        complete(HEADER, price(Cart().add(replace(day.MUG, price=49))), (), day.ROUNDING)


def test_unsound_sale_is_a_bug():
    """What is written is checked before, what is read after."""
    sale = day.receipts()[0]
    for wrong in ({"net": 1}, {"total": 1}, {"change": 1}, {"gross": 1}):
        with pytest.raises(AssertionError):
            assert_sound(replace(sale, **wrong))


@thousand
@given(sales())
def test_any_completed_sale_is_sound(sale):
    """Invariants 1, 2, 3, 7, 10, 11 by the shared checks."""
    assert_sound(sale)
    assert check_sale(replace(sale, approval_id="a")) == []


@thousand
@given(st.lists(sales(1), min_size=1, max_size=2))
def test_any_set_of_sales_splits_without_rest(some):
    """Invariant 8: makers + commission + own stock + PPN = net, over any set."""
    assert check_totals(some) == []
    lines = [line for sale in some for line in sale.lines]
    parts = (
        sum(x.money.maker_share for x in lines),
        sum(x.money.commission for x in lines if x.maker_id != "OWN"),
        sum(x.money.commission for x in lines if x.maker_id == "OWN"),
        sum(x.money.tax for x in lines),
    )
    assert sum(parts) == sum(sale.net for sale in some)
