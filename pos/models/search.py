"""Search while typing: FTS5 prefix index for word starts, trigram for the middle of a word. Never ranked.

ui.md §5.3 and stack.md §3b: rank only a capped set; rowid order is popularity.
"""

import re
from collections.abc import Mapping

from sqlalchemy import Connection, text

from pos.domain.catalog import Product
from pos.domain.finding import Narrowing
from pos.models.catalog import ProductRow, product_query, products_of

_WORDS = "words, prefix='2 3 4', tokenize='unicode61 remove_diacritics 2'"
_PARTS = "words, tokenize='trigram'"
DDL = (
    f"CREATE VIRTUAL TABLE product_words USING fts5({_WORDS})",
    f"CREATE VIRTUAL TABLE product_parts USING fts5({_PARTS})",
)
TERMS_MAX = 6
_TERM = re.compile(r"[^\W_]+")


def index_product(connection: Connection, number: int, words: str) -> None:
    """Replace a product's words in both indexes."""
    for table in ("product_words", "product_parts"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", (number,))  # noqa: S608 - own names
        insert = f"INSERT INTO {table}(rowid, words) VALUES (?, ?)"  # noqa: S608 - own names
        connection.exec_driver_sql(insert, (number, words))


def search(
    connection: Connection, typed: str, outlet_bps: int, narrowing: Narrowing, *, limit: int
) -> tuple[Product, ...]:
    """Products whose words begin with each typed term; terms in mid-word where that finds too few."""
    numbers = candidates(connection, typed, narrowing, limit=limit)
    query = product_query().where(ProductRow.number.in_(numbers))
    order = (ProductRow.popularity.desc(), ProductRow.number)
    return products_of(connection, query.order_by(*order).limit(limit), outlet_bps)


def candidates(connection: Connection, typed: str, narrowing: Narrowing, *, limit: int) -> set[int]:
    """The rowids of what the typed terms find, capped before anything is sorted."""
    terms = _TERM.findall(typed.lower())[:TERMS_MAX]
    if not terms:
        return set()
    asked = {**_conditions(narrowing), "limit": max(limit, _CANDIDATES_MAX)}
    numbers = _numbers(connection, "product_words", " ".join(f'"{t}"*' for t in terms), asked)
    long_terms = [t for t in terms if len(t) >= 3]
    if len(numbers) < limit and long_terms:
        numbers |= _numbers(connection, "product_parts", " ".join(f'"{t}"' for t in long_terms), asked)
    return numbers


def _conditions(narrowing: Narrowing) -> dict[str, object]:
    band = narrowing.band
    return {
        "category": narrowing.category,
        "maker": narrowing.maker,
        "low": band.low if band else None,
        "high": band.high if band else None,
        "colour": narrowing.colour,
        "motif": narrowing.motif,
    }


_CANDIDATES_MAX = 200
_AMONG = (
    "SELECT product.number FROM {table} CROSS JOIN product ON product.number = {table}.rowid"
    " WHERE {table} MATCH :match AND product.active"
    " AND (:category IS NULL OR product.category_code = :category)"
    " AND (:maker IS NULL OR product.maker_code = :maker)"
    " AND (:low IS NULL OR product.price >= :low) AND (:high IS NULL OR product.price < :high)"
    " AND instr(lower(product.variant), lower(:colour)) AND instr(lower(product.variant), lower(:motif))"
    " LIMIT :limit"
)
"""Filtered before it is capped, else a filter would see the first matches only; CROSS keeps the index in front."""


def _numbers(connection: Connection, table: str, match: str, asked: Mapping[str, object]) -> set[int]:
    found = connection.execute(text(_AMONG.format(table=table)), {"match": match, **asked})
    return {int(number) for (number,) in found}
