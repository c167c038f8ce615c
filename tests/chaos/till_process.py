"""A till that sells and sends until it is killed or its stdin ends: python -m tests.chaos.till_process DATA SEED ACKS [early]

To ACKS goes one whole line per sale and refund, on the writer's thread right after the commit returned. With `early`
the line is written before the commit: the planted bug that the proof must see.
"""

import sys
import threading
from pathlib import Path
from random import Random

from pos.app.build import Till, open_till
from pos.app.demo_staff import STAFF
from pos.app.play import Counter, Day
from pos.domain.exchange import Exchange
from pos.domain.permissions import Role
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from pos.domain.tender import TenderKind
from pos.services import checkout, lookup, record
from pos.services.checkout import CompletedSale
from pos.services.sign_in import Cashier
from tests.crash.till_process import EVENTS_PACE, TENDERS, Notes
from tests.power.till import AckingWriter

SHIFT_SALES = (3, 40)
PAUSE_S = 0.06
"""Between two buyers, at most: both tills and the centre share the machine."""
SEND_NOW = 0.3
"""How often the cashier asks to send at once after a sale; else the network thread goes by its own times."""
UNIQUE = 0.15
"""How often a buyer comes for the first of the pieces that are only there once: at the other till, too."""
EARLY_S = 0.05


class Acks(Notes):
    """`S id number total` for each sale, `R …` for each refund."""

    def of(self, value: object) -> None:
        match value:
            case CompletedSale():
                self.of(value.sale)
            case (Exchange() as both, str()):
                self.of(both.refund)
                self.of(both.sale)
            case Sale():
                self.say("S", value.id, value.number, value.total)
            case Refund():
                self.say("R", value.header.id, value.header.number, value.total)


def main(data: str, seed: str, acks: str, plant: str = "") -> None:
    """Open, go on with what is there, sell; print `done` once all was closed in order."""
    told, random = Acks(Path(acks)), Random(int(seed))
    till = open_till(Path(data), purpose="chaos test")
    if plant == "early":
        _acknowledge_early(told)
    till.ctx.writer = AckingWriter(till.writer, told.of)
    till.start_threads()
    enough = _until_stdin_ends()
    while not enough.is_set():
        _shift(till, random, enough)
    till.close()
    print("done", flush=True)


def _shift(till: Till, random: Random, enough: threading.Event) -> None:
    people = ((0, Role.CASHIER), (4, Role.MANAGER))
    rani, ratna = (Cashier(STAFF[n][0], STAFF[n][1], role) for n, role in people)

    counter = Counter(till.ctx, rani)

    def between(_: int) -> None:
        if random.random() < UNIQUE:
            _sell_unique(counter, random)
        if random.random() < SEND_NOW:
            till.ctx.sync_now()
        enough.wait(random.uniform(0, PAUSE_S))

    day = Day(till.ctx, rani, ratna, random.randrange(2**30), counter, TENDERS, EVENTS_PACE)
    day.play(random.randint(*SHIFT_SALES), between)


def _sell_unique(counter: Counter, random: Random) -> None:
    goods = [p for p in lookup.search(counter.ctx, "", limit=400) if p.unique and p.on_hand > 0]
    if goods:
        counter.sell.scan(min(product.code for product in goods))
        counter.pay_with(TenderKind.CASH, random)


def _until_stdin_ends() -> threading.Event:
    ended = threading.Event()

    def read() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=read, name="stdin", daemon=True).start()
    return ended


def _acknowledge_early(told: Acks) -> None:
    """Planted: the cashier is shown a sale as paid while its transaction is still open."""

    def early(ctx, connection, value, stamp):
        link = record.record(ctx, connection, value, stamp)
        told.of(value)
        threading.Event().wait(EARLY_S)
        return link

    checkout.record = early


if __name__ == "__main__":
    main(*sys.argv[1:])
