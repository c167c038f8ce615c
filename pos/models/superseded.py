"""Lines of a branch that another one took the place of: each was issued again in a later epoch (sync.md §2.6).

They move here whole, so that codes on printed papers still find their record. Nothing is ever removed.
"""

from dataclasses import asdict
from typing import TypeAlias

from sqlalchemy import Connection, Index, LargeBinary, String, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.models import journal
from pos.models.base import Base, Uuid
from pos.models.journal import JournalRow, StoredLine


class SupersededRow(Base):
    """Where the line stood, as in the journal; two branches may have left the same place."""

    __tablename__ = "superseded"
    __table_args__ = (Index("ix_superseded_id", "id"),)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    id: Mapped[Uuid]
    kind: Mapped[str] = mapped_column(String(24))
    line: Mapped[bytes] = mapped_column(LargeBinary)


_COLUMNS = (
    SupersededRow.epoch,
    SupersededRow.seq,
    SupersededRow.id,
    SupersededRow.kind,
    SupersededRow.line,
    SupersededRow.hash,
)


Lines: TypeAlias = tuple[StoredLine, ...]


def take_from_journal(connection: Connection, epoch: int, after: int) -> Lines:
    """Move the lines of an epoch after a seq out of the chain; gives them, oldest first.

    A line that was left before, and came back from the centre, is here already.
    """
    lines = journal.run(connection, epoch, after, -1)
    if lines:
        known = upsert(SupersededRow).on_conflict_do_nothing(index_elements=["epoch", "seq", "hash"])
        connection.execute(known, [asdict(line) for line in lines])
        connection.execute(delete(JournalRow).where(JournalRow.epoch == epoch, JournalRow.seq > after))
    return lines


def everything(connection: Connection) -> Lines:
    """All lines that were left behind, in the order of their places."""
    query = select(*_COLUMNS).order_by(SupersededRow.epoch, SupersededRow.seq)
    return tuple(StoredLine(*row) for row in connection.execute(query))


def epochs(connection: Connection) -> set[int]:
    """Those of which a branch was left."""
    return set(connection.execute(select(SupersededRow.epoch).distinct()).scalars())


def find(connection: Connection, record_id: str) -> StoredLine | None:
    """Where a record stood first, or None."""
    found = select(*_COLUMNS).where(SupersededRow.id == record_id)
    row = connection.execute(found.order_by(SupersededRow.epoch, SupersededRow.seq).limit(1)).first()
    return StoredLine(*row) if row else None
