"""Asks once, while nobody waits, what the screens will ask: each question is then known to the store's library."""

from pos.models import shifts as rows
from pos.services import holds, safe, sale_search, shifts
from pos.services.context import Context


def rehearse(ctx: Context) -> None:
    """Read for shift, history and held carts; off the screen's thread. Nothing is kept but the readiness.

    A statement that SQLAlchemy meets for the first time costs a millisecond or more, and a screen asks some twenty.
    """
    shifts.forgotten_shift(ctx)
    shifts.left_by_last(ctx)
    safe.state(ctx)
    holds.held(ctx)
    with ctx.store.read() as connection:
        shift = rows.open_shift(connection)
        newest = shift.id if shift else rows.newest_closed(connection)
        if newest:
            rows.totals(connection, newest)
    for found in sale_search.recent(ctx)[:1]:
        sale_search.open_sale(ctx, found.id)
