"""What the sale screen shows of a cart, as plain values: lines, sums, quiet warnings. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pos.domain.cart import Cart, CartLine
from pos.domain.money import Rupiah
from pos.domain.pricing import PricedCart
from pos.i18n import Texts


@dataclass(frozen=True, slots=True)
class LineShown:
    """A cart line as the view needs it; money in rupiah, `warning` a quiet word on stock, `note` what the receipt says.

    `bundle` names the bundle that it is part of, which `opens_bundle` with its first part.
    """

    title: str
    maker: str
    quantity: int
    unit_price: Rupiah
    discount: Rupiah
    net: Rupiah
    unique: bool
    warning: str
    note: str = ""
    bundle: str = ""
    opens_bundle: bool = False


@dataclass(frozen=True, slots=True)
class CartShown:
    """The whole right side; `locked` while part of the money is already taken; `customer` and `note` of the sale."""

    lines: tuple[LineShown, ...]
    marked: int | None
    piece_count: int
    subtotal: Rupiah
    line_discount: Rupiah
    cart_discount: Rupiah
    total: Rupiah
    locked: bool
    can_undo: bool
    customer: str = ""
    note: str = ""


def cart_shown(
    cart: Cart,
    priced: PricedCart,
    texts: Texts,
    *,
    marked: int | None,
    locked: bool,
    can_undo: bool,
    customer: str = "",
    reserved: Mapping[str, int] = MappingProxyType({}),
) -> CartShown:
    """Say a priced cart; a line's own discount stands on the line, the cart's below; `reserved` by product id."""
    own = tuple(line.discount.of(line.gross) if line.discount else 0 for line in cart.lines)
    wanted = quantities(cart)
    above = (None, *cart.lines[:-1]) if cart.lines else ()
    return CartShown(
        lines=tuple(
            _line(
                line,
                before,
                off,
                _warning(line, wanted[line.product.id], reserved.get(line.product.id, 0), texts),
            )
            for line, before, off in zip(cart.lines, above, own, strict=True)
        ),
        marked=marked,
        piece_count=cart.piece_count,
        subtotal=priced.gross,
        line_discount=sum(own),
        cart_discount=priced.discount - sum(own),
        total=priced.net,
        locked=locked,
        can_undo=can_undo,
        customer=customer,
        note=cart.note,
    )


def quantities(cart: Cart) -> dict[str, int]:
    """Units in the cart by product."""
    found: dict[str, int] = {}
    for line in cart.lines:
        found[line.product.id] = found.get(line.product.id, 0) + line.quantity
    return found


def _line(line: CartLine, above: CartLine | None, off: Rupiah, warning: str) -> LineShown:
    return LineShown(
        title=line.product.title,
        maker=line.product.maker.name,
        quantity=line.quantity,
        unit_price=line.product.price,
        discount=off,
        net=line.gross - off,
        unique=line.product.unique,
        warning=warning,
        note=line.note,
        bundle=line.bundle.name if line.bundle else "",
        opens_bundle=line.bundle is not None and (above is None or above.bundle != line.bundle),
    )


def _warning(line: CartLine, wanted: int, reserved: int, texts: Texts) -> str:
    """More sold than the books know, or what another buyer has ordered: a quiet word, never a dialog (users.md)."""
    on_hand = line.product.on_hand
    if wanted <= on_hand:
        return texts._("dipesan pembeli lain") if wanted > on_hand - reserved else ""
    if on_hand <= 0:
        return texts._("stok tercatat habis")
    return texts._("stok tercatat {n}").format(n=on_hand)
