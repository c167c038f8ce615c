"""Kuitansi and the sales that they cover. Names stand in the free texts, never here."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, ForeignKey, Index, String, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from pos.domain.kuitansi import Kuitansi
from pos.models.base import Base, Moment, Money, UuidKey


class KuitansiRow(Base):
    """`copies` counts this computer's copies; it is no part of the books."""

    __tablename__ = "kuitansi"
    __table_args__ = (Index("ix_kuitansi_at", "at"),)
    id: Mapped[UuidKey]
    number: Mapped[str] = mapped_column(String(24))
    business_date: Mapped[date]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    shift_id: Mapped[str] = mapped_column(String(36))
    total: Mapped[Money]
    copies: Mapped[int]


class KuitansiSaleRow(Base):
    """One covered sale; `place` is its place on the paper."""

    __tablename__ = "kuitansi_sale"
    __table_args__ = (Index("ix_kuitansi_sale_sale", "sale_id"),)
    kuitansi_id: Mapped[str] = mapped_column(ForeignKey("kuitansi.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    sale_id: Mapped[str] = mapped_column(String(36))


def insert_kuitansi(connection: Connection, made: Kuitansi) -> None:
    row = {
        "id": made.id,
        "number": made.number,
        "business_date": made.business_date,
        "at": made.at,
        "cashier_id": made.cashier_id,
        "shift_id": made.shift_id,
        "total": made.total,
        "copies": 0,
    }
    connection.execute(insert(KuitansiRow), row)
    covered = [
        {"kuitansi_id": made.id, "place": n, "sale_id": sale_id} for n, sale_id in enumerate(made.sale_ids, 1)
    ]
    connection.execute(insert(KuitansiSaleRow), covered)


def is_there(connection: Connection, kuitansi_id: str) -> bool:
    found = select(KuitansiRow.id).where(KuitansiRow.id == kuitansi_id)
    return connection.execute(found).first() is not None


def load(connection: Connection, kuitansi_id: str) -> Kuitansi | None:
    row = KuitansiRow
    columns = (row.id, row.number, row.business_date, row.at, row.cashier_id, row.shift_id)
    found = connection.execute(select(*columns, row.total).where(row.id == kuitansi_id)).one_or_none()
    if found is None:
        return None
    made = Kuitansi(*found[:6], sale_ids=(), total=found[6])
    covered = select(KuitansiSaleRow.sale_id).where(KuitansiSaleRow.kuitansi_id == kuitansi_id)
    ids = connection.execute(covered.order_by(KuitansiSaleRow.place)).scalars()
    return replace(made, sale_ids=tuple(ids))


def covering(connection: Connection, sale_id: str) -> Kuitansi | None:
    """The kuitansi that a sale stands under; the first, where two copies of a register made one each."""
    found = (
        select(KuitansiRow.id)
        .join(KuitansiSaleRow, KuitansiSaleRow.kuitansi_id == KuitansiRow.id)
        .where(KuitansiSaleRow.sale_id == sale_id)
        .order_by(KuitansiRow.at, KuitansiRow.id)
        .limit(1)
    )
    kuitansi_id = connection.execute(found).scalar()
    return load(connection, kuitansi_id) if kuitansi_id else None


def newest_id(connection: Connection) -> str:
    """The kuitansi that was made last, '' before the first."""
    newest = select(KuitansiRow.id).order_by(KuitansiRow.at.desc(), KuitansiRow.id.desc()).limit(1)
    return connection.execute(newest).scalar() or ""


def count_copy(connection: Connection, kuitansi_id: str) -> int:
    """One more copy; gives its number, from 1."""
    here = KuitansiRow.id == kuitansi_id
    connection.execute(update(KuitansiRow).where(here).values(copies=KuitansiRow.copies + 1))
    return int(connection.execute(select(KuitansiRow.copies).where(here)).scalar_one())
