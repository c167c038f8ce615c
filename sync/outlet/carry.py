"""Writes records into a carry file for a USB stick: for a register that is cut off or revoked (sync.md §2.7).

Only reads the store, so that it works beside an open till; marks nothing as sent: a later push gets duplicates.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection

import pos
from pos import backups
from pos.crypto import public_key_of
from pos.database import as_disk_trouble
from pos.errors import CarryExists, CarryNotWritten, DeviceKeyMissing, NotEnrolled, StoreDamaged
from pos.key_store import KeyStore
from pos.models import sync_state
from pos.services.context import Context
from pos.services.record import device_key_of
from sync.outlet.batch import batches_after, own_epochs
from sync.outlet.credentials import DEVICE_KEY
from sync.protocol import carry, carry_check, moment
from sync.protocol.batch import Batch
from sync.protocol.carry import Head, Place
from sync.protocol.carry_check import CarryInvalid
from sync.protocol.carry_totals import Totals

WHO = "carry"
"""Whose half files these are: a backup onto the same stick keeps its own."""
Settle = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that lies whole on its disk, and what is in it."""

    path: Path
    head: Head
    totals: Totals


@dataclass(frozen=True, slots=True)
class _Run:
    """Records of one epoch after a seq, up to its newest."""

    epoch: int
    after: int
    newest: int


def export(
    ctx: Context,
    keys: KeyStore,
    path: Path,
    *,
    everything: bool = False,
    settle: Settle = backups.sync_to_disk,
) -> Exported | None:
    """Write what the centre has not acknowledged, or `everything`, into a new file; None where there is nothing.

    Epochs of another device's key are left out: they came from the centre. `settle` makes the file durable.

    Raises NotEnrolled, DeviceKeyMissing, CarryExists, CarryNotWritten, StoreDamaged and other Trouble of the store.
    """
    with ctx.store.read() as connection:
        if not sync_state.load(connection).enrolled:
            raise NotEnrolled
        key = _device_key(ctx, keys)
        runs = _own(ctx, connection, _due(connection, everything=everything))
        if not runs:
            return None
        head = _head(ctx, runs)
        found = chain.from_iterable(_sound(ctx, connection, run) for run in runs)
        totals = _place(path, carry.written(head, found, key), public_key_of(key), settle)
    return Exported(path, head, totals)


def _device_key(ctx: Context, keys: KeyStore) -> bytes:
    """The private key that belongs to the register's present epoch."""
    with as_disk_trouble():
        key = keys.get(DEVICE_KEY)
    if key is None or public_key_of(key) != ctx.shop.public_key:
        raise DeviceKeyMissing
    return key


def _due(connection: Connection, *, everything: bool) -> list[_Run]:
    """The epochs that have something to carry, the oldest first."""
    state = sync_state.load(connection)
    mark = (0, 0) if everything else (state.epoch, state.mark)
    runs = [
        _Run(epoch, mark[1] if epoch == mark[0] else 0, newest)
        for epoch, newest in own_epochs(connection).items()
        if epoch >= mark[0]
    ]
    return [run for run in runs if run.newest > run.after]


def _own(ctx: Context, connection: Connection, runs: list[_Run]) -> list[_Run]:
    return [run for run in runs if device_key_of(ctx, connection, run.epoch) == ctx.shop.public_key]


def _head(ctx: Context, runs: list[_Run]) -> Head:
    return Head(
        register_id=ctx.shop.register_id,
        outlet_code=ctx.shop.outlet_code,
        register_code=ctx.shop.register_code,
        epoch=ctx.shop.epoch,
        at=moment.to_text(ctx.clock.now()),
        gerai=pos.__version__,
        records=sum(run.newest - run.after for run in runs),
        first=Place(runs[0].epoch, runs[0].after + 1),
        last=Place(runs[-1].epoch, runs[-1].newest),
    )


def _sound(ctx: Context, connection: Connection, run: _Run) -> Iterator[Batch]:
    """The batches of a run; raises StoreDamaged where its lines do not lead to the stored hash."""
    for found in batches_after(ctx, connection, run.epoch, run.after):
        if carry_check.tip_of(found) != found.tip:
            raise StoreDamaged(detail=f"journal {run.epoch}/{found.first_seq}–{found.last_seq}")
        yield found


def _place(path: Path, content: Iterator[bytes], public_key: bytes, settle: Settle) -> Totals:
    """Write beside its place, make durable, read back, rename: a stop leaves no half file under its name."""
    with _named(path):
        _require_new(path)
        with backups.half_file(path.parent, WHO) as half:
            with half.open("wb") as file:
                file.writelines(content)
            settle(half)
            totals = _read_back(half, public_key)
            _require_new(path)
            backups.place(half, path)
    return totals


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """What the disk says, or gives back, of this file."""
    try:
        yield
    except OSError as error:
        raise CarryNotWritten(file=str(path), detail=error.strerror or type(error).__name__) from error
    except CarryInvalid as error:
        raise CarryNotWritten(file=str(path), detail=error.detail) from error


def _require_new(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise CarryExists(file=str(path))


def _read_back(half: Path, public_key: bytes) -> Totals:
    """Read the file from its disk as the centre will; raises CarryInvalid where it is not what was written."""
    totals = Totals()
    with half.open("rb") as file:
        backups.forget_cached(file)
        for signed in carry_check.read(file, lambda _epoch: public_key):
            for line in signed.batch.lines:
                totals.count(line)
    return totals
