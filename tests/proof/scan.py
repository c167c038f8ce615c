"""A real window under Xvfb, keys by XTEST at scanner speed: a scan sells from search field and grid, never from money.

Needs Xvfb, openbox, xdotool. Reads the cart from the store beside the open till.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pos.app.demo_catalogue import demo_catalogue
from pos.models import sales
from pos.services import holds, shifts
from pos.services.context import Context
from tests.proof.desk import Keys, gerai, look, screen, till, until


def run(asked: argparse.Namespace) -> str:
    """Gives what was seen."""
    del asked
    with tempfile.TemporaryDirectory(prefix="gerai-scan-") as name, screen("1366x768"):
        root = Path(name) / "shop"
        gerai("demo", "--make-only", "--data", str(root))
        with till(root) as process:
            keys, facts = Keys(), []
            facts += _open(keys, root)
            facts += _scan_from_search_and_grid(keys, root)
            facts += _scan_into_money(keys, root)
            facts += _second_start(root, process)
            return "; ".join(facts)


def _open(keys: Keys, root: Path) -> list[str]:
    time.sleep(1.0)
    keys.human("1", "1", "1", "1", "Return")
    time.sleep(1.0)
    keys.human(*"200000")
    keys.scan(_goods()[0])  # the float is a money field
    time.sleep(0.5)
    keys.human("Return")
    shift = until(lambda: look(root, shifts.current_shift), "an open shift")
    assert shift.opening_float == 200_000, f"a scan disturbed the float: {shift.opening_float}"
    return ["float undisturbed by a scan"]


def _goods() -> list[str]:
    found = [
        x.product for x in demo_catalogue().products if x.stock.get("GDK", 0) > 3 and not x.product.unique
    ]
    return [product.code for product in found]


def _cart(root: Path) -> dict[str, int]:
    open_cart = look(root, holds.load_open_cart)
    lines = open_cart.cart.lines if open_cart else ()
    return {line.product.code: line.quantity for line in lines}


def _scan_from_search_and_grid(keys: Keys, root: Path) -> list[str]:
    first, second = _goods()[10], _goods()[40]
    time.sleep(1.0)
    keys.human("F2")
    keys.scan(first)
    until(lambda: _cart(root) == {first: 1}, "the item scanned in the search field")
    keys.human("F2", "Tab", "Tab", "Tab", "Tab")
    keys.scan(second)
    until(lambda: _cart(root) == {first: 1, second: 1}, "the item scanned out of the search field")
    keys.click(312, 420)  # a card of several variants, then the first of them; the mouse stays over the grid
    time.sleep(0.5)
    keys.click(190, 280)
    tile = until(lambda: _cart(root).keys() - {first, second}, "the tile that was clicked").pop()
    keys.scan(first)
    until(lambda: _cart(root) == {first: 2, second: 1, tile: 1}, "the item scanned over the grid")
    keys.human("F2", "m", "u", "g", "Down")  # the mark lies on a card of the grid
    keys.scan(second)
    until(lambda: _cart(root) == {first: 2, second: 2, tile: 1}, "the item scanned in the grid")
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
    sale = until(lambda: look(root, _newest), "the sale")
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
