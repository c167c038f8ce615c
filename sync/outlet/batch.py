"""Cuts the next batch from the journal: contiguous, oldest first, within the limits (sync.md §2.3)."""

from collections.abc import Iterator

from sqlalchemy import Connection

from pos.models import journal
from pos.models.sync_state import SyncState
from pos.services.context import Context
from pos.services.record import hash_at
from sync.protocol.batch import Batch
from sync.protocol.limits import BATCH_BYTES_MAX, BATCH_RECORDS_MAX


def next_batch(ctx: Context, connection: Connection, state: SyncState) -> Batch:
    """The run of lines after the mark; an empty one is a heartbeat."""
    records_max = min(state.batch_records, BATCH_RECORDS_MAX)
    return _cut(ctx, connection, state.epoch, state.mark, records_max)


def batches_after(ctx: Context, connection: Connection, epoch: int, seq: int) -> Iterator[Batch]:
    """All lines of an epoch after a seq that lies in the journal, in batches as large as they may be."""
    while (found := _cut(ctx, connection, epoch, seq, BATCH_RECORDS_MAX)).lines:
        yield found
        seq = found.last_seq


def _cut(ctx: Context, connection: Connection, epoch: int, after: int, records_max: int) -> Batch:
    lines: list[bytes] = []
    size, tip = 0, hash_at(ctx, connection, epoch, after)
    assert tip is not None, "the place lies in the journal"
    prev = tip
    for stored in journal.run(connection, epoch, after, records_max):
        size += len(stored.line) + 1
        if size > BATCH_BYTES_MAX:
            break
        lines.append(stored.line)
        tip = stored.hash
    return Batch(ctx.shop.register_id, epoch, after + 1, prev, tip, tuple(lines))


def unsent(connection: Connection, state: SyncState) -> int:
    """Records after the mark, later epochs included."""
    return journal.count_after(connection, state.epoch, state.mark)


def unsent_here(connection: Connection, state: SyncState) -> bool:
    """Whether the epoch that is being sent has records after the mark."""
    return bool(journal.run(connection, state.epoch, state.mark, 1))


def own_epochs(connection: Connection) -> dict[int, int]:
    """Every epoch of our journal with its newest seq, the oldest first."""
    return journal.epochs(connection)
