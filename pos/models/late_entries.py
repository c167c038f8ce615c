"""Which sales came from the emergency pad. Only added to; a leaf's number is looked at within the writer."""

from sqlalchemy import Connection, ForeignKey, Index, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from pos.domain.late_entry import LateEntry
from pos.models.base import Base, Moment, UuidKey


class LateEntryRow(Base):
    __tablename__ = "late_entry"
    __table_args__ = (Index("ix_late_entry_sale", "sale_id"), Index("ix_late_entry_pad", "pad_number"))
    id: Mapped[UuidKey]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    shift_id: Mapped[str] = mapped_column(String(36))
    sale_id: Mapped[str] = mapped_column(ForeignKey("sale.id"))
    pad_number: Mapped[str] = mapped_column(String(64))
    happened_at: Mapped[Moment]


_COLUMNS = (
    LateEntryRow.id,
    LateEntryRow.at,
    LateEntryRow.cashier_id,
    LateEntryRow.shift_id,
    LateEntryRow.sale_id,
    LateEntryRow.pad_number,
    LateEntryRow.happened_at,
)


def insert_entry(connection: Connection, entry: LateEntry) -> None:
    row = {column.key: getattr(entry, column.key) for column in _COLUMNS}
    connection.execute(insert(LateEntryRow), row)


def is_there(connection: Connection, entry_id: str) -> bool:
    return connection.execute(select(LateEntryRow.id).where(LateEntryRow.id == entry_id)).first() is not None


def of_sale(connection: Connection, sale_id: str) -> LateEntry | None:
    """From which leaf a sale came, None for one that was made here."""
    found = select(*_COLUMNS).where(LateEntryRow.sale_id == sale_id).order_by(LateEntryRow.at).limit(1)
    row = connection.execute(found).first()
    return LateEntry(*row) if row else None


def of_pad(connection: Connection, pad_number: str) -> LateEntry | None:
    """What a leaf was entered as."""
    found = select(*_COLUMNS).where(LateEntryRow.pad_number == pad_number).limit(1)
    row = connection.execute(found).first()
    return LateEntry(*row) if row else None
