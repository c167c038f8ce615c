"""Declarative base of the outlet's store and the column shapes that several tables share."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import Connection, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, mapped_column

from pos.columns import NAMING, RupiahType, UtcMoment
from pos.domain.commission import LINE_MONEY_FIELDS, LineMoney
from pos.domain.money import Rupiah

Money = Annotated[Rupiah, mapped_column(RupiahType)]
Moment = Annotated[datetime, mapped_column(UtcMoment)]
Uuid = Annotated[str, mapped_column(String(36))]
UuidKey = Annotated[str, mapped_column(String(36), primary_key=True)]


class Base(DeclarativeBase):
    """All tables of the outlet's file; constraints are named, so batch migrations can find them."""

    metadata = MetaData(naming_convention=NAMING)


class PreparedInsert:
    """INSERT of whole rows of one mapped table, its SQL and type conversions worked out once.

    A sale inserts into six tables; SQLAlchemy's work per statement would be a third of its time.
    """

    def __init__(self, row_type: type[Base]) -> None:
        """Nothing is compiled before the first use: importing a module does nothing."""
        self._table: Table = row_type.__table__  # type: ignore[assignment]
        self._sql = ""
        self._columns: list[tuple[str, Callable[[Any], Any] | None]] = []

    def run(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows that name every column; none is fine."""
        if not rows:
            return
        if not self._sql:
            self._prepare(connection)
        columns = self._columns
        values = [tuple(convert(row[n]) if convert else row[n] for n, convert in columns) for row in rows]
        connection.exec_driver_sql(self._sql, values)

    def _prepare(self, connection: Connection) -> None:
        names = [column.name for column in self._table.columns]
        self._columns = [
            (c.name, c.type.dialect_impl(connection.dialect).bind_processor(connection.dialect))
            for c in self._table.columns
        ]
        quoted = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        self._sql = f'INSERT INTO "{self._table.name}" ({quoted}) VALUES ({marks})'  # noqa: S608 - own names


def money_columns(money: LineMoney) -> dict[str, Rupiah]:
    """The ten money columns of a sale or refund line."""
    return {name: getattr(money, name) for name in LINE_MONEY_FIELDS}


def money_of(row: Any) -> LineMoney:
    """Read the ten money columns back."""
    return LineMoney(**{name: getattr(row, name) for name in LINE_MONEY_FIELDS})
