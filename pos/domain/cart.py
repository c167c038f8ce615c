"""The open cart: lines, quantities, discounts. Every change returns a new cart, so undo is keeping the old one."""

from dataclasses import dataclass, replace

from pos.domain.bundle import InBundle, shares
from pos.domain.catalog import Product
from pos.domain.discount import Discount
from pos.domain.money import RUPIAH_MAX, Rupiah, allocate
from pos.errors import (
    BundlePriceSet,
    DiscountNotAllowed,
    ProductRetired,
    QuantityNotAllowed,
    UniquePieceTaken,
)

QUANTITY_MAX = 999
LINES_MAX = 200
NOTE_CHARS_MAX = 120


@dataclass(frozen=True, slots=True)
class CartLine:
    """A product with price and commission rule frozen from the moment it was added.

    With a `bundle` it is a part of one, and its discount is its share of the bundle's price.
    """

    product: Product
    quantity: int = 1
    discount: Discount | None = None
    note: str = ""
    bundle: InBundle | None = None

    @property
    def gross(self) -> Rupiah:
        return self.product.price * self.quantity

    @property
    def is_plain(self) -> bool:
        """Whether another piece of the same may join it: no discount, no note, no bundle."""
        return self.discount is None and not self.note and self.bundle is None


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines in the order in which they were added; `discount` is for the whole cart (Diskon nota).

    `note` is a word for the whole sale, such as a wish on a gift; it stands on the receipt.
    """

    lines: tuple[CartLine, ...] = ()
    discount: Discount | None = None
    note: str = ""

    @property
    def piece_count(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def gross(self) -> Rupiah:
        return sum(line.gross for line in self.lines)

    @property
    def bundles(self) -> dict[int, InBundle]:
        """The bundles in the cart by their number."""
        return {line.bundle.number: line.bundle for line in self.lines if line.bundle}

    @property
    def discountable(self) -> Rupiah:
        """Gross (rupiah) that a discount on the whole cart may lower: a bundle has its own price."""
        return _loose(self.lines)

    def quantity_of(self, product_id: str) -> int:
        return sum(line.quantity for line in self.lines if line.product.id == product_id)

    def index_of(self, product_id: str) -> int | None:
        """Where a product's plain line stands (without discount), or None."""
        for i, line in enumerate(self.lines):
            if line.product.id == product_id and line.is_plain:
                return i
        return None

    def _index_to_grow(self, product: Product) -> int | None:
        """The plain line that was frozen on the same price and rule, or None."""
        for i, line in enumerate(self.lines):
            frozen = line.product
            same_terms = (frozen.id, frozen.price, frozen.rule) == (product.id, product.price, product.rule)
            if same_terms and line.is_plain:
                return i
        return None

    def add(self, product: Product, quantity: int = 1) -> "Cart":
        """Add pieces; the same product at the same price grows its line, a bundle brings all its parts.

        Raises ProductRetired, UniquePieceTaken, QuantityNotAllowed, BundleNotSellable.
        """
        if product.bundle is not None:
            return self._add_bundles(product, quantity)
        if not product.active:
            raise ProductRetired(name=product.title)
        if product.unique and (quantity != 1 or self.quantity_of(product.id)):
            raise UniquePieceTaken(name=product.title)
        at = self._index_to_grow(product)
        if at is not None:
            return self.with_quantity(at, self.lines[at].quantity + quantity)
        if len(self.lines) >= LINES_MAX:
            raise QuantityNotAllowed(quantity=len(self.lines) + 1, maximum=LINES_MAX)
        line = CartLine(product, _checked(quantity, product))
        return _bounded(replace(self, lines=(*self.lines, line)), quantity)

    def _add_bundles(self, bundle: Product, count: int) -> "Cart":
        parts, cart = shares(bundle), self
        if not 1 <= count <= QUANTITY_MAX or len(self.lines) + count * len(parts) > LINES_MAX:
            raise QuantityNotAllowed(
                quantity=count, maximum=max(0, LINES_MAX - len(self.lines)) // len(parts)
            )
        for part in parts:
            if part.product.unique and (self.quantity_of(part.product.id) or count * part.quantity > 1):
                raise UniquePieceTaken(name=part.product.title)
        for _ in range(count):
            mark = InBundle(bundle.id, bundle.title, max(cart.bundles, default=0) + 1)
            fresh = (CartLine(part.product, part.quantity, part.discount, bundle=mark) for part in parts)
            cart = replace(cart, lines=(*cart.lines, *fresh))
        return _bounded(cart, count)

    def without_bundle(self, at: int) -> "Cart":
        """End the bundle of a line: its parts stay at their label prices. A line without one changes nothing."""
        ended = self.lines[at].bundle
        if ended is None:
            return self
        return replace(
            self,
            lines=tuple(
                replace(line, bundle=None, discount=None) if line.bundle == ended else line
                for line in self.lines
            ),
        )

    def with_quantity(self, at: int, quantity: int) -> "Cart":
        """Set a line's quantity (1 to 999; a unique piece stays 1); a bundle of which it was part ends."""
        if quantity == self.lines[at].quantity:
            return self
        if self.lines[at].bundle is not None:
            return self.without_bundle(at).with_quantity(at, quantity)
        line = self.lines[at]
        if line.product.unique and quantity > 1:
            raise UniquePieceTaken(name=line.product.title)
        return _bounded(
            self._with_line(at, replace(line, quantity=_checked(quantity, line.product))), quantity
        )

    def with_line_discount(self, at: int, discount: Discount | None) -> "Cart":
        """Set or clear (None) a line's discount; refused for a product marked Tanpa diskon and in a bundle."""
        line = self.lines[at]
        if line.bundle is not None:
            raise BundlePriceSet(name=line.bundle.name)
        if discount is not None and line.product.no_discount:
            raise DiscountNotAllowed(name=line.product.title, maximum=0)
        if discount is not None and discount.amount > line.gross:
            raise DiscountNotAllowed(name=line.product.title, maximum=line.gross)
        return self._with_line(at, replace(line, discount=discount))

    def with_discount(self, discount: Discount | None) -> "Cart":
        """Set or clear the whole cart's discount; bundles keep their price."""
        if discount is not None and self.bundles and not self.discountable:
            raise BundlePriceSet(name=next(iter(self.bundles.values())).name)
        if discount is not None and discount.amount > self.discountable:
            raise DiscountNotAllowed(name="", maximum=self.discountable)
        return replace(self, discount=discount)

    def with_line_note(self, at: int, note: str) -> "Cart":
        """Set or clear a line's note, at most 120 characters; a line with a note grows by no scan."""
        return self._with_line(at, replace(self.lines[at], note=_tidy(note)))

    def with_note(self, note: str) -> "Cart":
        """Set or clear the whole sale's note, at most 120 characters."""
        return replace(self, note=_tidy(note))

    def split(self, counts: tuple[int, ...]) -> tuple["Cart", "Cart"]:
        """Two carts (Bagi nota): `counts` pieces of each line go into the second. No piece is lost or doubled.

        A discount in percent holds in both; one in rupiah is shared by price, so that both together give it once.
        A bundle whose parts do not stay together ends.
        """
        assert len(counts) == len(self.lines)
        torn = self._torn_bundle(counts)
        if torn is not None:
            return self.without_bundle(torn).split(counts)
        parts = [_split_line(line, count) for line, count in zip(self.lines, counts, strict=True)]
        stay = tuple(kept for kept, _ in parts if kept is not None)
        go = tuple(gone for _, gone in parts if gone is not None)
        kept, gone = _split_discount(self.discount, _loose(stay), _loose(go))
        return Cart(stay, kept, self.note), Cart(go, gone)

    def _torn_bundle(self, counts: tuple[int, ...]) -> int | None:
        """Where a bundle stands of which some pieces would go and others stay, or None."""
        for number in self.bundles:
            places = [i for i, line in enumerate(self.lines) if line.bundle and line.bundle.number == number]
            goes = [counts[i] for i in places]
            if any(goes) and goes != [self.lines[i].quantity for i in places]:
                return places[0]
        return None

    def remove(self, at: int) -> "Cart":
        """Take a line out; a bundle of which it was part ends."""
        lines = self.without_bundle(at).lines
        return replace(self, lines=lines[:at] + lines[at + 1 :])

    def _with_line(self, at: int, line: CartLine) -> "Cart":
        return replace(self, lines=(*self.lines[:at], line, *self.lines[at + 1 :]))


