"""A sale ends the deposits that it names, by their number and amount, and no others."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pos.domain.cart import Cart
from pos.domain.tender import Tender, TenderKind
from pos.errors import OrderClosed
from pos.services import deposits, orders
from pos.services.holds import OpenCart
from tests.builders import BY_ID, sell


@pytest.mark.parametrize(("amount", "number"), [(99_999, "GDK1-UM00001"), (100_000, "GDK1-UM00002")])
def test_a_deposit_of_another_amount_or_number_is_none(ctx, rani, open_shift, amount, number):
    """Refused before anything is written."""
    cart = OpenCart(ctx.new_id(), Cart().add(BY_ID["M18-002"], 4))
    taken = ctx.writer.call(
        orders.take,
        ctx,
        open_cart=cart,
        tender=Tender(TenderKind.CASH, 100_000),
        due_on=ctx.today(),
        cashier=rani,
    )
    sale = replace(sell(ctx, rani).sale, tenders=(Tender(TenderKind.DEPOSIT, amount, number),))
    with pytest.raises(OrderClosed), ctx.store.write() as connection:
        deposits.use(ctx, connection, sale, rani)
    with ctx.store.write() as connection:
        assert deposits.require_open_deposit(connection, taken.id) == taken
        header = deposits.next_header(ctx, connection, "d9", rani, datetime(2026, 11, 14, tzinfo=UTC))
    assert header.number == "GDK1-UM00002"
