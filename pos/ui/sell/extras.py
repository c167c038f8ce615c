"""Notes, price check, items without a label, one cart made two: asks, and does what was answered. No Qt, no SQL."""

from collections.abc import Callable
from typing import Protocol

from pos.domain.cart import Cart
from pos.domain.catalog import Maker, Product
from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.words import format_rupiah
from pos.errors import ApprovalNeeded, CartEmpty, GeraiError
from pos.i18n import Texts
from pos.services import lookup, open_items, splits
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.ports import ApprovalAsked, Navigator, Tasks
from pos.ui.sell.asked import Asked, MoreAsked, NoteAsked, OpenItemAsked, PriceAsked, SplitAsked
from pos.ui.sell.basket import Basket, CartChange


class Sale(Protocol):
    """The sale that asks and goes on."""

    def ask(self, asked: Asked | None) -> None: ...
    def change(self, how: CartChange) -> bool: ...
    def add(self, product: Product, quantity: int = 1) -> bool: ...
    def refuse(self, error: GeraiError) -> None: ...
    def say(self, text: str, undo: Callable[[], None] | None = None) -> None: ...
    def seller(self) -> Cashier: ...
    def enter(self, what: object) -> None: ...


class Extras:
    """The cart is the basket's, the question the sale's; here only whether an item without a label is being made."""

    def __init__(
        self, ctx: Context, basket: Basket, sale: Sale, *, tasks: Tasks, navigator: Navigator, texts: Texts
    ) -> None:
        """`sale` is the sale screen's presenter."""
        self._ctx, self._basket, self._sale = ctx, basket, sale
        self._tasks, self._go, self._texts = tasks, navigator, texts
        self._making = False

    def ask_more(self) -> None:
        """The less frequent acts, each with its key."""
        self._sale.ask(MoreAsked(bool(self._basket.lines), self._basket.can_redo))

    # --- notes

    def ask_line_note(self) -> None:
        """A note on the marked line."""
        at, line = self._basket.marked, self._basket.marked_line
        if line is not None:
            self._sale.ask(NoteAsked(at, line.product.title, line.note))

    def ask_note(self) -> None:
        """A word for the whole sale, such as a wish on a gift."""
        if not self._basket.lines:
            self._sale.refuse(CartEmpty())
            return
        self._sale.ask(NoteAsked(None, self._texts._("Ucapan di struk"), self._basket.open_cart.cart.note))

    def note(self, asked: NoteAsked, text: str) -> None:
        """Write it, or take it off where nothing is left; the cart can undo it."""
        at = asked.at
        if self._sale.change(lambda c: c.with_note(text) if at is None else c.with_line_note(at, text)):
            self._sale.ask(None)

    # --- price check

    def ask_price(self) -> None:
        """Look at the next scanned product, or at the marked line's, without selling it."""
        line = self._basket.marked_line
        self._sale.ask(PriceAsked())
        if line is not None:
            self.show_price(line.product)

    def show_price(self, product: Product) -> None:
        """What it costs, who made it, how many there are by the books and since when."""
        self._tasks.read(
            lambda: lookup.looked_at(self._ctx, product.id),
            lambda found: self._sale.ask(PriceAsked(found.product, found.moved_at)),
        )

    def sell_looked_at(self, asked: PriceAsked) -> None:
        """Enter: the buyer takes it."""
        if asked.product is not None and self._sale.add(asked.product):
            self._sale.ask(None)

    # --- items without a label

    def ask_open_item(self) -> None:
        """Something that the catalogue does not know."""
        makers = lookup.makers(self._ctx)
        self._sale.ask(OpenItemAsked(makers))

    def add_open_item(
        self, maker: Maker | None, name: str, price: Rupiah, reason: Reason, approver: Cashier | None = None
    ) -> None:
        """Make it a product of its maker and put it in; a second person agrees to the price where the role wants it."""
        if self._making:
            return  # a second press of Enter: one item is being made
        self._making = True
        seller = self._sale.seller()

        def agreed(person: Cashier) -> None:
            self.add_open_item(maker, name, price, reason, person)

        def failed(error: GeraiError) -> None:
            self._making = False
            if isinstance(error, ApprovalNeeded) and approver is None:
                subject = f"{name} · {maker.name if maker else ''} · {format_rupiah(price)}"
                self._go.over(Screen.APPROVAL, ApprovalAsked(error, subject, agreed, lambda: None))
            else:
                self._sale.refuse(error)

        self._tasks.write(
            lambda: open_items.make_open_item(
                self._ctx,
                cashier=seller,
                maker=maker,
                name=name,
                price=price,
                reason=reason,
                approver=approver,
            ),
            self._take_open_item,
            failed,
        )

    def _take_open_item(self, product: Product) -> None:
        self._making = False
        if self._sale.add(product):
            self._sale.ask(None)

    # --- orders

    def go_to_orders(self) -> None:
        """With goods in the cart they are the next order; without, or once money was taken, the orders that wait."""
        open_cart = self._basket.open_cart
        self._sale.ask(None)
        fresh = open_cart.cart.lines and not open_cart.money_taken
        self._go.go(Screen.ORDERS, open_cart if fresh else None)

    def go_to_receivables(self) -> None:
        """What is owed of sales on account; the open cart stays as it is."""
        self._sale.ask(None)
        self._go.go(Screen.RECEIVABLES)

    # --- one cart made two

    def ask_split(self) -> None:
        """Which pieces go to another receipt."""
        if self._basket.lines:
            self._sale.ask(self._split_asked())
        else:
            self._sale.refuse(CartEmpty())

    def _split_asked(self) -> SplitAsked:
        return SplitAsked(tuple((line.product.title, line.quantity) for line in self._basket.lines))

    def follow(self, asked: Asked | None) -> None:
        """The cart is shown, perhaps changed by a scan or a touch beneath the question: a split is asked anew, a note on a
        line that is elsewhere now no more.
        """
        if isinstance(asked, SplitAsked) and asked != self._split_asked():
            self._sale.ask(self._split_asked() if self._basket.lines else None)
        elif isinstance(asked, NoteAsked) and self._moved(asked):
            self._sale.ask(None)

    def _moved(self, asked: NoteAsked) -> bool:
        return asked.at is not None and not self._basket.has_at(asked.at, asked.title)

    def split(self, counts: tuple[int, ...]) -> None:
        """Set them aside as a cart of their own; it is the next one to be taken up."""
        open_cart = self._basket.open_cart
        self._tasks.write(
            lambda: splits.split(self._ctx, open_cart, counts),
            lambda rest: self._go_on(rest, open_cart, counts),
            self._sale.refuse,
        )

    def _go_on(self, rest: OpenCart, whole: OpenCart, counts: tuple[int, ...]) -> None:
        """The rest is open; what was scanned while it was written stays in it."""
        now, pieces = self._basket.open_cart, sum(counts)
        if now.id != whole.id:
            return  # another cart was taken up meanwhile: both halves are held or open in the store
        self._sale.ask(None)
        late = _added(whole.cart, now.cart)
        self._sale.enter(rest)
        for product, quantity in late:
            self._sale.add(product, quantity)
        said = self._texts.ngettext(
            "{n} barang ditahan sebagai nota lain.", "{n} barang ditahan sebagai nota lain.", pieces
        )
        torn = _torn(whole.cart, counts)
        ended = self._texts._("{name} dilepas: harga kembali ke label.").format(name=torn) if torn else ""
        self._sale.say(f"{said.format(n=pieces)} {ended}".rstrip())


def _torn(whole: Cart, counts: tuple[int, ...]) -> str:
    """The name of a bundle that ended since its parts did not stay together, '' for none."""
    stays, goes = whole.split(counts)
    kept = {*stays.bundles, *goes.bundles}
    return next((bundle.name for number, bundle in whole.bundles.items() if number not in kept), "")


def _added(before: Cart, after: Cart) -> tuple[tuple[Product, int], ...]:
    """Pieces that came in between, by product."""
    old = {line.product.id: before.quantity_of(line.product.id) for line in before.lines}
    new = {line.product.id: line.product for line in after.lines}
    grown = ((product, after.quantity_of(i) - old.get(i, 0)) for i, product in new.items())
    return tuple((product, count) for product, count in grown if count > 0)