def _checked(quantity: int, product: Product) -> int:
    if not 1 <= quantity <= QUANTITY_MAX or product.price * quantity > RUPIAH_MAX:
        raise QuantityNotAllowed(quantity=quantity, maximum=QUANTITY_MAX)
    return quantity


def _bounded(cart: Cart, quantity: int) -> Cart:
    """Refuse a total that no record could hold while it can still be put right."""
    if cart.gross > RUPIAH_MAX:
        raise QuantityNotAllowed(quantity=quantity, maximum=QUANTITY_MAX)
    return cart


def _loose(lines: tuple[CartLine, ...]) -> Rupiah:
    return sum(line.gross for line in lines if line.bundle is None)


def _tidy(note: str) -> str:
    """One line of printable words."""
    plain = "".join(c if c.isprintable() else " " for c in note)
    return " ".join(plain.split())[:NOTE_CHARS_MAX].rstrip()


def _split_line(line: CartLine, count: int) -> tuple[CartLine | None, CartLine | None]:
    assert 0 <= count <= line.quantity
    stays, price = line.quantity - count, line.product.price
    shares = _split_discount(line.discount, stays * price, count * price)
    return (
        replace(line, quantity=stays, discount=shares[0]) if stays else None,
        replace(line, quantity=count, discount=shares[1]) if count else None,
    )


def _split_discount(
    discount: Discount | None, stays: Rupiah, goes: Rupiah
) -> tuple[Discount | None, Discount | None]:
    if discount is None or not discount.amount:
        return discount, discount
    parts = allocate(min(discount.amount, stays + goes), [stays, goes])
    kept, gone = (replace(discount, amount=part) if part else None for part in parts)
    return kept, gone
