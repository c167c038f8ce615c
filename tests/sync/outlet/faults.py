"""A centre in memory that keeps the rules, and ways to break them: stands for the network, never for our code."""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from pos.services.record import first_hash_of
from sync.protocol import chain
from sync.protocol.answers import Ack, Next, Stop
from sync.protocol.batch import Batch


@dataclass
class MemoryCentre:
    """Implements Transport: stores lines in order, answers as the protocol says; `fault` may raise or change."""

    ctx: object
    hashes: list[bytes] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    nonces: list[str] = field(default_factory=list)
    fault: Callable[[Ack, Batch], Ack] = lambda ack, _batch: ack
    before: Callable[[Batch], None] = lambda _batch: None

    def push(self, batch, *, token, signature, nonce):
        del token, signature
        self.batches.append(batch)
        self.nonces.append(nonce)
        self.before(batch)
        stop = Stop("gap", expected=self.high + 1) if batch.first_seq > self.high + 1 else None
        if stop is None:
            self._take(batch)
        ack = Ack(
            epoch=1, high_water=self.high, tip=self.tip.hex(), accepted=len(batch.lines), duplicates=0,
            quarantined=(), stop=stop, server_time="2026-11-14T02:30:00.000Z", next=Next(), catalogue=0,
            nonce=f"n{len(self.batches)}",
        )  # fmt: skip
        return self.fault(ack, batch)

    def _take(self, batch):
        link = batch.prev
        for n, line in enumerate(batch.lines):
            link = chain.next_hash(link, line)
            if batch.first_seq + n > self.high:
                self.hashes.append(link)

    @property
    def high(self):
        return len(self.hashes)

    @property
    def tip(self):
        return self.hashes[-1] if self.hashes else first_hash_of(self.ctx)

    def refresh(self, request):
        raise AssertionError("no token expires here")

    def enrol(self, request):
        raise AssertionError

    def day(self, register_id, business_date, epoch, *, token):
        """As an older centre, which cannot say."""

    def register_state(self, register_id, epoch, *, token):
        raise AssertionError


def lying(**lie):
    """Every answer with some fields changed."""
    return lambda ack, _batch: msgspec.structs.replace(ack, **lie)
