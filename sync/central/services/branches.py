"""What a register's new epoch left behind: transactions that only the centre had, records that were issued again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, case, func, select

from sync.central.tables import journal as lines_table
from sync.central.tables import registers, sales
from sync.central.tables.base import place
from sync.protocol.kinds import Kind


@dataclass(frozen=True, slots=True)
class Branch:
    """`there` sales and refunds of `days` stood at the centre alone; `again` records came under the new epoch (sync.md §2.6)."""

    there: int
    days: tuple[date, ...]
    again: int


@dataclass(frozen=True, slots=True)
class Owner:
    """The register whose branch it is."""

    outlet_id: str
    register_id: str


def branch_from(connection: Connection, owner: Owner, epoch: int, seq: int) -> Branch | None:
    """The branch of a register that began after this record; None where no epoch was opened there."""
    tip = registers.register_tip
    query = select(func.min(tip.c.epoch)).where(
        _mine(tip, owner), tip.c.previous_epoch == epoch, tip.c.previous_seq == seq, tip.c.epoch > 1
    )
    opened = connection.execute(query).scalar()
    if opened is None:
        return None
    line = lines_table.journal
    left = ((line.c.epoch == epoch) & (line.c.seq > seq)) | line.c.epoch.between(epoch + 1, opened - 1)
    days = _days(connection, owner, left)
    again = _mine(line, owner) & (line.c.epoch == opened) & (line.c.kind == Kind.REISSUE.value)
    count = connection.execute(select(func.count()).select_from(line).where(again)).scalar_one()
    return Branch(sum(days.values()), tuple(sorted(days)), count)


def _days(connection: Connection, owner: Owner, left: ColumnElement[bool]) -> dict[date, int]:
    """Sales and refunds among these lines, by business date."""
    line, found = lines_table.journal, dict[date, int]()
    for table in (sales.sale, sales.refund):
        same = (table.c.outlet_id == line.c.outlet_id) & (table.c.id == line.c.id)
        units = func.sum(case((line.c.kind == Kind.EXCHANGE.value, 2), else_=1))  # a sale and a refund in one
        query = select(table.c.business_date, units).join(line, same).where(_mine(line, owner), left)
        for day, count in connection.execute(query.group_by(table.c.business_date)):
            found[day] = found.get(day, 0) + int(count)
    return found


def _mine(table: Table, owner: Owner) -> ColumnElement[bool]:
    return place(table, outlet_id=owner.outlet_id, register_id=owner.register_id)
