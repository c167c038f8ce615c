"""Sales by what a person remembers of them; every way goes down an index and is capped, whatever the store's age.

Newest first in the order in which they were written. Gives ids; decides nothing about what a text means.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, exists, func, literal_column, select, text

from pos.domain.money import Rupiah
from pos.models.refunds import RefundRow
from pos.models.sales import SaleLineRow, SaleRow

PRODUCTS_MAX = 100
"""Goods that words may stand for."""
_NEWEST: ColumnElement[int] = literal_column("sale.rowid").desc()
_BY_WORDS = (
    "SELECT product.id FROM product_words CROSS JOIN product ON product.number = product_words.rowid"
    " WHERE product_words MATCH :match LIMIT :cap"
)
_BY_PRODUCT = (
    "SELECT sale_id, rowid AS place FROM ("
    " SELECT sale_id, rowid FROM sale_line WHERE product_id = ? ORDER BY rowid DESC LIMIT ?)"
)
_BY_CUSTOMER = (
    "SELECT sale.id, sale.rowid FROM customer CROSS JOIN customer_key ON customer_key.key_id = customer.key_id"
    " CROSS JOIN sale ON sale.customer_id = customer.id AND sale.customer_id <> ''"
    " WHERE customer.id = ? AND customer.sealed <> '' AND customer_key.wrapped IS NOT NULL"
    " ORDER BY sale.rowid DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class SaleSummary:
    """A row of a list: what names a sale to a person; total in rupiah, `returned` where some of it came back."""

    id: str
    number: str
    at: datetime
    total: Rupiah
    piece_count: int
    first_title: str
    returned: bool


def summaries(connection: Connection, ids: list[str]) -> tuple[SaleSummary, ...]:
    """In the order of the ids, by one statement."""
    line = SaleLineRow
    pieces = select(func.sum(line.quantity)).where(line.sale_id == SaleRow.id).scalar_subquery()
    first = select(line.title).where(line.sale_id == SaleRow.id, line.line_no == 1).scalar_subquery()
    back = exists().where(RefundRow.sale_id == SaleRow.id)
    columns = (SaleRow.id, SaleRow.number, SaleRow.at, SaleRow.total, pieces, first, back)
    rows = connection.execute(select(*columns).where(SaleRow.id.in_(ids)))
    found = {
        sale_id: SaleSummary(sale_id, number, at, total, int(count), title or "", bool(returned))
        for sale_id, number, at, total, count, title, returned in rows
    }
    return tuple(found[sale_id] for sale_id in ids if sale_id in found)


def by_numbers(connection: Connection, numbers: Iterable[str]) -> list[str]:
    """The sales with these printed numbers, and those of which a refund has one."""
    listed = list(numbers)
    sold = select(SaleRow.id).where(SaleRow.number.in_(listed)).order_by(_NEWEST)
    back = select(RefundRow.sale_id).where(RefundRow.number.in_(listed))
    return [*connection.execute(sold).scalars(), *connection.execute(back).scalars()]


def by_total(connection: Connection, total: Rupiah, limit: int) -> list[str]:
    found = select(SaleRow.id).where(SaleRow.total == total).order_by(_NEWEST).limit(limit)
    return list(connection.execute(found).scalars())


def between(connection: Connection, start: datetime, end: datetime, limit: int) -> list[str]:
    """Sales between two moments, the newest first."""
    row = SaleRow
    found = select(row.id).where(row.at >= start, row.at <= end).order_by(row.at.desc()).limit(limit)
    return list(connection.execute(found).scalars())


def on_day(connection: Connection, day: date, limit: int) -> list[str]:
    """Sales of a business date, the newest first."""
    row = SaleRow
    found = select(row.id).where(row.business_date == day).order_by(row.at.desc()).limit(limit)
    return list(connection.execute(found).scalars())


def by_customers(connection: Connection, customer_ids: Iterable[str], limit: int) -> list[str]:
    """Sales to these customers, the newest first; none of somebody who was erased meanwhile."""
    places: list[tuple[int, str]] = []
    for customer_id in customer_ids:
        rows = connection.exec_driver_sql(_BY_CUSTOMER, (customer_id, limit))
        places += [(place, sale_id) for sale_id, place in rows]
    return [sale_id for _place, sale_id in sorted(places, reverse=True)[:limit]]


def by_words(connection: Connection, words: tuple[str, ...], limit: int) -> list[str]:
    """Sales of goods whose name, variant or maker begins with each of the words, also goods that are sold no more."""
    match = " ".join(f'"{word}"*' for word in words)
    products = connection.execute(text(_BY_WORDS), {"match": match, "cap": PRODUCTS_MAX}).scalars().all()
    places: dict[str, int] = {}
    for product_id in products:
        for sale_id, place in connection.exec_driver_sql(_BY_PRODUCT, (product_id, limit)):
            places[sale_id] = max(place, places.get(sale_id, 0))
    return sorted(places, key=lambda sale_id: -places[sale_id])[:limit]
