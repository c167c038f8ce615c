"""A day at the real window by keys alone, and one by taps alone, on a screen of 1024x768; the books say what was done."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pos.app.demo_catalogue import demo_catalogue
from pos.services import holds
from pos.services.context import Context
from tests.proof.desk import Keys, gerai, look, screen, till, until

Count = Callable[[str], int]
FLOAT_KEY, OPEN_KEY = (455, 447), (398, 597)
DIGIT_ONE, SIGN_IN = (587, 440), (700, 585)
CARD, VARIANT, PAY = (379, 260), (135, 270), (855, 718)
SECOND_NOTE, FINISH, NEXT_SALE = (427, 306), (855, 695), (626, 621)
HISTORY, PLUS, REASON, GIVE_BACK, GIVEN = (34, 253), (935, 277), (491, 540), (719, 690), (547, 558)
SHIFT, CLOSE, DIGIT_FIVE, CLOSE_NOW = (34, 332), (247, 691), (841, 477), (841, 691)


def run(asked: argparse.Namespace) -> str:
    """Gives what both days did."""
    del asked
    with tempfile.TemporaryDirectory(prefix="gerai-hands-") as name, screen("1024x768"):
        by_keys = _day(Path(name) / "keys", _by_keys)
        by_taps = _day(Path(name) / "taps", _by_taps)
    return f"by keys alone {by_keys}; by taps alone {by_taps}; both books verify"


def _day(root: Path, play: Callable[[Keys, Count, Path], None]) -> str:
    gerai("demo", "--make-only", "--data", str(root))
    began = time.monotonic()
    with till(root):
        keys = Keys()
        time.sleep(1.5)
        play(keys, lambda table: int(look(root, lambda ctx: _rows(ctx, table))), root)
        took = time.monotonic() - began
        found = {
            table: look(root, lambda ctx, table=table: _rows(ctx, table))
            for table in ("sale", "refund", "tender_change", "cash_movement")
        }
    done = subprocess.run(
        [sys.executable, "-m", "pos", "verify", "--json", "--data", str(root)],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["findings"] == [], done.stdout
    assert not look(root, lambda ctx: _rows(ctx, "shift WHERE closed_at IS NULL")), "the shift was left open"
    said = ", ".join(f"{count} {table.replace('_', ' ')}" for table, count in found.items() if count)
    return f"{said}, closed, in {took:.0f} s"


def _rows(ctx: Context, table: str) -> int:
    with ctx.store.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def _codes() -> list[str]:
    found = [
        x.product for x in demo_catalogue().products if x.stock.get("GDK", 0) > 3 and not x.product.unique
    ]
    return [product.code for product in found if not product.no_discount]


def _by_keys(keys: Keys, count: Count, root: Path) -> None:
    codes = _codes()
    keys.human("1", "1", "1", "1", "Return")
    time.sleep(1.5)
    keys.human(*"300000", "Return")
    until(lambda: count("shift") == 1, "an open shift")
    for n, ways in enumerate((("F9", "Return"), ("F9", "F6", "Return"), ("F9", *"500000", "Return"))):
        _scan(keys, root, codes[n])
        for key in ways:
            keys.human(key)
            time.sleep(0.4)
        until(lambda n=n: count("sale") == n + 1, f"sale {n + 1}")
    _scan(keys, root, codes[7])
    keys.human("F8", "1", "0", "percent")
    time.sleep(0.5)
    keys.human("F9", "Return")
    until(lambda: count("sale") == 4, "the sale with a discount")
    until(lambda: count("sale WHERE discount > 0") == 1, "its discount")
    _scan(keys, root, codes[9])
    keys.human("F4")
    until(lambda: not _lines(root), "the held cart")
    keys.human("shift+F4", "Return")
    until(lambda: _lines(root), "the held cart again")
    keys.human("F9", "Return")
    until(lambda: count("sale") == 5, "the held cart's sale")
    keys.human("F10", "F6", "Return")
    until(lambda: count("tender_change") == 1, "the way to pay put right")
    time.sleep(0.5)
    keys.human("Down", "plus", "1", "Return")
    until(lambda: count("refund") == 1, "the refund")
    keys.human("Return", "ctrl+6", "Left", *"50000", "Down", "Return")
    until(lambda: count("cash_movement") == 1, "cash in")
    keys.human("ctrl+p", *"5")
    for _ in range(3):  # sure, counted once more, closed
        keys.human("Return")
        time.sleep(0.8)
    until(lambda: count("shift WHERE closed_at IS NOT NULL") == 1, "the closed shift")


def _scan(keys: Keys, root: Path, code: str) -> None:
    keys.scan(code)
    until(lambda: code in _lines(root), f"{code} in the cart")


def _lines(root: Path) -> list[str]:
    open_cart = look(root, holds.load_open_cart)
    return [line.product.code for line in open_cart.cart.lines] if open_cart else []


def _by_taps(keys: Keys, count: Count, root: Path) -> None:
    keys.tap(*(DIGIT_ONE,) * 4, SIGN_IN)
    time.sleep(1.5)
    keys.tap(FLOAT_KEY, OPEN_KEY)
    until(lambda: count("shift") == 1, "an open shift")
    time.sleep(1.0)
    for n in range(3):
        keys.tap(CARD)
        time.sleep(0.5)
        keys.tap(VARIANT)
        until(lambda: _lines(root), "a tapped piece in the cart")
        keys.tap(PAY)
        time.sleep(0.8)
        keys.tap(SECOND_NOTE, FINISH)
        until(lambda n=n: count("sale") == n + 1, f"sale {n + 1}")
        time.sleep(0.5)
        keys.tap(NEXT_SALE)
        time.sleep(0.8)
    keys.tap(HISTORY)
    time.sleep(0.8)
    keys.tap(PLUS, REASON, GIVE_BACK)
    until(lambda: count("refund") == 1, "the refund")
    time.sleep(0.5)
    keys.tap(GIVEN, SHIFT)
    time.sleep(0.8)
    keys.tap(CLOSE)
    time.sleep(0.8)
    keys.tap(DIGIT_FIVE)
    for _ in range(3):
        keys.tap(CLOSE_NOW)
        time.sleep(0.8)
    until(lambda: count("shift WHERE closed_at IS NOT NULL") == 1, "the closed shift")
