"""Sends unsent records and takes acknowledgements; the mark moves only on our own hash (sync.md §2.3, §2.6).

A gap in the first epoch rewinds and sends again; a fork, and what a restored centre lacks, `sync.outlet.epochs` settles.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pos.clock import millis
from pos.errors import CentreFault, CentreTipMismatch, Forked
from pos.models import sync_state
from pos.models.sync_state import SyncState
from pos.services import forgotten
from pos.services.context import Context
from pos.services.record import hash_at
from sync.outlet import backoff
from sync.outlet import batch as batches
from sync.outlet.credentials import Credentials, require_header_text
from sync.outlet.transport import Transport
from sync.protocol import moment, signature
from sync.protocol.answers import Ack
from sync.protocol.batch import Batch
from sync.protocol.limits import BATCH_RECORDS_MAX, BATCH_RECORDS_MIN, INTEGER_MAX

REWINDS_MAX = 3
QUICK = timedelta(seconds=2)
"""A line that takes longer for a batch gets no larger ones."""


@dataclass(slots=True)
class Sent:
    """What a push did: records newly acknowledged.

    `catalogue` and `customer_keys` are the newest versions that the centre named, None where it keeps no keys;
    `pushed` says that everything was sent, or what the centre wanted for now.
    """

    records: int = 0
    rewinds: int = 0
    catalogue: int = 0
    customer_keys: int | None = None
    pushed: bool = False


def push_all(ctx: Context, transport: Transport, credentials: Credentials) -> Sent:
    """Send until nothing is left or the centre asks for a pause; always at least one request, which carries clock and nonce.

    Raises Trouble: CentreUnreachable, CentreBusy, CentreRefusedToken, Forked, CentreTipMismatch, CentreFault.
    """
    sent = Sent()
    while True:
        with ctx.store.read() as connection:
            state = sync_state.load(connection)
            batch = batches.next_batch(ctx, connection, state)
        ack, took = _send(ctx, transport, credentials, batch, state)
        fresh = ctx.writer.call(_apply, ctx, ack, batch, took)
        sent.catalogue, sent.customer_keys = ack.catalogue, ack.customer_keys
        sent.records += max(0, fresh.mark - state.mark)
        if ack.newest_epoch > ctx.shop.epoch or _has_forgotten(ctx, ack, fresh):
            raise Forked(at=fresh.mark, life=ack.life)
        if ack.stop is not None and ack.stop.code == "gap":
            sent.rewinds += 1
            if sent.rewinds > REWINDS_MAX:
                raise CentreFault(detail="gap")
            continue
        with ctx.store.read() as connection:
            left, here = batches.unsent(connection, fresh), batches.unsent_here(connection, fresh)
        if not left or fresh.next_attempt_at is not None:
            sent.pushed = True
            return sent
        if not here:
            ctx.writer.call(_next_epoch, ctx)
        elif fresh.mark <= state.mark:
            raise CentreFault(detail="no progress")


def _has_forgotten(ctx: Context, ack: Ack, state: SyncState) -> bool:
    """The centre was restored, or lacks the beginning of an epoch: an older one's end may be gone, too."""
    if ack.stop is None or ack.stop.code != "gap":
        return _lives_anew(ack, state)
    with ctx.store.read() as connection:
        return ack.epoch > min(batches.own_epochs(connection))


def _lives_anew(ack: Ack, state: SyncState) -> bool:
    """The centre was restored since both agreed on their epochs (`sync.outlet.epochs` keeps the life then)."""
    return bool(ack.life and state.life) and ack.life != state.life


def _send(
    ctx: Context, transport: Transport, credentials: Credentials, batch: Batch, state: SyncState
) -> tuple[Ack, timedelta]:
    """One request; its answer and how long that took."""
    signed = signature.sign_tip(
        credentials.device_key(), batch.register_id, batch.epoch, batch.last_seq, batch.tip
    )
    before = ctx.clock.now()

    def send(token: str) -> Ack:
        nonlocal before
        before = ctx.clock.now()
        return transport.push(batch, token=token, signature=signed, nonce=state.nonce)

    ack = credentials.ask(transport, send)
    after = ctx.clock.now()
    ctx.offset_ms = _offset_ms(ack, before, after)
    return ack, after - before


def _offset_ms(ack: Ack, before: datetime, after: datetime) -> int:
    """The centre's clock against ours, in ms, taking the middle of the exchange."""
    try:
        theirs = moment.from_text(ack.server_time)
    except ValueError as error:
        raise CentreFault(detail="server_time") from error
    return millis(theirs) - (millis(before) + millis(after)) // 2


def _apply(ctx: Context, ack: Ack, batch: Batch, took: timedelta) -> SyncState:
    """Writer thread: move the mark if the centre's tip is our own hash there."""
    with ctx.store.write() as connection:
        state = sync_state.load(connection)
        if ack.epoch != state.epoch or not 0 <= ack.high_water <= INTEGER_MAX:
            raise CentreFault(detail="epoch")
        require_header_text(ack.nonce)
        if ack.stop is not None and ack.stop.code == "fork":
            raise Forked(at=ack.stop.at)
        own = hash_at(ctx, connection, state.epoch, ack.high_water)
        if own is None or (own.hex() != ack.tip and ack.high_water != batch.last_seq):
            raise Forked(at=ack.high_water)
        if own.hex() != ack.tip:
            raise CentreTipMismatch(at=ack.high_water)
        fresh = replace(
            state,
            mark=ack.high_water,
            mark_hash=own if ack.high_water else None,
            nonce=ack.nonce,
            batch_records=_batch_size(state, ack, batch, took),
            quarantined=state.quarantined + len(ack.quarantined),
            offset_ms=ctx.offset_ms,
            last_success_at=ctx.clock.now(),
            attempts=0,
            next_attempt_at=_not_before(ctx, ack),
            problem="",
            problem_fact="",
            life=state.life or ack.life,
        )
        if _lives_anew(ack, state) or (ack.stop is not None and ack.stop.code == "gap"):
            fresh = forgotten.begin_again(connection, fresh)
        sync_state.save(connection, fresh)
        return fresh


def _not_before(ctx: Context, ack: Ack) -> datetime | None:
    """The pause that a busy centre asks for between two batches; as bounded as after a failure."""
    if ack.next.min_interval_s <= 0:
        return None
    return ctx.clock.now() + timedelta(seconds=min(ack.next.min_interval_s, backoff.CAP_S))


def _next_epoch(ctx: Context) -> None:
    """Writer thread: an epoch is there wholly, go on with the next one that we have."""
    with ctx.store.write() as connection:
        state = sync_state.load(connection)
        following = min(epoch for epoch in batches.own_epochs(connection) if epoch > state.epoch)
        sync_state.change(connection, epoch=following, mark=0, mark_hash=None)


def _batch_size(state: SyncState, ack: Ack, batch: Batch, took: timedelta) -> int:
    """Double after a full batch went through quickly, never beyond what the centre asks for (sync.md §2.5)."""
    grows = len(batch.lines) >= state.batch_records and took < QUICK
    wanted = state.batch_records * 2 if grows else state.batch_records
    return max(1, min(wanted, ack.next.max_records, BATCH_RECORDS_MAX))


def smaller(state: SyncState) -> int:
    """Halve after a failure on the way."""
    return max(BATCH_RECORDS_MIN, state.batch_records // 2)
