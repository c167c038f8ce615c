"""A register goes on in a new epoch, and takes back what the centre has and it lost (sync.md §2.6)."""

import logging
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from pos.domain.events import EpochOpened
from pos.domain.reason import Reason
from pos.errors import CentreTipMismatch, GeraiError
from pos.models import central_terms, register, shifts, superseded, sync_state
from pos.models.superseded import Lines
from pos.services import forgotten, rebuild
from pos.services.context import Context
from pos.services.record import Stamp, first_hash_in, hash_at, record, reissue, tip_before, tip_of
from pos.services.shifts import shift_series
from pos.services.shop import Identity, row_of
from sync.protocol import chain, envelope
from sync.protocol.bodies import BodyInvalid

log = logging.getLogger("gerai.epochs")
NOT_APPLIED = (IntegrityError, AssertionError, BodyInvalid, envelope.EnvelopeInvalid, GeraiError)
"""What may stand against a record that comes back; it stays in the journal and `gerai verify` names it."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Where our chain and the centre's part: the last common record; and whether the centre has more after it."""

    epoch: int
    seq: int
    centre_has_more: bool


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """What the centre gave out: the epoch's number, the nonce of its first push, and why."""

    epoch: int
    nonce: str
    reason: str


def go_on(ctx: Context, fresh: NewEpoch, parting: Parting) -> int:
    """Writer thread: begin the epoch and issue again what the centre does not have; how many records that were.

    One transaction: numbers, records and sending change over together, or nothing does.
    """
    shop = replace(ctx.shop, epoch=fresh.epoch, series_tag="")
    ahead = replace(ctx, shop=shop)
    with ctx.store.write() as connection:
        tip = hash_at(ctx, connection, parting.epoch, parting.seq)
        assert tip is not None, "the last common record is ours"
        left = _leave(connection, parting, ctx.shop.epoch)
        register.set_epoch(connection, fresh.epoch, shop.public_key)
        _open(ahead, connection, fresh, parting, tip, shifts.newest_number(connection))
        _issue_again(ahead, connection, left, parting)
        _send_from_here(connection, fresh, parting)
    ctx.shop, ctx.last_record_at = shop, ahead.last_record_at
    log.info("epoch", extra={"fact_epoch": fresh.epoch, "fact_reissued": len(left)})
    return len(left)


def _leave(connection: Connection, parting: Parting, newest: int) -> Lines:
    left = superseded.take_from_journal(connection, parting.epoch, parting.seq)
    for epoch in range(parting.epoch + 1, newest + 1):
        left += superseded.take_from_journal(connection, epoch, 0)
    return left


def _issue_again(ctx: Context, connection: Connection, left: Lines, parting: Parting) -> None:
    """Every record in its order; the centre's words stand between the same records as before."""
    words = central_terms.places_after(connection, parting.epoch, parting.seq)
    here = tip_of(ctx, connection).seq
    for line in left:
        while words and words[0][1:] < (line.epoch, line.seq):
            central_terms.move(connection, words.pop(0)[0], ctx.shop.epoch, here)
        reissue(ctx, connection, line)
        here = tip_of(ctx, connection).seq
    for number, _, _ in words:
        central_terms.move(connection, number, ctx.shop.epoch, here)


def _open(
    ctx: Context, connection: Connection, fresh: NewEpoch, parting: Parting, tip: bytes, shifts_so_far: int
) -> None:
    """The epoch's first record; its shifts are numbered on from `shifts_so_far`."""
    reason = fresh.reason if fresh.reason in {Reason.CLONED, Reason.REPLACED} else Reason.RESTORED
    if shifts_so_far:
        register.start_counter(connection, shift_series(fresh.epoch), shifts_so_far)
    opened = EpochOpened(
        epoch=fresh.epoch,
        device_key=ctx.shop.public_key.hex(),
        reason=str(reason),
        previous_seq=parting.seq,
        previous_tip=tip.hex(),
        outlet_code=ctx.shop.outlet_code,
        register_code=ctx.shop.register_code,
        shift_number=shifts_so_far,
    )
    record(ctx, connection, opened, Stamp(ctx.new_id(), ctx.clock.now(), 0))


