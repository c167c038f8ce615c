"""Goods that stand first in the grid: those pinned by hand, then those that sold well lately. A preference, no record.

The order is learnt when a day begins, never while the cashier sells: hands remember where a card lies.
"""

from datetime import timedelta

from pos.models import families, popularity
from pos.services.context import Context

LEARNT_DAYS = 56
RECENT_DAYS = 7
PINS_MAX = 24


def learn(ctx: Context) -> int:
    """Sort the goods by what sold in the last eight weeks, the last week four times; says how many moved.

    A line counts once however many pieces it has: a wedding's hundred fans are one buyer's wish.
    """
    today = ctx.today()
    since, recent = today - timedelta(days=LEARNT_DAYS), today - timedelta(days=RECENT_DAYS)
    with ctx.store.read() as connection:
        scores = popularity.scores(connection, since=since, recent=recent)
    with ctx.store.write() as connection:
        return popularity.save(connection, scores)


def toggle_pin(ctx: Context, product_id: str) -> bool:
    """Pin a product or let it go; says whether it is pinned now. Beyond 24 the oldest pin gives way."""
    with ctx.store.write() as connection:
        pins = families.pinned(connection)
        if product_id in pins:
            families.unpin(connection, product_id)
            return False
        if len(pins) >= PINS_MAX:
            families.unpin_oldest(connection)
        families.pin(connection, product_id)
    return True
