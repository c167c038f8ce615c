"""How each business date compared with the centre when it was looked at last (sync.md §6)."""

from dataclasses import asdict, fields
from datetime import date

from sqlalchemy import Connection, String, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.domain.reconciliation import Reconciliation
from pos.models.base import Base, Moment, Money


class ReconciliationRow(Base):
    __tablename__ = "reconciliation"
    business_date: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[Moment]
    count_here: Mapped[int]
    count_there: Mapped[int]
    total_here: Mapped[Money]
    total_there: Mapped[Money]
    differing: Mapped[str] = mapped_column(String(200))


_COLUMNS = tuple(getattr(ReconciliationRow, field.name) for field in fields(Reconciliation))


def save(connection: Connection, found: Reconciliation) -> None:
    """Keep the newest look at a day."""
    row = asdict(found)
    statement = upsert(ReconciliationRow).values(row)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[ReconciliationRow.business_date], set_=row)
    )


def newest(connection: Connection) -> Reconciliation | None:
    """The latest business date that was compared, or None."""
    query = select(*_COLUMNS).order_by(ReconciliationRow.business_date.desc())
    row = connection.execute(query.limit(1)).first()
    return Reconciliation(*row) if row else None


def of(connection: Connection, day: date) -> Reconciliation | None:
    """How a day compared, or None where nobody has looked."""
    row = connection.execute(select(*_COLUMNS).where(ReconciliationRow.business_date == day)).first()
    return Reconciliation(*row) if row else None


def differing(connection: Connection) -> tuple[Reconciliation, ...]:
    """The days that were not the same, oldest first."""
    query = select(*_COLUMNS).where(ReconciliationRow.differing != "")
    rows = connection.execute(query.order_by(ReconciliationRow.business_date))
    return tuple(Reconciliation(*row) for row in rows)
