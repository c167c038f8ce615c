"""Words on label prices with a day from which they hold; those of a later day wait for it here (sync.md §2.9)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, String, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from pos.clock import millis
from pos.domain.money import Rupiah
from pos.models.base import Base, Moment, Money


class PriceWordRow(Base):
    """Per product at most one word that is in force, and those that are `waiting`."""

    __tablename__ = "price_word"
    product_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    effective_from: Mapped[Moment] = mapped_column(primary_key=True)
    price: Mapped[Money]
    waiting: Mapped[bool]


@dataclass(frozen=True, slots=True)
class PriceWord:
    """A product's label price in rupiah from a moment on (aware UTC)."""

    product_id: str
    effective_from: datetime
    price: Rupiah
    waiting: bool = False


_KEEP = (
    "INSERT INTO price_word (product_id, effective_from, price, waiting) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (product_id, effective_from) DO UPDATE SET price = excluded.price, waiting = excluded.waiting"
)
_COLUMNS = (PriceWordRow.product_id, PriceWordRow.effective_from, PriceWordRow.price, PriceWordRow.waiting)


_OF_PRODUCT = (
    select(*_COLUMNS)
    .where(PriceWordRow.product_id == bindparam("product"))
    .order_by(PriceWordRow.effective_from.desc())
)


def keep(connection: Connection, word: PriceWord) -> None:
    """A later word on the same moment takes the place of the earlier one."""
    row = (word.product_id, millis(word.effective_from), word.price, word.waiting)
    connection.exec_driver_sql(_KEEP, row)


def of_product(connection: Connection, product_id: str) -> tuple[PriceWord, ...]:
    """All words on a product, the latest first."""
    rows = connection.execute(_OF_PRODUCT, {"product": product_id})
    return tuple(PriceWord(*row) for row in rows)


def waiting_before(connection: Connection, moment: datetime) -> tuple[PriceWord, ...]:
    """Words that wait and hold before a moment."""
    query = select(*_COLUMNS).where(PriceWordRow.waiting, PriceWordRow.effective_from < moment)
    rows = connection.execute(query.order_by(PriceWordRow.product_id, PriceWordRow.effective_from))
    return tuple(PriceWord(*row) for row in rows)


def forget_all(connection: Connection) -> None:
    """Drop every word."""
    connection.execute(delete(PriceWordRow))


def forget(connection: Connection, word: PriceWord) -> None:
    """Drop a word that does not hold any more."""
    here = (PriceWordRow.product_id == word.product_id) & (PriceWordRow.effective_from == word.effective_from)
    connection.execute(delete(PriceWordRow).where(here))
