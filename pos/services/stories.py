"""Makers' stories for the buyer: on the display after a sale and, where the outlet wishes it, on the receipt."""

from collections.abc import Iterable

from sqlalchemy import Connection

from pos.domain.sale import Sale
from pos.domain.story import ToldStory
from pos.models import catalog
from pos.services.context import Context


def of_makers(ctx: Context, makers: Iterable[tuple[str, str]], language: str) -> tuple[ToldStory, ...]:
    """The stories of makers, given by code and name, in their order and without those who have none."""
    named = dict(makers)
    with ctx.store.read() as connection:
        found = catalog.stories(connection, named)
    return tuple(
        ToldStory(name, found[code].said_in(language)) for code, name in named.items() if code in found
    )


def for_receipt(ctx: Context, connection: Connection, sale: Sale) -> ToldStory | None:
    """The one story of a receipt: of the maker with the dearest piece that has one. None where the outlet wants none."""
    if not ctx.shop.get("receipt.story"):
        return None
    lines = sorted(sale.lines, key=lambda line: -line.money.net)
    found = catalog.stories(connection, {line.maker_id for line in lines})
    told = (
        ToldStory(one.maker_name, found[one.maker_id].said_in(sale.language))
        for one in lines
        if one.maker_id in found
    )
    return next(told, None)
