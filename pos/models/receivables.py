"""What is owed of sales on account, and the money that came for it since. Rows are only added."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, ForeignKey, Index, Row, Select, String, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import EnumText
from pos.domain.money import Rupiah
from pos.domain.receivable import Receivable, ReceivablePayment
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.models.base import Base, Moment, Money, UuidKey
from pos.models.refunds import RefundRow, RefundTenderRow
from pos.models.sales import SaleRow, TenderRow


class ReceivablePaymentRow(Base):
    __tablename__ = "receivable_payment"
    __table_args__ = (
        Index("ix_receivable_payment_shift", "shift_id"),
        Index("ix_receivable_payment_sale", "sale_id"),
    )
    id: Mapped[UuidKey]
    sale_id: Mapped[str] = mapped_column(String(36))
    shift_id: Mapped[str] = mapped_column(ForeignKey("shift.id"))
    business_date: Mapped[date]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    kind: Mapped[TenderKind] = mapped_column(EnumText(TenderKind))
    amount: Mapped[Money]
    reference: Mapped[str] = mapped_column(String(40))
    state: Mapped[TenderState] = mapped_column(EnumText(TenderState))


def insert_payment(connection: Connection, payment: ReceivablePayment) -> None:
    row = {
        "id": payment.id,
        "sale_id": payment.sale_id,
        "shift_id": payment.shift_id,
        "business_date": payment.business_date,
        "at": payment.at,
        "cashier_id": payment.cashier_id,
        "kind": payment.tender.kind,
        "amount": payment.tender.amount,
        "reference": payment.tender.reference,
        "state": payment.tender.state,
    }
    connection.execute(insert(ReceivablePaymentRow), row)


def is_there(connection: Connection, payment_id: str) -> bool:
    """Whether a payment with this id was written."""
    found = select(ReceivablePaymentRow.id).where(ReceivablePaymentRow.id == payment_id)
    return connection.execute(found).first() is not None


def paid(connection: Connection, sale_id: str) -> tuple[Tender, ...]:
    """What came for a sale on account, in its order."""
    row = ReceivablePaymentRow
    found = select(row.kind, row.amount, row.reference, row.state).where(row.sale_id == sale_id)
    return tuple(Tender(*one) for one in connection.execute(found.order_by(row.at, row.id)))


def open_ones(connection: Connection) -> tuple[Receivable, ...]:
    """What is owed, by debtor, the oldest first."""
    found = [_receivable(connection, row) for row in connection.execute(_query(_OWED > 0))]
    return tuple(sorted(found, key=lambda one: (one.debtor, one.sold_on, one.sale_number)))


def owed(connection: Connection, sale_id: str) -> Rupiah:
    """What is owed of one sale, 0 where nothing is."""
    row = connection.execute(_query((_OWED > 0) & (SaleRow.id == sale_id))).first()
    return int(row.owed) if row else 0


def overpaid(connection: Connection) -> tuple[tuple[str, Rupiah], ...]:
    """Sales for which more came or went back than was owed: (id, rupiah too much)."""
    return tuple((row.id, -row.owed) for row in connection.execute(_query(_OWED < 0)))


def tenders_of_shift(connection: Connection, shift_id: str) -> tuple[tuple[TenderKind, int, Rupiah], ...]:
    """Money that came in a shift for sales on account: (kind, how often, rupiah)."""
    row = ReceivablePaymentRow
    sums = select(row.kind, func.count(), func.sum(row.amount)).where(row.shift_id == shift_id)
    found = sums.group_by(row.kind).order_by(row.kind)
    return tuple((kind, n, amount) for kind, n, amount in connection.execute(found))


_ON_ACCOUNT = (
    select(
        TenderRow.sale_id,
        func.sum(TenderRow.amount).label("amount"),
        func.max(TenderRow.reference).label("debtor"),
    )
    .where(TenderRow.kind == TenderKind.RECEIVABLE)
    .group_by(TenderRow.sale_id)
    .subquery()
)
_BACK = (
    select(func.coalesce(func.sum(RefundTenderRow.amount), 0))
    .join(RefundRow, RefundRow.id == RefundTenderRow.refund_id)
    .where(RefundRow.sale_id == SaleRow.id, RefundTenderRow.kind == TenderKind.RECEIVABLE)
    .correlate(SaleRow)
    .scalar_subquery()
)
_CAME = (
    select(func.coalesce(func.sum(ReceivablePaymentRow.amount), 0))
    .where(ReceivablePaymentRow.sale_id == SaleRow.id)
    .correlate(SaleRow)
    .scalar_subquery()
)
_OWED: ColumnElement[int] = _ON_ACCOUNT.c.amount - _BACK - _CAME


def _query(wanted: ColumnElement[bool]) -> Select[Any]:
    columns = (SaleRow.id, SaleRow.number, SaleRow.business_date, SaleRow.exchange_of, _ON_ACCOUNT.c.debtor)
    return (
        select(*columns, _OWED.label("owed"))
        .join(_ON_ACCOUNT, _ON_ACCOUNT.c.sale_id == SaleRow.id)
        .where(wanted)
    )


def _receivable(connection: Connection, row: Row[Any]) -> Receivable:
    debtor = row.debtor or _debtor_before(connection, row.exchange_of)
    return Receivable(row.id, row.number, debtor, row.business_date, int(row.owed))


def _debtor_before(connection: Connection, refund_id: str) -> str:
    """What an exchange carried over says no debtor: the sale of before does."""
    if not refund_id:
        return ""
    origin = (
        select(SaleRow.exchange_of, _ON_ACCOUNT.c.debtor)
        .join(RefundRow, RefundRow.sale_id == SaleRow.id)
        .join(_ON_ACCOUNT, _ON_ACCOUNT.c.sale_id == SaleRow.id)
        .where(RefundRow.id == refund_id)
    )
    found = connection.execute(origin).first()
    return (found.debtor or _debtor_before(connection, found.exchange_of)) if found else ""
