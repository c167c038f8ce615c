"""Customers' sealed identities as the journal tells them, and their keys, which it never holds (DESIGN.md §3)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, LargeBinary, String, Text, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import UtcMoment
from pos.models.base import Base


class CustomerRow(Base):
    """`sealed` is base64, '' once erased."""

    __tablename__ = "customer"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    key_id: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[str] = mapped_column(Text)
    consent_version: Mapped[str] = mapped_column(String(64))
    consent_at: Mapped[datetime | None] = mapped_column(UtcMoment)


class CustomerKeyRow(Base):
    """`wrapped` is the key under this shop's data key, NULL once destroyed; `told` that the centre has heard."""

    __tablename__ = "customer_key"
    key_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    customer_id: Mapped[str] = mapped_column(String(64))
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    told: Mapped[bool]


@dataclass(frozen=True, slots=True)
class SealedCustomer:
    id: str
    key_id: str
    sealed: str
    consent_version: str = ""
    consent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A key as it lies here; None: destroyed, which no later word undoes."""

    key_id: str
    customer_id: str
    wrapped: bytes | None


_CUSTOMER = (
    CustomerRow.id,
    CustomerRow.key_id,
    CustomerRow.sealed,
    CustomerRow.consent_version,
    CustomerRow.consent_at,
)
_KEY = (CustomerKeyRow.key_id, CustomerKeyRow.customer_id, CustomerKeyRow.wrapped)


def save(connection: Connection, customer: SealedCustomer) -> None:
    """The last word on a customer."""
    row = asdict(customer)
    statement = upsert(CustomerRow).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=[CustomerRow.id], set_=row))


def load(connection: Connection, customer_id: str) -> SealedCustomer | None:
    row = connection.execute(select(*_CUSTOMER).where(CustomerRow.id == customer_id)).first()
    return SealedCustomer(*row) if row else None


def readable(connection: Connection) -> tuple[tuple[SealedCustomer, WrappedKey], ...]:
    """Customers who are not erased and whose key is here, by one statement."""
    c, k = CustomerRow, CustomerKeyRow
    columns = (c.id, c.key_id, c.sealed, c.consent_version, c.consent_at, k.customer_id, k.wrapped)
    query = select(*columns).join(k, k.key_id == c.key_id).where(c.sealed != "", k.wrapped.is_not(None))
    return tuple(
        (SealedCustomer(id_, key_id, sealed, version, at), WrappedKey(key_id, whose, wrapped))
        for id_, key_id, sealed, version, at, whose, wrapped in connection.execute(query)
    )


def load_key(connection: Connection, key_id: str) -> WrappedKey | None:
    row = connection.execute(select(*_KEY).where(CustomerKeyRow.key_id == key_id)).first()
    return WrappedKey(*row) if row else None


def save_key(connection: Connection, key: WrappedKey, *, told: bool) -> None:
    """Keep a key that is not here yet; one that is here stays, above all a destroyed one."""
    row = {**asdict(key), "told": told}
    connection.execute(upsert(CustomerKeyRow).values(row).on_conflict_do_nothing())


def destroy_keys(connection: Connection, key_ids: Iterable[str], *, told: bool) -> None:
    """Overwrite keys, in the file, too; backups made before hold them until they are rotated away."""
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    gone = CustomerKeyRow.key_id.in_(list(key_ids)) & CustomerKeyRow.wrapped.is_not(None)
    connection.execute(update(CustomerKeyRow).where(gone).values(wrapped=None, told=told))


def keys_of(connection: Connection, customer_id: str) -> list[str]:
    query = select(CustomerKeyRow.key_id).where(CustomerKeyRow.customer_id == customer_id)
    return list(connection.execute(query).scalars())


def untold(connection: Connection) -> tuple[WrappedKey, ...]:
    """Keys that the centre has not heard of, destroyed ones first."""
    query = select(*_KEY).where(~CustomerKeyRow.told)
    first = query.order_by(CustomerKeyRow.wrapped.is_not(None), CustomerKeyRow.key_id)
    return tuple(WrappedKey(*row) for row in connection.execute(first))


def set_told(connection: Connection, keys: Iterable[WrappedKey]) -> None:
    """The centre has heard of these, as they were."""
    for key in keys:
        same = (
            CustomerKeyRow.wrapped.is_(None) if key.wrapped is None else CustomerKeyRow.wrapped == key.wrapped
        )
        connection.execute(
            update(CustomerKeyRow).where(CustomerKeyRow.key_id == key.key_id, same).values(told=True)
        )


def tell_all_again(connection: Connection) -> None:
    """A centre that was restored has forgotten: all are to be told once more."""
    connection.execute(update(CustomerKeyRow).values(told=False))


def forget_key(connection: Connection, key_id: str) -> None:
    """Drop a key that this computer cannot open, before a readable one takes its place."""
    connection.execute(delete(CustomerKeyRow).where(CustomerKeyRow.key_id == key_id))
