"""The sale being made: scans, picks, quantities, discounts, undo. No Qt, no SQL.

Holds the open cart and hands each change to the writer at once, not awaited: a crash loses nothing.
"""

from collections.abc import Callable
from typing import Protocol

from pos.domain.cart import Cart
from pos.domain.catalog import Product
from pos.domain.finding import Facets
from pos.errors import CartEmpty, GeraiError, ReceiptCode, ShiftNotOpen
from pos.i18n import Texts
from pos.services import checkout, holds, lookup, orders, receipts, shifts
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.lookup import Shelf
from pos.services.sign_in import Cashier
from pos.ui.approving import CartApproval
from pos.ui.keys import Screen
from pos.ui.ports import Navigator, Notices, SaleDone, Sounds, Tasks
from pos.ui.sell.asked import Asked, PriceAsked
from pos.ui.sell.basket import Basket, CartChange
from pos.ui.sell.customers import Customers
from pos.ui.sell.discounting import DiscountAsked, Discounting
from pos.ui.sell.extras import Extras
from pos.ui.sell.finder import Filters, Finder
from pos.ui.sell.goods import Goods
from pos.ui.sell.holding import Holding
from pos.ui.sell.line_edits import LineEdits
from pos.ui.sell.shown import CartShown, cart_shown


class SellView(Protocol):
    """The Qt half."""

    def show_cart(self, shown: CartShown, cart: Cart) -> None: ...
    def show_shelf(self, shelf: Shelf, text: str) -> None: ...
    def show_filters(self, filters: Filters) -> None: ...
    def show_facets(self, facets: Facets | None) -> None: ...
    def is_filtering(self) -> bool: ...
    def show_asked(self, asked: Asked | None) -> None: ...
    def show_search(self, text: str) -> None: ...
    def show_change(self, done: SaleDone | None) -> None: ...
    def show_discount(self, asked: DiscountAsked | None) -> None: ...
    def marked_product(self) -> Product | None: ...
    def mark_first(self) -> None: ...


