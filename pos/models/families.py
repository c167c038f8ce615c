"""Cards of the grid: one for each family of variants, pinned goods first. Sorts by popularity, never ranks."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import Connection, ForeignKey, Select, String, delete, func, select, tuple_
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.domain.catalog import Product
from pos.domain.finding import Family, Narrowing
from pos.models.base import Base
from pos.models.catalog import ProductRow, narrowed, product_query, products_of

_FAMILY_COUNT_MIN = 2
_ROWS_READ_MAX = 2_000


class PinnedRow(Base):
    """A product that this register keeps at the front of the grid; `place` counts from 1. A preference, no record."""

    __tablename__ = "pinned_product"
    product_id: Mapped[str] = mapped_column(String(36), ForeignKey("product.id"), primary_key=True)
    place: Mapped[int]


Among = Callable[[Select[Any]], Select[Any]]
"""Adds the conditions of what is looked among to a query over products."""


def narrowed_to(narrowing: Narrowing) -> Among:
    """Among all goods that fit a narrowing."""
    return lambda query: narrowed(query, narrowing)


def found(numbers: Collection[int]) -> Among:
    """Among found products, by their rowids."""
    return lambda query: query.where(ProductRow.number.in_(numbers))


_CARD: Any = select(
    ProductRow.number, ProductRow.maker_code, ProductRow.family, ProductRow.unique_piece
).where(ProductRow.active)


def leads(connection: Connection, outlet_bps: int, among: Among, *, limit: int) -> tuple[Product, ...]:
    """The most popular variant of each family, and each piece without one, the most popular first."""
    query = among(_CARD).order_by(ProductRow.popularity.desc(), ProductRow.id)
    with connection.execute(query.limit(_ROWS_READ_MAX)) as rows:
        numbers = _first_of_each(map(tuple, rows), limit)
    loaded = product_query().where(ProductRow.number.in_(numbers))
    return products_of(connection, loaded.order_by(ProductRow.popularity.desc(), ProductRow.id), outlet_bps)


def _first_of_each(rows: Iterable[tuple[int, str, str, bool]], limit: int) -> list[int]:
    seen: set[tuple[str, str]] = set()
    found: list[int] = []
    for number, maker, family, unique in rows:
        if family and not unique:
            if (maker, family) in seen:
                continue
            seen.add((maker, family))
        found.append(number)
        if len(found) >= limit:
            break
    return found


def of_leads(connection: Connection, products: Iterable[Product], among: Among) -> dict[str, Family]:
    """The family of each product that has other variants among what is looked at, by the product's id."""
    asked = {(p.maker.code, p.family): p.id for p in products if p.family and not p.unique}
    if not asked:
        return {}
    price, maker, family = ProductRow.price, ProductRow.maker_code, ProductRow.family
    facts: Any = select(maker, family, func.count(), func.min(price), func.max(price))
    query = (
        among(facts)
        .where(tuple_(maker, family).in_(list(asked)), ProductRow.active)
        .group_by(maker, family)
        .having(func.count() >= _FAMILY_COUNT_MIN)
    )
    return {
        asked[m, name]: Family(m, name, *facts) for m, name, *facts in map(tuple, connection.execute(query))
    }


def variants(connection: Connection, outlet_bps: int, family: Family, among: Among) -> tuple[Product, ...]:
    """What is on sale of a family, in the catalogue's order."""
    query = product_query().where(
        ProductRow.maker_code == family.maker_code, ProductRow.family == family.name, ProductRow.active
    )
    return products_of(connection, among(query).order_by(ProductRow.number), outlet_bps)


def variant_texts(connection: Connection, narrowing: Narrowing) -> tuple[str, ...]:
    """The variant of each product on sale of a category and a maker."""
    wider = Narrowing(category=narrowing.category, maker=narrowing.maker)
    query = narrowed(select(ProductRow.variant).where(ProductRow.active, ProductRow.variant != ""), wider)
    return tuple(connection.execute(query).scalars())


def pinned(connection: Connection) -> frozenset[str]:
    """Which products are pinned."""
    return frozenset(connection.execute(select(PinnedRow.product_id)).scalars())


def pinned_products(connection: Connection, outlet_bps: int, narrowing: Narrowing) -> tuple[Product, ...]:
    """The pinned products on sale in their order."""
    query = product_query().join(PinnedRow, PinnedRow.product_id == ProductRow.id).where(ProductRow.active)
    return products_of(connection, narrowed(query, narrowing).order_by(PinnedRow.place), outlet_bps)


def pin(connection: Connection, product_id: str) -> None:
    """Put a product behind the other pinned ones; one that is pinned stays where it is."""
    last = connection.execute(select(func.coalesce(func.max(PinnedRow.place), 0))).scalar_one()
    row = upsert(PinnedRow).values(product_id=product_id, place=last + 1)
    connection.execute(row.on_conflict_do_nothing())


def unpin(connection: Connection, product_id: str) -> None:
    connection.execute(delete(PinnedRow).where(PinnedRow.product_id == product_id))


def unpin_oldest(connection: Connection) -> None:
    """Let go of the pin that has stood longest."""
    first = select(func.min(PinnedRow.place)).scalar_subquery()
    connection.execute(delete(PinnedRow).where(PinnedRow.place == first))
