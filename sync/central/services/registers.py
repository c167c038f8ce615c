"""Outlets and their registers at the centre: who there is, who may still send (sync.md §2.7)."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from pos.errors import SettingNotAllowed, UnknownRegister
from sync.central.store import upsert
from sync.central.tables import registers

OUTLET_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
OUTLET_NAME_CHARS_MAX = 120
REGISTER_ID = re.compile(r"[0-9a-f-]{36}")


@dataclass(frozen=True, slots=True)
class Caller:
    """A register with its newest epoch and that epoch's device key."""

    outlet_id: str
    register_id: str
    epoch: int
    public_key: bytes


def add_outlet(connection: Connection, code: str, name: str, at: datetime) -> None:
    """An outlet of this centre; its code is its id. Raises SettingNotAllowed."""
    if not OUTLET_CODE.fullmatch(code):
        raise SettingNotAllowed(key="--outlet", reason="2–8 huruf besar atau angka, diawali huruf")
    if not 1 <= len(name.strip()) <= OUTLET_NAME_CHARS_MAX or not name.isprintable():
        raise SettingNotAllowed(key="--name", reason=f"1–{OUTLET_NAME_CHARS_MAX} huruf")
    upsert(connection, registers.outlet, {"outlet_id": code, "name": name, "created_at": at})


def is_register_id(text: str) -> bool:
    """Whether a text has the form of a register's id, so that a database may be asked for it."""
    return bool(REGISTER_ID.fullmatch(text))


def outlet_ids(connection: Connection) -> tuple[str, ...]:
    """Every outlet, in the order of their codes."""
    table = registers.outlet
    return tuple(connection.execute(select(table.c.outlet_id).order_by(table.c.outlet_id)).scalars())


def callers(connection: Connection) -> tuple[Caller, ...]:
    """Every enrolled register."""
    table = registers.register
    rows = connection.execute(select(table).order_by(table.c.outlet_id, table.c.register_code))
    return tuple(
        Caller(row.outlet_id, row.register_id, row.epoch, bytes.fromhex(row.public_key)) for row in rows
    )


def revoke(connection: Connection, outlet_id: str, register_code: str) -> None:
    """Let a lost or stolen register send nothing more; its records stay. Raises UnknownRegister."""
    table = registers.register
    mine = (table.c.outlet_id == outlet_id) & (table.c.register_code == register_code)
    if connection.execute(update(table).where(mine).values(revoked=True)).rowcount != 1:
        raise UnknownRegister(code=register_code)
