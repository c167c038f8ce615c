"""Epochs of a register: given out by the centre, one after another, and read back by the register (sync.md §2.6)."""

import base64
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, func, insert, select, update

from sync.central.services import incidents
from sync.central.services.refusal import Refusal
from sync.central.services.registers import Caller
from sync.central.services.tokens import new_secret
from sync.central.store import lock_clause
from sync.central.tables import journal as lines_table
from sync.central.tables import registers
from sync.central.tables.base import place
from sync.protocol import batch as batches
from sync.protocol import chain
from sync.protocol.answers import EpochAnswer, EpochFacts, EpochRequest, EpochsAnswer, JournalPage
from sync.protocol.limits import BATCH_BYTES_MAX, BATCH_RECORDS_MAX

SEQ_MAX = 2**31 - 1
"""What a seq's column holds."""
REASONS = ("restored", "cloned", "forked", "replaced")


def begin_first(connection: Connection, caller: Caller, at: datetime) -> None:
    """Epoch 1, the register's own."""
    _begin(connection, caller, 1, at, "", (0, 0))


def begin_next(connection: Connection, caller: Caller, at: datetime, reason: str) -> int:
    """The next epoch after all that this register had, from the end of the newest one."""
    newest = _newest(connection, caller)
    _begin(connection, caller, newest["epoch"] + 1, at, reason, (newest["epoch"], newest["seq"]))
    return int(newest["epoch"]) + 1


def _newest(connection: Connection, caller: Caller) -> RowMapping:
    """Epoch and seq of the newest one; whoever asks next for this register waits for our commit."""
    own = registers.register
    locking = select(own.c.epoch).where(_mine(own, caller))
    connection.execute(locking.with_for_update() if lock_clause(connection) else locking)
    table = registers.register_tip
    query = select(table.c.epoch, table.c.seq).where(_mine(table, caller)).order_by(table.c.epoch.desc())
    return connection.execute(query.limit(1)).mappings().one()


def _mine(table: Table, caller: Caller, **more: int) -> ColumnElement[bool]:
    return place(table, outlet_id=caller.outlet_id, register_id=caller.register_id, **more)


def _begin(
    connection: Connection, caller: Caller, epoch: int, at: datetime, reason: str, left: tuple[int, int]
) -> None:
    """Make room for an epoch's chain; `left` is epoch and seq where the chain before was left."""
    row = {
        "outlet_id": caller.outlet_id,
        "register_id": caller.register_id,
        "epoch": epoch,
        "seq": 0,
        "hash": chain.first_hash(caller.register_id, epoch, caller.public_key),
        "public_key": caller.public_key.hex(),
        "reason": reason,
        "opened_at": at,
        "previous_epoch": left[0],
        "previous_seq": left[1],
    }
    connection.execute(insert(registers.register_tip), row)
    table = registers.register
    connection.execute(update(table).where(_mine(table, caller)).values(epoch=epoch))


def open_epoch(connection: Connection, caller: Caller, request: EpochRequest, at: datetime) -> EpochAnswer:
    """Give out the next epoch to a register that says where its chain and ours part.

    A lost answer costs a number, which is harmless. Raises Refusal: 409 unknown_epoch, 409 not_common where that
    record is not ours, 409 needs_office while two copies are suspected and nobody has looked, 422 bad_request.
    """
    if request.reason not in REASONS or not 0 < request.epoch <= caller.epoch:
        raise Refusal(422, "bad_request", "epoch")
    if hash_at(connection, caller, request.epoch, request.last_seq).hex() != request.tip:
        raise Refusal(409, "not_common", f"{request.epoch}/{request.last_seq}")
    if incidents.is_open(connection, caller, "clone"):
        raise Refusal(409, "needs_office")
    newest = _newest(connection, caller)
    epoch = int(newest["epoch"]) + 1
    _begin(connection, caller, epoch, at, request.reason, (request.epoch, request.last_seq))
    incidents.raise_incident(connection, caller, at, request.reason, f"{request.epoch}/{request.last_seq}")
    nonce = new_secret(16)
    table = registers.register
    fresh = {"nonce": nonce, "nonce_before": nonce, "last_contact_at": at}
    connection.execute(update(table).where(_mine(table, caller)).values(fresh))
    return EpochAnswer(epoch, nonce)


