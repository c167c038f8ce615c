"""Pay → durable commit against the same rows by raw sqlite3 with the same pragmas."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pysqlite3 import dbapi2 as sqlite

from pos.domain.tender import Tender, TenderKind
from pos.services import checkout, lookup
from pos.services.holds import OpenCart
from tests.bench.row import Row, quantile
from tests.bench.shops import RANI, demo_till

ROUNDS = 400
TABLES = ("sale", "sale_line", "tender", "stock_movement", "maker_entry", "journal")


def rows() -> Iterator[Row]:
    """Sales of four lines, alternating with the bare limit so that both feel the same machine."""
    with demo_till() as till, TemporaryDirectory(prefix="gerai-bench-") as name:
        ctx = till.ctx
        goods = [p for p in lookup.search(ctx, "", limit=300) if not p.unique and not p.no_discount][:40]
        raw = _Raw(Path(name) / "raw.db", till.folder.database)
        ours, theirs = [], []
        for n in range(ROUNDS):
            cart = OpenCart(ctx.new_id())
            for k in range(4):
                cart = OpenCart(cart.id, cart.cart.add(goods[(n * 4 + k) % 40]))
            net = checkout.price_cart(ctx, cart.cart).net
            paid = OpenCart(cart.id, cart.cart, (Tender(TenderKind.CASH, -(-net // 1000) * 1000),))
            ours.append(ctx.writer.call(_timed, ctx, paid))
            theirs.append(raw.write(ctx, paid.id))
        value, limit = quantile(ours[50:], 0.5), quantile(theirs[50:], 0.5)
        ratio = value / limit
        yield Row(
            "pay → durable commit, p50", f"{value:.2f} ms", f"{limit:.2f} ms", ratio, "≤ 2.5 ×", ratio <= 2.5
        )
        tail = quantile(ours[50:], 0.99)
        yield Row("pay → durable commit, p99", f"{tail:.2f} ms", "20 ms", tail / 20, "reported", True)


def _timed(ctx: object, paid: OpenCart) -> float:
    """Milliseconds on the writer thread, where a sale is committed; the screen's thread is free meanwhile."""
    started = time.perf_counter()
    checkout.complete_sale(ctx, open_cart=paid, cashier=RANI)
    return (time.perf_counter() - started) * 1000


class _Raw:
    """The bare limit: the rows that our sale wrote, inserted again by the driver alone."""

    def __init__(self, path: Path, like: Path) -> None:
        self.connection = sqlite.connect(str(path), isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.like = like
        self.made = False

    def write(self, ctx: object, sale_id: str) -> float:
        """Milliseconds of one raw transaction with the same rows, index updates included."""
        found = {}
        with ctx.store.read() as reading:
            if not self.made:
                self._lay_out(reading)
                self.made = True
            for table in TABLES:
                key = {"sale": "id", "journal": "id", "sale_line": "sale_id", "tender": "sale_id"}.get(
                    table, "document_id"
                )
                sql = f"SELECT * FROM {table} WHERE {key} = ?"
                found[table] = [tuple(row) for row in reading.exec_driver_sql(sql, (sale_id,)).all()]
        started = time.perf_counter()
        self.connection.execute("BEGIN IMMEDIATE")
        for table, values in found.items():
            marks = ", ".join("?" * len(values[0]))
            self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        self.connection.execute("COMMIT")
        return (time.perf_counter() - started) * 1000

    def _lay_out(self, reading: object) -> None:
        """The same tables, indexes and foreign keys, and the shift that the sales belong to."""
        tables = (*TABLES, "shift")
        marks = ", ".join("?" * len(tables))
        query = f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ({marks}) ORDER BY type DESC"
        for (sql,) in reading.exec_driver_sql(query, tables).all():
            self.connection.execute(sql)
        for row in reading.exec_driver_sql("SELECT * FROM shift").all():
            self.connection.execute(f"INSERT INTO shift VALUES ({', '.join('?' * len(row))})", tuple(row))
