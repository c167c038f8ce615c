"""Search while typing: FTS5 prefix index for word starts, trigram for the middle of a word. Never ranked.

ui.md §5.3 and stack.md §3b: rank only a capped set; rowid order is popularity.
"""

import re

from sqlalchemy import Connection, select, text

from pos.domain.catalog import Product
from pos.models.catalog import ProductRow, product_query, products_of

_WORDS = "words, content='', contentless_delete=1, prefix='2 3 4', tokenize='unicode61 remove_diacritics 2'"
_PARTS = "words, content='', contentless_delete=1, tokenize='trigram'"
DDL = (
    f"CREATE VIRTUAL TABLE product_words USING fts5({_WORDS})",
    f"CREATE VIRTUAL TABLE product_parts USING fts5({_PARTS})",
)
TERMS_MAX = 6
_TERM = re.compile(r"[^\W_]+")


def index_product(connection: Connection, number: int, words: str) -> None:
    """Replace a product's words in both indexes."""
    for table in ("product_words", "product_parts"):
        connection.execute(text(f"DELETE FROM {table} WHERE rowid = :n"), {"n": number})  # noqa: S608 - own names
        connection.execute(
            text(f"INSERT INTO {table}(rowid, words) VALUES (:n, :w)"),  # noqa: S608 - own names
            {"n": number, "w": words},
        )


def search(
    connection: Connection,
    typed: str,
    outlet_bps: int,
    *,
    category: str | None,
    maker: str | None,
    limit: int,
) -> tuple[Product, ...]:
    """Products whose words begin with each typed term; terms in mid-word where that finds too few."""
    terms = _TERM.findall(typed.lower())[:TERMS_MAX]
    if not terms:
        return ()
    numbers = _numbers(connection, "product_words", " ".join(f'"{t}"*' for t in terms), limit)
    long_terms = [t for t in terms if len(t) >= 3]
    if len(numbers) < limit and long_terms:
        more = _numbers(connection, "product_parts", " ".join(f'"{t}"' for t in long_terms), limit)
        numbers += [n for n in more if n not in set(numbers)]
    query = product_query().where(ProductRow.number.in_(numbers), ProductRow.active)
    if category:
        query = query.where(ProductRow.category_code == category)
    if maker:
        query = query.where(ProductRow.maker_code == maker)
    order = (ProductRow.popularity.desc(), ProductRow.number)
    return products_of(connection, query.order_by(*order).limit(limit), outlet_bps)


_CANDIDATES_MAX = 200


def _numbers(connection: Connection, table: str, match: str, limit: int) -> list[int]:
    statement = text(f"SELECT rowid FROM {table} WHERE {table} MATCH :m LIMIT :l")  # noqa: S608 - own names
    found = connection.execute(statement, {"m": match, "l": max(limit, _CANDIDATES_MAX)})
    return [int(number) for (number,) in found]


def indexed_words(connection: Connection, number: int) -> bool:
    """Whether a product is in the index at all (used by verify)."""
    statement = select(text("1")).select_from(text("product_words")).where(text("rowid = :n"))
    return connection.execute(statement, {"n": number}).first() is not None
