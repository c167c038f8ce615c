"""Brings our epochs and the centre's together: after a restore on either side, a copied disk, a lost computer (§2.6).

Nothing here stops selling. What the centre lacks is sent again or issued again; what we lack is fetched back.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace

from pos.errors import CentreFault
from pos.models import superseded, sync_state
from pos.services import epochs
from pos.services.context import Context
from pos.services.epochs import NewEpoch, Parting
from pos.services.record import hash_at
from sync.outlet import batch as batches
from sync.outlet.credentials import Credentials, require_header_text
from sync.outlet.transport import Transport
from sync.protocol import batch as packing
from sync.protocol.answers import EpochFacts, EpochRequest, JournalPage
from sync.protocol.limits import BATCH_RECORDS_MAX

FORKED = "forked"


@dataclass(frozen=True, slots=True)
class Centre:
    """One register's conversation about its epochs."""

    ctx: Context
    transport: Transport
    credentials: Credentials

    @property
    def register_id(self) -> str:
        return self.ctx.shop.register_id

    def known(self) -> dict[int, EpochFacts]:
        """What the centre holds, by epoch."""
        listed = self.credentials.ask(
            self.transport, lambda token: self.transport.list_epochs(self.register_id, token=token)
        )
        return {facts.epoch: facts for facts in listed.epochs}

    def adopt(self, epoch: int) -> None:
        self.credentials.ask(
            self.transport, lambda token: self.transport.adopt_epoch(self.register_id, epoch, token=token)
        )

    def page(self, epoch: int, after: int, limit: int) -> JournalPage:
        return self.credentials.ask(
            self.transport,
            lambda token: self.transport.journal_page(self.register_id, epoch, after, limit, token=token),
        )

    def open_epoch(self, request: EpochRequest) -> NewEpoch:
        answer = self.credentials.ask(
            self.transport, lambda token: self.transport.open_epoch(self.register_id, request, token=token)
        )
        require_header_text(answer.nonce)
        if answer.epoch <= self.ctx.shop.epoch:
            raise CentreFault(detail="epoch")
        return NewEpoch(answer.epoch, answer.nonce, request.reason)


def settle(ctx: Context, transport: Transport, credentials: Credentials, life: str = "") -> None:
    """Find where we and the centre stand: send on from there, or go on in a new epoch where the chains part.

    `life` is the centre's, where it said it: from now on we agree with that one.

    Raises EpochNeedsOffice while the centre suspects two copies, and Trouble of the way.
    """
    centre = Centre(ctx, transport, credentials)
    with ctx.store.read() as connection:
        needed = sync_state.load(connection).epoch_needed
    known = centre.known()
    parting, parted = _parting(centre, known)
    ctx.writer.call(_send_from, ctx, parting, life)
    _take_up_again(centre, max(known, default=0))
    if not parted and not needed:
        return
    with ctx.store.read() as connection:
        tip = hash_at(ctx, connection, parting.epoch, parting.seq)
    assert tip is not None
    request = EpochRequest(parting.epoch, parting.seq, tip.hex(), needed or FORKED)
    ctx.writer.call(epochs.go_on, ctx, centre.open_epoch(request), parting)


def _take_up_again(centre: Centre, newest: int) -> None:
    """The centre takes up those of our epochs that it forgot. What it lacks before them is marked as unsent already:
    whatever cuts us off here, an epoch that it then knows never hides the end of an older one.
    """
    with centre.ctx.store.read() as connection:
        ours = batches.own_epochs(connection)
    for epoch in ours:
        if epoch > newest:
            centre.adopt(epoch)


def _parting(centre: Centre, known: dict[int, EpochFacts]) -> tuple[Parting, bool]:
    """The last place where both agree, going through the epochs in order; and whether the chains part there."""
    ctx = centre.ctx
    with ctx.store.read() as connection:
        ours = batches.own_epochs(connection)
    place = (1, 0)
    for epoch, newest in ours.items():
        facts = known.get(epoch)
        if facts is None:
            break
        common = _common(centre, facts, newest)
        place = (epoch, common)
        if common < facts.high_water:
            return Parting(epoch, common, centre_has_more=True), True
        if common < newest:
            break
    later = any(facts.high_water for epoch, facts in known.items() if epoch > max(place[0], *ours))
    return Parting(*place, centre_has_more=later), later


def _common(centre: Centre, facts: EpochFacts, newest: int) -> int:
    """The highest seq of an epoch where both have the same hash; hashes are chained, so halving finds it."""
    same = _sameness(centre, facts)
    low, high = 0, min(facts.high_water, newest)
    if same(high):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if same(middle) else (low, middle)
    return low


def _sameness(centre: Centre, facts: EpochFacts) -> Callable[[int], bool]:
    def same(seq: int) -> bool:
        with centre.ctx.store.read() as connection:
            own = hash_at(centre.ctx, connection, facts.epoch, seq)
        theirs = facts.tip if seq == facts.high_water else centre.page(facts.epoch, seq, 0).prev
        return own is not None and own.hex() == theirs

    return same


def _send_from(ctx: Context, place: Parting, life: str) -> None:
    """Writer thread: the centre has everything up to here and nothing else."""
    with ctx.store.write() as connection:
        own = hash_at(ctx, connection, place.epoch, place.seq)
        state = sync_state.load(connection)
        mark_hash = own if place.seq else None
        fresh = replace(
            state, epoch=place.epoch, mark=place.seq, mark_hash=mark_hash, life=life or state.life
        )
        sync_state.save(connection, fresh)


def fetch_missing(ctx: Context, transport: Transport, credentials: Credentials) -> int:
    """Take back our own records that only the centre has; how many came. Goes on where it was cut off."""
    centre, count = Centre(ctx, transport, credentials), 0
    while True:
        with ctx.store.read() as connection:
            state = sync_state.load(connection)
        if not state.missing_epoch:
            return count
        page = centre.page(state.missing_epoch, state.missing_after, BATCH_RECORDS_MAX)
        lines = packing.unpack(base64.b64decode(page.body)) if page.body else ()
        if lines:
            tip = bytes.fromhex(page.tip)
            ctx.writer.call(epochs.take_back, ctx, page.epoch, state.missing_after, lines, tip)
            count += len(lines)
        if state.missing_after + len(lines) >= page.high_water or not lines:
            ctx.writer.call(epochs.turn_to, ctx, _following(centre, state.missing_epoch))


def look_for_late(ctx: Context, transport: Transport, credentials: Credentials) -> None:
    """Note what came to the centre in an epoch that we are past: the stick of a lost computer (sync.md §2.7).

    An epoch whose branch we left is none: its records were issued again. `fetch_missing` takes the rest back.
    """
    centre = Centre(ctx, transport, credentials)
    with ctx.store.read() as connection:
        ours = batches.own_epochs(connection)
        left = superseded.epochs(connection)
    for epoch, facts in sorted(centre.known().items()):
        newest = ours.get(epoch, 0)
        if epoch >= ctx.shop.epoch or epoch in left or facts.high_water <= newest:
            continue
        if _sameness(centre, facts)(newest):
            ctx.writer.call(epochs.miss, ctx, epoch, newest)
            return


def _following(centre: Centre, epoch: int) -> int:
    """The next epoch before ours of which the centre has records and we have none, else 0."""
    with centre.ctx.store.read() as connection:
        ours = batches.own_epochs(connection)
    later = (
        facts.epoch
        for facts in centre.known().values()
        if epoch < facts.epoch < centre.ctx.shop.epoch and facts.high_water and facts.epoch not in ours
    )
    return min(later, default=0)
