"""Which revision a store has, by one raw read: Alembic is imported only where it is not the newest."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from pos.errors import StoreDamaged, StoreNewer


@dataclass(frozen=True, slots=True)
class Revisions:
    """The revisions that a program knows, oldest first, and the folder with their scripts."""

    known: tuple[str, ...]
    scripts: Path

    @property
    def newest(self) -> str:
        return self.known[-1]


OURS = Revisions(("0001",), Path(__file__).parent / "migrations")
NEWEST = OURS.newest


def stored_revision(connection: Connection, revisions: Revisions = OURS) -> str:
    """The stored revision; raises StoreNewer for an unknown one, StoreDamaged where there is none."""
    tables = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    if not connection.execute(text(tables)).scalar():
        raise StoreDamaged(detail="alembic_version")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        raise StoreDamaged(detail="alembic_version")
    if found not in revisions.known:
        raise StoreNewer(revision=found)
    return str(found)
