"""Shifts, cash movements and a shift's running totals (sums over indexed rows of that shift only)."""

from datetime import date, datetime

from sqlalchemy import Connection, ForeignKey, Index, String, case, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import EnumText, PiecesText, RupiahType, UtcMoment
from pos.domain.cash import Pieces
from pos.domain.money import Rupiah
from pos.domain.shift import CashMovement, CashMovementKind, Shift, ShiftClose, ShiftTotals
from pos.domain.tender import TenderKind
from pos.models import deposits, holds, receivables, unmatched
from pos.models.base import Base, Moment, Money, UuidKey
from pos.models.refunds import RefundRow, RefundTenderRow
from pos.models.sales import SaleLineRow, SaleRow, TenderRow


class ShiftRow(Base):
    """`grand_total` is the register's perpetual total at the close (sync.md §1a).

    `waiting_cash` is what lay in the drawer then for sales that were not finished, `turnover` the shift's sales less
    its refunds.
    """

    __tablename__ = "shift"
    __table_args__ = (Index("ix_shift_day", "business_date"),)
    id: Mapped[UuidKey]
    number: Mapped[int]
    business_date: Mapped[date]
    opened_at: Mapped[Moment]
    opened_by: Mapped[int]
    opening_float: Mapped[Money]
    closed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    closed_by: Mapped[int | None]
    expected: Mapped[int | None] = mapped_column(RupiahType)
    counted: Mapped[int | None] = mapped_column(RupiahType)
    grand_total: Mapped[int | None] = mapped_column(RupiahType)
    waiting_cash: Mapped[int | None] = mapped_column(RupiahType)
    turnover: Mapped[int | None] = mapped_column(RupiahType)
    opening_counts: Mapped[Pieces] = mapped_column(PiecesText)
    to_safe: Mapped[int | None] = mapped_column(RupiahType)


class CashMovementRow(Base):
    """`reason` is the id of a free text."""

    __tablename__ = "cash_movement"
    __table_args__ = (Index("ix_cash_movement_shift", "shift_id"),)
    id: Mapped[UuidKey]
    shift_id: Mapped[str] = mapped_column(ForeignKey("shift.id"))
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    kind: Mapped[CashMovementKind] = mapped_column(EnumText(CashMovementKind))
    amount: Mapped[Money]
    reason: Mapped[str] = mapped_column(String(36))


_SHIFT = select(
    ShiftRow.id,
    ShiftRow.number,
    ShiftRow.business_date,
    ShiftRow.opened_at,
    ShiftRow.opened_by,
    ShiftRow.opening_float,
    ShiftRow.closed_at,
    ShiftRow.closed_by,
    ShiftRow.expected,
    ShiftRow.counted,
    ShiftRow.opening_counts,
)


_OPEN_SHIFT = (
    _SHIFT.where(ShiftRow.closed_at.is_(None))
    .order_by(ShiftRow.opened_at.desc(), ShiftRow.number.desc())
    .limit(1)
)


def open_shift(connection: Connection) -> Shift | None:
    """The open shift of this register, or None; the newest, where an older one came back open (sync.md §2.6)."""
    row = connection.execute(_OPEN_SHIFT).first()
    return Shift(**row._asdict()) if row else None


def left_by_newest(connection: Connection) -> Rupiah | None:
    """What the shift that was closed last left in the drawer, None where none was."""
    left = select(ShiftRow.counted - ShiftRow.to_safe).where(ShiftRow.closed_at.is_not(None))
    return connection.execute(left.order_by(ShiftRow.closed_at.desc()).limit(1)).scalar()


def closed_newest_first(connection: Connection, limit: int) -> tuple[Shift, ...]:
    """The shifts that were closed last."""
    newest = _SHIFT.where(ShiftRow.closed_at.is_not(None)).order_by(ShiftRow.closed_at.desc()).limit(limit)
    return tuple(Shift(**row._asdict()) for row in connection.execute(newest))


def left_before(connection: Connection, shift: Shift) -> Rupiah | None:
    """What the shift before this one left in the drawer, None where there was none or it is not closed."""
    left = select(ShiftRow.counted - ShiftRow.to_safe).where(ShiftRow.opened_at < shift.opened_at)
    return connection.execute(left.order_by(ShiftRow.opened_at.desc()).limit(1)).scalar()


def newest_closed(connection: Connection) -> str:
    """The id of the shift that was closed last, '' where none was."""
    closed = select(ShiftRow.id).where(ShiftRow.closed_at.is_not(None))
    return connection.execute(closed.order_by(ShiftRow.closed_at.desc()).limit(1)).scalar() or ""


def newest_business_date(connection: Connection) -> date | None:
    """The business date of the shift that was opened last, None before the first."""
    newest = select(ShiftRow.business_date).order_by(ShiftRow.opened_at.desc())
    return connection.execute(newest.limit(1)).scalar()


def load(connection: Connection, shift_id: str) -> Shift | None:
    row = connection.execute(_SHIFT.where(ShiftRow.id == shift_id)).one_or_none()
    return Shift(**row._asdict()) if row else None


