"""Accepts a batch: skips what is known, stops at a gap or fork, keeps every raw line, moves the mark (sync.md §2.3).

Hashes raw bytes before anything is parsed. An answer is given only after the commit.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from sync.central.services import catalogue_down, customer_keys, epochs, incidents, life, projection
from sync.central.services.refusal import Refusal
from sync.central.services.registers import Caller
from sync.central.services.tokens import new_secret
from sync.central.store import CentralStore, bulk_insert, lock_clause
from sync.central.tables import journal as lines_table
from sync.central.tables import registers
from sync.protocol import chain, moment, signature
from sync.protocol.answers import Ack, Next, Stop
from sync.protocol.batch import Batch
from sync.protocol.limits import BATCH_RECORDS_MAX

EPOCH_MAX = 1_000_000
"""No register lives a million lives; no database is asked for more."""


@dataclass(frozen=True, slots=True)
class Push:
    """One request: the batch as sent, the signature of its tip, the nonce, when it came.

    `nonce` None: the batch came in a carry file, which is no sign of life and no copy of the register (sync.md §2.7).
    """

    batch: Batch
    signature: bytes
    nonce: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class _Judged:
    """What of a batch is new, and why it stopped before its end."""

    first_seq: int
    lines: tuple[bytes, ...]
    hashes: tuple[bytes, ...]
    duplicates: int
    stop: Stop | None = None


def accept(store: CentralStore, caller: Caller, push: Push) -> Ack:
    """Take a batch in one transaction and answer with the durable mark; raises Refusal."""
    hashes = _hashes(push.batch)
    if hashes and hashes[-1] != push.batch.tip:
        raise Refusal(422, "bad_tip")
    return store.run(lambda connection: _accept(connection, caller, push, hashes))


def _hashes(batch: Batch) -> tuple[bytes, ...]:
    link, found = batch.prev, []
    for line in batch.lines:
        link = chain.next_hash(link, line)
        found.append(link)
    return tuple(found)


def _accept(connection: Connection, caller: Caller, push: Push, hashes: tuple[bytes, ...]) -> Ack:
    epoch = push.batch.epoch
    mark = read_tip(connection, caller, epoch, lock=bool(lock_clause(connection)))
    caller = replace(caller, epoch=epoch, public_key=mark.public_key)
    _require_signed(caller, push)
    seq, tip = mark.seq, mark.hash
    judged = _judge(connection, caller, push.batch, hashes, seq, tip)
    quarantined = projection.take(connection, caller, push.at, judged.first_seq, judged.lines, judged.hashes)
    if judged.lines:
        seq, tip = judged.first_seq + len(judged.lines) - 1, judged.hashes[-1]
        _move_tip(connection, caller, epoch, seq, tip)
        _log(connection, caller, push, judged, seq)
    if judged.stop is not None and judged.stop.code == "fork":
        incidents.raise_incident(connection, caller, push.at, "fork", f"{epoch}/{judged.stop.at}")
    nonce = "" if push.nonce is None else _turn_nonce(connection, caller, push, push.nonce)
    return Ack(
        epoch=epoch,
        high_water=seq,
        tip=tip.hex(),
        accepted=len(judged.lines),
        duplicates=judged.duplicates,
        quarantined=quarantined,
        stop=judged.stop,
        server_time=moment.to_text(push.at),
        next=Next(BATCH_RECORDS_MAX, 0),
        catalogue=catalogue_down.newest(connection, caller.outlet_id),
        nonce=nonce,
        newest_epoch=epochs.newest_used(connection, caller),
        customer_keys=customer_keys.newest(connection, caller.outlet_id),
        life=life.current(connection),
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """The durable seq and hash of an epoch, and the device key that began it."""

    seq: int
    hash: bytes
    public_key: bytes


def _require_signed(caller: Caller, push: Push) -> None:
    batch = push.batch
    if not signature.tip_is_signed(
        caller.public_key, push.signature, caller.register_id, batch.epoch, batch.last_seq, batch.tip
    ):
        raise Refusal(422, "bad_signature")


def read_tip(connection: Connection, caller: Caller, epoch: int, *, lock: bool = False) -> Mark:
    """Where a register's epoch stands; `lock` lets its batches come one by one.

    Raises Refusal for an epoch that the centre did not give.
    """
    table = registers.register_tip
    query = select(table.c.seq, table.c.hash, table.c.public_key).where(
        table.c.outlet_id == caller.outlet_id,
        table.c.register_id == caller.register_id,
        table.c.epoch == epoch,
    )
    possible = 0 < epoch <= EPOCH_MAX
    row = connection.execute(query.with_for_update() if lock else query).one_or_none() if possible else None
    if row is None:
        raise Refusal(409, "unknown_epoch", str(epoch))
    return Mark(int(row.seq), bytes(row.hash), bytes.fromhex(row.public_key))


def _judge(
    connection: Connection, caller: Caller, batch: Batch, hashes: tuple[bytes, ...], seq: int, tip: bytes
) -> _Judged:
    if batch.first_seq < 1:
        raise Refusal(422, "bad_first_seq")
    if batch.first_seq > seq + 1:
        return _Judged(batch.first_seq, (), (), 0, Stop("gap", expected=seq + 1))
    fork = _fork_at(connection, caller, batch, hashes, seq, tip)
    if fork is not None:
        return _Judged(batch.first_seq, (), (), 0, Stop("fork", at=fork))
    known = min(len(batch.lines), seq + 1 - batch.first_seq)
    return _Judged(batch.first_seq + known, batch.lines[known:], hashes[known:], known)


def _fork_at(
    connection: Connection, caller: Caller, batch: Batch, hashes: tuple[bytes, ...], seq: int, tip: bytes
) -> int | None:
    """The first seq whose stored hash differs from the batch's, or None."""
    before = batch.first_seq - 1
    stored = _stored_hashes(connection, caller, batch.epoch, before, min(batch.last_seq, seq))
    stored.setdefault(seq, tip)
    if before == 0:
        stored[0] = chain.first_hash(caller.register_id, batch.epoch, caller.public_key)
    ours = {before + n: link for n, link in enumerate((batch.prev, *hashes))}
    differing = [n for n in sorted(ours.keys() & stored.keys()) if ours[n] != stored[n]]
    return differing[0] if differing else None


