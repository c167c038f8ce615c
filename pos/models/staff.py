"""Cashiers and managers of this outlet: first name, role, PIN hash. Names and hashes never enter the journal."""

from datetime import datetime

from sqlalchemy import Connection, String, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import UtcMoment
from pos.models.base import Base


class StaffRow(Base):
    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    role: Mapped[str] = mapped_column(String(24))
    pin_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool]
    failed_tries: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcMoment)


def list_active(connection: Connection) -> list[StaffRow]:
    rows = connection.execute(select(StaffRow.__table__).where(StaffRow.active).order_by(StaffRow.id))
    return [StaffRow(**row._asdict()) for row in rows]


def load(connection: Connection, staff_id: int) -> StaffRow | None:
    row = connection.execute(select(StaffRow.__table__).where(StaffRow.id == staff_id)).one_or_none()
    return StaffRow(**row._asdict()) if row else None


def add(connection: Connection, *, staff_id: int, name: str, role: str, pin_hash: str) -> None:
    row = {
        "id": staff_id,
        "name": name,
        "role": role,
        "pin_hash": pin_hash,
        "active": True,
        "failed_tries": 0,
    }
    connection.execute(insert(StaffRow), row)


def newest_id(connection: Connection) -> int:
    """The highest id so far, 0 before the first."""
    return connection.execute(select(func.max(StaffRow.id))).scalar() or 0


def save_tries(connection: Connection, staff_id: int, tries: int, locked_until: datetime | None) -> None:
    change = update(StaffRow).where(StaffRow.id == staff_id)
    connection.execute(change.values(failed_tries=tries, locked_until=locked_until))


def names(connection: Connection) -> dict[int, str]:
    return {row.id: row.name for row in connection.execute(select(StaffRow.id, StaffRow.name))}


def set_role(connection: Connection, *, staff_id: int, role: str, active: bool) -> None:
    """What a record says of a person: role and whether active; name and PIN are kept beside the journal."""
    known = connection.execute(
        update(StaffRow).where(StaffRow.id == staff_id).values(role=role, active=active)
    )
    if not known.rowcount:
        add(connection, staff_id=staff_id, name="", role=role, pin_hash="")
