"""What a payment asks of the services: what is due, and the writes that take, drop, show and complete. No Qt.

Holds no state of its own; who is signed in is asked at the press.
"""

from collections.abc import Callable
from dataclasses import replace

from pos.domain.cash import quick_cash
from pos.domain.money import Rupiah
from pos.domain.pricing import PricedCart
from pos.domain.tender import Settlement, Tender, TenderKind, settle
from pos.errors import GeraiError
from pos.services import checkout, qris_code
from pos.services.checkout import CompletedSale
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.qris_code import QrisCode
from pos.services.sign_in import Cashier
from pos.ui.ports import Failed, Tasks

Took = Callable[[OpenCart], None]


class TenderBook:
    """The services of one payment; each write answers with the cart as it is in the store then."""

    def __init__(self, ctx: Context, tasks: Tasks, cashier: Callable[[], Cashier]) -> None:
        """`cashier` says who is signed in."""
        self._ctx, self._tasks, self._cashier = ctx, tasks, cashier

    # --- asking

    def priced(self, open_cart: OpenCart) -> PricedCart:
        return checkout.price_cart(self._ctx, open_cart.cart)

    def settle(self, open_cart: OpenCart, tenders: tuple[Tender, ...]) -> Settlement:
        """Settle a cart with tenders; raises TenderTooMuch for non-cash above what is due."""
        return settle(self.priced(open_cart).net, tenders, self._ctx.shop.rounding)

    def due(self, open_cart: OpenCart, method: TenderKind) -> Rupiah:
        """Say what a method still has to bring: rounded for cash, exact for all others."""
        now = self.settle(open_cart, open_cart.tenders)
        return now.missing if method is TenderKind.CASH else now.missing_exact

    def quick(self, open_cart: OpenCart, method: TenderKind) -> tuple[Rupiah, ...]:
        """Amounts that a person would hand over."""
        return quick_cash(self.due(open_cart, method)) if method is TenderKind.CASH else ()

    def quick_beside(self, open_cart: OpenCart, method: TenderKind, amount: Rupiah, step: int) -> Rupiah:
        """The quick amount `step` places from this one, the first where it is none; the amount itself where none is offered."""
        values = self.quick(open_cart, method)
        if not values:
            return amount
        at = values.index(amount) + step if amount in values else 0
        return values[max(0, min(len(values) - 1, at))]

    def code(self, amount: Rupiah) -> QrisCode:
        """Give the code for an amount; raises QrisNotSet, QrisLimit, QrisInvalid."""
        return qris_code.payload(self._ctx, amount)

    def code_again(self, amount: Rupiah) -> QrisCode | None:
        """The code of an amount that was shown before; the question about it stands without the picture too."""
        try:
            return self.code(amount)
        except GeraiError:
            return None

    def check(self, open_cart: OpenCart, tender: Tender) -> None:
        """Refuse a tender that may not be added; raises the Refused of pos.domain.tender."""
        checkout.check_tenders(self._ctx, open_cart.cart, (*open_cart.tenders, tender))

    # --- writing

    def take(self, open_cart: OpenCart, tender: Tender, then: Took, failed: Failed) -> None:
        """Note a tender of a cart that is not paid with it."""
        cashier = self._cashier()
        self._tasks.write(
            lambda: checkout.take_tender(self._ctx, open_cart=open_cart, tender=tender, cashier=cashier),
            then,
            failed,
        )

    def drop(self, open_cart: OpenCart, index: int, then: Took, failed: Failed) -> None:
        """Take a tender back out."""
        cashier = self._cashier()
        self._tasks.write(
            lambda: checkout.drop_tender(self._ctx, open_cart=open_cart, index=index, cashier=cashier),
            then,
            failed,
        )

    def wait_for_code(self, open_cart: OpenCart, amount: Rupiah, then: Took, failed: Failed) -> None:
        """Note that a code with this amount is shown; 0: it is no longer waited for."""
        cashier = self._cashier()
        self._tasks.write(
            lambda: checkout.show_qris(self._ctx, open_cart=open_cart, amount=amount, cashier=cashier),
            then,
            failed,
        )

    def complete(
        self,
        open_cart: OpenCart,
        tenders: tuple[Tender, ...],
        then: Callable[[CompletedSale], None],
        failed: Failed,
    ) -> None:
        """Complete the sale with these tenders."""
        cashier = self._cashier()
        paid = replace(open_cart, tenders=tenders, qris_amount=0, qris_shown_at=None)
        self._tasks.write(
            lambda: checkout.complete_sale(self._ctx, open_cart=paid, cashier=cashier), then, failed
        )
