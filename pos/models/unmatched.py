"""Refunds that wait to be matched, with their pieces. They give back cash; a shift's totals count them as refunds."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, ForeignKey, Index, String, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from pos.domain.money import Rupiah
from pos.domain.sale import Header
from pos.domain.tender import Tender, TenderKind
from pos.domain.unmatched import Cause, UnmatchedLine, UnmatchedRefund
from pos.models.base import Base, Moment, Money, UuidKey
from pos.models.staff import names


class UnmatchedRefundRow(Base):
    """`cause` is '' where nobody could say."""

    __tablename__ = "unmatched_refund"
    __table_args__ = (
        Index("ix_unmatched_refund_shift", "shift_id"),
        Index("ix_unmatched_refund_receipt", "receipt_number"),
    )
    id: Mapped[UuidKey]
    number: Mapped[str] = mapped_column(String(24))
    shift_id: Mapped[str] = mapped_column(ForeignKey("shift.id"))
    shift_number: Mapped[int]
    business_date: Mapped[date]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    receipt_number: Mapped[str] = mapped_column(String(64))
    receipt_code: Mapped[str] = mapped_column(String(64))
    outlet_code: Mapped[str] = mapped_column(String(64))
    total: Mapped[Money]
    cause: Mapped[str] = mapped_column(String(24))
    reason: Mapped[str] = mapped_column(String(36))
    approval_id: Mapped[str] = mapped_column(String(36))


class UnmatchedLineRow(Base):
    __tablename__ = "unmatched_line"
    refund_id: Mapped[str] = mapped_column(ForeignKey("unmatched_refund.id"), primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(320))
    price: Mapped[Money]
    product_id: Mapped[str] = mapped_column(String(64))
    maker_id: Mapped[str] = mapped_column(String(64))
    quantity: Mapped[int]
    to_shelf: Mapped[bool]


def insert_refund(connection: Connection, refund: UnmatchedRefund) -> None:
    h = refund.header
    row = {
        "id": h.id,
        "number": h.number,
        "shift_id": h.shift_id,
        "shift_number": h.shift_number,
        "business_date": h.business_date,
        "at": h.at,
        "cashier_id": h.cashier_id,
        "receipt_number": refund.receipt_number,
        "receipt_code": refund.receipt_code,
        "outlet_code": refund.outlet_code,
        "total": refund.total,
        "cause": refund.cause.value if refund.cause else "",
        "reason": refund.reason,
        "approval_id": refund.approval_id,
    }
    connection.execute(insert(UnmatchedRefundRow), row)
    lines = [
        {
            "refund_id": h.id,
            "line_no": n,
            "title": line.title,
            "price": line.price,
            "product_id": line.product_id,
            "maker_id": line.maker_id,
            "quantity": line.quantity,
            "to_shelf": line.to_shelf,
        }
        for n, line in enumerate(refund.lines, 1)
    ]
    connection.execute(insert(UnmatchedLineRow), lines)


def is_there(connection: Connection, refund_id: str) -> bool:
    found = select(UnmatchedRefundRow.id).where(UnmatchedRefundRow.id == refund_id)
    return connection.execute(found).first() is not None


def load(connection: Connection, refund_id: str) -> UnmatchedRefund | None:
    row = connection.execute(
        select(UnmatchedRefundRow.__table__).where(UnmatchedRefundRow.id == refund_id)
    ).one_or_none()
    if row is None:
        return None
    line = UnmatchedLineRow
    columns = (line.title, line.price, line.product_id, line.maker_id, line.quantity, line.to_shelf)
    lines = select(*columns).where(line.refund_id == refund_id).order_by(line.line_no)
    return UnmatchedRefund(
        header=Header(
            id=row.id,
            number=row.number,
            shift_id=row.shift_id,
            shift_number=row.shift_number,
            business_date=row.business_date,
            at=row.at,
            cashier_id=row.cashier_id,
            cashier_name=names(connection).get(row.cashier_id, ""),
        ),
        receipt_number=row.receipt_number,
        receipt_code=row.receipt_code,
        outlet_code=row.outlet_code,
        lines=tuple(UnmatchedLine(*found) for found in connection.execute(lines)),
        tenders=(Tender(TenderKind.CASH, row.total),),
        total=row.total,
        cause=Cause(row.cause) if row.cause else None,
        reason=row.reason,
        approval_id=row.approval_id,
    )


def of_receipt(connection: Connection, receipt_number: str, title: str) -> str:
    """The number of the refund that gave a receipt's piece back here already, '' where none did."""
    row, line = UnmatchedRefundRow, UnmatchedLineRow
    found = select(row.number).join(line, line.refund_id == row.id)
    mine = found.where(row.receipt_number == receipt_number, func.lower(line.title) == title.lower())
    return connection.execute(mine.limit(1)).scalar() or ""


def by_cashier(connection: Connection, shift_id: str) -> list[tuple[int, Rupiah]]:
    """What each person gave back in a shift: (user id, rupiah)."""
    row = UnmatchedRefundRow
    sums = select(row.cashier_id, func.sum(row.total)).where(row.shift_id == shift_id)
    return [(who, int(total)) for who, total in connection.execute(sums.group_by(row.cashier_id))]


def given_back(connection: Connection, shift_id: str) -> list[tuple[str, datetime, Rupiah]]:
    """Number, moment and rupiah of each refund of a shift."""
    row = UnmatchedRefundRow
    found = select(row.number, row.at, row.total).where(row.shift_id == shift_id)
    return [(number, at, amount) for number, at, amount in connection.execute(found)]


def of_shift(connection: Connection, shift_id: str) -> tuple[int, Rupiah]:
    """How many in a shift, and the cash that they gave back."""
    return _sums(connection, UnmatchedRefundRow.shift_id == shift_id)


def of_days(connection: Connection, first: date, last: date) -> tuple[int, Rupiah]:
    """How many in a span of business dates, both included, and the cash that they gave back."""
    return _sums(connection, UnmatchedRefundRow.business_date.between(first, last))


def _sums(connection: Connection, those: ColumnElement[bool]) -> tuple[int, Rupiah]:
    sums = select(func.count(), func.coalesce(func.sum(UnmatchedRefundRow.total), 0)).where(those)
    count, total = connection.execute(sums).one()
    return int(count), int(total)
