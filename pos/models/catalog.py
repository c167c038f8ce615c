"""Products, their codes, makers, categories; looking up by code and browsing. Search texts lie in search.py."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, ForeignKey, Index, Row, Select, String, func, select, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.domain.catalog import Bundle, Category, Maker, Product
from pos.domain.commission import ChosenRule, CommissionRule, RuleSource, choose_rule
from pos.domain.finding import Narrowing
from pos.domain.money import Rupiah
from pos.domain.story import STORY_CHARS_MAX, Story
from pos.models.base import Base, Money
from pos.models.stock import StockMovementRow

_RULES_KEPT_MAX = 256
"""Decoded rules by their text: a shop has a few, and each card of the grid asks for three."""


class CategoryRow(Base):
    __tablename__ = "category"
    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    rule: Mapped[str | None]
    sort: Mapped[int] = mapped_column(default=0)


class MakerRow(Base):
    """`rule` is the maker's default commission rule as JSON text, None: the outlet's default.

    `paid_by` is 'centre' or the code of the one outlet that pays.
    """

    __tablename__ = "maker"
    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    rule: Mapped[str | None]
    is_pkp: Mapped[bool]
    active: Mapped[bool]
    paid_by: Mapped[str] = mapped_column(String(24))
    story: Mapped[str] = mapped_column(String(STORY_CHARS_MAX), default="")
    story_en: Mapped[str] = mapped_column(String(STORY_CHARS_MAX), default="")


class ProductRow(Base):
    """A sellable variant or unique piece; rowid order is popularity, so a limit without a sort is useful."""

    __tablename__ = "product"
    __table_args__ = (
        Index("ix_product_browse", "active", "popularity", "id"),
        Index("ix_product_category", "category_code", "popularity"),
        Index("ix_product_maker", "maker_code", "popularity"),
        Index("ix_product_family", "maker_code", "family", "active", "price"),
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    code: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(200))
    variant: Mapped[str] = mapped_column(String(120))
    family: Mapped[str] = mapped_column(String(120))
    price: Mapped[Money]
    category_code: Mapped[str] = mapped_column(ForeignKey("category.code"))
    maker_code: Mapped[str] = mapped_column(ForeignKey("maker.code"))
    rule: Mapped[str | None]
    unique_piece: Mapped[bool]
    no_discount: Mapped[bool]
    active: Mapped[bool]
    popularity: Mapped[int] = mapped_column(default=0)
    bundle: Mapped[str | None]


class ProductCodeRow(Base):
    """Alias table: any barcode, canonical text, to its product (many to one)."""

    __tablename__ = "product_code"
    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    product_id: Mapped[str] = mapped_column(ForeignKey("product.id"), index=True)


def encode_rule(rule: CommissionRule) -> str:
    """A rule as JSON text for a column."""
    return msgspec.json.encode(rule).decode()


@lru_cache(maxsize=_RULES_KEPT_MAX)
def decode_rule(text: str) -> CommissionRule:
    return msgspec.json.decode(text, type=CommissionRule)


def encode_bundle(bundle: Bundle) -> str:
    """A bundle's parts as JSON text for a column."""
    return msgspec.json.encode(bundle).decode()


_ON_HAND = (
    select(func.coalesce(func.sum(StockMovementRow.quantity), 0))
    .where(StockMovementRow.product_id == ProductRow.id)
    .correlate(ProductRow)
    .scalar_subquery()
)

_PRODUCTS = (
    select(
        ProductRow.id,
        ProductRow.code,
        ProductRow.name,
        ProductRow.variant,
        ProductRow.family,
        ProductRow.price,
        ProductRow.rule,
        ProductRow.unique_piece,
        ProductRow.no_discount,
        ProductRow.active,
        ProductRow.bundle,
        CategoryRow.code.label("category_code"),
        CategoryRow.name.label("category_name"),
        CategoryRow.rule.label("category_rule"),
        MakerRow.code.label("maker_code"),
        MakerRow.name.label("maker_name"),
        MakerRow.rule.label("maker_rule"),
        _ON_HAND.label("on_hand"),
    )
    .join(CategoryRow, CategoryRow.code == ProductRow.category_code)
    .join(MakerRow, MakerRow.code == ProductRow.maker_code)
)


