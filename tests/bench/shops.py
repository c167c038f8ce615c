"""Shops for measuring: large catalogues by bulk, many sales by the real use case."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from pos.app.build import Till, open_till
from pos.app.demo import make_demo_shop
from pos.app.demo_catalogue import demo_catalogue
from pos.clock import SystemClock
from pos.domain.barcode import check_digit
from pos.domain.permissions import Role
from pos.ids import SystemIds
from pos.models import catalog
from pos.models.catalog import ProductCodeRow, ProductRow, encode_rule
from pos.services import shifts
from pos.services.sign_in import Cashier

RANI = Cashier(1, "Rani", Role.CASHIER)


@contextmanager
def demo_till(products: int = 0) -> Iterator[Till]:
    """An open demo shop in a folder of its own, with at least so many products; a shift is open."""
    with TemporaryDirectory(prefix="gerai-bench-") as name:
        root = Path(name) / "shop"
        make_shop(root, products)
        with opened(root) as till:
            yield till


def make_shop(root: Path, products: int) -> None:
    """A demo shop with at least so many products; a shift is open."""
    make_demo_shop(root, SystemClock(), SystemIds())
    with opened(root) as till:
        if products:
            till.writer.call(_fill, till, products)
        till.writer.call(shifts.open_shift, till.ctx, cashier=RANI, opening_float=500_000)


@contextmanager
def opened(root: Path) -> Iterator[Till]:
    """The till over a shop that is there."""
    till = open_till(root, purpose="bench")
    try:
        yield till
    finally:
        till.close()


def _fill(till: Till, count: int) -> None:
    """Variants of the demo's products, by Core lists and the search tables directly: too slow one by one."""
    base = [item.product for item in demo_catalogue().products]
    chance = random.Random(7)
    rows, codes, words = [], [], []
    for n in range(count - len(base)):
        like = chance.choice(base)
        digits = f"29{n:010d}"
        code = digits + check_digit(digits)
        product_id, variant = f"X-{n:06d}", f"{like.variant} seri {n % 977}"
        rows.append(
            {
                "id": product_id, "code": code, "name": like.name, "variant": variant, "family": like.family,
                "price": like.price, "category_code": like.category.code, "maker_code": like.maker.code,
                "rule": encode_rule(like.rule.rule), "unique_piece": False, "no_discount": False,
                "active": True, "popularity": chance.randint(0, 1000),
            }
        )  # fmt: skip
        codes.append({"code": code, "product_id": product_id})
        words.append(f"{like.name} {variant} {like.maker.name} {like.category.name}")
    with till.ctx.store.write() as connection:
        start = connection.execute(text("SELECT max(number) FROM product")).scalar_one()
        catalog.upsert_rows(connection, ProductRow, "id", rows)
        catalog.upsert_rows(connection, ProductCodeRow, "code", codes)
        lines = [{"n": start + n, "w": line} for n, line in enumerate(words, 1)]
        for table in ("product_words", "product_parts"):
            connection.execute(text(f"INSERT INTO {table}(rowid, words) VALUES (:n, :w)"), lines)
