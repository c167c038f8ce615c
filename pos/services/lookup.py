"""Finding what to sell: by code, by label digits, by words, by category and maker. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from pos.domain import finding as rules
from pos.domain.barcode import CodeKind, digits_tail, parse
from pos.domain.catalog import Category, Maker, Product
from pos.domain.finding import Facets, Family, Narrowing, closeness
from pos.errors import NotAnItemCode, ReceiptCode, UnknownCode, WrongCheckDigit
from pos.models import catalog, families, stock
from pos.models import search as search_index
from pos.services.context import Context

RESULTS_MAX = 60
EVERYTHING = Narrowing()


def find_by_code(ctx: Context, text: str) -> Product:
    """The product of a scanned or typed code.

    Raises UnknownCode, WrongCheckDigit, NotAnItemCode (a QRIS payload, a link), ReceiptCode.
    """
    parsed = parse(text.encode(errors="ignore").decode())  # half a character is none
    if parsed.kind is CodeKind.RECEIPT:
        raise ReceiptCode(number=parsed.canonical)
    if parsed.kind is CodeKind.QRIS:
        raise NotAnItemCode(what="QRIS")
    with ctx.store.read() as connection:
        for candidate in parsed.candidates:
            product = catalog.product_by_code(connection, candidate, ctx.shop.outlet_bps)
            if product is not None:
                return product
    if parsed.kind is CodeKind.BAD_CHECK_DIGIT:
        raise WrongCheckDigit(code=parsed.canonical)
    raise UnknownCode(code=parsed.canonical)


def search(
    ctx: Context, text: str, narrowing: Narrowing = EVERYTHING, *, limit: int = RESULTS_MAX
) -> tuple[Product, ...]:
    """Products for a search field: words (start or middle), or the last 4-6 digits of a label.

    An empty text browses by popularity.
    """
    bps = ctx.shop.outlet_bps
    typed = text.strip()
    with ctx.store.read() as connection:
        if not typed:
            return catalog.browse(connection, bps, narrowing, limit=limit)
        by_label = _by_label(ctx, connection, typed, limit)
        by_words = search_index.search(connection, typed, bps, narrowing, limit=limit - len(by_label))
    known = {product.id for product in by_label}
    return by_label + tuple(product for product in by_words if product.id not in known)


def _by_label(ctx: Context, connection: Connection, typed: str, limit: int) -> tuple[Product, ...]:
    tail = digits_tail(typed)
    return catalog.products_by_code_tail(connection, tail, ctx.shop.outlet_bps, limit) if tail else ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the grid shows: products, of which some stand for a family of variants; which are pinned.

    With `opened` they are the variants of one thing, whose name need not be said on each.
    """

    products: tuple[Product, ...] = ()
    families: Mapping[str, Family] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()
    opened: bool = False


def shelf(ctx: Context, text: str, narrowing: Narrowing = EVERYTHING, *, limit: int = RESULTS_MAX) -> Shelf:
    """The goods for the grid: variants of one thing stand as one card; pinned goods first while nothing is typed.

    Unique pieces stand each for itself: a buyer points at the one.
    """
    bps = ctx.shop.outlet_bps
    typed = text.strip()
    with ctx.store.read() as connection:
        pins = families.pinned(connection)
        among: families.Among | None
        if typed:
            first = _by_label(ctx, connection, typed, limit)
            among = families.found(search_index.candidates(connection, typed, narrowing, limit=limit))
        else:
            first = families.pinned_products(connection, bps, narrowing) if pins else ()
            among = None if narrowing == EVERYTHING else families.narrowed_to(narrowing)
        cards = families.cards(connection, bps, among, limit=limit)
    known = {product.id for product in first}
    rest = tuple(product for product in cards.products if product.id not in known)
    if typed:
        rest = tuple(sorted(rest, key=lambda product: (closeness(product.name, typed), _gone(product))))
    return Shelf(first + rest, {i: family for i, family in cards.families.items() if i not in known}, pins)


def _gone(product: Product) -> bool:
    """The one piece that there was is sold: it comes after those that can be had."""
    return product.unique and product.on_hand <= 0


def variants(ctx: Context, family: Family, text: str = "", narrowing: Narrowing = EVERYTHING) -> Shelf:
    """The variants of a family that the words and the narrowing find, as the catalogue lists them."""
    typed = text.strip()
    with ctx.store.read() as connection:
        if typed:
            among = families.found(search_index.candidates(connection, typed, narrowing, limit=RESULTS_MAX))
        else:
            among = families.narrowed_to(narrowing)
        products = families.variants(connection, ctx.shop.outlet_bps, family, among)
        return Shelf(products, {}, families.pinned(connection), opened=True)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A product as it is now, and when its stock last moved."""

    product: Product
    moved_at: datetime | None


def looked_at(ctx: Context, product_id: str) -> LookedAt:
    """A product for a price check; raises UnknownCode."""
    with ctx.store.read() as connection:
        found = catalog.products_by_id(connection, [product_id], ctx.shop.outlet_bps)
        moved_at = stock.last_moved(connection, product_id)
    if not found:
        raise UnknownCode(code=product_id)
    return LookedAt(found[0], moved_at)


def facets(ctx: Context, narrowing: Narrowing) -> Facets:
    """Colours and motifs among the goods of a category and a maker."""
    with ctx.store.read() as connection:
        return rules.facets(families.variant_texts(connection, narrowing))


def categories(ctx: Context) -> tuple[Category, ...]:
    with ctx.store.read() as connection:
        return catalog.categories(connection)


def makers(ctx: Context) -> tuple[Maker, ...]:
    with ctx.store.read() as connection:
        return catalog.makers(connection)
