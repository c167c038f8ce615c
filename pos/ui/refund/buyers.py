"""Who bought: names for the open sale, and whom a typed text says. Read on the writer thread, forgotten when the screen
is entered anew, so that nobody who was erased stays on it. No Qt.
"""

from collections.abc import Callable
from typing import TypeVar

from pos.domain.customer import Customer
from pos.services import customers
from pos.services.context import Context
from pos.ui.ports import Tasks

CHARS_MIN = 2
"""Shorter texts say nobody."""
T = TypeVar("T")


class Buyers:
    """`answered` hears that a name, or everybody, has been read."""

    def __init__(self, ctx: Context, tasks: Tasks, answered: Callable[[], None]) -> None:
        """Nothing is read before somebody is asked for."""
        self._ctx, self._tasks, self._answered = ctx, tasks, answered
        self.forget()

    def forget(self) -> None:
        """Know nobody; an answer that is still on its way is not taken."""
        self._everybody: tuple[Customer, ...] | None = None
        self._names: dict[str, str] = {}
        self._reading: set[str] = set()
        self._asking = object()

    def whom(self, text: str) -> tuple[str, ...]:
        """Ids of the customers that a typed text says; () until they have been read for the first time."""
        if len(text) < CHARS_MIN:
            return ()
        if self._everybody is None:
            self._read("", lambda: customers.everybody(self._ctx), self._take_everybody)
        return tuple(one.id for one in customers.matching(self._everybody or (), text))

    def name(self, customer_id: str) -> str:
        """How a sale's customer is called and reached; '' for nobody, erased, or not read yet."""
        if not customer_id:
            return ""
        if customer_id not in self._names:
            self._read(customer_id, lambda: customers.load_customer(self._ctx, customer_id), self._take_one)
        return self._names.get(customer_id, "")

    def _read(self, what: str, work: Callable[[], T], take: Callable[[T], None]) -> None:
        """Ask once; a key that is missing has been said then."""
        if what in self._reading:
            return
        self._reading.add(what)
        asking = self._asking

        def answer(read: T) -> None:
            if asking is self._asking:
                take(read)
                self._answered()

        self._tasks.write(work, answer)

    def _take_everybody(self, everybody: tuple[Customer, ...]) -> None:
        self._everybody = everybody

    def _take_one(self, customer: Customer | None) -> None:
        if customer is not None and customer.identity is not None:
            identity = customer.identity
            self._names[customer.id] = " ".join(filter(None, (identity.name, identity.phone)))