def _product(row: Row[tuple[object, ...]], outlet_bps: int) -> Product:
    return Product(
        id=row.id,
        code=row.code,
        name=row.name,
        variant=row.variant,
        family=row.family,
        price=row.price,
        category=Category(row.category_code, row.category_name),
        maker=Maker(row.maker_code, row.maker_name),
        rule=_chosen(row, outlet_bps),
        unique=row.unique_piece,
        no_discount=row.no_discount,
        on_hand=row.on_hand,
        active=row.active,
        bundle=msgspec.json.decode(row.bundle, type=Bundle) if row.bundle else None,
    )


def _chosen(row: Row[tuple[object, ...]], outlet_bps: int) -> ChosenRule:
    from pos.domain.commission import RuleKind

    found = {
        RuleSource.ITEM: (row.rule, row.id),
        RuleSource.MAKER: (row.maker_rule, row.maker_code),
        RuleSource.CATEGORY: (row.category_rule, row.category_code),
    }
    candidates: dict[RuleSource, ChosenRule | None] = {
        source: ChosenRule(decode_rule(text), source, owner)
        for source, (text, owner) in found.items()
        if text
    }
    default = CommissionRule(RuleKind.PERCENT, bps=outlet_bps)
    candidates[RuleSource.OUTLET] = ChosenRule(default, RuleSource.OUTLET)
    return choose_rule(candidates)


def products_of(
    connection: Connection, query: Select[tuple[object, ...]], outlet_bps: int
) -> tuple[Product, ...]:
    """Run a query made from `product_query` and map its rows; of bundles the parts, too."""
    found = tuple(_product(row, outlet_bps) for row in connection.execute(query))
    wanted = {part.product_id for product in found if product.bundle for part in product.bundle.parts}
    if not wanted:
        return found
    rows = connection.execute(product_query().where(ProductRow.id.in_(wanted), ProductRow.bundle.is_(None)))
    known = {row.id: _product(row, outlet_bps) for row in rows}
    return tuple(_made_up(product, product.bundle, known) if product.bundle else product for product in found)


