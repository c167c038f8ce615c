"""Sale lines that were charged at another label price than the one in force: listed, never changed (sync.md §2.9).

A till that was offline sells at the price it knows, and that price stands. Reads only.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, select

from pos.domain.day import end_of
from pos.domain.money import Rupiah
from sync.central.tables import sales
from sync.central.tables.catalogue import label_price

LISTED_MAX = 1_000
"""Lines that one report names."""
PRODUCTS_AT_ONCE = 500
"""Products in one question to the database."""


@dataclass(frozen=True, slots=True)
class OldPrice:
    """A line with the unit price charged and the one that was in force, in rupiah."""

    outlet_id: str
    number: str
    business_date: date
    line_no: int
    title: str
    charged: Rupiah
    in_force: Rupiah


@dataclass(slots=True)
class _History:
    """What was ever said of one product's price, and the moment from which each word held."""

    since: list[datetime] = field(default_factory=list)
    prices: list[Rupiah] = field(default_factory=list)

    def at(self, moment: datetime) -> Rupiah | None:
        return self._nth(bisect_right(self.since, moment))

    def before(self, moment: datetime) -> Rupiah | None:
        return self._nth(bisect_left(self.since, moment))

    def _nth(self, n: int) -> Rupiah | None:
        return self.prices[n - 1] if n else None


def sold_at_an_old_price(connection: Connection, outlet_id: str) -> tuple[OldPrice, ...]:
    """An outlet's lines whose price was in force neither when they were sold nor as their business date ended.

    Both are right, since a shift may last beyond midnight. What was sold before the first word on its price is not
    listed.
    """
    histories = _histories(connection, outlet_id)
    found: list[OldPrice] = []
    for row in _lines(connection, outlet_id, histories):
        history = histories[row.product_id]
        now, at_the_end = history.at(row.at), history.before(end_of(row.business_date))
        if now is not None and row.unit_price not in (now, at_the_end):
            sold = (row.number, row.business_date, row.line_no, row.title, row.unit_price)
            found.append(OldPrice(outlet_id, *sold, now))
        if len(found) == LISTED_MAX:
            break
    return tuple(found)


def _histories(connection: Connection, outlet_id: str) -> dict[str, _History]:
    """Of products whose price was ever another one."""
    columns = (label_price.c.product_id, label_price.c.effective_from, label_price.c.price)
    query = select(*columns).where(label_price.c.outlet_id == outlet_id)
    found: dict[str, _History] = {}
    for row in connection.execute(query.order_by(label_price.c.product_id, label_price.c.effective_from)):
        history = found.setdefault(row.product_id, _History())
        history.since.append(row.effective_from)
        history.prices.append(row.price)
    return {product_id: history for product_id, history in found.items() if len(set(history.prices)) > 1}


def _lines(
    connection: Connection, outlet_id: str, products: Iterable[str]
) -> Iterator[Row[*tuple[Any, ...]]]:
    line, sale = sales.sale_line, sales.sale
    mine = (line.c.outlet_id == sale.c.outlet_id) & (line.c.sale_id == sale.c.id)
    columns = (sale.c.number, sale.c.business_date, sale.c.at)
    of_line = (line.c.line_no, line.c.product_id, line.c.title, line.c.unit_price)
    query = select(*columns, *of_line).join_from(line, sale, mine).where(line.c.outlet_id == outlet_id)
    for some in _batched(products, PRODUCTS_AT_ONCE):
        among = query.where(line.c.product_id.in_(some))
        yield from connection.execute(among.order_by(sale.c.at, sale.c.id, line.c.line_no))


def _batched(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(ids)
    while some := list(islice(rest, size)):
        yield some
