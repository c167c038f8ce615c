"""Making a centre: its identity, its office password, its outlets and, for a demo, their catalogue."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, inspect, select

from pos.domain.agreement import MakerTerms
from pos.domain.catalog import Product
from pos.domain.events import StaffChange
from pos.errors import NoCentre
from pos.ids import SystemIds
from sync.central import upgrade
from sync.central.services.project import write_terms
from sync.central.services.staff import new_office_password
from sync.central.store import CentralStore, upsert
from sync.central.tables.catalogue import term_load
from sync.central.tables.registers import centre
from sync.protocol import bodies, canonical

Term = Product | MakerTerms | StaffChange


def make_centre(connection: Connection, at: datetime) -> str | None:
    """Write identity and password of a new centre; the password to show once, or None if there is one already."""
    if connection.execute(select(centre.c.id)).first() is not None:
        return None
    password, stored = new_office_password()
    row = {"id": SystemIds().new(at), "created_at": at, "office_password": stored}
    connection.execute(insert(centre), row)
    return password


def load_terms(connection: Connection, outlet_id: str, values: Iterable[Term], at: datetime) -> None:
    """Put products, makers and staff into an outlet from the centre's side, and note where they came from."""
    listed = list(values)
    for value in listed:
        row = {
            "outlet_id": outlet_id,
            "kind": bodies.kind_of(value).value,
            "id": _id_of(value),
            "body": canonical.encode(dict(bodies.encode(value))),
            "at": at,
        }
        upsert(connection, term_load, row)
    write_terms(connection, outlet_id, listed)


def _id_of(value: Term) -> str:
    match value:
        case Product():
            return value.id
        case MakerTerms():
            return value.maker.code
        case StaffChange():
            return str(value.user_id)


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
