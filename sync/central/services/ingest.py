"""Accepts a batch: skips what is known, stops at a gap or fork, keeps every raw line, moves the mark (sync.md §2.3).

Hashes raw bytes before anything is parsed. An answer is given only after the commit.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.exc import DataError, IntegrityError

from sync.central.services import incidents
from sync.central.services.project import Known, Meaning, Rows, gather, known_of, value_of, write, write_terms
from sync.central.services.refusal import Refusal
from sync.central.services.registers import Caller, new_secret
from sync.central.store import CentralStore, bulk_insert, lock_clause
from sync.central.tables import journal as lines_table
from sync.central.tables import registers
from sync.protocol import chain, envelope, moment, signature
from sync.protocol.answers import Ack, Next, Quarantined, Stop
from sync.protocol.batch import Batch
from sync.protocol.bodies import Value
from sync.protocol.limits import BATCH_RECORDS_MAX


@dataclass(frozen=True, slots=True)
class Push:
    """One request: the batch as sent, the signature of its tip, the nonce, when it came."""

    batch: Batch
    signature: bytes
    nonce: str
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
    if not signature.tip_is_signed(
        caller.public_key,
        push.signature,
        caller.register_id,
        push.batch.epoch,
        push.batch.last_seq,
        push.batch.tip,
    ):
        raise Refusal(422, "bad_signature")
    return store.run(lambda connection: _accept(connection, caller, push, hashes))


def _hashes(batch: Batch) -> tuple[bytes, ...]:
    link, found = batch.prev, []
    for line in batch.lines:
        link = chain.next_hash(link, line)
        found.append(link)
    return tuple(found)


def _accept(connection: Connection, caller: Caller, push: Push, hashes: tuple[bytes, ...]) -> Ack:
    epoch = push.batch.epoch
    seq, tip = lock_tip(connection, caller, epoch)
    judged = _judge(connection, caller, push.batch, hashes, seq, tip)
    quarantined = _take(connection, caller, push, judged)
    if judged.lines:
        seq, tip = judged.first_seq + len(judged.lines) - 1, judged.hashes[-1]
        _move_tip(connection, caller, epoch, seq, tip)
        _log(connection, caller, push, judged, seq)
    if judged.stop is not None and judged.stop.code == "fork":
        incidents.raise_incident(connection, caller, push.at, "fork", f"{epoch}/{judged.stop.at}")
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
        catalogue=0,
        nonce=_turn_nonce(connection, caller, push),
    )


def lock_tip(connection: Connection, caller: Caller, epoch: int) -> tuple[int, bytes]:
    """The durable seq and hash of a register's epoch, locked: one register's batches come one by one."""
    return read_tip(connection, caller, epoch, lock=bool(lock_clause(connection)))


def read_tip(connection: Connection, caller: Caller, epoch: int, *, lock: bool = False) -> tuple[int, bytes]:
    """The durable seq and hash of a register's epoch; raises Refusal for an epoch that the centre did not give."""
    if epoch != caller.epoch:
        raise Refusal(409, "unknown_epoch", str(epoch))
    table = registers.register_tip
    query = select(table.c.seq, table.c.hash).where(
        table.c.outlet_id == caller.outlet_id,
        table.c.register_id == caller.register_id,
        table.c.epoch == epoch,
    )
    if lock:
        query = query.with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise Refusal(409, "unknown_epoch", str(epoch))
    return int(row.seq), bytes(row.hash)


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


def _take(connection: Connection, caller: Caller, push: Push, judged: _Judged) -> tuple[Quarantined, ...]:
    """Store the new raw lines, project them, set aside what has no meaning here."""
    faults: dict[int, Meaning] = {}
    read: Read = []
    stored = []
    for n, line in enumerate(judged.lines):
        seq = judged.first_seq + n
        record_id, kind = "", "?"
        try:
            record, value = value_of(line)
            _require_own(caller, push.batch.epoch, seq, record)
            record_id, kind = record.id, record.kind
            read.append((seq, record, value))
        except Meaning as fault:
            faults[seq] = fault
        stored.append(_line_row(caller, push, seq, record_id, kind, line, judged.hashes[n]))
    inserted = bulk_insert(connection, lines_table.journal, stored)
    assert inserted == len(stored), "a locked tip means that nobody else stored these"
    _project(connection, caller, read, faults)
    _set_aside(connection, caller, push, faults)
    return tuple(Quarantined(seq, fault.code) for seq, fault in sorted(faults.items()))


def _require_own(caller: Caller, epoch: int, seq: int, record: envelope.Envelope) -> None:
    if (record.register_id, record.epoch, record.seq) != (caller.register_id, epoch, seq):
        raise Refusal(422, "wrong_register", f"{epoch}/{seq}")


def _line_row(
    caller: Caller, push: Push, seq: int, record_id: str, kind: str, line: bytes, link: bytes
) -> dict[str, object]:
    return {
        "outlet_id": caller.outlet_id,
        "register_id": caller.register_id,
        "epoch": push.batch.epoch,
        "seq": seq,
        "id": record_id,
        "kind": kind[:40],
        "line": line,
        "hash": link,
        "received_at": push.at,
    }


Read = list[tuple[int, envelope.Envelope, Value]]
NOT_KEPT = (IntegrityError, DataError, AssertionError, UnicodeError, OverflowError)
"""What a database may have against rows; a record that brings them is set aside, never the batch."""


def _project(connection: Connection, caller: Caller, read: Read, faults: dict[int, Meaning]) -> None:
    """Project all at once; where the database refuses, one by one, so that a poison record stands alone."""
    fresh: dict[int, Meaning] = {}
    try:
        with connection.begin_nested():
            _project_run(connection, caller, read, fresh)
    except NOT_KEPT:
        fresh = {}
        for item in read:
            try:
                with connection.begin_nested():
                    _project_run(connection, caller, [item], fresh)
            except NOT_KEPT as error:
                fresh[item[0]] = Meaning("not_kept", type(error).__name__)
    faults |= fresh


def _project_run(connection: Connection, caller: Caller, read: Read, faults: dict[int, Meaning]) -> None:
    known: Known = known_of(connection, caller, (value for _, _, value in read))
    rows, taken = Rows(), []
    for seq, record, value in read:
        try:
            gather(rows, known, caller.outlet_id, record, value)
        except Meaning as fault:
            faults[seq] = fault
        else:
            taken.append(value)
    write(connection, rows)
    write_terms(connection, caller.outlet_id, taken)


def _set_aside(connection: Connection, caller: Caller, push: Push, faults: dict[int, Meaning]) -> None:
    rows = [
        {
            "outlet_id": caller.outlet_id,
            "register_id": caller.register_id,
            "epoch": push.batch.epoch,
            "seq": seq,
            "code": fault.code,
            "detail": fault.detail[:300],
            "first_seen_at": push.at,
        }
        for seq, fault in faults.items()
    ]
    bulk_insert(connection, lines_table.quarantine, rows)


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


def _turn_nonce(connection: Connection, caller: Caller, push: Push) -> str:
    """Give out the next nonce; one older than the last but one means a second live copy (sync.md §2.7)."""
    table = registers.register
    mine = (table.c.outlet_id == caller.outlet_id) & (table.c.register_id == caller.register_id)
    row = connection.execute(select(table.c.nonce, table.c.nonce_before).where(mine)).one()
    if push.nonce not in (row.nonce, row.nonce_before):
        incidents.raise_incident(connection, caller, push.at, "clone", "nonce")
    fresh = new_secret(16)
    connection.execute(
        update(table).where(mine).values(nonce=fresh, nonce_before=push.nonce, last_contact_at=push.at)
    )
    return fresh
