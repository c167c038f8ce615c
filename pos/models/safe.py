"""The safe: deposits, swaps and counts as rows; what it holds is summed over them, the drops and the closings."""

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    ForeignKey,
    Index,
    Select,
    String,
    Subquery,
    func,
    insert,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import EnumText, PiecesText, RupiahType
from pos.domain.cash import Pieces
from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.safe import BankDeposit, CashSwap, SafeCount, SafeEntry, SafeEntryKind, SwapWith
from pos.domain.shift import CashMovementKind
from pos.models.base import Base, Moment, Money, UuidKey
from pos.models.shifts import CashMovementRow, ShiftRow


class BankDepositRow(Base):
    """`shift_ids` are the ids of the covered shifts, with spaces between."""

    __tablename__ = "bank_deposit"
    __table_args__ = (Index("ix_bank_deposit_slip", "slip_number"),)
    id: Mapped[UuidKey]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    amount: Mapped[Money]
    bank: Mapped[str] = mapped_column(String(300))
    slip_number: Mapped[str] = mapped_column(String(300))
    shift_ids: Mapped[str] = mapped_column(String)
    counts: Mapped[Pieces] = mapped_column(PiecesText)
    photo: Mapped[str] = mapped_column(String(64))


class CashSwapRow(Base):
    __tablename__ = "cash_swap"
    __table_args__ = (Index("ix_cash_swap_shift", "shift_id"),)
    id: Mapped[UuidKey]
    shift_id: Mapped[str] = mapped_column(ForeignKey("shift.id"))
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    taken_in: Mapped[Pieces] = mapped_column(PiecesText)
    given_out: Mapped[Pieces] = mapped_column(PiecesText)
    swapped_with: Mapped[SwapWith] = mapped_column(EnumText(SwapWith))


class SafeCountRow(Base):
    """`reason` is a listed code; a text is kept beside it under the count's id."""

    __tablename__ = "safe_count"
    id: Mapped[UuidKey]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    counted: Mapped[Money]
    expected: Mapped[Rupiah] = mapped_column(RupiahType)
    counts: Mapped[Pieces] = mapped_column(PiecesText)
    reason: Mapped[str] = mapped_column(String(36))


def insert_deposit(connection: Connection, deposit: BankDeposit) -> None:
    row = {
        "id": deposit.id,
        "at": deposit.at,
        "cashier_id": deposit.cashier_id,
        "amount": deposit.amount,
        "bank": deposit.bank,
        "slip_number": deposit.slip_number,
        "shift_ids": " ".join(deposit.shift_ids),
        "counts": deposit.counts,
        "photo": deposit.photo,
    }
    connection.execute(insert(BankDepositRow), row)


def insert_swap(connection: Connection, swap: CashSwap) -> None:
    row = {
        "id": swap.id,
        "shift_id": swap.shift_id,
        "at": swap.at,
        "cashier_id": swap.cashier_id,
        "taken_in": swap.taken_in,
        "given_out": swap.given_out,
        "swapped_with": swap.swapped_with,
    }
    connection.execute(insert(CashSwapRow), row)


def insert_count(connection: Connection, count: SafeCount) -> None:
    row = {
        "id": count.id,
        "at": count.at,
        "cashier_id": count.cashier_id,
        "counted": count.counted,
        "expected": count.expected,
        "counts": count.counts,
        "reason": count.reason,
    }
    connection.execute(insert(SafeCountRow), row)


def is_there(connection: Connection, record_id: str) -> bool:
    """Whether a deposit, swap or count with this id was made."""
    found = union_all(
        *(select(row.id).where(row.id == record_id) for row in (BankDepositRow, CashSwapRow, SafeCountRow))
    )
    return connection.execute(found).first() is not None


def count_swaps(connection: Connection, shift_id: str) -> int:
    """How often notes and coins were changed in a shift."""
    found = select(func.count()).select_from(CashSwapRow).where(CashSwapRow.shift_id == shift_id)
    return int(connection.execute(found).scalar_one())


def load_deposit(connection: Connection, deposit_id: str) -> BankDeposit | None:
    return _deposit(connection, BankDepositRow.id == deposit_id)


def deposit_of_slip(connection: Connection, bank: str, slip_number: str) -> BankDeposit | None:
    """The deposit with this slip of this bank, or None; a deposit without a number is none."""
    same = (BankDepositRow.slip_number == slip_number) & (BankDepositRow.bank == bank)
    return _deposit(connection, same & (BankDepositRow.slip_number != ""))


def _deposit(connection: Connection, which: ColumnElement[bool]) -> BankDeposit | None:
    table = BankDepositRow.__table__
    row = connection.execute(select(table).where(which).limit(1)).first()
    if row is None:
        return None
    return BankDeposit(**{**row._asdict(), "shift_ids": tuple(row.shift_ids.split())})


def load_count(connection: Connection, count_id: str) -> SafeCount | None:
    row = connection.execute(select(SafeCountRow.__table__).where(SafeCountRow.id == count_id)).first()
    return SafeCount(**row._asdict()) if row else None


def balance(connection: Connection) -> Rupiah:
    """What the safe should hold, by this register's records."""
    return int(connection.execute(_sum_of_changes()).scalar_one())


def newest_entries(connection: Connection, limit: int) -> tuple[SafeEntry, ...]:
    """The newest changes first."""
    entries = _changes()
    newest = select(*entries.c).order_by(entries.c.at.desc(), entries.c.id.desc()).limit(limit)
    return tuple(
        SafeEntry(document_id, at, SafeEntryKind(kind), amount, who, shift_id)
        for document_id, at, kind, amount, who, shift_id in connection.execute(newest)
    )


@cache
def _changes() -> Subquery:
    """Built once: building it took longer than running it."""
    return _entries().subquery()


@cache
def _sum_of_changes() -> Select[Any]:
    """Built once, like the changes."""
    return select(func.coalesce(func.sum(_changes().c.amount), 0))


def _entries() -> CompoundSelect[Any]:
    """Every change as id, at, kind, signed amount, person, shift."""
    move, shift, deposit, count = CashMovementRow, ShiftRow, BankDepositRow, SafeCountRow
    moved = (move.cashier_id, move.shift_id)
    difference = count.counted - count.expected
    parts: tuple[Any, ...] = (
        select(move.id, move.at, _kind(SafeEntryKind.DROP), move.amount, *moved).where(
            move.kind == CashMovementKind.DROP
        ),
        select(move.id, move.at, _kind(SafeEntryKind.TO_DRAWER), -move.amount, *moved).where(
            move.kind == CashMovementKind.PAY_IN, move.reason == Reason.FROM_SAFE.value
        ),
        select(
            shift.id, shift.closed_at, _kind(SafeEntryKind.CLOSE), shift.to_safe, shift.closed_by, shift.id
        ).where(shift.to_safe > 0),
        select(
            deposit.id,
            deposit.at,
            _kind(SafeEntryKind.DEPOSIT),
            -deposit.amount,
            deposit.cashier_id,
            literal(""),
        ),
        select(count.id, count.at, _kind(SafeEntryKind.COUNT), difference, count.cashier_id, literal("")),
    )
    return union_all(*parts)


def _kind(kind: SafeEntryKind) -> ColumnElement[str]:
    return literal(kind.value).label("kind")
