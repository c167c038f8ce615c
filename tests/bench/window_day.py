"""A day of sales in the real window over 50,000 products: python -m tests.bench.window_day SALES

Prints resident memory in MB, then the longest and the 99.9 % handler of the GUI thread in ms. A process of its
own, so that nothing else is in its memory; the window is offscreen.
"""

import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from tests.bench.row import quantile
from tests.bench.shops import demo_till

PRODUCTS = 50_000
LINES_MAX = 4


class TimedApplication(QApplication):
    """Times each event that the loop or a test hands over, what it calls included."""

    def __init__(self) -> None:
        super().__init__([])
        self.took: list[float] = []
        self.deep = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self.deep:
            return super().notify(receiver, event)
        self.deep += 1
        began = time.perf_counter()
        try:
            return super().notify(receiver, event)
        finally:
            self.deep -= 1
            self.took.append((time.perf_counter() - began) * 1000)


def main(sales: str) -> None:
    """Scan, F9, Enter, Enter; so many times."""
    from tests.ui.stage import Stage

    app, chance = TimedApplication(), random.Random(11)
    with demo_till(PRODUCTS) as till:
        with till.ctx.store.read() as connection:
            found = connection.exec_driver_sql(
                "SELECT code FROM product WHERE active AND NOT unique_piece"
            ).all()
        stage = Stage(till.ctx, None, till.folder.root, 1366, 768)
        stage.begin()
        app.took.clear()
        for _ in range(int(sales)):
            for row in chance.choices(found, k=chance.randint(1, LINES_MAX)):
                stage.scan(row[0])
            for key in ("F9", "Return", "Return"):
                stage.key(key)
        print("MB", _resident_mb(), flush=True)
        print("longest", max(app.took), flush=True)
        print("p999", quantile(app.took, 0.999), flush=True)
        stage.close()


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


if __name__ == "__main__":
    main(sys.argv[1])
