"""The discount panel: what it asks, whether it may be given, and by whom. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from pos.domain.cart import Cart
from pos.domain.cash import COINS
from pos.domain.discount import Discount
from pos.domain.money import Rupiah
from pos.errors import ApprovalNeeded, BundlePriceSet, DiscountNotAllowed, DiscountTooSmall, GeraiError
from pos.i18n import Texts
from pos.services import checkout
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.sign_in import Cashier
from pos.ui.approving import CartApproval
from pos.ui.sell.basket import Basket, CartChange


@dataclass(frozen=True, slots=True)
class DiscountAsked:
    """The discount panel: on a line (`at`) or on the whole cart (None), from `gross` rupiah."""

    at: int | None
    title: str
    gross: Rupiah
    now: Discount | None


class AfterDiscount(Protocol):
    """The sale that goes on."""

    def change(self, how: CartChange) -> bool: ...
    def refuse(self, error: GeraiError) -> None: ...
    def seller(self) -> Cashier: ...


class Discounting:
    """State of the panel; a discount that costs the gallery more than its commission asks a second person."""

    def __init__(
        self,
        ctx: Context,
        basket: Basket,
        show: Callable[[DiscountAsked | None], None],
        *,
        approval: CartApproval,
        texts: Texts,
        after: AfterDiscount,
    ) -> None:
        """`show` draws the panel, None takes it away."""
        self._ctx, self._basket, self._show = ctx, basket, show
        self._approval, self._texts, self._after = approval, texts, after
        self.asked: DiscountAsked | None = None

    def ask(self, *, whole_cart: bool) -> None:
        """Open the panel for the marked line or the whole cart."""
        enabled = bool(self._ctx.shop.get("discount.enabled"))
        try:
            asked = ask(self._basket, self._texts, whole_cart=whole_cart, enabled=enabled)
        except GeraiError as error:
            self._after.refuse(error)
            return
        if asked is not None:
            self.asked = asked
            self._show(asked)

    def give(self, *, bps: int = 0, amount: Rupiah = 0) -> None:
        """Set the asked discount; zero of both takes it off."""
        if self.asked is None:
            return
        try:
            change = give(self.asked, bps=bps, amount=amount)
            fresh = change(self._basket.open_cart.cart)
        except GeraiError as error:
            self._after.refuse(error)
        else:
            self.when_allowed(fresh, lambda: self._give(change))

    def _give(self, change: CartChange) -> None:
        if self._after.change(change):
            self.close()

    def when_allowed(self, cart: Cart, then: Callable[[], None]) -> None:
        """Go on where the seller may sell this cart, at once or once somebody has agreed: before the buyer hears a price."""
        wanted = replace(self._basket.open_cart, cart=cart)

        def agreed(fresh: OpenCart) -> None:
            self._basket.open_cart = replace(self._basket.open_cart, approved=fresh.approved)
            then()

        try:
            checkout.check_cart(self._ctx, wanted, self._after.seller())
        except ApprovalNeeded as needed:
            self._approval.ask(needed, wanted, agreed)
        except GeraiError as error:
            self._after.refuse(error)
        else:
            then()

    def follow(self) -> None:
        """The cart is shown, perhaps changed by a touch beneath the panel: of a line that is elsewhere now nothing is asked."""
        asked = self.asked
        if asked is not None and asked.at is not None and not self._basket.has_at(asked.at, asked.title):
            self.close()

    def close(self) -> None:
        """Leave the panel as it was."""
        if self.asked is not None:
            self.asked = None
            self._show(None)


def ask(basket: Basket, texts: Texts, *, whole_cart: bool, enabled: bool) -> DiscountAsked | None:
    """Give the question, None where there is nothing to discount; raises DiscountNotAllowed, BundlePriceSet, CartLocked."""
    basket.check_open()
    line = basket.marked_line
    if not basket.lines or (line is None and not whole_cart):
        return None
    if whole_cart or line is None:
        if not enabled:
            raise DiscountNotAllowed(name=texts._("nota ini"), maximum=0)
        cart = basket.open_cart.cart
        if cart.bundles and not cart.discountable:
            raise BundlePriceSet(name=next(iter(cart.bundles.values())).name)
        return DiscountAsked(None, texts._("Diskon nota"), cart.discountable, cart.discount)
    if line.bundle is not None:
        raise BundlePriceSet(name=line.bundle.name)
    if not enabled or line.product.no_discount:
        raise DiscountNotAllowed(name=line.product.title, maximum=0)
    return DiscountAsked(basket.marked, line.product.title, line.gross, line.discount)


def give(asked: DiscountAsked, *, bps: int, amount: Rupiah) -> CartChange:
    """Say the change that sets the discount; zero of both takes it off.

    Raises DiscountNotAllowed; DiscountTooSmall where rupiah below the smallest coin were surely meant as percent.
    """
    if 0 < amount < COINS[-1]:
        raise DiscountTooSmall(amount=amount, minimum=COINS[-1])
    discount = Discount(bps=bps, amount=amount) if bps or amount else None
    at = asked.at
    return lambda cart: cart.with_discount(discount) if at is None else cart.with_line_discount(at, discount)
