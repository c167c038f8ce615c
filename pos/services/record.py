"""The only door into the journal: body → canonical line → chain → row, in the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from pos.domain.events import ClockChange
from pos.errors import RecordTooLarge
from pos.models import journal, sync_state
from pos.services.context import Context
from sync.protocol import chain, envelope
from sync.protocol.bodies import Value, encode, kind_of
from sync.protocol.kinds import SCHEMA_VERSIONS


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which record, when (aware UTC), by whom (0: nobody), in which shift ('' outside one)."""

    id: str
    at: datetime
    cashier_id: int
    shift_id: str = ""


def record(ctx: Context, connection: Connection, value: Value, stamp: Stamp) -> bytes:
    """Append one record and return the chain's hash after it; raises RecordTooLarge before it is written.

    `stamp` says the record's id, moment, cashier and shift. A clock that went back is itself recorded
    first (sync.md §2.8).
    """
    before = ctx.last_record_at
    if before is not None and stamp.at < before:
        change = ClockChange(before, stamp.at, ctx.offset_ms)
        _append(ctx, connection, change, Stamp(ctx.ids.new(stamp.at), stamp.at, 0))
    link = _append(ctx, connection, value, stamp)
    ctx.last_record_at = stamp.at
    return link


def _append(ctx: Context, connection: Connection, value: Value, stamp: Stamp) -> bytes:
    shop = ctx.shop
    kind = kind_of(value)
    tip = tip_of(ctx, connection)
    line = envelope.encode(
        envelope.Envelope(
            register_id=shop.register_id,
            epoch=shop.epoch,
            seq=tip.seq + 1,
            id=stamp.id,
            kind=kind.value,
            schema_version=SCHEMA_VERSIONS[kind],
            at=stamp.at,
            cashier_id=stamp.cashier_id,
            shift_id=stamp.shift_id,
            body=encode(value),
            offset_ms=ctx.offset_ms,
            boot=ctx.boot,
            catalogue_version=ctx.catalogue_version,
        )
    )
    if not envelope.fits(line):
        raise RecordTooLarge(size=len(line))
    link = chain.next_hash(tip.hash, line)
    journal.append(connection, journal.StoredLine(shop.epoch, tip.seq + 1, stamp.id, kind.value, line, link))
    return link


def first_hash_of(ctx: Context) -> bytes:
    """The hash before the first record of the current epoch."""
    return chain.first_hash(ctx.shop.register_id, ctx.shop.epoch, ctx.shop.public_key)


def code_of(connection: Connection, record_id: str) -> str:
    """The short chain code of a record, for its paper."""
    stored = journal.find(connection, record_id)
    assert stored is not None, "every document has its record"
    return chain.short_code(stored.hash)


def tip_of(ctx: Context, connection: Connection) -> journal.Tip:
    """The newest record's seq and hash."""
    return journal.tip(connection, ctx.shop.epoch, first_hash_of(ctx))


def unsent_count(connection: Connection) -> int:
    """Records that the centre has not acknowledged yet."""
    state = sync_state.load(connection)
    return journal.count_after(connection, state.epoch, state.mark)


def newest_moment(ctx: Context, connection: Connection) -> datetime | None:
    """When the newest record was made, or None in an empty journal."""
    tip = tip_of(ctx, connection)
    lines = journal.run(connection, ctx.shop.epoch, tip.seq - 1, 1) if tip.seq else ()
    return envelope.decode(lines[0].line).at if lines else None
