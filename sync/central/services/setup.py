"""Making a centre: its identity and its office password."""

from datetime import datetime

from sqlalchemy import Connection, insert, inspect, select

from pos.errors import NoCentre
from pos.ids import SystemIds
from sync.central import upgrade
from sync.central.services.staff import new_office_password
from sync.central.services.tokens import new_secret
from sync.central.store import CentralStore
from sync.central.tables.registers import centre


def make_centre(connection: Connection, at: datetime) -> str | None:
    """Write identity and password of a new centre; the password to show once, or None if there is one already."""
    if connection.execute(select(centre.c.id)).first() is not None:
        return None
    password, stored = new_office_password()
    row = {"id": SystemIds().new(at), "created_at": at, "office_password": stored, "life": new_secret(16)}
    connection.execute(insert(centre), row)
    return password


def centre_id(store: CentralStore) -> str:
    """The identity of this centre; raises NoCentre in a database without one, StoreNewer in a newer program's."""

    def work(connection: Connection) -> str:
        tables = inspect(connection)
        if not tables.has_table("centre") or not tables.has_table("alembic_version"):
            raise NoCentre
        upgrade.require_newest(connection)
        found = connection.execute(select(centre.c.id)).scalar()
        if found is None:
            raise NoCentre
        return str(found)

    return store.run(work)
