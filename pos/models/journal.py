"""The hash-chained journal: append, read runs, find. Nothing here updates or deletes a row (sync.md §2.1-2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Index, LargeBinary, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from pos.models.base import Base, PreparedInsert, Uuid


class JournalRow(Base):
    """`line` are the canonical bytes, `hash` the chain's 32 bytes after it."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_id", "id"), Index("ix_journal_kind", "kind", "epoch", "seq"))
    epoch: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[Uuid]
    kind: Mapped[str] = mapped_column(String(24))
    line: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


@dataclass(frozen=True, slots=True)
class Tip:
    """The newest record of an epoch; seq 0 with the first hash where there is none."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class StoredLine:
    epoch: int
    seq: int
    id: str
    kind: str
    line: bytes
    hash: bytes


_COLUMNS = (
    JournalRow.epoch,
    JournalRow.seq,
    JournalRow.id,
    JournalRow.kind,
    JournalRow.line,
    JournalRow.hash,
)


_TIP = "SELECT seq, hash FROM journal WHERE epoch = ? ORDER BY seq DESC LIMIT 1"
_APPEND = PreparedInsert(JournalRow)


def tip(connection: Connection, epoch: int, first_hash: bytes) -> Tip:
    """The newest seq and hash of an epoch."""
    row = connection.exec_driver_sql(_TIP, (epoch,)).first()
    return Tip(row[0], bytes(row[1])) if row else Tip(0, first_hash)


def append(connection: Connection, stored: StoredLine) -> None:
    """Append the next line; the primary key refuses a second one of the same number."""
    _APPEND.run(
        connection,
        [
            {
                "epoch": stored.epoch,
                "seq": stored.seq,
                "id": stored.id,
                "kind": stored.kind,
                "line": stored.line,
                "hash": stored.hash,
            }
        ],
    )


def run(connection: Connection, epoch: int, after: int, limit: int) -> tuple[StoredLine, ...]:
    """A contiguous run of lines after a seq, oldest first; -1 for all."""
    lines = select(*_COLUMNS).where(JournalRow.epoch == epoch, JournalRow.seq > after)
    return tuple(StoredLine(*row) for row in connection.execute(lines.order_by(JournalRow.seq).limit(limit)))


def hash_at(connection: Connection, epoch: int, seq: int) -> bytes | None:
    found = select(JournalRow.hash).where(JournalRow.epoch == epoch, JournalRow.seq == seq)
    return connection.execute(found).scalar()


def epochs(connection: Connection) -> dict[int, int]:
    """Every epoch with its newest seq, the oldest first."""
    newest = select(JournalRow.epoch, func.max(JournalRow.seq)).group_by(JournalRow.epoch)
    rows = connection.execute(newest.order_by(JournalRow.epoch))
    return {row[0]: row[1] for row in rows}


def everything(connection: Connection) -> Iterator[StoredLine]:
    """All lines in chain order, streamed."""
    lines = select(*_COLUMNS).order_by(JournalRow.epoch, JournalRow.seq)
    for row in connection.execution_options(yield_per=1000).execute(lines):
        yield StoredLine(*row)


def find(connection: Connection, record_id: str) -> StoredLine | None:
    """The newest line of a record in the chain."""
    found = select(*_COLUMNS).where(JournalRow.id == record_id)
    newest_first = found.order_by(JournalRow.epoch.desc(), JournalRow.seq.desc())
    row = connection.execute(newest_first.limit(1)).first()
    return StoredLine(*row) if row else None


def newest_of_kind(connection: Connection, kind: str) -> Iterator[StoredLine]:
    """The lines of a kind, newest first, streamed."""
    lines = select(*_COLUMNS).where(JournalRow.kind == kind)
    newest_first = lines.order_by(JournalRow.epoch.desc(), JournalRow.seq.desc())
    for row in connection.execution_options(yield_per=20).execute(newest_first):
        yield StoredLine(*row)


def count_after(connection: Connection, epoch: int, seq: int) -> int:
    """How many lines lie after a mark, later epochs included; by the newest seq alone, since seqs have no gaps."""
    newest = select(func.coalesce(func.max(JournalRow.seq), seq)).where(JournalRow.epoch == epoch)
    later = select(func.count()).select_from(JournalRow).where(JournalRow.epoch > epoch)
    return max(0, connection.execute(newest).scalar_one() - seq) + int(connection.execute(later).scalar_one())
