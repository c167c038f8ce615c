"""The only door into the journal: body → canonical line → chain → row, in the caller's transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from pos.domain.events import ClockChange, EpochOpened
from pos.domain.shift import ShiftClose
from pos.errors import RecordTooLarge, RecordUnreadable
from pos.models import journal, superseded, sync_state
from pos.services.context import CLOCK_TOLERANCE_MS, Context
from sync.protocol import canonical, chain, envelope
from sync.protocol.bodies import BodyInvalid, Facts, Value, decode, encode, kind_of
from sync.protocol.bodies_more import ReissueWire
from sync.protocol.kinds import SCHEMA_VERSIONS, Kind

NUL = b"\\u0000"
"""As JSON writes it; no database keeps it in a text."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which record, when (aware UTC), by whom (0: nobody), in which shift ('' outside one)."""

    id: str
    at: datetime
    cashier_id: int
    shift_id: str = ""


def record(ctx: Context, connection: Connection, value: Value, stamp: Stamp) -> bytes:
    """Append one record and return the chain's hash after it.

    Raises RecordTooLarge and RecordUnreadable before it is written: an unsendable record cannot exist.

    `stamp` says the record's id, moment, cashier and shift. A clock that went back, or is far off the
    centre's, is itself recorded first (sync.md §2.8).
    """
    begins = isinstance(value, EpochOpened)  # an epoch's first record, whatever the clock says
    if not begins and _clock_is_doubtful(ctx, stamp.at):
        change = ClockChange(ctx.last_record_at or stamp.at, stamp.at, ctx.offset_ms)
        _append(ctx, connection, change, Stamp(ctx.ids.new(stamp.at), stamp.at, 0))
    link = _append(ctx, connection, value, stamp)
    ctx.last_record_at = stamp.at
    return link


def _clock_is_doubtful(ctx: Context, at: datetime) -> bool:
    """Whether the clock went back behind the newest record, or is newly found far off the centre's.

    The doubt ends by itself once the clock has passed every record and agrees with the centre.
    """
    went_back = ctx.last_record_at is not None and at < ctx.last_record_at
    far_off = abs(ctx.offset_ms) > CLOCK_TOLERANCE_MS
    newly = went_back or (far_off and not ctx.clock_doubted)
    ctx.latest_record_at = max(filter(None, (ctx.latest_record_at, ctx.last_record_at)), default=at)
    ctx.clock_doubted = far_off or at < ctx.latest_record_at
    return newly


