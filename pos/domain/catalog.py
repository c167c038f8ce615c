"""What can be sold: products with their variant, maker and the commission rule in force."""

from dataclasses import dataclass
from datetime import datetime

from pos.domain.commission import ChosenRule, CommissionRule
from pos.domain.discount import Bearer
from pos.domain.money import Rupiah


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker (pengrajin) as the till needs one; `code` is the id, such as M03, 'OWN' for the gallery's stock."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Category:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CategoryTerms:
    """A category and its default commission rule, where it has one of its own."""

    category: Category
    rule: CommissionRule | None = None


@dataclass(frozen=True, slots=True)
class BundlePart:
    """So many units of a product, of whichever maker, in a bundle."""

    product_id: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """What makes a product a bundle (Paket): its parts in their order, and who bears what it costs less than they."""

    parts: tuple[BundlePart, ...]
    bearer: Bearer = Bearer.OUTLET


@dataclass(frozen=True, slots=True)
class Product:
    """One sellable thing: a variant of repeat stock, or a unique piece.

    `id` is the SKU (immutable, at most 36 characters), `code` the canonical barcode as text,
    `price` the label price in rupiah now in force, `on_hand` units at this outlet (may be negative),
    `aliases` further codes that mean it, such as a maker's own EAN. With a `bundle` it is no piece of its own: `price`
    is the set price of its parts, `on_hand` how often they make it up, and `parts` are the products of which it
    consists, in the bundle's order: they do not travel, and are empty where one of them is not known.
    """

    id: str
    code: str
    name: str
    price: Rupiah
    category: Category
    maker: Maker
    rule: ChosenRule
    variant: str = ""
    unique: bool = False
    no_discount: bool = False
    on_hand: int = 0
    active: bool = True
    family: str = ""
    aliases: tuple[str, ...] = ()
    bundle: Bundle | None = None
    parts: tuple["Product", ...] = ()

    @property
    def title(self) -> str:
        """Name with its variant, as cart and receipt say it."""
        return f"{self.name} {self.variant}".strip()


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A product's label price (rupiah) from a moment on (aware UTC)."""

    product_id: str
    price: Rupiah
    effective_from: datetime
    approval_id: str = ""
