"""Finding goods by what is typed and narrowed, and the variants of one thing; reads `3*` before a code. No Qt."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pos.domain.cart import QUANTITY_MAX
from pos.domain.catalog import Category, Maker, Product
from pos.domain.finding import Facets, Family, Narrowing
from pos.errors import GeraiError
from pos.services import lookup
from pos.services.context import Context
from pos.services.lookup import Shelf

_TIMES = re.compile(r"(\d{1,3})\s*[*xX×]\s*(.*)", re.ASCII)
_CODE = re.compile(r"[0-9A-Za-z-]{4,36}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the grid may be narrowed to, and to what it is; `family` is the one whose variants are shown."""

    categories: tuple[Category, ...] = ()
    makers: tuple[Maker, ...] = ()
    narrowing: Narrowing = lookup.EVERYTHING
    family: Family | None = None


def times(text: str) -> tuple[int, str]:
    """Read `3*` before a code or a name: three of it."""
    match = _TIMES.fullmatch(text.strip())
    if match is None:
        return 1, text.strip()
    return max(1, min(QUANTITY_MAX, int(match[1]))), match[2].strip()


class Finder:
    """The typed text, the filters and the goods that they find."""

    def __init__(
        self, ctx: Context, found: Callable[[Shelf, str], None], filters: Callable[[Filters], None]
    ) -> None:
        """`found` hears the goods and the words they were searched by, `filters` what they are narrowed to."""
        self._ctx, self._found, self._show_filters = ctx, found, filters
        self.text = ""
        self.filters = Filters()
        self.shelf = Shelf()

    @property
    def products(self) -> tuple[Product, ...]:
        """What the grid shows."""
        return self.shelf.products

    @property
    def words(self) -> str:
        """What is searched: the text without `3*`."""
        return times(self.text)[1]

    @property
    def quantity(self) -> int:
        """How many of the next item: `3*`, else one."""
        return times(self.text)[0]

    def reload(self) -> None:
        """Read categories, makers and goods again."""
        self.filters = replace(
            self.filters, categories=lookup.categories(self._ctx), makers=lookup.makers(self._ctx)
        )
        self.look()

    def typed(self, text: str) -> None:
        """Search as people type; the variants that were open close."""
        self.text = text
        if self.filters.family is None:
            self.search()
        else:
            self.close_family()

    def choose_category(self, code: str | None) -> None:
        """Show one category; None is all."""
        self.narrow(replace(self.filters.narrowing, category=code))

    def narrow(self, narrowing: Narrowing) -> None:
        """Show what fits; the variants that were open close."""
        self.filters = replace(self.filters, narrowing=narrowing, family=None)
        self.look()

    def facets(self) -> Facets:
        """Colours and motifs to choose from."""
        return lookup.facets(self._ctx, self.filters.narrowing)

    def family_of(self, product: Product) -> Family | None:
        """The family that a card stands for, None where it stands for itself."""
        return self.shelf.families.get(product.id)

    def open_family(self, family: Family) -> None:
        """Show the variants of one thing in place of the goods."""
        self.filters = replace(self.filters, family=family)
        self.look()

    def close_family(self) -> bool:
        """Go back to the goods; False where no variants were open."""
        if self.filters.family is None:
            return False
        self.filters = replace(self.filters, family=None)
        self.look()
        return True

    def begin_anew(self, text: str = "") -> bool:
        """Leave text and variants, and say whether there were any; the goods for `text` are looked for by `look`."""
        left = bool(self.text or self.filters.family)
        self.text, self.filters = text, replace(self.filters, family=None)
        return left

    def look(self) -> None:
        """Look again, and show what it is narrowed to."""
        self.search()
        self._show_filters(self.filters)

    def search(self) -> None:
        """Look again and tell."""
        family, narrowing = self.filters.family, self.filters.narrowing
        if family is None:
            self.shelf = lookup.shelf(self._ctx, self.words, narrowing)
        else:
            self.shelf = lookup.variants(self._ctx, family, self.words, narrowing)
        self._found(self.shelf, self.words)

    def typed_code(self) -> Product | None:
        """Give the product whose whole code was typed, if any."""
        if not _CODE.fullmatch(self.words) or not any(c.isdigit() for c in self.words):
            return None
        try:
            return lookup.find_by_code(self._ctx, self.words)
        except GeraiError:
            return None  # it may as well be a name or a label's last digits: the list answers

    def only_one(self) -> Product | None:
        """Give the only product that the words find."""
        return self.products[0] if self.words and len(self.products) == 1 else None
