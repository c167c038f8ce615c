"""What a person at the office must look at: forks, clones, refused tokens."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from pos.ids import SystemIds
from sync.central.services.registers import Caller
from sync.central.tables.registers import incident


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
