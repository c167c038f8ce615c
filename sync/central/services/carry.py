"""Brings a carry file into the centre: the same ingest as a push, for every register that is known here (sync.md §2.7).

A revoked register's too: that is what it is for. The file is judged wholly before anything of it is taken. It turns no
nonce, raises no alarm of a second copy and is no contact: it says nothing about where the register runs now.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, select

from pos.clock import Clock
from pos.domain.events import EpochOpened
from pos.errors import (
    CarryDamaged,
    CarryForged,
    CarryForked,
    CarryGap,
    CarryNewer,
    CarryStranger,
    CarryUnreadable,
    GeraiError,
    NotACarryFile,
)
from sync.central.services import epochs, ingest, project
from sync.central.services.ingest import EPOCH_MAX, Push
from sync.central.services.project import Meaning
from sync.central.services.registers import Caller, is_register_id
from sync.central.store import CentralStore
from sync.central.tables import registers
from sync.protocol import carry_check
from sync.protocol.answers import Ack, Stop
from sync.protocol.batch import Batch
from sync.protocol.carry import Head, Place
from sync.protocol.carry_check import CarryInvalid
from sync.protocol.carry_totals import Totals

NOWHERE = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A file's register as the centre knows it, with the device key of each epoch; revoked or not."""

    caller: Caller
    register_code: str
    revoked: bool
    keys: dict[int, bytes]

    def key_of(self, epoch: int) -> bytes:
        """A later epoch that this centre has forgotten is the present key's."""
        return self.keys.get(epoch, self.caller.public_key)


@dataclass(slots=True)
class Imported:
    """What an import did; `totals` are those of the whole file, as the register said them.

    `mark` is where the register's newest touched epoch stands now; `stop` why it ended before the file's end, and
    `stopped_at` the batch at which it did.
    """

    carrier: Carrier
    head: Head
    totals: Totals = field(default_factory=Totals)
    accepted: int = 0
    duplicates: int = 0
    quarantined: int = 0
    mark: Place = NOWHERE
    stop: Stop | None = None
    stopped_at: Place = NOWHERE

    def add(self, batch: Batch, ack: Ack) -> None:
        """Count one batch."""
        self.accepted += ack.accepted
        self.duplicates += ack.duplicates
        self.quarantined += len(ack.quarantined)
        self.mark = Place(ack.epoch, ack.high_water)
        self.stop, self.stopped_at = ack.stop, Place(batch.epoch, batch.first_seq)


def bring_in(store: CentralStore, path: Path, clock: Clock) -> Imported:
    """Judge a file, then take it batch by batch, each durable at once; a file that was taken before changes nothing.

    Raises CarryUnreadable, NotACarryFile, CarryNewer, CarryDamaged, CarryStranger, CarryForged: then nothing was taken.
    A gap or a fork is no exception here, see `trouble_of`.
    """
    with _named(path), _opened(path) as file:
        head = carry_check.head_of(file)
        with _named(path, head.register_code):
            carrier = store.look(partial(_carrier, head=head, path=path))
            done = Imported(carrier, head)
            _count(file, done)
            _take(store, file, done, clock)
    return done


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A plain file; a pipe would never end, a folder never begins."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with path.open("rb") as file:
        yield file


@contextmanager
def _named(path: Path, register: str = "") -> Iterator[None]:
    """What is wrong with a file, said of that file."""
    try:
        yield
    except OSError as error:
        raise CarryUnreadable(file=str(path), detail=error.strerror or type(error).__name__) from error
    except CarryInvalid as error:
        raise _refusal_of(error, path, register) from error


def _refusal_of(error: CarryInvalid, path: Path, register: str) -> GeraiError:
    if error.code == "not_carry":
        return NotACarryFile(file=str(path))
    if error.code == "newer":
        return CarryNewer(file=str(path), format=error.detail)
    if error.code == "bad_signature":
        return CarryForged(file=str(path), register=register)
    return CarryDamaged(file=str(path), detail=error.detail)


def _carrier(connection: Connection, head: Head, path: Path) -> Carrier:
    """The register of a file; raises CarryStranger for one that never joined this centre."""
    table, tips = registers.register, registers.register_tip
    known = select(table).where(table.c.register_id == head.register_id)
    row = connection.execute(known).one_or_none() if is_register_id(head.register_id) else None
    if row is None:
        raise CarryStranger(file=str(path), register=head.register_code)
    caller = Caller(row.outlet_id, row.register_id, row.epoch, bytes.fromhex(row.public_key))
    query = select(tips.c.epoch, tips.c.public_key).where(
        tips.c.outlet_id == caller.outlet_id, tips.c.register_id == caller.register_id
    )
    keys = {tip.epoch: bytes.fromhex(tip.public_key) for tip in connection.execute(query)}
    return Carrier(caller, row.register_code, row.revoked, keys)


def _count(file: BinaryIO, done: Imported) -> None:
    """Read the whole file once: after this every signature in it was right. Raises CarryInvalid."""
    if done.head.epoch > EPOCH_MAX:
        raise CarryInvalid("damaged", "epoch")
    for signed in carry_check.read(file, done.carrier.key_of):
        for line in signed.batch.lines:
            done.totals.count(line)


def _take(store: CentralStore, file: BinaryIO, done: Imported, clock: Clock) -> None:
    """Hand every batch to the ingest, up to a gap or a fork. What the file says is judged once more on the way."""
    caller = done.carrier.caller
    for signed in carry_check.read(file, done.carrier.key_of):
        at = clock.now()
        if not store.run(partial(_is_taken_up, done=done, batch=signed.batch, at=at)):
            return
        ack = ingest.accept(store, caller, Push(signed.batch, signed.signature, None, at))
        done.add(signed.batch, ack)
        if ack.stop is not None:
            return


def _is_taken_up(connection: Connection, done: Imported, batch: Batch, at: datetime) -> bool:
    """An epoch that this centre has forgotten is taken up where the end of the one before is here; else that is a gap."""
    caller = done.carrier.caller
    newest = epochs.newest(connection, caller)
    if batch.epoch <= newest.epoch:
        return True
    if batch.first_seq > 1:
        done.stop, done.stopped_at = Stop("gap", expected=1), Place(batch.epoch, batch.first_seq)
        return False
    left = _left_at(batch)
    if left is None or not epochs.has_tip(connection, caller, *left):
        last = max(newest.seq + 1, left[0] if left else 0)
        done.stop, done.stopped_at = Stop("gap", expected=newest.seq + 1), Place(newest.epoch, last + 1)
        return False
    epochs.adopt_epoch(connection, caller, batch.epoch, at)
    return True


def _left_at(batch: Batch) -> tuple[int, bytes] | None:
    """Seq and hash at which the chain before was left, as an epoch's first record says; None where it does not."""
    try:
        _, opened = project.value_of(batch.lines[0])
    except (Meaning, IndexError):
        return None
    return (
        (opened.previous_seq, bytes.fromhex(opened.previous_tip)) if isinstance(opened, EpochOpened) else None
    )


def trouble_of(done: Imported, path: Path) -> GeraiError | None:
    """Why an import ended before the file's end: CarryGap, CarryForked; None where all is there."""
    if done.stop is None:
        return None
    facts = {"file": str(path), "register": done.carrier.register_code, "epoch": done.stopped_at.epoch}
    if done.stop.code == "gap":
        return CarryGap(first=done.stop.expected, last=done.stopped_at.seq - 1, **facts)
    return CarryForked(at=done.stop.at, **facts)
