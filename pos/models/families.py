"""Cards of the grid: one for each family of variants, pinned goods first. Sorts by popularity, never ranks."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, ForeignKey, Select, String, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.domain.catalog import Product
from pos.domain.finding import Family, Narrowing
from pos.domain.money import Rupiah
from pos.models.base import Base
from pos.models.catalog import ProductRow, narrowed, product_query, products_of

_FAMILY_COUNT_MIN = 2
_ROWS_READ_MAX = 2_000
_VARIANTS_MAX = 120


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
    ProductRow.number, ProductRow.maker_code, ProductRow.family, ProductRow.unique_piece, ProductRow.price
).where(ProductRow.active)


@dataclass(frozen=True, slots=True)
class Cards:
    """What the grid shows: the most popular variant of each family, and each piece without one."""

    products: tuple[Product, ...]
    families: dict[str, Family]


def cards(connection: Connection, outlet_bps: int, among: Among | None, *, limit: int) -> Cards:
    """The most popular first; `among` None is all goods. Families are counted among what is looked at.

    Of a narrowed shelf the first 2,000 products count: no key press waits for more.
    """
    query = (among or (lambda q: q))(_CARD).order_by(ProductRow.popularity.desc(), ProductRow.id)
    read, numbers = _read(connection, query.limit(_ROWS_READ_MAX), limit, whole=among is not None)
    loaded = product_query().where(ProductRow.number.in_(numbers))
    order = (ProductRow.popularity.desc(), ProductRow.id)
    products = products_of(connection, loaded.order_by(*order), outlet_bps)
    leads = {(p.maker.code, p.family): p.id for p in products if p.family and not p.unique}
    counted = _all_of(connection, leads) if among is None else _counted(read)
    found = {leads[key]: Family(*key, *facts) for key, facts in counted.items() if key in leads}
    return Cards(products, {i: family for i, family in found.items() if family.count >= _FAMILY_COUNT_MIN})


_Read = list[tuple[str, str, Rupiah]]


def _read(connection: Connection, query: Any, limit: int, *, whole: bool) -> tuple[_Read, list[int]]:
    """Rowids of the leads; `whole` reads on beyond them, so that their families can be counted."""
    seen: set[tuple[str, str]] = set()
    read: _Read = []
    numbers: list[int] = []
    with connection.execute(query) as rows:
        for number, maker, family, unique, price in rows:
            stands_alone = not family or unique
            if not stands_alone:
                read.append((maker, family, price))
            if len(numbers) < limit and (stands_alone or (maker, family) not in seen):
                numbers.append(number)
            seen.add((maker, family))
            if len(numbers) >= limit and not whole:
                break
    return read, numbers


def _counted(read: _Read) -> dict[tuple[str, str], tuple[int, Rupiah, Rupiah]]:
    found: dict[tuple[str, str], tuple[int, Rupiah, Rupiah]] = {}
    for maker, family, price in read:
        count, low, high = found.get((maker, family), (0, price, price))
        found[maker, family] = (count + 1, min(low, price), max(high, price))
    return found


_FAMILIES = """WITH asked(maker, name) AS (VALUES {marks})
SELECT maker, name,
  (SELECT count(*) FROM product WHERE maker_code = asked.maker AND family = asked.name AND active = 1),
  (SELECT min(price) FROM product WHERE maker_code = asked.maker AND family = asked.name AND active = 1),
  (SELECT max(price) FROM product WHERE maker_code = asked.maker AND family = asked.name AND active = 1)
FROM asked"""
"""Each figure by its own dip into ix_product_family, which covers it: 2 ms for 60 families of 700 variants."""


def _all_of(
    connection: Connection, leads: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], tuple[int, Rupiah, Rupiah]]:
    if not leads:
        return {}
    sql = _FAMILIES.format(marks=", ".join("(?, ?)" for _ in leads))
    asked = tuple(part for key in leads for part in key)
    rows = connection.exec_driver_sql(sql, asked)
    return {(maker, name): (count, low, high) for maker, name, count, low, high in rows}


def variants(connection: Connection, outlet_bps: int, family: Family, among: Among) -> tuple[Product, ...]:
    """What is on sale of a family, in the catalogue's order; at most 120, beyond which words find the rest."""
    query = product_query().where(
        ProductRow.maker_code == family.maker_code, ProductRow.family == family.name, ProductRow.active
    )
    first = among(query).order_by(ProductRow.number).limit(_VARIANTS_MAX)
    return products_of(connection, first, outlet_bps)


VARIANTS_READ_MAX = 400


def variant_texts(connection: Connection, narrowing: Narrowing) -> tuple[tuple[str, int], ...]:
    """The commonest variants on sale of a category and a maker, each with how many products have it."""
    wider = Narrowing(category=narrowing.category, maker=narrowing.maker)
    query: Any = select(ProductRow.variant, func.count()).where(ProductRow.active, ProductRow.variant != "")
    grouped = narrowed(query, wider).group_by(ProductRow.variant).order_by(func.count().desc())
    return tuple((text, count) for text, count in connection.execute(grouped.limit(VARIANTS_READ_MAX)))


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
