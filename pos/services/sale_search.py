"""Finding a sale of before by number, amount, time, day, item, maker or customer. Reads only."""

from collections.abc import Iterable

from sqlalchemy import Connection

from pos.domain import sale_query
from pos.errors import SaleNotFound
from pos.models import sale_search, sales
from pos.models.sale_search import SaleSummary
from pos.services import refunds
from pos.services.context import Context
from pos.services.refunds import StoredSale

FOUND_MAX = 40
DAYS_BACK = 7
"""A time of the day is looked for on so many days."""


def recent(ctx: Context, limit: int = FOUND_MAX) -> tuple[SaleSummary, ...]:
    """The newest sales, newest first."""
    with ctx.store.read() as connection:
        return sale_search.summaries(connection, sales.recent_ids(connection, limit))


def search(
    ctx: Context, text: str, limit: int = FOUND_MAX, *, customer_ids: Iterable[str] = ()
) -> tuple[SaleSummary, ...]:
    """Sales that a typed text may mean, the likeliest first; the newest ones for an empty text.

    `customer_ids` are those whose name or number the text says (customers.matching). Their sales lead where words were
    typed and follow where digits were, and take at most half of the room.
    """
    if not text.strip():
        return recent(ctx, limit)
    asked = sale_query.read(text, ctx.today())
    with ctx.store.read() as connection:
        theirs = sale_search.by_customers(connection, customer_ids, limit // 2)
        others = _ids(ctx, connection, asked, limit)[: limit - len(theirs)]
        found = dict.fromkeys(theirs + others if asked.words else others + theirs)
        return sale_search.summaries(connection, list(found))


def _ids(ctx: Context, connection: Connection, asked: sale_query.SaleQuery, limit: int) -> list[str]:
    found: list[str] = []
    if asked.number or asked.digits:
        found += sale_search.by_numbers(connection, refunds.numbers_of(ctx, asked.number or asked.digits))
    if asked.amount is not None:
        found += sale_search.by_total(connection, asked.amount, limit)
    if asked.clock is not None:
        for start, end in sale_query.moments(asked.clock, ctx.today(), DAYS_BACK):
            found += sale_search.between(connection, start, end, limit)
    if asked.day is not None:
        found += sale_search.on_day(connection, asked.day, limit)
    if asked.words:
        found += sale_search.by_words(connection, asked.words, limit)
    return found


def open_sale(ctx: Context, sale_id: str) -> StoredSale:
    """A found sale with what became of it; raises SaleNotFound."""
    with ctx.store.read() as connection:
        sale = sales.load(connection, sale_id)
        if sale is None:
            raise SaleNotFound(number=sale_id)
        return refunds.stored(connection, sale)


__all__ = ["SaleSummary", "open_sale", "recent", "search"]