def _append(ctx: Context, connection: Connection, value: Value, stamp: Stamp) -> bytes:
    shop = ctx.shop
    kind = kind_of(value)
    tip = tip_of(ctx, connection)
    fresh = envelope.Envelope(
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
    line = _readable_line(fresh, kind)
    link = chain.next_hash(tip.hash, line)
    journal.append(connection, journal.StoredLine(shop.epoch, fresh.seq, stamp.id, kind.value, line, link))
    return link


def _readable_line(fresh: envelope.Envelope, kind: Kind) -> bytes:
    """The line of a record that every reader will understand, or a refusal while nothing is written yet."""
    try:
        line = envelope.encode(fresh)
        _value_of(fresh, kind)
    except (canonical.NotCanonical, BodyInvalid, UnicodeEncodeError) as error:
        raise RecordUnreadable(detail=f"{kind.value}: {type(error).__name__}") from error
    if NUL in line:
        raise RecordUnreadable(detail=f"{kind.value}: NUL")
    if not envelope.fits(line) and kind is not Kind.REISSUE:
        raise RecordTooLarge(size=len(line))
    return line


def first_hash_of(ctx: Context) -> bytes:
    """The hash before the first record of the current epoch."""
    return chain.first_hash(ctx.shop.register_id, ctx.shop.epoch, ctx.shop.public_key)


def first_hash_at(ctx: Context, connection: Connection, epoch: int) -> bytes:
    """The same for any epoch."""
    return chain.first_hash(ctx.shop.register_id, epoch, device_key_of(ctx, connection, epoch))


def device_key_of(ctx: Context, connection: Connection, epoch: int) -> bytes:
    """The public key of an epoch: it stands in the epoch's own first record (sync.md §2.1)."""
    if epoch == ctx.shop.epoch:
        return ctx.shop.public_key
    found = next((_key_in(stored.line) for stored in journal.run(connection, epoch, 0, 1)), None)
    return found or ctx.shop.public_key


def first_hash_in(ctx: Context, epoch: int, first: bytes) -> bytes | None:
    """The same from the epoch's first line; None for a line that opens no epoch."""
    key = _key_in(first)
    return chain.first_hash(ctx.shop.register_id, epoch, key) if key else None


def _key_in(line: bytes) -> bytes | None:
    try:
        found = envelope.decode(line)
        opened = _value_of(found, Kind.EPOCH_OPEN) if found.kind == Kind.EPOCH_OPEN else None
    except (envelope.EnvelopeInvalid, BodyInvalid):
        return None
    return bytes.fromhex(opened.device_key) if isinstance(opened, EpochOpened) else None


def tip_before(ctx: Context, connection: Connection) -> tuple[int, journal.Tip]:
    """The newest epoch before the present one, with its tip; (0, the first hash) where there is none."""
    before = [epoch for epoch in journal.epochs(connection) if epoch < ctx.shop.epoch]
    epoch = max(before, default=0)
    return epoch, journal.tip(connection, epoch, first_hash_of(ctx))


def hash_at(ctx: Context, connection: Connection, epoch: int, seq: int) -> bytes | None:
    """Our own hash at a place of the chain; the first hash at 0; None beyond the journal."""
    return first_hash_at(ctx, connection, epoch) if seq == 0 else journal.hash_at(connection, epoch, seq)


def reissue(ctx: Context, connection: Connection, line: journal.StoredLine) -> None:
    """Issue a record again under its id: where it stood first, and its line (sync.md §2.6)."""
    first = envelope.decode(line.line)
    again: Value = ReissueWire(line.epoch, line.seq, line.hash.hex(), line.line.decode())
    if line.kind == Kind.REISSUE:
        again = _value_of(first, Kind.REISSUE)
    record(ctx, connection, again, Stamp(line.id, first.at, first.cashier_id, first.shift_id))


def code_of(connection: Connection, record_id: str) -> str:
    """The short chain code of a record as its paper was printed: of the place where it stood first."""
    stored = superseded.find(connection, record_id) or journal.find(connection, record_id)
    assert stored is not None, "every document has its record"
    return chain.short_code(stored.hash)


def tip_of(ctx: Context, connection: Connection) -> journal.Tip:
    """The newest record's seq and hash."""
    return journal.tip(connection, ctx.shop.epoch, first_hash_of(ctx))


def unsent_count(connection: Connection) -> int:
    """Records that the centre has not acknowledged yet."""
    state = sync_state.load(connection)
    return journal.count_after(connection, state.epoch, state.mark)


def oldest_unsent(connection: Connection) -> datetime | None:
    """When the oldest record was made that the centre has not acknowledged; None where it has all."""
    state = sync_state.load(connection)
    lines = journal.run(connection, state.epoch, state.mark, 1)
    return envelope.decode(lines[0].line).at if lines else None


def waiting_count(connection: Connection) -> int | None:
    """Records that wait for the centre; None in a stand-alone shop, where none is awaited."""
    return unsent_count(connection) if sync_state.load(connection).enrolled else None


def newest_lines(connection: Connection, kind: Kind, most: int) -> Iterator[bytes]:
    """Lines of a kind, newest first, and those that were issued again whatever they carry; at most so many of each."""
    for wanted in (kind, Kind.REISSUE):
        for stored in islice(journal.newest_of_kind(connection, wanted.value), most):
            yield stored.line


def closing_of(connection: Connection, shift_id: str) -> tuple[ShiftClose, str] | None:
    """What the closing of a shift stated, and its record's short code; None while the shift is open."""
    for stored in journal.newest_of_kind(connection, Kind.SHIFT_CLOSE.value):
        closing = _value_of(envelope.decode(stored.line), Kind.SHIFT_CLOSE)
        if isinstance(closing, ShiftClose) and closing.shift.id == shift_id:
            return closing, chain.short_code(stored.hash)
    return None


def _value_of(found: envelope.Envelope, kind: Kind) -> Value:
    return decode(
        Facts(found.id, found.at, found.cashier_id, found.shift_id, kind, found.schema_version), found.body
    )


def newest_moment(ctx: Context, connection: Connection) -> datetime | None:
    """When the newest record was made, or None in an empty journal."""
    tip = tip_of(ctx, connection)
    lines = journal.run(connection, ctx.shop.epoch, tip.seq - 1, 1) if tip.seq else ()
    return envelope.decode(lines[0].line).at if lines else None
