"""Deposits on orders with their lines and tenders; what is open is what was taken less what ended it.

Rows are only added. Sums of a shift count its own acts, whichever shift took the deposit.
"""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    bindparam,
    case,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from pos.columns import EnumText
from pos.domain.deposit import Deposit, DepositAct, OrderLine
from pos.domain.money import Rupiah
from pos.domain.sale import Header
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.models.base import Base, Moment, Money, UuidKey
from pos.models.sales import tender_columns
from pos.models.staff import names


class DepositRow(Base):
    """`deposit_id` is the row that took the money, '' there; `reason` a listed code."""

    __tablename__ = "deposit"
    __table_args__ = (
        Index("ix_deposit_shift", "shift_id"),
        Index("ix_deposit_of", "deposit_id"),
        Index("ix_deposit_number", "number"),
    )
    id: Mapped[UuidKey]
    number: Mapped[str] = mapped_column(String(24))
    shift_id: Mapped[str] = mapped_column(ForeignKey("shift.id"))
    shift_number: Mapped[int]
    business_date: Mapped[date]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    act: Mapped[DepositAct] = mapped_column(EnumText(DepositAct))
    amount: Mapped[Money]
    deposit_id: Mapped[str] = mapped_column(String(36))
    sale_id: Mapped[str] = mapped_column(String(36))
    customer_id: Mapped[str] = mapped_column(String(64))
    maker_id: Mapped[str] = mapped_column(String(64))
    due_on: Mapped[date | None] = mapped_column(Date)
    change: Mapped[Money]
    reason: Mapped[str] = mapped_column(String(36))
    approval_id: Mapped[str] = mapped_column(String(36))


class DepositLineRow(Base):
    __tablename__ = "deposit_line"
    deposit_id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[str] = mapped_column(String(64))
    price: Mapped[Money]
    quantity: Mapped[int]


class DepositTenderRow(Base):
    __tablename__ = "deposit_tender"
    deposit_id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    tender_no: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TenderKind] = mapped_column(EnumText(TenderKind))
    amount: Mapped[Money]
    reference: Mapped[str] = mapped_column(String(40))
    state: Mapped[TenderState] = mapped_column(EnumText(TenderState))


def insert_deposit(connection: Connection, deposit: Deposit) -> None:
    h = deposit.header
    row = {
        "id": h.id,
        "number": h.number,
        "shift_id": h.shift_id,
        "shift_number": h.shift_number,
        "business_date": h.business_date,
        "at": h.at,
        "cashier_id": h.cashier_id,
        "act": deposit.act,
        "amount": deposit.amount,
        "deposit_id": deposit.deposit_id,
        "sale_id": deposit.sale_id,
        "customer_id": deposit.customer_id,
        "maker_id": deposit.maker_id,
        "due_on": deposit.due_on,
        "change": deposit.change,
        "reason": deposit.reason,
        "approval_id": deposit.approval_id,
    }
    connection.execute(insert(DepositRow), row)
    lines = [
        {
            "deposit_id": h.id,
            "line_no": n,
            "product_id": line.product_id,
            "price": line.price,
            "quantity": line.quantity,
        }
        for n, line in enumerate(deposit.lines, 1)
    ]
    if lines:
        connection.execute(insert(DepositLineRow), lines)
    if deposit.tenders:
        connection.execute(insert(DepositTenderRow), tender_columns("deposit_id", h.id, deposit.tenders))


def is_there(connection: Connection, deposit_id: str) -> bool:
    """Whether an act with this id was written."""
    return connection.execute(select(DepositRow.id).where(DepositRow.id == deposit_id)).first() is not None


def load(connection: Connection, deposit_id: str) -> Deposit | None:
    """An act as it was written, or None."""
    return next(iter(_load(connection, DepositRow.id == deposit_id)), None)


def open_with_number(connection: Connection, number: str, amount: Rupiah) -> Deposit | None:
    """The open deposit of that number and amount; two copies of a register may each have given a number."""
    wanted = (DepositRow.number == number) & (DepositRow.amount == amount) & _is_open()
    return next(iter(_load(connection, wanted)), None)


def used_by_sale(connection: Connection, sale_id: str) -> Deposit | None:
    """The act that took the deposit which paid a sale, or None; a sale settles one order."""
    use = aliased(DepositRow)
    paid = select(use.deposit_id).where(use.sale_id == sale_id, use.act == DepositAct.USE)
    return next(iter(_load(connection, DepositRow.id.in_(paid))), None)


