"""What a person at the office must look at: branches, copies, things sold twice. Nothing here stops a register."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from pos.errors import UnknownIncident
from pos.ids import SystemIds
from sync.central.services.branches import Branch, Owner, branch_from
from sync.central.services.registers import Caller
from sync.central.tables.registers import incident, register

BRANCHING = frozenset({"restored", "cloned", "forked", "replaced"})
"""Why an epoch is opened; the detail is where it parted from the one before."""
PARTED = re.compile(r"(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Incident:
    """What was noted of a register and nobody has closed yet; `detail` is what its `code` is about.

    `branch` is what the register's new epoch left behind, where it began one.
    """

    outlet_id: str
    register_code: str
    at: datetime
    code: str
    detail: str
    id: str
    branch: Branch | None = None


def listed(connection: Connection) -> tuple[Incident, ...]:
    """All open incidents, by outlet, the newest first."""
    same = (register.c.outlet_id == incident.c.outlet_id) & (register.c.register_id == incident.c.register_id)
    columns = (
        incident.c.outlet_id,
        register.c.register_code,
        incident.c.at,
        incident.c.code,
        incident.c.detail,
        incident.c.id,
        incident.c.register_id,
    )
    query = select(*columns).join(register, same).where(incident.c.closed_at.is_(None))
    newest_first = query.order_by(incident.c.outlet_id, incident.c.at.desc(), incident.c.id.desc())
    rows = connection.execute(newest_first).all()
    return tuple(Incident(*row[:-1], branch=_branch(connection, row)) for row in rows)


def _branch(connection: Connection, row: Row[*tuple[Any, ...]]) -> Branch | None:
    found = PARTED.fullmatch(row.detail)
    if row.code not in BRANCHING or found is None:
        return None
    return branch_from(connection, Owner(row.outlet_id, row.register_id), *map(int, found.groups()))


def _open(caller: Caller, code: str) -> ColumnElement[bool]:
    return (
        (incident.c.outlet_id == caller.outlet_id)
        & (incident.c.register_id == caller.register_id)
        & (incident.c.code == code)
        & incident.c.closed_at.is_(None)
    )


def is_open(connection: Connection, caller: Caller, code: str) -> bool:
    """Whether an incident of this kind waits for somebody to look at it."""
    return connection.execute(select(incident.c.id).where(_open(caller, code))).first() is not None


def raise_incident(connection: Connection, caller: Caller, at: datetime, code: str, detail: str) -> None:
    """Note an incident; once per register, code and detail while it is open."""
    known = select(incident.c.id).where(_open(caller, code), incident.c.detail == detail)
    if connection.execute(known).first() is not None:
        return
    row = {
        "outlet_id": caller.outlet_id,
        "id": SystemIds().new(at),
        "register_id": caller.register_id,
        "at": at,
        "code": code,
        "detail": detail[:300],
        "closed_at": None,
    }
    connection.execute(insert(incident), row)


def close(connection: Connection, incident_id: str, at: datetime) -> None:
    """Somebody has looked at it; raises UnknownIncident."""
    known = (incident.c.id == incident_id) & incident.c.closed_at.is_(None)
    if connection.execute(update(incident).where(known).values(closed_at=at)).rowcount != 1:
        raise UnknownIncident(id=incident_id)
