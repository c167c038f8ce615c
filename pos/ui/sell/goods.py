"""The goods of the sale screen: a touched card, its variants, the filter, what is pinned and what sells. No Qt."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from pos.domain.catalog import Product
from pos.domain.finding import Facets
from pos.i18n import Texts
from pos.services import favourites
from pos.services.context import Context
from pos.ui.ports import Tasks
from pos.ui.sell.basket import Basket
from pos.ui.sell.finder import Finder


class GoodsView(Protocol):
    """What is needed of the Qt half."""

    def show_facets(self, facets: Facets | None) -> None: ...
    def is_filtering(self) -> bool: ...
    def marked_product(self) -> Product | None: ...
    def mark_first(self) -> None: ...


class AfterGoods(Protocol):
    """The sale that goes on."""

    def add(self, product: Product, quantity: int = 1) -> bool: ...
    def say(self, text: str, undo: Callable[[], None]) -> None: ...


class Goods:
    """Holds only the day on which the order of the goods was learnt."""

    def __init__(
        self,
        ctx: Context,
        view: GoodsView,
        finder: Finder,
        basket: Basket,
        *,
        tasks: Tasks,
        texts: Texts,
        after: AfterGoods,
    ) -> None:
        """Nothing is read yet."""
        self._ctx, self._view, self._finder, self._basket = ctx, view, finder, basket
        self._tasks, self._texts, self._after = tasks, texts, after
        self._learnt_on: date | None = None

    def learn(self) -> None:
        """Once a day sort the goods by what sold lately."""
        today = self._ctx.today()
        if self._learnt_on != today:
            self._learnt_on = today
            self._tasks.write(
                lambda: favourites.learn(self._ctx), lambda moved: self._finder.search() if moved else None
            )

    def pick(self, product: Product) -> None:
        """A card was touched: its variants, or the product itself into the cart."""
        family = self._finder.family_of(product)
        if family is not None:
            self._finder.open_family(family)
            self._view.mark_first()
        elif self._after.add(product, self._finder.quantity):
            self._tasks.later(self._finder.close_family)

    def open_filter(self) -> None:
        """Ask what the goods are to be narrowed to."""
        self._finder.close_family()
        self._view.show_facets(Facets())
        self._tasks.write(self._finder.facets, self._show_facets)

    def _show_facets(self, facets: Facets) -> None:
        """Colours and motifs come a moment later; not into a panel that was put away meanwhile."""
        if self._view.is_filtering():
            self._view.show_facets(facets)

    def close_filter(self) -> None:
        """Show what is left."""
        self._view.show_facets(None)

    def toggle_pin(self, product: Product | None = None) -> None:
        """Pin the touched card, else the marked one, else the marked line's product; again lets it go."""
        line = self._basket.marked_line
        wanted = product or self._view.marked_product() or (line.product if line else None)
        if wanted is not None:
            self._tasks.write(
                lambda: favourites.toggle_pin(self._ctx, wanted.id), lambda now: self._pinned(wanted, now)
            )

    def _pinned(self, product: Product, now: bool) -> None:
        self._finder.search()
        _ = self._texts._
        said = _("{title} disematkan di depan.") if now else _("{title} tidak lagi disematkan.")
        self._after.say(said.format(title=product.title), lambda: self.toggle_pin(product))
