"""Ulangi nota: the goods of a sale once more in a cart of their own, at today's prices (users.md, a group)."""

from dataclasses import dataclass

from sqlalchemy import Connection

from pos.domain.cart import Cart
from pos.domain.catalog import Product
from pos.domain.sale import Sale
from pos.errors import NothingToRepeat, Refused, SaleNotFound
from pos.models import catalog, sales
from pos.services import holds
from pos.services.context import Context
from pos.services.holds import OpenCart


@dataclass(frozen=True, slots=True)
class Repeated:
    """The new open cart, and titles of what cannot be sold again: gone, out of use."""

    cart: OpenCart
    left_out: tuple[str, ...]


def repeat(ctx: Context, sale_id: str) -> Repeated:
    """Writer thread: open a cart with the goods of a sale; the one that was open is set aside, and nothing is lost.

    Discounts are not repeated: each is given anew by who may. A bundle comes again as it is sold today, or, where the
    catalogue has it no more, as its parts. Raises SaleNotFound, NothingToRepeat, CartLocked.
    """
    with ctx.store.write() as connection:
        sale = sales.load(connection, sale_id)
        if sale is None:
            raise SaleNotFound(number="")
        cart, left_out = _filled(sale, _products(ctx, connection, sale))
        if not cart.lines:
            raise NothingToRepeat(number=sale.number)
        fresh = OpenCart(ctx.new_id(), cart)
        holds.take_place(ctx, connection, fresh)
    return Repeated(fresh, left_out)


def _products(ctx: Context, connection: Connection, sale: Sale) -> dict[str, Product]:
    ids = {line.product_id for line in sale.lines} | {line.bundle.id for line in sale.lines if line.bundle}
    return {product.id: product for product in catalog.products_by_id(connection, ids, ctx.shop.outlet_bps)}


def _filled(sale: Sale, products: dict[str, Product]) -> tuple[Cart, tuple[str, ...]]:
    cart, left_out = Cart(), []
    whole: dict[int, bool] = {}
    for line in sale.lines:
        if line.bundle is not None:
            if line.bundle.number not in whole:
                cart, whole[line.bundle.number] = _with_bundle(cart, products.get(line.bundle.id))
            if whole[line.bundle.number]:
                continue
        product = products.get(line.product_id)
        try:
            if product is None or (product.unique and product.on_hand <= 0):
                left_out.append(line.title)
            else:
                cart = cart.add(product, line.quantity)
        except Refused:
            left_out.append(line.title)
    return cart, tuple(left_out)


def _with_bundle(cart: Cart, bundle: Product | None) -> tuple[Cart, bool]:
    """The cart with the bundle, if it can be sold today."""
    if bundle is None or any(part.unique and part.on_hand <= 0 for part in bundle.parts):
        return cart, False
    try:
        return cart.add(bundle), True
    except Refused:
        return cart, False