def insert_shift(connection: Connection, shift: Shift) -> None:
    row = {
        "id": shift.id,
        "number": shift.number,
        "business_date": shift.business_date,
        "opened_at": shift.opened_at,
        "opened_by": shift.opened_by,
        "opening_float": shift.opening_float,
        "closed_at": shift.closed_at,
        "closed_by": shift.closed_by,
        "expected": shift.expected,
        "counted": shift.counted,
        "opening_counts": shift.opening_counts,
    }
    connection.execute(insert(ShiftRow), row)


def save_closed(connection: Connection, close: ShiftClose) -> None:
    """Write the close; only an open shift can be closed."""
    change = update(ShiftRow).where(ShiftRow.id == close.shift.id, ShiftRow.closed_at.is_(None))
    done = connection.execute(change.values(_closing(close)))
    assert done.rowcount == 1, "a shift closes once"


def merge_closed(connection: Connection, close: ShiftClose) -> None:
    """Write a close that came back from the centre; of two closes of one shift the earlier stands (sync.md §2.6)."""
    shift = close.shift
    later = ShiftRow.closed_at.is_(None) | (ShiftRow.closed_at > shift.closed_at)
    connection.execute(update(ShiftRow).where(ShiftRow.id == shift.id, later).values(_closing(close)))


def _closing(close: ShiftClose) -> dict[str, object]:
    shift, totals = close.shift, close.totals
    return {
        "closed_at": shift.closed_at,
        "closed_by": shift.closed_by,
        "expected": shift.expected,
        "counted": shift.counted,
        "grand_total": close.grand_total,
        "waiting_cash": totals.waiting_cash,
        "turnover": totals.total - totals.refund_total,
        "to_safe": close.to_safe,
    }


def insert_movement(connection: Connection, movement: CashMovement) -> None:
    row = {
        "id": movement.id,
        "shift_id": movement.shift_id,
        "at": movement.at,
        "cashier_id": movement.cashier_id,
        "kind": movement.kind,
        "amount": movement.amount,
        "reason": movement.reason,
    }
    connection.execute(insert(CashMovementRow), row)


def movement_is_there(connection: Connection, movement_id: str) -> bool:
    """Whether a cash movement with this id was made."""
    found = select(CashMovementRow.id).where(CashMovementRow.id == movement_id)
    return connection.execute(found).first() is not None


def load_movement(connection: Connection, movement_id: str) -> CashMovement | None:
    row = CashMovementRow
    columns = (row.id, row.shift_id, row.at, row.cashier_id, row.kind, row.amount, row.reason)
    found = connection.execute(select(*columns).where(row.id == movement_id)).one_or_none()
    return CashMovement(*found) if found else None


def totals(connection: Connection, shift_id: str) -> ShiftTotals:
    """Counts and rupiah of a shift; tender amounts are net of change, which is always cash."""
    sums = _sale_sums(connection, shift_id)
    shares = connection.execute(
        select(
            func.coalesce(func.sum(SaleLineRow.commission), 0),
            func.coalesce(func.sum(SaleLineRow.maker_share), 0),
        )
        .join(SaleRow, SaleRow.id == SaleLineRow.sale_id)
        .where(SaleRow.shift_id == shift_id)
    ).one()
    refunds = _refund_counts(connection, shift_id)
    first, last = _numbers(connection, shift_id)
    waiting, before = _waiting(connection, shift_id)
    return ShiftTotals(
        sale_count=sums[0],
        refund_count=refunds[0],
        void_count=refunds[1],
        gross=sums[1],
        discount=sums[2],
        net=sums[3],
        tax=sums[4],
        rounding=sums[5],
        total=sums[6],
        commission=shares[0],
        maker_share=shares[1],
        refund_total=refunds[2],
        tenders=_sale_tenders(connection, shift_id, change=sums[7]),
        refund_tenders=_refund_tenders(connection, shift_id),
        movements=_movements(connection, shift_id),
        first_number=first,
        last_number=last,
        waiting_cash=waiting,
        waiting_before=before,
        deposits=deposits.acts_of_shift(connection, shift_id),
        deposit_tenders=deposits.tenders_of_shift(connection, shift_id),
        receivables=receivables.tenders_of_shift(connection, shift_id),
    )


def _sale_sums(connection: Connection, shift_id: str) -> tuple[int, ...]:
    """Count, then gross, discount, net, tax, rounding, total and change of the shift's sales."""
    columns = (
        SaleRow.gross,
        SaleRow.discount,
        SaleRow.net,
        SaleRow.tax,
        SaleRow.rounding,
        SaleRow.total,
        SaleRow.change,
    )
    sums = (func.coalesce(func.sum(column), 0) for column in columns)
    return tuple(connection.execute(select(func.count(), *sums).where(SaleRow.shift_id == shift_id)).one())


