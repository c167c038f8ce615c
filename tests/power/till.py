"""A real till that trades while its disk is recorded: python -m tests.power.till FOLDER SEED SALES SYNCHRONOUS PAGES [die]

FOLDER holds `shop/`; after each commit that returned, before anything else is done, one line goes to `acks`: what a
cashier may have seen by then. SYNCHRONOUS and PAGES (autocheckpoint) are set on the writer's connection after the
till opened with its own, so that the program itself needs no switch. With `die` it ends as a crash does.
"""

import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from pos.app.build import Till, open_till
from pos.app.demo_staff import STAFF
from pos.app.play import Counter, Day
from pos.database import outside_transaction
from pos.domain.exchange import Exchange
from pos.domain.permissions import Role
from pos.domain.refund import Refund
from pos.ids import SystemIds
from pos.services import shop
from pos.services.checkout import CompletedSale
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.shifts import ClosedShift
from pos.services.sign_in import Cashier
from pos.services.writer import Writer
from tests.crash.till_process import EVENTS_PACE, TENDERS

OPENED_AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
LEVELS = {"NORMAL": 1, "FULL": 2}
PRINTER = "tcp://127.0.0.1:9"
"""Nobody prints, but the papers are queued with their sales."""
SHIFT_SALES = (4, 30)
SHIFTS_A_LIFE = 2
"""Then the shop closes in order, which empties the log, and opens again."""


class SteppingClock:
    """Each reading is a moment later, so that a seed tells the same day again."""

    def __init__(self) -> None:
        self._at = OPENED_AT

    def now(self) -> datetime:
        self._at += timedelta(milliseconds=20)
        return self._at


class AckingWriter(Writer):
    """The till's writer; what a function gave is acknowledged on the writer's own thread, right after the commit."""

    def __init__(self, inner: Writer, acknowledge: Callable[[object], None]) -> None:
        super().__init__()
        self._inner, self._acknowledge = inner, acknowledge

    def submit(self, function, *args, **kwargs) -> Future:
        return self._inner.submit(self._then, function, args, kwargs)

    def call(self, function, *args, **kwargs) -> object:
        return self._inner.call(self._then, function, args, kwargs)

    def _then(self, function, args, kwargs) -> object:
        value = function(*args, **kwargs)
        self._acknowledge(value)
        return value


class Acks:
    """Whole lines, each by one write."""

    def __init__(self, path: Path, ctx: Context) -> None:
        self._file, self._ctx = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), ctx

    def of(self, value: object) -> None:
        """What is durable by now: the number of records in the journal, and documents or money by name."""
        with self._ctx.store.read() as connection:
            records = connection.exec_driver_sql("SELECT count(*) FROM journal").scalar()
        line = {"records": records, "documents": _documents(value), "money": _money(value)}
        os.write(self._file, json.dumps(line).encode() + b"\n")

    def close(self) -> None:
        os.close(self._file)


def _documents(value: object) -> list[tuple[str, str, str, int]]:
    match value:
        case CompletedSale():
            return [("sale", value.sale.id, value.sale.number, value.sale.total)]
        case Refund():
            return [("refund", value.header.id, value.header.number, value.total)]
        case (Exchange() as both, str()):  # with the code of its record
            sale = both.sale
            return [*_documents(both.refund), ("sale", sale.id, sale.number, sale.total)]
        case ClosedShift():
            return [("close", value.shift.id, "", value.shift.counted or 0)]
        case _:
            return []


def _money(value: object) -> tuple[str, int, int] | None:
    """A cart that holds money by now: its id, tenders and the code that was shown."""
    if isinstance(value, OpenCart) and value.money_taken:
        return value.id, len(value.tenders), value.qris_amount
    return None


def main(folder: str, seed: str, sales: str, synchronous: str, pages: str, ending: str = "close") -> None:
    """Open, trade, close the shop, open again, until all sales are done."""
    random, left, clock = Random(int(seed)), int(sales), SteppingClock()
    ids = SystemIds(random.getrandbits)
    while left > 0:
        till = open_till(Path(folder) / "shop", purpose="power test", clock=clock, ids=ids)
        till.writer.call(shop.change_settings, till.ctx, {"printer.address": PRINTER})
        till.writer.call(_weaken, till, synchronous, int(pages))
        acks = Acks(Path(folder) / "acks", till.ctx)
        till.ctx.writer = AckingWriter(till.writer, acks.of)
        left = _life(till, random, left)
        if ending == "die":
            os._exit(0)
        till.ctx.writer = till.writer
        till.close()
        acks.close()


def _weaken(till: Till, synchronous: str, pages: int) -> None:
    """On the one connection that commits."""
    store = till.ctx.store
    store._let_go()
    engine = store._writer
    outside_transaction(engine, f"PRAGMA synchronous={synchronous}")
    outside_transaction(engine, f"PRAGMA wal_autocheckpoint={pages}")
    with store.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == LEVELS[synchronous]


def _life(till: Till, random: Random, left: int) -> int:
    for _ in range(SHIFTS_A_LIFE):
        some = min(left, random.randint(*SHIFT_SALES))
        day(till, random, some)
        left -= some
        if not left:
            break
    return left


def day(till: Till, random: Random, sales: int) -> None:
    """Open a shift, sell, give back, move cash, close it."""
    people = ((0, Role.CASHIER), (4, Role.MANAGER))
    rani, ratna = (Cashier(STAFF[n][0], STAFF[n][1], role) for n, role in people)
    counter = Counter(till.ctx, rani)
    Day(till.ctx, rani, ratna, random.randrange(2**30), counter, TENDERS, EVENTS_PACE).play(sales)


if __name__ == "__main__":
    main(*sys.argv[1:])
