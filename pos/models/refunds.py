"""Refunds and voids with lines and tenders; the units refunded before are read here, inside the writer."""

from datetime import date, datetime

from sqlalchemy import Connection, ForeignKey, Index, String, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import EnumText
from pos.domain.money import Rupiah
from pos.domain.refund import Refund, RefundLine
from pos.domain.sale import Header
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.models.base import Base, Moment, Money, UuidKey, money_columns, money_of
from pos.models.sales import tender_columns
from pos.models.staff import names


class RefundRow(Base):
    __tablename__ = "refund"
    __table_args__ = (
        Index("ix_refund_number", "number"),
        Index("ix_refund_shift", "shift_id"),
        Index("ix_refund_sale", "sale_id"),
        Index("ix_refund_day", "business_date"),
    )
    id: Mapped[UuidKey]
    number: Mapped[str] = mapped_column(String(24))
    sale_id: Mapped[str] = mapped_column(ForeignKey("sale.id"))
    sale_number: Mapped[str] = mapped_column(String(24))
    shift_id: Mapped[str] = mapped_column(ForeignKey("shift.id"))
    shift_number: Mapped[int]
    business_date: Mapped[date]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    net: Mapped[Money]
    rounding: Mapped[Money]
    total: Mapped[Money]
    reason: Mapped[str] = mapped_column(String(36))
    void: Mapped[bool]
    exchange: Mapped[bool]
    approval_id: Mapped[str] = mapped_column(String(36))


class RefundLineRow(Base):
    __tablename__ = "refund_line"
    refund_id: Mapped[str] = mapped_column(ForeignKey("refund.id"), primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[str] = mapped_column(String(36))
    title: Mapped[str] = mapped_column(String(320))
    maker_id: Mapped[str] = mapped_column(String(24))
    quantity: Mapped[int]
    gross: Mapped[Money]
    shared_discount: Mapped[Money]
    outlet_discount: Mapped[Money]
    maker_discount: Mapped[Money]
    net: Mapped[Money]
    tax: Mapped[Money]
    base: Mapped[Money]
    base_commission: Mapped[Money]
    commission: Mapped[Money]
    maker_share: Mapped[Money]
    to_shelf: Mapped[bool]


class RefundTenderRow(Base):
    __tablename__ = "refund_tender"
    refund_id: Mapped[str] = mapped_column(ForeignKey("refund.id"), primary_key=True)
    tender_no: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TenderKind] = mapped_column(EnumText(TenderKind))
    amount: Mapped[Money]
    reference: Mapped[str] = mapped_column(String(40))
    state: Mapped[TenderState] = mapped_column(EnumText(TenderState))


def is_there(connection: Connection, refund_id: str) -> bool:
    """Whether a refund with this id was made."""
    return connection.execute(select(RefundRow.id).where(RefundRow.id == refund_id)).first() is not None


def insert_refund(connection: Connection, refund: Refund) -> None:
    h = refund.header
    row = {
        "id": h.id,
        "number": h.number,
        "sale_id": refund.sale_id,
        "sale_number": refund.sale_number,
        "shift_id": h.shift_id,
        "shift_number": h.shift_number,
        "business_date": h.business_date,
        "at": h.at,
        "cashier_id": h.cashier_id,
        "net": refund.net,
        "rounding": refund.rounding,
        "total": refund.total,
        "reason": refund.reason,
        "void": refund.void,
        "exchange": refund.exchange,
        "approval_id": refund.approval_id,
    }
    connection.execute(insert(RefundRow), row)
    connection.execute(insert(RefundLineRow), [_line_columns(h.id, line) for line in refund.lines])
    if refund.tenders:
        connection.execute(insert(RefundTenderRow), tender_columns("refund_id", h.id, refund.tenders))


def _line_columns(refund_id: str, line: RefundLine) -> dict[str, object]:
    return {
        "refund_id": refund_id,
        "line_no": line.line_no,
        "product_id": line.product_id,
        "title": line.title,
        "maker_id": line.maker_id,
        "quantity": line.quantity,
        **money_columns(line.money),
        "to_shelf": line.to_shelf,
    }


def units_refunded(connection: Connection, sale_id: str) -> dict[int, int]:
    """Units per line number that were given back before."""
    found = (
        select(RefundLineRow.line_no, func.sum(RefundLineRow.quantity))
        .join(RefundRow, RefundRow.id == RefundLineRow.refund_id)
        .where(RefundRow.sale_id == sale_id)
        .group_by(RefundLineRow.line_no)
    )
    return {line_no: int(units) for line_no, units in connection.execute(found)}


def given_back(connection: Connection, sale_id: str) -> dict[TenderKind, Rupiah]:
    """Rupiah per tender kind that were given back before."""
    found = (
        select(RefundTenderRow.kind, func.sum(RefundTenderRow.amount))
        .join(RefundRow, RefundRow.id == RefundTenderRow.refund_id)
        .where(RefundRow.sale_id == sale_id)
        .group_by(RefundTenderRow.kind)
    )
    return {kind: int(amount) for kind, amount in connection.execute(found)}


def load_at(connection: Connection, sale_id: str, at: datetime) -> Refund | None:
    """The refund of a sale that was made at a moment, as an exchange's first half is."""
    found = select(RefundRow.id).where(RefundRow.sale_id == sale_id, RefundRow.at == at)
    refund_id = connection.execute(found).scalar()
    return load(connection, refund_id) if refund_id else None


def load(connection: Connection, refund_id: str) -> Refund | None:
    row = connection.execute(select(RefundRow.__table__).where(RefundRow.id == refund_id)).one_or_none()
    if row is None:
        return None
    lines = select(RefundLineRow.__table__).where(RefundLineRow.refund_id == refund_id)
    tenders = select(
        RefundTenderRow.kind, RefundTenderRow.amount, RefundTenderRow.reference, RefundTenderRow.state
    ).where(RefundTenderRow.refund_id == refund_id)
    return Refund(
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
        sale_id=row.sale_id,
        sale_number=row.sale_number,
        lines=tuple(
            RefundLine(
                line_no=line.line_no,
                product_id=line.product_id,
                title=line.title,
                maker_id=line.maker_id,
                quantity=line.quantity,
                money=money_of(line),
                to_shelf=line.to_shelf,
            )
            for line in connection.execute(lines.order_by(RefundLineRow.line_no))
        ),
        tenders=tuple(Tender(*t) for t in connection.execute(tenders.order_by(RefundTenderRow.tender_no))),
        net=row.net,
        rounding=row.rounding,
        total=row.total,
        reason=row.reason,
        void=row.void,
        exchange=row.exchange,
        approval_id=row.approval_id,
    )
