"""Words on label prices with a day from which they hold; those of a later day wait for it here (sync.md §2.9)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, String, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

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


_COLUMNS = (PriceWordRow.product_id, PriceWordRow.effective_from, PriceWordRow.price, PriceWordRow.waiting)


def keep(connection: Connection, word: PriceWord) -> None:
    """A later word on the same moment takes the place of the earlier one."""
    row = {
        "product_id": word.product_id,
        "effective_from": word.effective_from,
        "price": word.price,
        "waiting": word.waiting,
    }
    keys = [PriceWordRow.product_id, PriceWordRow.effective_from]
    changed = {"price": word.price, "waiting": word.waiting}
    statement = upsert(PriceWordRow).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def of_product(connection: Connection, product_id: str) -> tuple[PriceWord, ...]:
    """All words on a product, the latest first."""
    query = select(*_COLUMNS).where(PriceWordRow.product_id == product_id)
    rows = connection.execute(query.order_by(PriceWordRow.effective_from.desc()))
    return tuple(PriceWord(*row) for row in rows)


def waiting_before(connection: Connection, moment: datetime) -> tuple[PriceWord, ...]:
    """Words that wait and hold before a moment."""
    query = select(*_COLUMNS).where(PriceWordRow.waiting, PriceWordRow.effective_from < moment)
    rows = connection.execute(query.order_by(PriceWordRow.product_id, PriceWordRow.effective_from))
    return tuple(PriceWord(*row) for row in rows)


def forget(connection: Connection, word: PriceWord) -> None:
    """Drop a word that does not hold any more."""
    here = (PriceWordRow.product_id == word.product_id) & (PriceWordRow.effective_from == word.effective_from)
    connection.execute(delete(PriceWordRow).where(here))
