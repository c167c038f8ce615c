"""A copy of the store as it is at one moment, checked: sound, ours, and with the live journal's own records."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from pos import backups
from pos.database import as_trouble, reader_engine
from pos.errors import StoreDamaged
from pos.models.journal import JournalRow
from pos.models.revision import OURS, Revisions
from pos.models.store import Store, require_ours, require_sound
from pos.models.superseded import SupersededRow


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How far a copy goes: place and hash of its newest record, and how many it holds. Seq 0: none."""

    epoch: int
    seq: int
    hash: bytes
    records: int


def take(store: Store, target: Path) -> Snapshot:
    """Copy the open store into an empty file, from a connection that only reads; no sale waits for it.

    Raises StoreDamaged where store or copy are not sound, DiskFull, DiskFault, OSError.
    """
    with store.read() as connection:
        before = newest(connection)
    backups.snapshot(store.path, target)
    found = examine(target)
    with store.read() as connection:
        if (found.epoch, found.seq) < (before.epoch, before.seq) or not has(connection, found):
            raise StoreDamaged(detail="cadangan ≠ gerai.db")
    return found


def examine(path: Path, revisions: Revisions = OURS) -> Snapshot:
    """Read every page of a closed store; raises StoreDamaged, StoreNewer, StoreOlder."""
    engine = reader_engine(path)
    try:
        with as_trouble():
            require_ours(engine, revisions)
            require_sound(engine)
            with engine.begin() as connection:
                return newest(connection)
    finally:
        engine.dispose()


def newest(connection: Connection) -> Snapshot:
    """How far the journal goes now."""
    place = select(JournalRow.epoch, JournalRow.seq, JournalRow.hash)
    row = connection.execute(place.order_by(JournalRow.epoch.desc(), JournalRow.seq.desc()).limit(1)).first()
    count = connection.execute(select(func.count()).select_from(JournalRow)).scalar_one()
    return Snapshot(row.epoch, row.seq, bytes(row.hash), count) if row else Snapshot(0, 0, b"", 0)


def has(connection: Connection, found: Snapshot) -> bool:
    """Whether a copy's newest record stands at its place in this store, in the chain or on a branch left behind."""
    if found.seq == 0:
        return True
    return any(
        connection.execute(
            select(row.seq).where(row.epoch == found.epoch, row.seq == found.seq, row.hash == found.hash)
        ).first()
        for row in (JournalRow, SupersededRow)
    )


def is_prefix(connection: Connection, found: Snapshot) -> bool:
    """Whether a copy is this store's own past: the same record at its end, and as many up to there.

    A branch that was left behind since cannot be counted; its end is there.
    """
    up_to = (JournalRow.epoch < found.epoch) | (
        (JournalRow.epoch == found.epoch) & (JournalRow.seq <= found.seq)
    )
    count = connection.execute(select(func.count()).select_from(JournalRow).where(up_to)).scalar_one()
    on_branch = connection.execute(
        select(SupersededRow.seq).where(SupersededRow.epoch == found.epoch, SupersededRow.hash == found.hash)
    ).first()
    return has(connection, found) and (on_branch is not None or count == found.records)
