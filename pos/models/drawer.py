"""What a drawer went through in one shift, read for the causes of a difference; the first count before a recount,
what became of the difference, and when it was opened by hand.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, ForeignKey, Index, String, case, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import EnumText, RupiahType
from pos.domain.difference_causes import GivenBack, Receipt
from pos.domain.difference_outcome import DifferenceOutcome, OutcomeNoted
from pos.domain.drawer_opening import DrawerOpened
from pos.domain.money import Rupiah
from pos.domain.shift import CashMovement
from pos.domain.tender import TenderKind, TenderState
from pos.models import unmatched
from pos.models.base import Base, Moment, Money, UuidKey
from pos.models.catalog import ProductRow
from pos.models.refunds import RefundRow, RefundTenderRow
from pos.models.sales import SaleLineRow, SaleRow, TenderRow
from pos.models.shifts import CashMovementRow


class FirstCountRow(Base):
    """The blind count after which a recount was offered: once for each shift, of this computer, no record by itself.

    `expected` is what the books said then: a first count of another moment is not stated at the close.
    """

    __tablename__ = "first_count"
    shift_id: Mapped[UuidKey]
    counted: Mapped[Money]
    expected: Mapped[int] = mapped_column(RupiahType)
    at: Mapped[Moment]


def insert_first_count(
    connection: Connection, *, shift_id: str, counted: Rupiah, expected: Rupiah, at: datetime
) -> None:
    row = {"shift_id": shift_id, "counted": counted, "expected": expected, "at": at}
    connection.execute(insert(FirstCountRow), row)


def first_count(connection: Connection, shift_id: str) -> tuple[Rupiah, Rupiah] | None:
    """The first count and what the books said then; None where no recount was offered."""
    columns = select(FirstCountRow.counted, FirstCountRow.expected)
    row = connection.execute(columns.where(FirstCountRow.shift_id == shift_id)).first()
    return (row[0], row[1]) if row else None


class DifferenceOutcomeRow(Base):
    """`reason` is a listed code; a text is kept beside it under the outcome's id."""

    __tablename__ = "difference_outcome"
    __table_args__ = (Index("ix_difference_outcome_shift", "shift_id"),)
    id: Mapped[UuidKey]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    shift_id: Mapped[str] = mapped_column(ForeignKey("shift.id"))
    outcome: Mapped[DifferenceOutcome] = mapped_column(EnumText(DifferenceOutcome))
    amount: Mapped[Money]
    reason: Mapped[str] = mapped_column(String(36))
    approval_id: Mapped[str] = mapped_column(String(36))


def insert_outcome(connection: Connection, noted: OutcomeNoted) -> None:
    row = {
        "id": noted.id,
        "at": noted.at,
        "cashier_id": noted.cashier_id,
        "shift_id": noted.shift_id,
        "outcome": noted.outcome,
        "amount": noted.amount,
        "reason": noted.reason,
        "approval_id": noted.approval_id,
    }
    connection.execute(insert(DifferenceOutcomeRow), row)


def outcome_is_there(connection: Connection, record_id: str) -> bool:
    """Whether an outcome with this id was noted."""
    found = select(DifferenceOutcomeRow.id).where(DifferenceOutcomeRow.id == record_id)
    return connection.execute(found).first() is not None


def outcomes(connection: Connection, shift_id: str) -> tuple[OutcomeNoted, ...]:
    """What was noted of a shift's difference, in order."""
    row = DifferenceOutcomeRow
    columns = (
        row.id,
        row.at,
        row.cashier_id,
        row.shift_id,
        row.outcome,
        row.amount,
        row.reason,
        row.approval_id,
    )
    found = select(*columns).where(row.shift_id == shift_id).order_by(row.at, row.id)
    return tuple(OutcomeNoted(*noted) for noted in connection.execute(found))


