"""Finding what to sell: by code, by label digits, by words, by category and maker. Reads only."""

from pos.domain.barcode import CodeKind, digits_tail, parse
from pos.domain.catalog import Category, Maker, Product
from pos.errors import NotAnItemCode, ReceiptCode, UnknownCode, WrongCheckDigit
from pos.models import catalog
from pos.models import search as search_index
from pos.services.context import Context

RESULTS_MAX = 60


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
    ctx: Context,
    text: str,
    *,
    category: str | None = None,
    maker: str | None = None,
    limit: int = RESULTS_MAX,
) -> tuple[Product, ...]:
    """Products for a search field: words (start or middle), or the last 4-6 digits of a label.

    An empty text browses by popularity.
    """
    bps = ctx.shop.outlet_bps
    typed = text.strip()
    with ctx.store.read() as connection:
        if not typed:
            return catalog.browse(connection, bps, category=category, maker=maker, limit=limit)
        tail = digits_tail(typed)
        by_label = catalog.products_by_code_tail(connection, tail, bps, limit) if tail else ()
        by_words = search_index.search(
            connection, typed, bps, category=category, maker=maker, limit=limit - len(by_label)
        )
    known = {product.id for product in by_label}
    return by_label + tuple(product for product in by_words if product.id not in known)


def categories(ctx: Context) -> tuple[Category, ...]:
    with ctx.store.read() as connection:
        return catalog.categories(connection)


def makers(ctx: Context) -> tuple[Maker, ...]:
    with ctx.store.read() as connection:
        return catalog.makers(connection)
