"""Stock movements; on hand is their sum, never a figure of its own (invariant 27)."""

from datetime import datetime

from sqlalchemy import Connection, Index, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from pos.models.base import Base, Moment, PreparedInsert, Uuid


class StockMovementRow(Base):
    """Signed units of one product; `document_id` is the record that caused it, `line_no` its line."""

    __tablename__ = "stock_movement"
    __table_args__ = (Index("ix_stock_movement_on_hand", "product_id", "quantity"),)
    document_id: Mapped[Uuid] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[str] = mapped_column(String(36))
    kind: Mapped[str] = mapped_column(String(24))
    quantity: Mapped[int]
    at: Mapped[Moment]


_INSERT = PreparedInsert(StockMovementRow)


def insert_movements(connection: Connection, rows: list[dict[str, object]]) -> None:
    _INSERT.run(connection, rows)


def is_there(connection: Connection, document_id: str) -> bool:
    """Whether a document has moved stock."""
    found = select(StockMovementRow.line_no).where(StockMovementRow.document_id == document_id).limit(1)
    return connection.execute(found).first() is not None


def on_hand(connection: Connection, product_id: str) -> int:
    total = select(func.coalesce(func.sum(StockMovementRow.quantity), 0))
    return int(connection.execute(total.where(StockMovementRow.product_id == product_id)).scalar_one())


def last_moved(connection: Connection, product_id: str) -> datetime | None:
    """When units of a product last came or went."""
    newest = select(StockMovementRow.at).where(StockMovementRow.product_id == product_id)
    return connection.execute(newest.order_by(StockMovementRow.at.desc()).limit(1)).scalar()