class DrawerOpeningRow(Base):
    """`shift_id` is empty where no shift was open; `reason` is a listed code."""

    __tablename__ = "drawer_opening"
    __table_args__ = (Index("ix_drawer_opening_shift", "shift_id"),)
    id: Mapped[UuidKey]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    shift_id: Mapped[str] = mapped_column(String(36))
    reason: Mapped[str] = mapped_column(String(36))


def insert_opening(connection: Connection, opened: DrawerOpened) -> None:
    row = {
        "id": opened.id,
        "at": opened.at,
        "cashier_id": opened.cashier_id,
        "shift_id": opened.shift_id,
        "reason": opened.reason,
    }
    connection.execute(insert(DrawerOpeningRow), row)


def opening_is_there(connection: Connection, record_id: str) -> bool:
    found = select(DrawerOpeningRow.id).where(DrawerOpeningRow.id == record_id)
    return connection.execute(found).first() is not None


def count_openings(connection: Connection, shift_id: str) -> int:
    """How often the drawer was opened by hand in a shift."""
    found = select(func.count()).select_from(DrawerOpeningRow).where(DrawerOpeningRow.shift_id == shift_id)
    return int(connection.execute(found).scalar_one())


def receipts(connection: Connection, shift_id: str) -> tuple[Receipt, ...]:
    """The shift's sales as the drawer saw them, in their order."""
    goods: dict[str, list[Rupiah]] = {}
    lines = select(SaleLineRow.sale_id, SaleLineRow.unit_price).join(
        SaleRow, SaleRow.id == SaleLineRow.sale_id
    )
    for sale_id, price in connection.execute(lines.where(SaleRow.shift_id == shift_id)):
        goods.setdefault(sale_id, []).append(price)
    cash = func.sum(case((_is_cash(TenderRow), TenderRow.amount), else_=0))
    other = func.sum(case((TenderRow.kind != TenderKind.CASH, TenderRow.amount), else_=0))
    sales = (
        select(SaleRow.id, SaleRow.number, SaleRow.at, SaleRow.total, SaleRow.change, cash, other)
        .join(TenderRow, TenderRow.sale_id == SaleRow.id)
        .where(SaleRow.shift_id == shift_id)
        .group_by(SaleRow.id)
        .order_by(SaleRow.at)
    )
    return tuple(
        Receipt(number, at, total, taken - change, taken, change, noncash, tuple(goods.get(sale_id, ())))
        for sale_id, number, at, total, change, taken, noncash in connection.execute(sales)
    )


def given_back(connection: Connection, shift_id: str) -> tuple[GivenBack, ...]:
    """The shift's refunds and voids that took money out of the drawer."""
    rows = (
        select(RefundRow.number, RefundRow.at, func.sum(RefundTenderRow.amount))
        .join(RefundTenderRow, RefundTenderRow.refund_id == RefundRow.id)
        .where(RefundRow.shift_id == shift_id, _is_cash(RefundTenderRow))
        .group_by(RefundRow.id)
    )
    found = [(number, at, int(amount)) for number, at, amount in connection.execute(rows)]
    found += unmatched.given_back(connection, shift_id)
    return tuple(GivenBack(number, amount) for number, _at, amount in sorted(found, key=lambda row: row[1]))


def movements(connection: Connection, shift_id: str) -> tuple[CashMovement, ...]:
    """The shift's cash movements in their order."""
    row = CashMovementRow
    columns = (row.id, row.shift_id, row.at, row.cashier_id, row.kind, row.amount, row.reason)
    found = select(*columns).where(row.shift_id == shift_id).order_by(row.at)
    return tuple(CashMovement(*movement) for movement in connection.execute(found))


def prices(connection: Connection) -> tuple[Rupiah, ...]:
    """The prices of all goods on sale."""
    return tuple(connection.execute(select(ProductRow.price).where(ProductRow.active)).scalars())


def _is_cash(row: type[TenderRow] | type[RefundTenderRow]) -> ColumnElement[bool]:
    """Whether a tender moved cash; what an exchange carried over moved nowhere."""
    return (row.kind == TenderKind.CASH) & (row.state != TenderState.CARRIED)