def adopt_epoch(connection: Connection, caller: Caller, epoch: int, at: datetime) -> None:
    """Take up again an epoch that was given out and that this centre has forgotten since (restored from a backup).

    Raises Refusal 409 for one that is not newer than all that are known.
    """
    newest = _newest(connection, caller)
    if epoch <= newest["epoch"]:
        raise Refusal(409, "known_epoch", str(epoch))
    _begin(connection, caller, epoch, at, "adopted", (newest["epoch"], newest["seq"]))


def listed(connection: Connection, caller: Caller) -> EpochsAnswer:
    """All epochs of a register, the oldest first, with their durable mark and tip."""
    table = registers.register_tip
    rows = connection.execute(select(table).where(_mine(table, caller)).order_by(table.c.epoch))
    return EpochsAnswer(
        tuple(EpochFacts(row.epoch, row.seq, bytes(row.hash).hex(), row.public_key) for row in rows)
    )


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest epoch that is known here, and the seq up to which its records are."""

    epoch: int
    seq: int


def newest(connection: Connection, caller: Caller) -> Newest:
    """Of a register; whoever asks next for it waits for our commit."""
    row = _newest(connection, caller)
    return Newest(row["epoch"], row["seq"])


def has_tip(connection: Connection, caller: Caller, seq: int, tip: bytes) -> bool:
    """Whether one of the register's epochs has this hash at that seq."""
    if seq == 0:
        return tip in {
            chain.first_hash(caller.register_id, facts.epoch, bytes.fromhex(facts.public_key))
            for facts in listed(connection, caller).epochs
        }
    table = lines_table.journal
    query = select(table.c.seq).where(_mine(table, caller, seq=seq), table.c.hash == tip)
    return connection.execute(query).first() is not None


def newest_used(connection: Connection, caller: Caller) -> int:
    """The newest epoch that has records, 0 before the first."""
    table = registers.register_tip
    query = select(func.max(table.c.epoch)).where(_mine(table, caller), table.c.seq > 0)
    return connection.execute(query).scalar() or 0


def hash_at(connection: Connection, caller: Caller, epoch: int, seq: int) -> bytes:
    """The chain's hash at a record, the first hash at 0; raises Refusal where we have none."""
    if not 0 <= seq <= SEQ_MAX:
        raise Refusal(409, "not_common", f"{epoch}/{seq}")
    if seq == 0:
        return chain.first_hash(caller.register_id, epoch, key_of(connection, caller, epoch))
    table = lines_table.journal
    query = select(table.c.hash).where(_mine(table, caller, epoch=epoch, seq=seq))
    found = connection.execute(query).scalar()
    if found is None:
        raise Refusal(409, "not_common", f"{epoch}/{seq}")
    return bytes(found)


def key_of(connection: Connection, caller: Caller, epoch: int) -> bytes:
    """The device key of an epoch; raises Refusal for an epoch that was never given out."""
    table = registers.register_tip
    found = connection.execute(select(table.c.public_key).where(_mine(table, caller, epoch=epoch))).scalar()
    if found is None:
        raise Refusal(409, "unknown_epoch", str(epoch))
    return bytes.fromhex(found)


def page(connection: Connection, caller: Caller, epoch: int, after: int, limit: int) -> JournalPage:
    """A run of a register's own lines after a seq, as they came; limit 0 gives the hash there only."""
    before = hash_at(connection, caller, epoch, after)
    table = lines_table.journal
    query = select(table.c.line, table.c.hash).where(_mine(table, caller, epoch=epoch), table.c.seq > after)
    lines, size, tip = [], 0, before
    for row in connection.execute(query.order_by(table.c.seq).limit(min(limit, BATCH_RECORDS_MAX))):
        size += len(row.line) + 1
        if size > BATCH_BYTES_MAX:
            break
        lines.append(bytes(row.line))
        tip = bytes(row.hash)
    marks = registers.register_tip
    mark = select(marks.c.seq).where(_mine(marks, caller, epoch=epoch))
    high_water = connection.execute(mark).scalar_one()
    body = base64.b64encode(batches.pack(tuple(lines))).decode() if lines else ""
    return JournalPage(epoch, after, before.hex(), tip.hex(), high_water, body)