def _refund_counts(connection: Connection, shift_id: str) -> tuple[int, int, Rupiah]:
    row = connection.execute(
        select(
            func.coalesce(func.sum(case((RefundRow.void, 0), else_=1)), 0),
            func.coalesce(func.sum(case((RefundRow.void, 1), else_=0)), 0),
            func.coalesce(func.sum(RefundRow.total), 0),
        ).where(RefundRow.shift_id == shift_id)
    ).one()
    unmatched_count, unmatched_total = unmatched.of_shift(connection, shift_id)
    return int(row[0]) + unmatched_count, int(row[1]), int(row[2]) + unmatched_total


def _waiting(connection: Connection, shift_id: str) -> tuple[Rupiah, Rupiah]:
    """Cash of unfinished sales: at the shift's close, or now while it is open; and at the close before it."""
    number, at_close = connection.execute(
        select(ShiftRow.number, ShiftRow.waiting_cash).where(ShiftRow.id == shift_id)
    ).one()
    before = select(ShiftRow.waiting_cash).where(ShiftRow.number < number)
    newest = connection.execute(before.order_by(ShiftRow.number.desc()).limit(1)).scalar()
    return holds.waiting_cash(connection) if at_close is None else at_close, newest or 0


def _numbers(connection: Connection, shift_id: str) -> tuple[str, str]:
    low, high = connection.execute(
        select(func.min(SaleRow.number), func.max(SaleRow.number)).where(SaleRow.shift_id == shift_id)
    ).one()
    return low or "", high or ""


def _sale_tenders(
    connection: Connection, shift_id: str, *, change: Rupiah
) -> tuple[tuple[TenderKind, int, Rupiah], ...]:
    rows = connection.execute(
        select(TenderRow.kind, func.count(), func.sum(TenderRow.amount))
        .join(SaleRow, SaleRow.id == TenderRow.sale_id)
        .where(SaleRow.shift_id == shift_id)
        .group_by(TenderRow.kind)
        .order_by(TenderRow.kind)
    )
    return tuple((k, n, a - change if k is TenderKind.CASH else a) for k, n, a in rows)


def _refund_tenders(connection: Connection, shift_id: str) -> tuple[tuple[TenderKind, int, Rupiah], ...]:
    rows = connection.execute(
        select(RefundTenderRow.kind, func.count(), func.sum(RefundTenderRow.amount))
        .join(RefundRow, RefundRow.id == RefundTenderRow.refund_id)
        .where(RefundRow.shift_id == shift_id)
        .group_by(RefundTenderRow.kind)
        .order_by(RefundTenderRow.kind)
    )
    found = {kind: (int(count), int(amount)) for kind, count, amount in rows}
    count, total = unmatched.of_shift(connection, shift_id)
    if count:  # all of it in cash
        before = found.get(TenderKind.CASH, (0, 0))
        found[TenderKind.CASH] = (before[0] + count, before[1] + total)
    return tuple((kind, *found[kind]) for kind in sorted(found))


def _movements(connection: Connection, shift_id: str) -> tuple[tuple[CashMovementKind, int, Rupiah], ...]:
    rows = connection.execute(
        select(CashMovementRow.kind, func.count(), func.sum(CashMovementRow.amount))
        .where(CashMovementRow.shift_id == shift_id)
        .group_by(CashMovementRow.kind)
        .order_by(CashMovementRow.kind)
    )
    return tuple((k, n, a) for k, n, a in rows)


def cashiers(connection: Connection, shift_id: str) -> tuple[tuple[int, int, Rupiah], ...]:
    """Who sold or gave money back in a shift: (user id, receipts, rupiah sold less given back), by user id."""
    sold = connection.execute(
        select(SaleRow.cashier_id, func.count(), func.sum(SaleRow.total))
        .where(SaleRow.shift_id == shift_id)
        .group_by(SaleRow.cashier_id)
    )
    found = {cashier_id: (count, total) for cashier_id, count, total in sold}
    back = connection.execute(
        select(RefundRow.cashier_id, func.sum(RefundRow.total))
        .where(RefundRow.shift_id == shift_id)
        .group_by(RefundRow.cashier_id)
    )
    for cashier_id, total in (*back, *unmatched.by_cashier(connection, shift_id)):
        count, before = found.get(cashier_id, (0, 0))
        found[cashier_id] = (count, before - total)
    return tuple((cashier_id, *found[cashier_id]) for cashier_id in sorted(found))


def newest_number(connection: Connection) -> int:
    """The highest shift number so far, 0 before the first."""
    return connection.execute(select(func.max(ShiftRow.number))).scalar() or 0


def grand_total_before(connection: Connection) -> Rupiah:
    """Perpetual grand total of all closed shifts: sales less refunds since the first (sync.md §1a).

    A sum and not the newest close's figure, since shifts of a branch that was lost may come back (sync.md §2.6).
    """
    return connection.execute(select(func.sum(ShiftRow.turnover))).scalar() or 0


def grand_total_at(connection: Connection, shift_id: str) -> Rupiah | None:
    """Perpetual grand total at a shift's close, None while it is open."""
    return connection.execute(select(ShiftRow.grand_total).where(ShiftRow.id == shift_id)).scalar()
