"""What the discount panel asks: for the marked line or the whole cart, and whether it may be asked. No Qt."""

from dataclasses import dataclass

from pos.domain.discount import Discount
from pos.domain.money import Rupiah
from pos.errors import DiscountNotAllowed
from pos.i18n import Texts
from pos.ui.sell.basket import Basket, CartChange


@dataclass(frozen=True, slots=True)
class DiscountAsked:
    """The discount panel: on a line (`at`) or on the whole cart (None), from `gross` rupiah."""

    at: int | None
    title: str
    gross: Rupiah
    now: Discount | None


def ask(basket: Basket, texts: Texts, *, whole_cart: bool, enabled: bool) -> DiscountAsked | None:
    """Give the question, None where there is nothing to discount; raises DiscountNotAllowed, CartLocked."""
    basket.check_open()
    line = basket.marked_line
    if not basket.lines or (line is None and not whole_cart):
        return None
    if whole_cart or line is None:
        if not enabled:
            raise DiscountNotAllowed(name=texts._("nota ini"), maximum=0)
        cart = basket.open_cart.cart
        return DiscountAsked(None, texts._("Diskon nota"), cart.gross, cart.discount)
    if not enabled or line.product.no_discount:
        raise DiscountNotAllowed(name=line.product.title, maximum=0)
    return DiscountAsked(basket.marked, line.product.title, line.gross, line.discount)


def give(asked: DiscountAsked, *, bps: int, amount: Rupiah) -> CartChange:
    """Say the change that sets the discount; zero of both takes it off. Raises DiscountNotAllowed."""
    discount = Discount(bps=bps, amount=amount) if bps or amount else None
    at = asked.at
    return lambda cart: cart.with_discount(discount) if at is None else cart.with_line_discount(at, discount)
