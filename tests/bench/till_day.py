"""A day of sales in the real window over 50,000 products: python -m tests.bench.till_day SALES

Scans, searches, touches, variants, filter, notes, discounts, held carts, history, shift and status, as a day has
them. Prints resident memory in MB, the longest and the 99.9 % handler of the GUI thread, scan → painted p99 in ms,
and the slowest ten handlers with what was being done. A process of its own, so that nothing else is in its memory.
"""

import heapq
import os
import random
import subprocess
import sys
import time
from array import array
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from tests.bench.row import quantile
from tests.bench.shops import opened

PRODUCTS = 50_000
CODE_EVERY = 12
"""Each so many-th product may be scanned: more codes than a day has scans, and no list of all in the till's memory."""
LINES_MAX = 4
SLOWEST = 10
WORDS = ("kain", "gelang", "mug", "tas", "boneka", "syal", "batik merah", "anting")


class TimedApplication(QApplication):
    """Times each event that the loop or a test hands over, what it calls included; `doing` says what for."""

    def __init__(self) -> None:
        super().__init__([])
        self.took = array("d")
        self.slow: list[tuple[float, str]] = []
        self.doing = ""
        self.deep = 0
        self.painted = 0.0
        self.cart: QObject | None = None

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self.cart is not None and isinstance(event, QPaintEvent) and receiver.isWidgetType():
            self.painted = time.perf_counter()
        if self.deep:
            return super().notify(receiver, event)
        self.deep += 1
        began = time.perf_counter()
        try:
            return super().notify(receiver, event)
        finally:
            self.deep -= 1
            self._note((time.perf_counter() - began) * 1000, event)

    def begin(self) -> None:
        """Measure from here."""
        self.took, self.slow = array("d"), []

    def _note(self, took: float, event: QEvent) -> None:
        """Eight bytes an event, and words for the slowest: what is measured is the till's memory, not ours."""
        self.took.append(took)
        if len(self.slow) < SLOWEST:
            heapq.heappush(self.slow, (took, f"{self.doing}: {event.type().name}"))
        elif took > self.slow[0][0]:
            heapq.heapreplace(self.slow, (took, f"{self.doing}: {event.type().name}"))


class Day:
    """Does to the window what people do to a till."""

    def __init__(self, app: TimedApplication, stage, codes: list[str]) -> None:
        self.app, self.stage, self.codes = app, stage, codes
        self.chance = random.Random(11)
        self.to_paint: list[float] = []

    def sale(self, n: int) -> None:
        """One sale, and now and then something beside it."""
        self._fill(n)
        for every, act in (
            (25, self._discount), (20, self._hold), (40, self._note), (50, self._filter), (30, self._history),
            (60, self._look_round),
        ):  # fmt: skip
            if n % every == every - 1:
                act()
        self._keys("pay", "F9", "Return", "Return")

    def _fill(self, n: int) -> None:
        kind = n % 10
        if kind == 3:
            self.app.doing = "search"
            self.stage.type(self.chance.choice(WORDS))
            self._keys("pick what was found", "Down", "Return", "Esc", "Esc")
        if kind == 6:
            self._touch()
        for code in self.chance.choices(self.codes, k=self.chance.randint(1, LINES_MAX)):
            self._scan(code)

    def _scan(self, code: str) -> None:
        self.app.doing, stage = "scan", self.stage
        self.stage.now_ms += 400
        for character in code:
            stage.now_ms += 8
            stage._press(character)
        stage.now_ms += 8
        self.app.painted, self.app.cart = 0.0, stage.window
        began = time.perf_counter()
        stage._press("Return")
        while not self.app.painted:
            stage.app.processEvents()
        self.to_paint.append((time.perf_counter() - began) * 1000)
        self.app.cart = None
        stage.settle()

    def _touch(self) -> None:
        grid = self.stage.window.screens._sell.goods.grid
        self.app.doing = "touch a card"
        index = grid.goods.index(self.chance.randrange(min(8, grid.goods.rowCount())))
        self.stage.click(grid.viewport(), grid.visualRect(index).center())
        self._keys("pick a variant", "Return", "Esc")

    def _discount(self) -> None:
        self._keys("discount", "F8", "5", "0", "0", "Return")

    def _hold(self) -> None:
        self._keys("hold and take up", "F4", "Shift+F4", "Return")

    def _note(self) -> None:
        self._keys("note", "Shift+F6", "k", "a", "d", "o", "Return")

    def _filter(self) -> None:
        self._keys("filter", "Ctrl+F")
        panel = self.stage.front_widget().goods.filter
        self.app.doing = "filter by price"
        panel._bands._chips[self.chance.randrange(5)].click()
        self.stage.settle()
        self.app.doing = "filter off"
        panel._all.click()
        self._keys("filter away", "Esc")

    def _history(self) -> None:
        self._keys("history", "F10", "Down", "Down", "F2")

    def _look_round(self) -> None:
        self._keys("shift", "Ctrl+6")
        self._keys("status", "Ctrl+7")
        self._keys("back to the sale", "F2")

    def _keys(self, doing: str, *chords: str) -> None:
        self.app.doing = doing
        for chord in chords:
            self.stage.key(chord)


def main(sales: str) -> None:
    """So many sales; what is asked for most is measured most."""
    from tests.ui.stage import Stage

    app = TimedApplication()
    with TemporaryDirectory(prefix="gerai-bench-") as folder, _till_of(Path(folder) / "shop") as till:
        with till.ctx.store.read() as connection:
            found = connection.exec_driver_sql(
                f"SELECT code FROM product WHERE active AND NOT unique_piece AND number % {CODE_EVERY} = 0"
            ).all()
        stage = Stage(till.ctx, None, till.folder.root, 1366, 768)
        stage.begin()
        day = Day(app, stage, [row[0] for row in found])
        app.begin()
        for n in range(int(sales)):
            day.sale(n)
        print("MB", _resident_mb(), flush=True)
        print("longest", max(app.took))
        print("p999", quantile(list(app.took), 0.999))
        print("painted", quantile(day.to_paint[20:], 0.99))
        for ms, what in sorted(app.slow, reverse=True):
            print("slow", f"{ms:.2f}", what, flush=True)
        stage.close()


def _till_of(root: Path):
    """Its 50,000 products are made by another process: what that takes is no till's memory."""
    made = "import sys, pathlib; from tests.bench.shops import make_shop; make_shop(pathlib.Path(sys.argv[1]), {n})"
    subprocess.run([sys.executable, "-c", made.format(n=PRODUCTS), str(root)], check=True)
    return opened(root)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


if __name__ == "__main__":
    main(sys.argv[1])
