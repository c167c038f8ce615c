"""The open cart, saved at each change so that a crash loses nothing, and whether money was already taken."""

from datetime import datetime

from sqlalchemy import Connection, String, Text, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.domain.money import Rupiah
from pos.models.base import Base, Moment, Money, UuidKey

OPEN = "open"
HELD = "held"


class CartRow(Base):
    """`content` is the cart's JSON; `money_taken` marks Menunggu pembayaran, `cash_taken` is what lies in the drawer."""

    __tablename__ = "cart"
    id: Mapped[UuidKey]
    state: Mapped[str] = mapped_column(String(8), index=True)
    money_taken: Mapped[bool]
    cash_taken: Mapped[Money]
    content: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[Moment]


def save(
    connection: Connection,
    *,
    cart_id: str,
    state: str,
    money_taken: bool,
    cash_taken: Rupiah,
    content: str,
    at: datetime,
) -> None:
    row = {
        "id": cart_id,
        "state": state,
        "money_taken": money_taken,
        "cash_taken": cash_taken,
        "content": content,
        "changed_at": at,
    }
    statement = upsert(CartRow).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=[CartRow.id], set_=row))


def load_open(connection: Connection) -> str | None:
    """Content of the open cart: the one with money first, then the newest."""
    found = select(CartRow.content).where(CartRow.state == OPEN)
    newest = found.order_by(CartRow.money_taken.desc(), CartRow.changed_at.desc()).limit(1)
    return connection.execute(newest).scalar()


def load_held(connection: Connection) -> list[tuple[str, datetime]]:
    """Content of each held cart and since when, the newest first."""
    held = select(CartRow.content, CartRow.changed_at).where(CartRow.state == HELD)
    rows = connection.execute(held.order_by(CartRow.changed_at.desc(), CartRow.id))
    return [(content, at) for content, at in rows]


def count_held(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).where(CartRow.state == HELD)).scalar_one())


def load_state(connection: Connection, cart_id: str) -> tuple[str, str] | None:
    """State and content of a cart, or None."""
    row = connection.execute(select(CartRow.state, CartRow.content).where(CartRow.id == cart_id)).first()
    return (row[0], row[1]) if row else None


def set_state(connection: Connection, cart_id: str, state: str, at: datetime) -> None:
    """Open or held from a moment on."""
    mine = update(CartRow).where(CartRow.id == cart_id)
    connection.execute(mine.values(state=state, changed_at=at))


def has_money(connection: Connection, cart_id: str) -> bool:
    """Whether the stored cart has taken money, or shown a code that nobody answered."""
    return bool(connection.execute(select(CartRow.money_taken).where(CartRow.id == cart_id)).scalar())


def remove(connection: Connection, cart_id: str) -> None:
    connection.exec_driver_sql("DELETE FROM cart WHERE id = ?", (cart_id,))


def waiting_cash(connection: Connection) -> Rupiah:
    """Cash in the drawer of all sales that are not finished."""
    taken = select(func.coalesce(func.sum(CartRow.cash_taken), 0)).where(CartRow.money_taken)
    return int(connection.execute(taken).scalar_one())
