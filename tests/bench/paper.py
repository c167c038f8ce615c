"""Paid → first byte at the printer, on a real TCP socket."""

import socket
import threading
import time
from collections.abc import Iterator

from pos.domain.tender import Tender, TenderKind
from pos.services import checkout, lookup, shop
from pos.services.holds import OpenCart
from tests.bench.row import Row, quantile
from tests.bench.shops import RANI, demo_till

SALES = 120


class _Clocked:
    """A printer that notes when each connection's first byte came."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.first: list[float] = []
        self.came = threading.Condition()
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.listener.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self._take, args=(connection,), daemon=True).start()

    def _take(self, connection: socket.socket) -> None:
        data = connection.recv(65536)
        if data.startswith(b"\x1b@"):
            with self.came:
                self.first.append(time.perf_counter())
                self.came.notify_all()
        while connection.recv(65536):
            pass
        connection.close()

    def wait_for(self, count: int) -> None:
        with self.came:
            assert self.came.wait_for(lambda: len(self.first) >= count, 20)


def rows() -> Iterator[Row]:
    printer = _Clocked()
    with demo_till() as till:
        ctx = till.ctx
        facts = {"printer.address": printer.url, "drawer.on_cash": False}
        till.writer.call(shop.change_settings, ctx, facts)
        till.start_threads()
        goods = [p for p in lookup.search(ctx, "", limit=300) if not p.unique][:40]
        took = []
        for n in range(SALES):
            cart = OpenCart(ctx.new_id())
            cart = OpenCart(cart.id, cart.cart.add(goods[n % 40]))
            net = checkout.price_cart(ctx, cart.cart).net
            paid = OpenCart(cart.id, cart.cart, (Tender(TenderKind.QRIS, net),))
            ctx.writer.call(checkout.complete_sale, ctx, open_cart=paid, cashier=RANI)
            committed = time.perf_counter()
            printer.wait_for(n + 1)
            took.append((printer.first[n] - committed) * 1000)
        value = quantile(took[5:], 0.95)
        yield Row(
            "paid → first byte at the printer, p95",
            f"{value:.1f} ms",
            "50 ms",
            value / 50,
            "≤ 50 ms",
            value <= 50,
        )
