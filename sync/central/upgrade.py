"""Lays out the centre's schema and refuses a newer one. Alembic is imported only where a step is due."""

from sqlalchemy import Connection, inspect, text

from pos.errors import StoreDamaged, StoreNewer
from sync.central.store import CentralStore
from sync.central.tables import metadata

NEWEST = "0001"
KNOWN = ("0001",)


def lay_out(store: CentralStore) -> bool:
    """Make all tables in an empty database; whether it was empty. Raises StoreNewer."""
    return store.run(_lay_out)


def _lay_out(connection: Connection) -> bool:
    if inspect(connection).has_table("alembic_version"):
        require_newest(connection)
        if not inspect(connection).has_table("centre"):
            raise StoreDamaged(detail="bukan data pusat")
        return False
    make_tables(connection)
    return True


def make_tables(connection: Connection) -> None:
    """All tables in a database without any, with the revision that they are."""
    metadata.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:r)"), {"r": NEWEST})


def require_newest(connection: Connection) -> None:
    """Raise StoreNewer for a revision that this program does not know."""
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found not in KNOWN:
        raise StoreNewer(revision=found)