def _stored_hashes(
    connection: Connection, caller: Caller, epoch: int, low: int, high: int
) -> dict[int, bytes]:
    table = lines_table.journal
    query = select(table.c.seq, table.c.hash).where(
        table.c.outlet_id == caller.outlet_id,
        table.c.register_id == caller.register_id,
        table.c.epoch == epoch,
        table.c.seq.between(low, high),
    )
    return {row.seq: bytes(row.hash) for row in connection.execute(query)}


def _move_tip(connection: Connection, caller: Caller, epoch: int, seq: int, tip: bytes) -> None:
    table = registers.register_tip
    moved = connection.execute(
        update(table)
        .where(
            table.c.outlet_id == caller.outlet_id,
            table.c.register_id == caller.register_id,
            table.c.epoch == epoch,
        )
        .values(seq=seq, hash=tip)
    )
    assert moved.rowcount == 1


def _log(connection: Connection, caller: Caller, push: Push, judged: _Judged, last_seq: int) -> None:
    row = {
        "outlet_id": caller.outlet_id,
        "register_id": caller.register_id,
        "epoch": push.batch.epoch,
        "first_seq": judged.first_seq,
        "last_seq": last_seq,
        "received_at": push.at,
        "accepted": len(judged.lines),
        "duplicates": judged.duplicates,
    }
    bulk_insert(connection, registers.ingest_log, [row])


def _turn_nonce(connection: Connection, caller: Caller, push: Push, given: str) -> str:
    """Give out the next nonce; one older than the last but one means a second live copy (sync.md §2.7).

    A centre that was restored has none, and believes the first that comes.
    """
    table = registers.register
    mine = (table.c.outlet_id == caller.outlet_id) & (table.c.register_id == caller.register_id)
    row = connection.execute(select(table.c.nonce, table.c.nonce_before).where(mine)).one()
    if row.nonce and given not in (row.nonce, row.nonce_before):
        incidents.raise_incident(connection, caller, push.at, "clone", "nonce")
    fresh = new_secret(16)
    turned = {"nonce": fresh, "nonce_before": given, "last_contact_at": push.at}
    connection.execute(update(table).where(mine).values(turned))
    return fresh
