"""The network thread: after a sale, at a heartbeat, at once when asked; it stops in time and never dies."""

import threading
from dataclasses import replace

import pytest

from pos.models import sync_state
from pos.models.sync_state import SyncState
from pos.services.record import tip_of
from sync.outlet.credentials import Credentials
from sync.outlet.worker import AFTER_SALE_S, HEARTBEAT_S, SyncWorker
from tests.builders import sell
from tests.sync.outlet.hostile import HostileServer, reply

WAIT_S = 10.0


class Heard:
    """Counts what the worker tells; can be waited for."""

    def __init__(self):
        self.count, self.changed = 0, threading.Condition()

    def __call__(self):
        with self.changed:
            self.count += 1
            self.changed.notify_all()

    def wait_for(self, count):
        with self.changed:
            assert self.changed.wait_for(lambda: self.count >= count, WAIT_S), self.count


@pytest.fixture
def heard():
    return Heard()


def set_state(ctx, **facts):
    with ctx.store.write() as connection:
        sync_state.save(connection, replace(sync_state.load(connection), **facts))


@pytest.fixture
def down(ctx, keys):
    """Enrolled at a centre that is always busy."""
    with HostileServer(reply("503 Busy", headers="Retry-After: 30\r\n")) as server:
        with ctx.store.write() as connection:
            sync_state.save(connection, SyncState(centre_url=server.url))
        yield server


def worker_of(ctx, keys, heard):
    return SyncWorker(ctx, Credentials(keys, ctx.shop.register_id), heard)


def test_without_a_centre_it_rests(ctx, keys, heard):
    """Nothing is asked, nothing is told; it ends when it is told to."""
    worker = worker_of(ctx, keys, heard)
    assert worker._once() == HEARTBEAT_S
    worker.start()
    worker.wake()
    worker.stop(WAIT_S)
    assert not worker._thread.is_alive()
    assert heard.count == 0


def test_after_a_failure_it_comes_when_the_store_says(ctx, keys, heard, down, clock):
    """Not at once, and not a heartbeat later where the centre asked for less."""
    worker = worker_of(ctx, keys, heard)
    assert 29 < worker._once() <= 30
    assert heard.count == 1
    assert len(down.requests) == 1
    assert 29 < worker._once() <= 30
    assert len(down.requests) == 1
    clock.advance(seconds=31)
    worker._once()
    assert len(down.requests) == 2


def test_a_wish_to_come_at_once_is_no_hot_loop(ctx, keys, heard):
    """Retry-After 0 still leaves a pause."""
    with HostileServer(reply("503 Busy", headers="Retry-After: 0\r\n")) as server:
        with ctx.store.write() as connection:
            sync_state.save(connection, SyncState(centre_url=server.url))
        assert worker_of(ctx, keys, heard)._once() == AFTER_SALE_S


def test_a_long_pause_is_slept_in_heartbeats(ctx, keys, heard, down, clock):
    """A clock that was wrong by a year must not silence a till for a year."""
    set_state(ctx, next_attempt_at=clock.now().replace(year=2027))
    assert worker_of(ctx, keys, heard)._once() == HEARTBEAT_S
    assert down.requests == []


def test_a_person_who_asks_is_not_made_to_wait(ctx, keys, heard, down, clock):
    """Kirim sekarang goes past the pause, once."""
    set_state(ctx, next_attempt_at=clock.now().replace(year=2027))
    worker = worker_of(ctx, keys, heard)
    worker.sync_now()
    worker._once()
    assert len(down.requests) == 1
    worker._once()
    assert len(down.requests) == 1


def test_the_thread_sends_and_stops(ctx, keys, heard, down):
    """At the start, and again when asked; ended within its limit."""
    worker = worker_of(ctx, keys, heard)
    worker.start()
    heard.wait_for(1)
    worker.sync_now()
    heard.wait_for(2)
    worker.stop(WAIT_S)
    assert not worker._thread.is_alive()


def test_a_bug_does_not_end_the_thread(ctx, keys, heard, down, caplog):
    """It is logged, and the next cycle is tried."""
    worker = worker_of(ctx, keys, heard)
    real, ctx.store = ctx.store, None
    assert worker._once() == HEARTBEAT_S
    assert [r.message for r in caplog.records if r.exc_info] == ["network thread"]
    ctx.store = real
    worker._once()
    assert heard.count == 1


def test_sales_never_wait_for_it(ctx, rani, open_shift, keys, heard):
    """A centre that holds the line open for ever: selling goes on beside the request."""
    arrived, leave = threading.Event(), threading.Event()

    def hold(connection):
        arrived.set()
        leave.wait(WAIT_S)

    with HostileServer(hold) as server:
        with ctx.store.write() as connection:
            sync_state.save(connection, SyncState(centre_url=server.url))
        worker = worker_of(ctx, keys, heard)
        ctx.wake_sync = worker.wake
        worker.start()
        assert arrived.wait(WAIT_S)
        for _ in range(5):
            sell(ctx, rani)
        with ctx.store.read() as connection:
            assert tip_of(ctx, connection).seq > 5
        leave.set()
        worker.stop(WAIT_S)
    ctx.wake_sync = lambda: None
