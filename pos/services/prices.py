"""Which label price is in force: the latest word whose day has come. Tills switch by themselves, also offline.

What was charged stands; only what is sold from then on has the new price (sync.md §2.9).
"""

from datetime import date, datetime

from sqlalchemy import Connection

from pos.domain.day import day_of, end_of
from pos.models import catalog, prices
from pos.models.prices import PriceWord


def hear(connection: Connection, word: PriceWord, day: date, *, on_product: bool = False) -> None:
    """Keep a word of the centre; the product gets the price of the latest one in force on a day.

    `on_product`: it stands there already.
    """
    waiting = day_of(word.effective_from) > day
    prices.keep(connection, PriceWord(word.product_id, word.effective_from, word.price, waiting))
    if not waiting:
        _put_in_force(connection, word.product_id, standing=word if on_product else None)


def wait(connection: Connection, word: PriceWord) -> None:
    """Keep a word of this register for its day."""
    prices.keep(connection, PriceWord(word.product_id, word.effective_from, word.price, waiting=True))


def withdraw(connection: Connection, product_id: str, effective_from: datetime) -> None:
    """A planned price is not to come; one that is in force already stays."""
    for word in prices.of_product(connection, product_id):
        if word.waiting and word.effective_from == effective_from:
            prices.forget(connection, word)


def forget_all(connection: Connection) -> None:
    """Before all words are said again."""
    prices.forget_all(connection)


def switch(connection: Connection, day: date) -> int:
    """Put planned prices in force whose day has come, as a shift of that business date opens; how many products."""
    due = prices.waiting_before(connection, end_of(day))
    for word in due:
        prices.keep(connection, PriceWord(word.product_id, word.effective_from, word.price))
    products = {word.product_id for word in due}
    for product_id in products:
        _put_in_force(connection, product_id)
    return len(products)


def _put_in_force(connection: Connection, product_id: str, standing: PriceWord | None = None) -> None:
    """The latest word that waits no more is the price; those before it have had their time."""
    latest, *older = (word for word in prices.of_product(connection, product_id) if not word.waiting)
    if latest != standing:
        catalog.set_price(connection, product_id, latest.price)
    for word in older:
        prices.forget(connection, word)
