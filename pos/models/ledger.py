"""The maker ledger: signed entries, appended only; balance is their sum (invariant 12)."""

from datetime import date

from sqlalchemy import Connection, Index, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from pos.domain.money import Rupiah
from pos.models.base import Base, Moment, Money, PreparedInsert, Uuid


class MakerEntryRow(Base):
    """`document_id` is the sale, refund or payout that made the entry, `line_no` its line."""

    __tablename__ = "maker_entry"
    __table_args__ = (Index("ix_maker_entry_maker", "maker_id", "business_date"),)
    document_id: Mapped[Uuid] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True)
    maker_id: Mapped[str] = mapped_column(String(24))
    kind: Mapped[str] = mapped_column(String(24))
    amount: Mapped[Money]
    business_date: Mapped[date]
    at: Mapped[Moment]


_INSERT = PreparedInsert(MakerEntryRow)


def append(connection: Connection, rows: list[dict[str, object]]) -> None:
    _INSERT.run(connection, rows)


def balance(connection: Connection, maker_id: str) -> Rupiah:
    total = select(func.coalesce(func.sum(MakerEntryRow.amount), 0))
    return int(connection.execute(total.where(MakerEntryRow.maker_id == maker_id)).scalar_one())
