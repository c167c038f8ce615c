"""Who buys, if the buyer wishes to be known: found by name or number, or remembered with consent. No Qt, no SQL."""

from dataclasses import replace
from typing import Protocol

from pos.domain.customer import Customer, identity
from pos.errors import ConsentMissing, GeraiError
from pos.services import customers
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.sign_in import Cashier
from pos.ui.ports import Tasks
from pos.ui.sell.asked import Asked, CustomerAsked
from pos.ui.sell.basket import Basket


class Sale(Protocol):
    """The sale that goes on; `asked` is what is on the screen."""

    asked: Asked | None

    def ask(self, asked: Asked | None) -> None: ...
    def refuse(self, error: GeraiError) -> None: ...
    def seller(self) -> Cashier: ...
    def save(self, open_cart: OpenCart) -> None: ...


class Customers:
    """Holds the answer to the newest search; a sale needs no customer (domain.md §2.6)."""

    def __init__(self, ctx: Context, basket: Basket, sale: Sale, tasks: Tasks) -> None:
        """`sale` is the sale screen's presenter."""
        self._ctx, self._basket, self._sale, self._tasks = ctx, basket, sale, tasks
        self._asked = CustomerAsked()
        self._known: Customer | None = None

    @property
    def name(self) -> str:
        """Whose purchase the open cart is; empty for anybody's, and for an erased person."""
        known = self._known
        if known is None or known.id != self._basket.open_cart.customer_id or known.identity is None:
            return ""
        return known.identity.name

    def ask(self) -> None:
        """F3: who buys."""
        self._show(CustomerAsked(chosen=self._known if self.name else None))

    def typed(self, text: str) -> None:
        """Look while people type; identities are opened one by one, away from the screen's thread."""
        self._asked = replace(self._asked, text=text)
        self._tasks.write(
            lambda: customers.find_customers(self._ctx, text), lambda found: self._answer(text, found)
        )

    def _answer(self, text: str, found: tuple[Customer, ...]) -> None:
        if text == self._asked.text and isinstance(self._sale.asked, CustomerAsked):
            self._show(replace(self._asked, found=found))

    def choose(self, customer: Customer | None) -> None:
        """Put somebody's name to the cart; None takes it off."""
        self._known = customer
        self._sale.save(replace(self._basket.open_cart, customer_id=customer.id if customer else ""))
        self._sale.ask(None)

    def remember(self, name: str, phone: str, *, agreed: bool) -> None:
        """Keep a new customer who agreed to the sentence, and put the name to the cart."""
        seller = self._sale.seller()
        try:
            person = identity(name, phone)
            if not agreed:
                raise ConsentMissing
        except GeraiError as error:
            self._sale.refuse(error)
            return
        self._tasks.write(
            lambda: customers.add_customer(
                self._ctx, cashier=seller, identity=person, consent_version=customers.CONSENT_VERSION
            ),
            self.choose,
            self._sale.refuse,
        )

    def recall(self) -> None:
        """Read the name of the open cart's customer again: the cart was taken up, or the till started."""
        customer_id = self._basket.open_cart.customer_id
        if customer_id and (self._known is None or self._known.id != customer_id):
            self._tasks.write(lambda: customers.load_customer(self._ctx, customer_id), self._recalled)

    def _recalled(self, customer: Customer | None) -> None:
        self._known = customer
        self._sale.save(self._basket.open_cart)

    def _show(self, asked: CustomerAsked) -> None:
        self._asked = asked
        self._sale.ask(asked)
