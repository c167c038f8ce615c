"""How well products sell at this register: a cache of the sales, by which the grid is sorted."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, bindparam, case, func, select, update

from pos.models.catalog import ProductRow
from pos.models.sales import SaleLineRow, SaleRow

LEARNT = 1_000_000
"""Learnt figures lie above all that an import or the demo gave."""
_RECENT_WEIGHT = 4


def scores(connection: Connection, *, since: date, recent: date) -> dict[str, int]:
    """Sold lines by product since a day, of bundles how often each was sold; those since `recent` count four times."""
    weight = case((SaleRow.business_date > recent, _RECENT_WEIGHT), else_=1)
    query = (
        select(SaleLineRow.product_id, func.sum(weight))
        .join(SaleRow, SaleRow.id == SaleLineRow.sale_id)
        .where(SaleRow.business_date > since)
        .group_by(SaleLineRow.product_id)
    )
    found = {product_id: int(score) for product_id, score in connection.execute(query)}
    sold = (
        select(SaleLineRow.sale_id, SaleLineRow.bundle_id, SaleLineRow.bundle_no, SaleRow.business_date)
        .join(SaleRow, SaleRow.id == SaleLineRow.sale_id)
        .where(SaleRow.business_date > since, SaleLineRow.bundle_no > 0)
        .distinct()
        .subquery()
    )
    weight = case((sold.c.business_date > recent, _RECENT_WEIGHT), else_=1)
    bundles = select(sold.c.bundle_id, func.sum(weight)).group_by(sold.c.bundle_id)
    return found | {bundle_id: int(score) for bundle_id, score in connection.execute(bundles)}


def save(connection: Connection, found: Mapping[str, int]) -> int:
    """Keep the scores; what sold no more loses what it had learnt. Says how many rows changed."""
    learnt = select(ProductRow.id, ProductRow.popularity).where(ProductRow.popularity >= LEARNT)
    before: dict[str, int] = {product_id: known for product_id, known in connection.execute(learnt)}  # noqa: C416 - rows are no pairs
    wanted = {product_id: LEARNT + score for product_id, score in found.items()}
    wanted.update(dict.fromkeys(before.keys() - wanted.keys(), 0))
    changed = [{"known": i, "fresh": n} for i, n in wanted.items() if before.get(i) != n]
    if changed:
        statement = update(ProductRow).where(ProductRow.id == bindparam("known"))
        connection.execute(statement.values(popularity=bindparam("fresh")), changed)
    return len(changed)
