"""What the buyer's display shows, as plain values: never who bears a discount, never a commission. No Qt."""

from dataclasses import dataclass
from typing import TypeAlias

from pos.domain.catalog import Product
from pos.domain.money import Rupiah
from pos.domain.story import ToldStory


@dataclass(frozen=True, slots=True)
class Greeting:
    """Nobody is being served."""

    outlet: str


@dataclass(frozen=True, slots=True)
class BuyerLine:
    """A line of the cart; what it costs after its own discount, in rupiah."""

    title: str
    maker: str
    quantity: int
    net: Rupiah


@dataclass(frozen=True, slots=True)
class Served:
    """The cart: `newest` is the line that changed last, `picture` the product whose picture stands beside it.

    `saved` is the whole discount, `received` what was paid so far while `paying`, `due` what is still to be paid.
    """

    lines: tuple[BuyerLine, ...]
    newest: int
    picture: Product
    piece_count: int
    saved: Rupiah
    total: Rupiah
    paying: bool = False
    received: Rupiah = 0
    due: Rupiah = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A QRIS code with the names that guard against a swapped sticker; without the amount in it, the buyer types it."""

    payload: str
    merchant: str
    nmid: str
    amount: Rupiah
    carries_amount: bool


@dataclass(frozen=True, slots=True)
class Thanks:
    """A paid sale: the change to be given back, whose work goes home with the buyer, and what is told of one of them."""

    change: Rupiah
    makers: tuple[str, ...]
    story: ToldStory | None = None


BuyerShown: TypeAlias = Greeting | Served | Code | Thanks
