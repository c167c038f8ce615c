"""A real window under Xvfb, keys by XTEST at scanner speed: a scan sells from search field and grid, never from money.

Needs Xvfb, openbox, xdotool. Reads the cart from the store beside the open till.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pos.app.build import look_at
from pos.app.demo_catalogue import demo_catalogue
from pos.models import sales
from pos.services import holds, shifts
from pos.services.context import Context

DISPLAY = ":97"
SCANNER_MS = 8
HUMAN_MS = 130
WAIT_S = 20.0


def run(asked: argparse.Namespace) -> str:
    """Gives what was seen."""
    del asked
    with tempfile.TemporaryDirectory(prefix="gerai-scan-") as name, _screen():
        root = Path(name) / "shop"
        _gerai("demo", "--make-only", "--data", str(root))
        with _till(root) as process:
            keys, facts = Keys(), []
            facts += _open(keys, root)
            facts += _scan_from_search_and_grid(keys, root)
            facts += _scan_into_money(keys, root)
            facts += _second_start(root, process)
            return "; ".join(facts)


class Keys:
    """xdotool on the till's window."""

    def __init__(self) -> None:
        self.window = _until(lambda: _xdotool("search", "--name", "^Gerai$").split()[-1:], "the window")[0]
        _xdotool("windowactivate", "--sync", self.window)

    def human(self, *keys: str) -> None:
        _xdotool("key", "--delay", str(HUMAN_MS), *keys)

    def scan(self, code: str) -> None:
        _xdotool("key", "--delay", str(SCANNER_MS), *code, "Return")

    def click(self, x: int, y: int) -> None:
        _xdotool("mousemove", "--window", self.window, str(x), str(y), "click", "1")


def _open(keys: Keys, root: Path) -> list[str]:
    time.sleep(1.0)
    keys.human("1", "1", "1", "1", "Return")
    time.sleep(1.0)
    keys.human(*"200000")
    keys.scan(_goods()[0])  # the float is a money field
    time.sleep(0.5)
    keys.human("Return")
    shift = _until(lambda: _look(root, shifts.current_shift), "an open shift")
    assert shift.opening_float == 200_000, f"a scan disturbed the float: {shift.opening_float}"
    return ["float undisturbed by a scan"]


def _goods() -> list[str]:
    found = [
        x.product for x in demo_catalogue().products if x.stock.get("GDK", 0) > 3 and not x.product.unique
    ]
    return [product.code for product in found]


def _cart(root: Path) -> dict[str, int]:
    open_cart = _look(root, holds.load_open_cart)
    lines = open_cart.cart.lines if open_cart else ()
    return {line.product.code: line.quantity for line in lines}


def _scan_from_search_and_grid(keys: Keys, root: Path) -> list[str]:
    first, second = _goods()[10], _goods()[40]
    time.sleep(1.0)
    keys.human("F2")
    keys.scan(first)
    _until(lambda: _cart(root) == {first: 1}, "the item scanned in the search field")
    keys.human("F2", "Tab", "Tab", "Tab", "Tab")
    keys.scan(second)
    _until(lambda: _cart(root) == {first: 1, second: 1}, "the item scanned out of the search field")
    keys.click(312, 420)  # a tile: one piece of it is sold, the mouse stays over the grid
    tile = _until(lambda: _cart(root).keys() - {first, second}, "the tile that was clicked").pop()
    keys.scan(first)
    _until(lambda: _cart(root) == {first: 2, second: 1, tile: 1}, "the item scanned over the grid")
    keys.human("F2", "m", "u", "g", "Down")  # the mark lies on a card of the grid
    keys.scan(second)
    _until(lambda: _cart(root) == {first: 2, second: 2, tile: 1}, "the item scanned in the grid")
    keys.scan("2000010000013")
    keys.scan("8991234567890")
    time.sleep(0.5)
    assert _cart(root) == {first: 2, second: 2, tile: 1}, "a bad code changed the cart"
    return ["sold from search field, buttons, tile and grid; two bad codes added nothing"]


def _scan_into_money(keys: Keys, root: Path) -> list[str]:
    before = _cart(root)
    keys.human("F9")
    time.sleep(1.0)
    keys.scan(_goods()[20])
    time.sleep(0.5)
    assert _cart(root) == before, "a scan in the money field sold something"
    keys.human("Return")
    sale = _until(lambda: _look(root, _newest), "the sale")
    assert sale.total == sale.tenders[0].amount == sale.net, f"the amount was disturbed: {sale.tenders}"
    assert sale.piece_count == sum(before.values())
    return [f"in the money field neither sold nor disturbed; F9 Enter paid {sale.number} exactly"]


def _newest(ctx: Context) -> object:
    with ctx.store.read() as connection:
        ids = sales.recent_ids(connection, 1)
        return sales.load(connection, ids[0]) if ids else None


def _second_start(root: Path, first: subprocess.Popen) -> list[str]:
    again = subprocess.run([sys.executable, "-m", "pos", "--data", str(root)], timeout=30, check=False)
    assert again.returncode == 0, f"a second start gave {again.returncode}"
    assert first.poll() is None, "the first window went away"
    return ["a second start left the first window in front"]


def _look(root: Path, what: Callable[[Context], object]) -> object:
    looking = look_at(root)
    try:
        return what(looking.ctx)
    finally:
        looking.close()


def _until(condition: Callable[[], object], what: str) -> object:
    limit, pause = time.monotonic() + WAIT_S, threading.Event()
    while time.monotonic() < limit:
        found = condition()
        if found:
            return found
        pause.wait(0.1)
    raise AssertionError(f"waited in vain for {what}")


def _xdotool(*words: str) -> str:
    return subprocess.run(["xdotool", *words], stdout=subprocess.PIPE, text=True, check=False).stdout


def _gerai(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pos", *words], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _screen() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in ("DISPLAY", "QT_QPA_PLATFORM")}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"], **quiet)
    os.environ.update(DISPLAY=DISPLAY, QT_QPA_PLATFORM="xcb")
    time.sleep(1.0)
    desk = subprocess.Popen(["openbox"], **quiet)
    try:
        yield
    finally:
        for process in (desk, server):
            process.terminate()
            process.wait(10)
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)


@contextmanager
def _till(root: Path) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(
        [sys.executable, "-m", "pos", "--data", str(root)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert "dibuka" in process.stdout.readline(), "the shop did not open"
        yield process
    finally:
        process.kill()
        process.communicate()
