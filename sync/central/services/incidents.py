"""What a person at the office must look at: forks and clones."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from pos.ids import SystemIds
from sync.central.services.registers import Caller
from sync.central.tables.registers import incident, register


@dataclass(frozen=True, slots=True)
class Incident:
    """What was noted of a register; `code` is fork (at `detail`, epoch/seq) or clone."""

    outlet_id: str
    register_code: str
    at: datetime
    code: str
    detail: str


def listed(connection: Connection) -> tuple[Incident, ...]:
    """All incidents, by outlet, the newest first."""
    same = (register.c.outlet_id == incident.c.outlet_id) & (register.c.register_id == incident.c.register_id)
    columns = (
        incident.c.outlet_id,
        register.c.register_code,
        incident.c.at,
        incident.c.code,
        incident.c.detail,
    )
    query = select(*columns).join(register, same).order_by(incident.c.outlet_id, incident.c.at.desc())
    return tuple(Incident(*row) for row in connection.execute(query))


def raise_incident(connection: Connection, caller: Caller, at: datetime, code: str, detail: str) -> None:
    """Note an incident once per register, code and detail."""
    known = select(incident.c.id).where(
        incident.c.outlet_id == caller.outlet_id,
        incident.c.register_id == caller.register_id,
        incident.c.code == code,
        incident.c.detail == detail,
    )
    if connection.execute(known).first() is not None:
        return
    row = {
        "outlet_id": caller.outlet_id,
        "id": SystemIds().new(at),
        "register_id": caller.register_id,
        "at": at,
        "code": code,
        "detail": detail,
    }
    connection.execute(insert(incident), row)
