"""Finding goods by what is typed and by category and maker; reads `3*` before a code. No Qt."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pos.domain.cart import QUANTITY_MAX
from pos.domain.catalog import Category, Maker, Product
from pos.errors import GeraiError
from pos.services import lookup
from pos.services.context import Context

_TIMES = re.compile(r"(\d{1,3})\s*[*xX×]\s*(.*)", re.ASCII)
_CODE = re.compile(r"[0-9A-Za-z-]{4,36}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the grid may be narrowed to, and to what it is."""

    categories: tuple[Category, ...] = ()
    makers: tuple[Maker, ...] = ()
    category: str | None = None
    maker: str | None = None


def times(text: str) -> tuple[int, str]:
    """Read `3*` before a code or a name: three of it."""
    match = _TIMES.fullmatch(text.strip())
    if match is None:
        return 1, text.strip()
    return max(1, min(QUANTITY_MAX, int(match[1]))), match[2].strip()


class Finder:
    """The typed text, the filters and the products that they find."""

    def __init__(self, ctx: Context, found: Callable[[tuple[Product, ...], str], None]) -> None:
        """`found` hears the products and the words they were searched by, after each change."""
        self._ctx, self._found = ctx, found
        self.text = ""
        self.filters = Filters()
        self.products: tuple[Product, ...] = ()

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
        self.search()

    def typed(self, text: str) -> None:
        """Search as people type."""
        self.text = text
        self.search()

    def narrow(self, *, category: str | None, maker: str | None) -> None:
        """Show one category, one maker, or both; None is all."""
        self.filters = replace(self.filters, category=category, maker=maker)
        self.search()

    def search(self) -> None:
        """Look again and tell."""
        self.products = lookup.search(
            self._ctx, self.words, category=self.filters.category, maker=self.filters.maker
        )
        self._found(self.products, self.words)

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