class SellPresenter:
    """State of the sale screen."""

    def __init__(
        self,
        ctx: Context,
        view: SellView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        sounds: Sounds,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
    ) -> None:
        """`cashier` says who is signed in; nothing is read before `start`."""
        self._ctx, self._view = ctx, view
        self._tasks, self._go, self._sounds, self._notices = tasks, navigator, sounds, notices
        self._texts, self._cashier = texts, cashier
        self._basket = Basket(holds.new_cart(ctx))
        self.finder = Finder(ctx, view.show_shelf, view.show_filters)
        self.goods = Goods(ctx, view, self.finder, self._basket, tasks=tasks, texts=texts, after=self)
        self.asked: Asked | None = None
        self._reserved: dict[str, int] = {}
        self.lines = LineEdits(self._basket, self, texts)
        self.extras = Extras(ctx, self._basket, self, tasks=tasks, navigator=navigator, texts=texts)
        self.customers = Customers(ctx, self._basket, self, tasks)
        self._holding = Holding(ctx, self._basket, tasks=tasks, texts=texts, after=self)
        self.discounts = Discounting(
            ctx,
            self._basket,
            view.show_discount,
            approval=CartApproval(ctx, navigator, texts),
            texts=texts,
            after=self,
        )

    @property
    def open_cart(self) -> OpenCart:
        return self._basket.open_cart

    # --- coming and going

    def start(self) -> OpenCart:
        """Take up the cart that was open, show goods; the caller looks whether money waits in it."""
        self._basket.take(holds.load_open_cart(self._ctx) or holds.new_cart(self._ctx))
        self.finder.reload()
        self._reserved = orders.reserved(self._ctx, self.open_cart)
        self.show_cart()
        self.customers.recall()
        return self.open_cart

    def _learn_reserved(self) -> None:
        """What other buyers have ordered; it changes while other screens are in front."""
        found = orders.reserved(self._ctx, self.open_cart)
        if found != self._reserved:
            self._reserved = found
            self.show_cart()

    def enter(self, what: object) -> None:
        """Come to the front: after a paid sale with an empty cart and the change of the last one."""
        self.goods.learn()
        self._tasks.later(self._learn_reserved)
        if isinstance(what, SaleDone):
            self._basket.take(holds.new_cart(self._ctx))
            self._view.show_change(what)
            self._view.show_search(what.typed)
            self.finder.begin_anew(what.typed)
            self.show_cart()
            self._tasks.later(self.finder.look)  # the stock that the sale left: no key waits for it
            if what.scanned:
                self.scan(what.scanned)
        elif isinstance(what, OpenCart):
            if what.cart != self.open_cart.cart:
                self.ask(None)  # it was about a line of the other cart
            self._basket.go_on(what)
            self.show_cart()
            self.customers.recall()

    def hold(self, open_cart: OpenCart) -> None:
        """Hear what the payment wrote: tenders and a shown code belong to the cart from then on."""
        self._basket.go_on(open_cart)

    # --- finding

    def scan(self, code: str) -> None:
        """Sell what was scanned; a receipt's code opens that sale instead."""
        try:
            product = lookup.find_by_code(self._ctx, code)
            if isinstance(self.asked, PriceAsked):
                self._sounds.scanned()
                self.extras.show_price(product)
                return
        except ReceiptCode as receipt:
            self._sounds.scanned()
            self._go.go(Screen.HISTORY, str(receipt.facts["number"]))
        except GeraiError as error:
            self.refuse(error)
        else:
            self._take(product)

    def typed(self, text: str) -> None:
        """Search as people type."""
        self.finder.typed(text)

    def confirm(self) -> None:
        """Enter: take the typed code, the marked card, or the only one shown; with nothing typed, nothing."""
        finder = self.finder
        if self.discounts.asked is not None or not (finder.words or finder.filters.family):
            return
        product = self._view.marked_product() or finder.typed_code() or finder.only_one()
        if product is not None and finder.family_of(product):
            self.goods.pick(product)
        elif product is not None:
            self._take(product)
        elif finder.products:
            self._view.mark_first()
        else:
            self._sounds.unknown()
            self._notices.tell(self._texts._("Tidak ada barang “{text}”.").format(text=finder.words))

    def _take(self, product: Product) -> None:
        if self.add(product, self.finder.quantity) and self.finder.begin_anew():
            self._view.show_search("")
            self._tasks.later(self.finder.look)

    # --- changing the cart

    def add(self, product: Product, quantity: int = 1) -> bool:
        """Put a product in; says why when it may not be."""
        if not self.change(lambda cart: cart.add(product, quantity)):
            return False
        self._sounds.scanned()
        return True

    def mark(self, at: int) -> None:
        """Mark a line."""
        if self._basket.mark(at):
            self.show_cart()

    def move_mark(self, step: int) -> None:
        """Move the mark up or down."""
        if self._basket.move_mark(step):
            self.show_cart()

    def set_aside(self) -> None:
        """F4: hold the cart and begin another one."""
        self.discounts.close()
        self._holding.set_aside()

    # --- going on

    def pay(self) -> None:
        """Go to the payment; without an open shift, to the shift."""
        if self.open_cart.is_empty:
            self._notices.problem(CartEmpty())
            return
        if shifts.current_shift(self._ctx) is None:
            self._notices.problem(ShiftNotOpen())
            self._go.go(Screen.SHIFT)
            return
        self.discounts.when_allowed(self.open_cart.cart, self._go_and_pay)

    def _go_and_pay(self) -> None:
        self.ask(None)
        self._view.show_change(None)
        self._go.go(Screen.PAY, self.open_cart)

    def reprint(self) -> None:
        """Print the newest receipt again, headed SALINAN."""
        said = self._texts._("Salinan struk terakhir dicetak.")
        cashier = self._cashier()
        self._tasks.write(
            lambda: receipts.reprint(self._ctx, cashier=cashier), lambda _none: self._notices.tell(said)
        )

    # --- inside

    def change(self, how: CartChange) -> bool:
        try:
            self._basket.change(how)
        except GeraiError as error:
            self.refuse(error)
            return False
        self.save()
        return True

    def ask(self, asked: Asked | None) -> None:
        """Ask one question beside goods and payment; None puts it away."""
        self.discounts.close()
        self.asked = asked
        self._view.show_asked(asked)

    def save(self, open_cart: OpenCart | None = None) -> None:
        """Keep the cart as it is, or as it is given: with whose purchase it is."""
        saved = self._basket.open_cart = open_cart or self.open_cart
        self._tasks.write(lambda: holds.save_open_cart(self._ctx, saved))
        self.show_cart()

    def seller(self) -> Cashier:
        """Who is signed in."""
        return self._cashier()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """A short word, perhaps with its undo."""
        self._notices.tell(text, undo)

    def refuse(self, error: GeraiError) -> None:
        self._sounds.unknown()
        self._notices.problem(error)

    def show_cart(self) -> None:
        cart = self.open_cart.cart
        shown = cart_shown(
            cart,
            checkout.price_cart(self._ctx, cart),
            self._texts,
            marked=self._basket.marked,
            locked=self.open_cart.money_taken,
            can_undo=self._basket.can_undo,
            customer=self.customers.name,
            reserved=self._reserved,
        )
        self._view.show_cart(shown, cart)
        self.extras.follow(self.asked)
        self.discounts.follow()
