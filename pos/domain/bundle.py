"""Bundles (Paket): parts of any makers at a set price, spread exactly over them as line discounts.

The office's price is its own word: it needs no approval, and no other discount comes on top of it.
"""

from dataclasses import dataclass

from pos.domain.catalog import Product
from pos.domain.discount import Discount
from pos.domain.money import Rupiah, allocate
from pos.errors import N_, BundleNotSellable, ProductRetired


@dataclass(frozen=True, slots=True)
class InBundle:
    """Which bundle a line belongs to; `number` (from 1) tells two of the same in one cart or sale apart."""

    id: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bundle: units of a product and what is taken off its label price, None for nothing."""

    product: Product
    quantity: int
    discount: Discount | None


def shares(bundle: Product) -> tuple[Share, ...]:
    """Spread a bundle's set price over its parts by label price, largest remainder (the rule of domain.md §1.3).

    What the parts cost then is the set price to the rupiah. Raises ProductRetired, BundleNotSellable where a part is
    gone, may not be discounted, or the parts cost less than the bundle.
    """
    assert bundle.bundle is not None
    if not bundle.active:
        raise ProductRetired(name=bundle.title)
    quantities = tuple(part.quantity for part in bundle.bundle.parts)
    if len(bundle.parts) != len(quantities) or not all(part.active for part in bundle.parts):
        raise BundleNotSellable(name=bundle.title, reason=N_("salah satu isinya tidak dijual lagi"))
    labels = tuple(part.price * n for part, n in zip(bundle.parts, quantities, strict=True))
    offs = _offs(bundle, labels)
    bearer = bundle.bundle.bearer
    return tuple(
        Share(part, n, Discount(bearer, amount=off) if off else None)
        for part, n, off in zip(bundle.parts, quantities, offs, strict=True)
    )


def _offs(bundle: Product, labels: tuple[Rupiah, ...]) -> tuple[Rupiah, ...]:
    reduction = sum(labels) - bundle.price
    if reduction < 0:
        raise BundleNotSellable(name=bundle.title, reason=N_("isinya satu per satu lebih murah"))
    if reduction and any(part.no_discount for part in bundle.parts):
        raise BundleNotSellable(name=bundle.title, reason=N_("salah satu isinya tanpa diskon"))
    return allocate(reduction, labels)
