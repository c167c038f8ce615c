"""The shop's own catalogue: makers, products, prices, goods received. A stand-alone shop's edits are records."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from pos.domain.agreement import MakerTerms
from pos.domain.catalog import CategoryTerms, Maker, PriceChange, Product
from pos.domain.commission import CommissionRule, RuleKind, RuleSource
from pos.domain.day import day_of
from pos.domain.stock import StockDocument
from pos.models import catalog, search, shifts, stock
from pos.models.catalog import MakerRow, ProductCodeRow, ProductRow, encode_bundle, encode_rule
from pos.models.prices import PriceWord
from pos.services import prices
from pos.services.context import Context
from pos.services.record import Stamp, record

MOVES_PER_RECORD = 400


def add_maker(ctx: Context, connection: Connection, terms: MakerTerms) -> None:
    """Write and record a maker's terms."""
    apply_maker(connection, terms)
    record(ctx, connection, terms, _stamp(ctx))


OWN_STOCK = "OWN"
"""Maker code of what belongs to the outlet itself (domain.md §4.4)."""


def add_own_stock(ctx: Context, connection: Connection, outlet_name: str) -> None:
    """The outlet as the maker of its own stock: a shop without a catalogue can sell from its first day."""
    add_maker(ctx, connection, MakerTerms(Maker(OWN_STOCK, outlet_name), CommissionRule(RuleKind.OWN)))


def add_product(
    ctx: Context, connection: Connection, product: Product, popularity: int | None = None
) -> None:
    """Write and record a product; without a `popularity` a known one keeps its own."""
    apply_product(connection, product, popularity)
    record(ctx, connection, product, _stamp(ctx))


def receive(ctx: Context, connection: Connection, document: StockDocument) -> None:
    """Write and record goods that moved without a sale."""
    apply_stock(connection, document)
    stamp = Stamp(document.id, document.at, document.cashier_id, document.shift_id)
    record(ctx, connection, document, stamp)


def _stamp(ctx: Context) -> Stamp:
    at = ctx.clock.now()
    return Stamp(ctx.ids.new(at), at, 0)


def apply_maker(connection: Connection, terms: MakerTerms) -> None:
    """The row of a maker's terms, new or changed."""
    row: dict[str, object] = {
        "code": terms.maker.code,
        "name": terms.maker.name,
        "rule": encode_rule(terms.rule) if terms.rule else None,
        "is_pkp": terms.is_pkp,
        "active": terms.active,
        "paid_by": terms.paid_by,
        "story": terms.story.id,
        "story_en": terms.story.en,
    }
    catalog.upsert_rows(connection, MakerRow, "code", [row])


def apply_category(connection: Connection, terms: CategoryTerms) -> None:
    """The row of a category's name and rule; it keeps its place in the list."""
    catalog.add_category(connection, terms.category)
    catalog.change_category(connection, terms.category, encode_rule(terms.rule) if terms.rule else None)


def apply_product(connection: Connection, product: Product, popularity: int | None = None) -> None:
    """The rows of a product: category, maker, product, its codes, its search words.

    Without a `popularity` a known product keeps its own.
    """
    catalog.add_category(connection, product.category)
    catalog.add_maker(connection, product.maker)
    own_rule = product.rule.source is RuleSource.ITEM
    row: dict[str, object] = {
        "id": product.id,
        "code": product.code,
        "name": product.name,
        "variant": product.variant,
        "family": product.family,
        "price": product.price,
        "category_code": product.category.code,
        "maker_code": product.maker.code,
        "rule": encode_rule(product.rule.rule) if own_rule else None,
        "unique_piece": product.unique,
        "no_discount": product.no_discount,
        "active": product.active,
        "popularity": popularity or 0,
        "bundle": encode_bundle(product.bundle) if product.bundle else None,
    }
    kept = ("popularity",) if popularity is None else ()
    catalog.upsert_rows(connection, ProductRow, "id", [row], kept=kept)
    codes = dict.fromkeys((product.code, *product.aliases))
    rows: list[dict[str, object]] = [{"code": code, "product_id": product.id} for code in codes]
    catalog.upsert_rows(connection, ProductCodeRow, "code", rows)
    search.index_product(connection, catalog.number_of(connection, product.id), words_of(product))


def words_of(product: Product) -> str:
    """What a search may find a product by."""
    parts = (product.name, product.variant, product.family, product.maker.name, product.category.name)
    return " ".join(dict.fromkeys(part for part in parts if part))


def apply_price(connection: Connection, change: PriceChange) -> None:
    """The label price now in force, or one that waits for a shift of its day (pos.services.prices)."""
    newest = shifts.newest_business_date(connection)
    if newest is not None and day_of(change.effective_from) > newest:
        prices.wait(connection, PriceWord(change.product_id, change.effective_from, change.price))
    else:
        catalog.set_price(connection, change.product_id, change.price)


def apply_stock(connection: Connection, document: StockDocument) -> None:
    """One row per move of a goods document."""
    stock.insert_movements(connection, list(_move_rows(document, document.at)))


def _move_rows(document: StockDocument, at: datetime) -> Iterable[dict[str, object]]:
    for n, move in enumerate(document.moves, 1):
        yield {
            "document_id": document.id,
            "line_no": n,
            "product_id": move.product_id,
            "kind": move.kind.value,
            "quantity": move.quantity,
            "at": at,
        }