def _made_up(product: Product, bundle: Bundle, known: Mapping[str, Product]) -> Product:
    """A bundle with the products of its parts, as often on hand as they suffice for."""
    if not all(part.product_id in known for part in bundle.parts):
        return product
    needed: Counter[str] = Counter()
    for part in bundle.parts:
        needed[part.product_id] += part.quantity
    on_hand = min(max(0, known[i].on_hand) // quantity for i, quantity in needed.items())
    return replace(product, parts=tuple(known[part.product_id] for part in bundle.parts), on_hand=on_hand)


def product_query() -> Select[tuple[object, ...]]:
    """The base query of all product readings: joins, stock on hand, the rules that may apply."""
    return _PRODUCTS  # type: ignore[return-value]


def product_by_code(connection: Connection, code: str, outlet_bps: int) -> Product | None:
    """One indexed look-up of a canonical code, aliases included."""
    query = product_query().join(ProductCodeRow, ProductCodeRow.product_id == ProductRow.id)
    found = products_of(connection, query.where(ProductCodeRow.code == code), outlet_bps)
    return found[0] if found else None


def products_by_id(connection: Connection, ids: Iterable[str], outlet_bps: int) -> tuple[Product, ...]:
    """Some products, whether still sold or not."""
    return products_of(connection, product_query().where(ProductRow.id.in_(list(ids))), outlet_bps)


def products_by_code_tail(
    connection: Connection, tail: str, outlet_bps: int, limit: int
) -> tuple[Product, ...]:
    """Pieces whose label ends with these 4-6 digits; the check digit may be left out (users.md)."""
    codes = select(ProductCodeRow.product_id).where(
        ProductCodeRow.code.like(f"%{tail}") | ProductCodeRow.code.like(f"%{tail}_")
    )
    query = product_query().where(ProductRow.id.in_(codes), ProductRow.active)
    return products_of(connection, query.order_by(ProductRow.popularity.desc()).limit(limit), outlet_bps)


def narrowed(query: Select[Any], narrowing: Narrowing) -> Select[Any]:
    """Add the conditions of a narrowing to a query over products."""
    if narrowing.category:
        query = query.where(ProductRow.category_code == narrowing.category)
    if narrowing.maker:
        query = query.where(ProductRow.maker_code == narrowing.maker)
    if narrowing.band:
        query = query.where(ProductRow.price >= narrowing.band.low)
        if narrowing.band.high is not None:
            query = query.where(ProductRow.price < narrowing.band.high)
    for word in filter(None, (narrowing.colour, narrowing.motif)):
        query = query.where(ProductRow.variant.icontains(word, autoescape=True))
    return query


def browse(
    connection: Connection, outlet_bps: int, narrowing: Narrowing, *, limit: int
) -> tuple[Product, ...]:
    """Products on sale by popularity."""
    query = narrowed(product_query().where(ProductRow.active), narrowing)
    query = query.order_by(ProductRow.popularity.desc(), ProductRow.id).limit(limit)
    return products_of(connection, query, outlet_bps)


def categories(connection: Connection) -> tuple[Category, ...]:
    rows = connection.execute(select(CategoryRow.code, CategoryRow.name).order_by(CategoryRow.sort))
    return tuple(Category(code, name) for code, name in rows)


def makers(connection: Connection) -> tuple[Maker, ...]:
    rows = connection.execute(
        select(MakerRow.code, MakerRow.name).where(MakerRow.active).order_by(MakerRow.code)
    )
    return tuple(Maker(code, name) for code, name in rows)


def stories(connection: Connection, maker_codes: Iterable[str]) -> dict[str, Story]:
    """The stories of these makers, without those who have none."""
    row = MakerRow
    columns = select(row.code, row.story, row.story_en).where(row.code.in_(list(maker_codes)))
    return {code: Story(id_, en) for code, id_, en in connection.execute(columns) if id_ or en}


def upsert_rows(
    connection: Connection,
    row_type: type[Base],
    key: str,
    rows: Iterable[dict[str, object]],
    *,
    kept: Collection[str] = (),
) -> None:
    """Insert or replace rows of a catalogue table by its key column; a known row keeps its `kept` columns."""
    listed = list(rows)
    if listed:
        connection.execute(_upsert(row_type, key, tuple(listed[0]), tuple(kept)), listed)


@cache
def _upsert(row_type: type[Base], key: str, names: tuple[str, ...], kept: tuple[str, ...]) -> Insert:
    """Making a statement takes longer than running it, and a catalogue comes down by thousands of rows."""
    statement = upsert(row_type)
    changed = {name: statement.excluded[name] for name in names if name != key and name not in kept}
    return statement.on_conflict_do_update(index_elements=[key], set_=changed)


_CATEGORY = "SELECT 1 FROM category WHERE code = ?"


def add_category(connection: Connection, category: Category) -> None:
    """A category at the end of the list, unless it is known."""
    if connection.exec_driver_sql(_CATEGORY, (category.code,)).first():
        return
    place = connection.execute(select(func.count()).select_from(CategoryRow)).scalar_one()
    row: dict[str, object] = {"code": category.code, "name": category.name, "rule": None, "sort": place + 1}
    upsert_rows(connection, CategoryRow, "code", [row])


def change_category(connection: Connection, category: Category, rule: str | None) -> None:
    """Name and commission rule (JSON text) of a known category."""
    known = update(CategoryRow).where(CategoryRow.code == category.code)
    connection.execute(known.values(name=category.name, rule=rule))


_ADD_MAKER = (
    "INSERT INTO maker (code, name, rule, is_pkp, active, paid_by, story, story_en)"
    " VALUES (?, ?, NULL, 0, 1, '', '', '')"
    " ON CONFLICT (code) DO NOTHING"
)


def add_maker(connection: Connection, maker: Maker) -> None:
    """A maker of whom only the name is known yet, unless there is more."""
    connection.exec_driver_sql(_ADD_MAKER, (maker.code, maker.name))


def paying_place(connection: Connection, maker_code: str) -> str | None:
    """Who pays a maker, None for one that is not known."""
    return connection.execute(select(MakerRow.paid_by).where(MakerRow.code == maker_code)).scalar()


def retire_maker(connection: Connection, maker_code: str) -> None:
    connection.execute(update(MakerRow).where(MakerRow.code == maker_code).values(active=False))


def retire_product(connection: Connection, product_id: str) -> None:
    connection.execute(update(ProductRow).where(ProductRow.id == product_id).values(active=False))


def number_of(connection: Connection, product_id: str) -> int:
    """The rowid of a product, by which the search indexes know it."""
    number = connection.exec_driver_sql("SELECT number FROM product WHERE id = ?", (product_id,))
    return int(number.scalar_one())


def set_price(connection: Connection, product_id: str, price: Rupiah) -> None:
    connection.execute(update(ProductRow).where(ProductRow.id == product_id).values(price=price))
