"""Corrected payments and the tenders that they name; the sale's own tender rows are those of the newest one.

Rows are only added here; `apply` is the one place where a stored sale's tenders are replaced.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, ForeignKey, Index, String, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import EnumText
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.domain.tender_change import TenderChange
from pos.models.base import Base, Moment, Money, UuidKey
from pos.models.sales import SaleRow, TenderRow, tender_columns

OLD, NEW = "old", "new"


class TenderChangeRow(Base):
    """`reason` is a listed code, 'other' for a free text that is kept elsewhere."""

    __tablename__ = "tender_change"
    __table_args__ = (Index("ix_tender_change_sale", "sale_id"), Index("ix_tender_change_shift", "shift_id"))
    id: Mapped[UuidKey]
    sale_id: Mapped[str] = mapped_column(ForeignKey("sale.id"))
    shift_id: Mapped[str] = mapped_column(ForeignKey("shift.id"))
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    change_no: Mapped[int]
    old_change: Mapped[Money]
    new_change: Mapped[Money]
    reason: Mapped[str] = mapped_column(String(36))
    approval_id: Mapped[str] = mapped_column(String(36))


class ChangedTenderRow(Base):
    """A tender before (`side` old) or after (new) a correction."""

    __tablename__ = "changed_tender"
    change_id: Mapped[str] = mapped_column(ForeignKey("tender_change.id"), primary_key=True)
    side: Mapped[str] = mapped_column(String(3), primary_key=True)
    tender_no: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TenderKind] = mapped_column(EnumText(TenderKind))
    amount: Mapped[Money]
    reference: Mapped[str] = mapped_column(String(40))
    state: Mapped[TenderState] = mapped_column(EnumText(TenderState))


def is_there(connection: Connection, change_id: str) -> bool:
    """Whether a correction with this id was made."""
    found = select(TenderChangeRow.id).where(TenderChangeRow.id == change_id)
    return connection.execute(found).first() is not None


def next_no(connection: Connection, sale_id: str) -> int:
    """The number of a sale's next correction."""
    highest = select(func.max(TenderChangeRow.change_no)).where(TenderChangeRow.sale_id == sale_id)
    return (connection.execute(highest).scalar() or 0) + 1


def apply(connection: Connection, change: TenderChange) -> None:
    """Note a correction, and give the sale its tenders unless a newer one holds already."""
    newer = _newest_place(connection, change.sale_id)
    row = {
        "id": change.id,
        "sale_id": change.sale_id,
        "shift_id": change.shift_id,
        "at": change.at,
        "cashier_id": change.cashier_id,
        "change_no": change.change_no,
        "old_change": change.old_change,
        "new_change": change.new_change,
        "reason": change.reason,
        "approval_id": change.approval_id,
    }
    connection.execute(insert(TenderChangeRow), row)
    connection.execute(insert(ChangedTenderRow), list(_tender_rows(change)))
    if newer is None or newer < change.place:
        _give_tenders(connection, change)


def _newest_place(connection: Connection, sale_id: str) -> tuple[object, ...] | None:
    row = TenderChangeRow
    places = select(row.change_no, row.at, row.id).where(row.sale_id == sale_id)
    newest = places.order_by(row.change_no.desc(), row.at.desc(), row.id.desc()).limit(1)
    found = connection.execute(newest).first()
    return tuple(found) if found else None


def _tender_rows(change: TenderChange) -> Iterator[dict[str, object]]:
    for side, tenders in ((OLD, change.old_tenders), (NEW, change.new_tenders)):
        for row in tender_columns("change_id", change.id, tenders):
            yield {**row, "side": side}


def _give_tenders(connection: Connection, change: TenderChange) -> None:
    total = connection.execute(select(SaleRow.total).where(SaleRow.id == change.sale_id)).scalar_one()
    brought = sum(tender.amount for tender in change.new_tenders) - change.new_change
    assert brought == total, "a correction never changes the total"
    connection.execute(delete(TenderRow).where(TenderRow.sale_id == change.sale_id))
    if change.new_tenders:
        connection.execute(insert(TenderRow), tender_columns("sale_id", change.sale_id, change.new_tenders))
    kept = update(SaleRow).where(SaleRow.id == change.sale_id)
    connection.execute(kept.values(change=change.new_change))


def first_tenders(connection: Connection, sale_id: str) -> tuple[Tender, ...] | None:
    """The tenders that a sale was recorded with, None where they were never corrected."""
    row, tender = TenderChangeRow, ChangedTenderRow
    first = select(row.id).where(row.sale_id == sale_id).order_by(row.change_no, row.at, row.id).limit(1)
    change_id = connection.execute(first).scalar()
    if change_id is None:
        return None
    columns = select(tender.kind, tender.amount, tender.reference, tender.state)
    old = columns.where(tender.change_id == change_id, tender.side == OLD).order_by(tender.tender_no)
    return tuple(Tender(*found) for found in connection.execute(old))


def count_of_shift(connection: Connection, shift_id: str) -> int:
    """How many corrections a shift saw."""
    query = select(func.count()).select_from(TenderChangeRow).where(TenderChangeRow.shift_id == shift_id)
    return int(connection.execute(query).scalar_one())