def open_ones(connection: Connection) -> tuple[Deposit, ...]:
    """The deposits that nothing has ended, those due first before the others."""
    return tuple(_load(connection, _is_open()))


def is_open(connection: Connection, deposit_id: str) -> bool:
    """Whether a deposit was taken and not ended."""
    found = select(DepositRow.id).where(DepositRow.id == deposit_id, _is_open())
    return connection.execute(found).first() is not None


def liability(connection: Connection) -> Rupiah:
    """What buyers have paid for orders that are open, rupiah."""
    owed = select(func.coalesce(func.sum(DepositRow.amount), 0)).where(_is_open())
    return int(connection.execute(owed).scalar_one())


def reserved(connection: Connection, besides: Collection[str] = ()) -> dict[str, int]:
    """Units of each product that open orders wait for; `besides` numbers of orders that are being settled."""
    found = connection.execute(_waited_for(), {"besides": list(besides)})
    return {product_id: int(units) for product_id, units in found}


@cache
def _waited_for() -> Select[str, int]:
    """Built once: it is asked for each buyer."""
    line = DepositLineRow
    return (
        select(line.product_id, func.sum(line.quantity))
        .join(DepositRow, DepositRow.id == line.deposit_id)
        .where(_is_open(), DepositRow.number.not_in(bindparam("besides", expanding=True)))
        .group_by(line.product_id)
    )


def _is_open() -> ColumnElement[bool]:
    later = aliased(DepositRow)
    ended = select(later.id).where(later.deposit_id == DepositRow.id).exists()
    return (DepositRow.act == DepositAct.TAKE) & ~ended


def _load(connection: Connection, wanted: ColumnElement[bool]) -> Iterable[Deposit]:
    query = (
        select(DepositRow.__table__).where(wanted).order_by(DepositRow.due_on, DepositRow.at, DepositRow.id)
    )
    people = names(connection)
    for row in connection.execute(query).all():
        header = Header(
            id=row.id,
            number=row.number,
            shift_id=row.shift_id,
            shift_number=row.shift_number,
            business_date=row.business_date,
            at=row.at,
            cashier_id=row.cashier_id,
            cashier_name=people.get(row.cashier_id, ""),
        )
        yield Deposit(
            header=header,
            act=row.act,
            amount=row.amount,
            deposit_id=row.deposit_id,
            sale_id=row.sale_id,
            customer_id=row.customer_id,
            maker_id=row.maker_id,
            lines=_lines(connection, row.id),
            due_on=row.due_on,
            tenders=_tenders(connection, row.id),
            change=row.change,
            reason=row.reason,
            approval_id=row.approval_id,
        )


def _lines(connection: Connection, deposit_id: str) -> tuple[OrderLine, ...]:
    row = DepositLineRow
    found = select(row.product_id, row.price, row.quantity).where(row.deposit_id == deposit_id)
    return tuple(OrderLine(*line) for line in connection.execute(found.order_by(row.line_no)))


def _tenders(connection: Connection, deposit_id: str) -> tuple[Tender, ...]:
    row = DepositTenderRow
    found = select(row.kind, row.amount, row.reference, row.state).where(row.deposit_id == deposit_id)
    return tuple(Tender(*tender) for tender in connection.execute(found.order_by(row.tender_no)))


def acts_of_shift(connection: Connection, shift_id: str) -> tuple[tuple[DepositAct, int, Rupiah], ...]:
    """What a shift did with deposits: (act, how often, rupiah)."""
    row = DepositRow
    sums = select(row.act, func.count(), func.sum(row.amount)).where(row.shift_id == shift_id)
    return tuple(
        (act, n, amount) for act, n, amount in connection.execute(sums.group_by(row.act).order_by(row.act))
    )


def tenders_of_shift(connection: Connection, shift_id: str) -> tuple[tuple[TenderKind, int, Rupiah], ...]:
    """Money that a shift's deposits moved: (kind, how often, rupiah taken less given back; below zero: more went out)."""
    row, tender = DepositRow, DepositTenderRow
    signed = case((row.act == DepositAct.GIVE_BACK, -tender.amount), else_=tender.amount)
    sums = select(tender.kind, func.count(), func.sum(signed)).join(row, row.id == tender.deposit_id)
    found = sums.where(row.shift_id == shift_id).group_by(tender.kind).order_by(tender.kind)
    return tuple((kind, n, amount) for kind, n, amount in connection.execute(found))
