"""Which revision a store has, by one raw read: Alembic is imported only where it is not the newest."""

from sqlalchemy import Connection, text

from pos.errors import StoreDamaged, StoreNewer

NEWEST = "0001"
KNOWN = ("0001",)


def stored_revision(connection: Connection) -> str:
    """The stored revision; raises StoreNewer for an unknown one, StoreDamaged where there is none."""
    tables = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    if not connection.execute(text(tables)).scalar():
        raise StoreDamaged(detail="alembic_version")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        raise StoreDamaged(detail="alembic_version")
    if found not in KNOWN:
        raise StoreNewer(revision=found)
    return str(found)
