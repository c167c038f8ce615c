"""What the sale screen may ask beside goods and payment, as plain values: one question at a time. No Qt."""

from dataclasses import dataclass
from datetime import datetime

from pos.domain.catalog import Maker, Product
from pos.domain.customer import Customer


@dataclass(frozen=True, slots=True)
class MoreAsked:
    """Which of the less frequent acts."""

    has_lines: bool
    can_redo: bool


@dataclass(frozen=True, slots=True)
class NoteAsked:
    """A note on the line `at`, or for the whole sale (None); `now` is what it says."""

    at: int | None
    title: str
    now: str


@dataclass(frozen=True, slots=True)
class CustomerAsked:
    """Who buys: those who were found by the typed words, and who is chosen."""

    found: tuple[Customer, ...] = ()
    chosen: Customer | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class OpenItemAsked:
    """Something without a label: by which maker."""

    makers: tuple[Maker, ...]


@dataclass(frozen=True, slots=True)
class PriceAsked:
    """A product that is looked at, not sold; None until one was scanned. `moved_at` is when its stock last changed."""

    product: Product | None = None
    moved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SplitAsked:
    """Which pieces go to another receipt: (title, pieces) by line."""

    lines: tuple[tuple[str, int], ...]


Asked = MoreAsked | NoteAsked | CustomerAsked | OpenItemAsked | PriceAsked | SplitAsked