def _send_from_here(connection: Connection, fresh: NewEpoch, parting: Parting) -> None:
    """What was heard from the centre may come from a life that one of both has forgotten: it is heard whole again."""
    state = forgotten.begin_again(connection, sync_state.load(connection))
    sync_state.save(
        connection,
        replace(
            state,
            epoch=fresh.epoch,
            mark=0,
            mark_hash=None,
            nonce=fresh.nonce,
            epoch_needed="",
            missing_epoch=parting.epoch if parting.centre_has_more else state.missing_epoch,
            missing_after=parting.seq if parting.centre_has_more else state.missing_after,
        ),
    )


def take_back(ctx: Context, epoch: int, after: int, lines: tuple[bytes, ...], tip: bytes) -> None:
    """Writer thread: put lines of our own that the centre has after a place of our chain back into it.

    Their rows come with them, each once. Raises CentreTipMismatch for lines that do not fit our chain.
    """
    with ctx.store.write() as connection:
        link = hash_at(ctx, connection, epoch, after) if after else first_hash_in(ctx, epoch, lines[0])
        if link is None:
            raise CentreTipMismatch(at=after)
        links = [link]
        for line in lines:
            links.append(chain.next_hash(links[-1], line))
        if links[-1] != tip:
            raise CentreTipMismatch(at=after)
        for n, (line, (_, own)) in enumerate(zip(lines, pairwise(links), strict=True), after + 1):
            rebuild.put_back(connection, epoch, n, line, own)
            _apply(connection, line, f"{epoch}/{n}")
        sync_state.change(connection, missing_after=after + len(lines))


def _apply(connection: Connection, line: bytes, where: str) -> None:
    try:
        with connection.begin_nested():
            rebuild.apply_once(connection, line)
    except NOT_APPLIED as fault:
        log.warning("not applied", extra={"fact_where": where, "fact_fault": type(fault).__name__})


def miss(ctx: Context, epoch: int, after: int) -> None:
    """Writer thread: the centre has records of an epoch of ours after a place that we do not have."""
    with ctx.store.write() as connection:
        sync_state.change(connection, missing_epoch=epoch, missing_after=after)


def turn_to(ctx: Context, epoch: int) -> None:
    """Writer thread: the next epoch whose lines are missing; 0 when all are back, and then later words count again."""
    with ctx.store.write() as connection:
        sync_state.change(connection, missing_epoch=epoch, missing_after=0)
        if epoch == 0:
            rebuild.say_terms_again(connection)
    ctx.reload_shop()


def begin_in_place(ctx: Context, nonce: str) -> None:
    """Writer thread: the first record of a new computer that took the place of a lost one; all before it is back."""
    with ctx.store.write() as connection:
        epoch, tip = tip_before(ctx, connection)
        fresh = NewEpoch(ctx.shop.epoch, nonce, Reason.REPLACED)
        left = Parting(epoch, tip.seq, centre_has_more=False)
        _open(ctx, connection, fresh, left, tip.hash, shifts.newest_number(connection))


def become(ctx: Context, identity: Identity, joined: sync_state.SyncState) -> int:
    """Writer thread: a copied disk goes on as a register of its own and issues again all that it holds.

    What the centre has from the other copy takes effect once, by its id. How many records were issued again.
    """
    shop = replace(
        ctx.shop,
        register_id=identity.register_id,
        register_code=identity.register_code,
        epoch=identity.epoch,
        public_key=identity.public_key,
        series_tag="",
    )
    ahead = replace(ctx, shop=shop)
    with ctx.store.write() as connection:
        tip = tip_of(ctx, connection)
        start = Parting(0, 0, centre_has_more=False)
        left = _leave(connection, start, ctx.shop.epoch)
        register.become(connection, row_of(identity, ctx.clock.now()))
        fresh = NewEpoch(identity.epoch, joined.nonce, Reason.CLONED)
        before = Parting(ctx.shop.epoch, tip.seq, centre_has_more=False)
        _open(ahead, connection, fresh, before, tip.hash, 0)  # its series go on as they are
        _issue_again(ahead, connection, left, start)
        sync_state.save(connection, forgotten.begin_again(connection, joined))
    ctx.shop, ctx.last_record_at = shop, ahead.last_record_at
    return len(left)
