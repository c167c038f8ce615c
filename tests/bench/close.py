"""Closing a shift with 10,000 sales, not growing with the journal's age."""

import time
from collections.abc import Iterator

from sqlalchemy import text

from pos.domain.tender import Tender, TenderKind
from pos.services import checkout, lookup, shifts
from pos.services.holds import OpenCart
from tests.bench.row import Row
from tests.bench.shops import RANI, demo_till

SALES = 10_000


def rows() -> Iterator[Row]:
    with demo_till() as till:
        _sell(till.ctx)
        yield _close(till.ctx, "close a shift of 10,000 sales")
        till.writer.call(shifts.open_shift, till.ctx, cashier=RANI, opening_float=0)
        yield _close(till.ctx, "close an empty shift after it")


def _sell(ctx: object) -> None:
    """By the real use case; durability off while the shop is filled, on again for the close."""
    goods = [p for p in lookup.search(ctx, "", limit=300) if not p.unique][:40]

    def work() -> None:
        with ctx.store.write() as connection:
            connection.execute(text("SELECT 1"))
        kept = ctx.store._writing.connection.driver_connection
        kept.execute("PRAGMA synchronous=OFF")
        for n in range(SALES):
            cart = OpenCart(ctx.new_id())
            cart = OpenCart(cart.id, cart.cart.add(goods[n % 40]))
            net = checkout.price_cart(ctx, cart.cart).net
            kind = TenderKind.CASH if n % 2 else TenderKind.QRIS
            checkout.complete_sale(
                ctx, open_cart=OpenCart(cart.id, cart.cart, (Tender(kind, net),)), cashier=RANI
            )
        kept.execute("PRAGMA synchronous=FULL")

    ctx.writer.call(work)


def _close(ctx: object, name: str) -> Row:
    started = time.perf_counter()
    ctx.writer.call(shifts.close_shift, ctx, cashier=RANI, counted=0)
    took = time.perf_counter() - started
    return Row(name, f"{took * 1000:.0f} ms", "1000 ms", took, "≤ 1 s", took <= 1.0)
