"""A till that plays until it is killed: python -m tests.crash.till_process DATA SEED SALES NOTES

It writes to NOTES, after each durable step, what a cashier was shown: T a tender, P a paid sale, C a close.
"""

import os
import sys
from pathlib import Path
from random import Random

from pos.app.build import open_till
from pos.app.demo_staff import STAFF
from pos.app.play import Counter, Day
from pos.domain.exchange import Exchange
from pos.domain.permissions import Role
from pos.domain.refund import Refund
from pos.domain.tender import TenderKind
from pos.services.checkout import CompletedSale
from pos.services.holds import OpenCart
from pos.services.shifts import ClosedShift
from pos.services.sign_in import Cashier

TENDERS = ((None, 40), (TenderKind.QRIS, 30), (TenderKind.CASH, 20), (TenderKind.DEBIT, 10))
"""More splits and codes than a day has: between tenders is where a till must not die badly."""

EVENTS_PACE = 10
"""A refund at the fifth buyer, a void at the sixth, an exchange at the eighth, a drop at the tenth."""


class Notes:
    """Appends whole lines; each is one write, so a kill never tears one that was reported."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def say(self, *words: object) -> None:
        os.write(self._file, (" ".join(str(word) for word in words) + "\n").encode())

    def wrote(self, value: object) -> None:
        """What a write gave, durable by now."""
        match value:
            case OpenCart() if value.money_taken:
                self.say("T", value.id, len(value.tenders), value.qris_amount)
            case CompletedSale():
                self.say("P", value.sale.id, value.sale.number, value.sale.total)
            case Refund():
                self.say("R", value.header.id, value.header.number, value.total)
            case (Exchange() as both, str()):  # with the code of its record
                self.wrote(both.refund)
                self.say("P", both.sale.id, both.sale.number, both.sale.total)
            case ClosedShift():
                self.say("C", value.shift.id)
            case _:
                pass


def main(data: str, seed: str, sales: str, notes: str) -> None:
    """Open, go on with what is there, sell, close now and then."""
    said = Notes(Path(notes))
    till = open_till(Path(data), purpose="crash test")
    till.start_threads()
    random = Random(int(seed))
    rani, ratna = (
        Cashier(STAFF[n][0], STAFF[n][1], role) for n, role in ((0, Role.CASHIER), (4, Role.MANAGER))
    )
    print("open", flush=True)
    left = int(sales)
    while left > 0:
        some = min(left, random.randint(2, 12))
        counter = Counter(till.ctx, rani, wrote=said.wrote)
        Day(till.ctx, rani, ratna, random.randrange(2**30), counter, TENDERS, EVENTS_PACE).play(some)
        left -= some
    print("done", flush=True)
    till.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
