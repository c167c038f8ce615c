"""What a register sends and believes: batches grow and shrink, a gap rewinds, no lie moves the mark."""

from dataclasses import replace
from random import Random

import pytest

from pos.errors import (
    CentreBusy,
    CentreFault,
    CentreTipMismatch,
    CentreUnreachable,
    DiskFull,
    Forked,
    NotEnrolled,
)
from pos.models import sync_state
from pos.models.sync_state import SyncState
from pos.services.record import tip_of
from sync.outlet import batch as batches
from sync.outlet import cycle
from sync.outlet.credentials import Credentials
from sync.outlet.push import REWINDS_MAX, push_all, smaller
from sync.protocol.answers import Next, Quarantined, Stop
from sync.protocol.limits import BATCH_BYTES_MAX, BATCH_RECORDS_MAX, BATCH_RECORDS_MIN
from tests.builders import sell
from tests.sync.outlet.faults import MemoryCentre, lying


@pytest.fixture
def centre(ctx, keys):
    """An enrolled shop and a centre in memory."""
    with ctx.store.write() as connection:
        sync_state.save(connection, SyncState(centre_url="http://pusat", nonce="n0", epoch=1))
    return MemoryCentre(ctx)


@pytest.fixture
def credentials(ctx, keys):
    return Credentials(keys, ctx.shop.register_id)


def state(ctx):
    with ctx.store.read() as connection:
        return sync_state.load(connection)


def count(ctx):
    with ctx.store.read() as connection:
        return tip_of(ctx, connection).seq


def test_everything_goes_up_in_order(ctx, rani, open_shift, centre, credentials):
    """Contiguous batches from the first record on; the mark is the newest seq with our own hash."""
    for _ in range(4):
        sell(ctx, rani)
    sent = push_all(ctx, centre, credentials)
    assert sent.records == count(ctx) == centre.high
    assert state(ctx).mark == centre.high
    assert state(ctx).mark_hash == centre.tip
    assert centre.batches[0].first_seq == 1
    assert state(ctx).nonce == f"n{len(centre.batches)}"
    assert centre.nonces[0] == "n0"


def test_nothing_new_is_still_a_sign_of_life(ctx, centre, credentials):
    """An empty batch carries clock and nonce."""
    push_all(ctx, centre, credentials)
    before = len(centre.batches)
    assert push_all(ctx, centre, credentials).records == 0
    assert [b.lines for b in centre.batches[before:]] == [()]
    assert centre.nonces[-1] == f"n{before}"


def test_batches_double_while_they_go_through_and_halve_when_they_do_not(
    ctx, rani, open_shift, centre, credentials
):
    """50, 100, 200 … up to the limit; after a failure half of it, never under 50."""
    with ctx.store.write() as connection:
        sync_state.change(connection, batch_records=4)
    for _ in range(40):
        sell(ctx, rani)
    push_all(ctx, centre, credentials)
    sizes = [len(b.lines) for b in centre.batches]
    assert sizes[:4] == [4, 8, 16, 32 if count(ctx) >= 60 else sizes[3]]
    for before, after in ((400, 200), (120, 60), (60, 50), (50, 50), (1, 50)):
        assert smaller(SyncState(batch_records=before)) == after
    assert BATCH_RECORDS_MIN == 50


def test_a_slow_line_gets_no_larger_batches(ctx, rani, open_shift, centre, credentials, clock):
    """Two seconds or more for a batch: the next one is as large, no larger (sync.md §2.5)."""
    with ctx.store.write() as connection:
        sync_state.change(connection, batch_records=4)
    for _ in range(10):
        sell(ctx, rani)
    centre.before = lambda _batch: clock.advance(seconds=2)
    push_all(ctx, centre, credentials)
    assert {len(b.lines) for b in centre.batches[:-1]} == {4}


@pytest.mark.parametrize("wish", [0, -7, 3, 10**18])
def test_the_centres_batch_size_is_kept_within_reason(ctx, rani, open_shift, centre, credentials, wish):
    """At least one record, at most the limit."""
    centre.fault = lying(next=Next(wish, 0))
    sell(ctx, rani)
    push_all(ctx, centre, credentials)
    assert 1 <= state(ctx).batch_records <= BATCH_RECORDS_MAX
    assert state(ctx).mark == count(ctx)


def test_a_batch_keeps_within_bytes(ctx, rani, open_shift, centre):
    """However large the records are."""
    with ctx.store.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET line = randomblob(65536)")
        connection.exec_driver_sql(
            "INSERT INTO journal SELECT epoch, seq + 100, id, kind, line, hash FROM journal"
        )
        connection.exec_driver_sql(
            "UPDATE journal SET seq = (SELECT count(*) FROM journal o WHERE o.seq <= journal.seq)"
        )
        found = batches.next_batch(ctx, connection, replace(SyncState(), batch_records=500))
    assert 1 <= len(found.lines) < count(ctx)
    assert sum(len(line) + 1 for line in found.lines) <= BATCH_BYTES_MAX


def test_a_gap_is_filled_from_where_the_centre_stands(ctx, rani, open_shift, centre, credentials):
    """Restored from an older backup: rewound and sent again."""
    sell(ctx, rani)
    push_all(ctx, centre, credentials)
    del centre.hashes[5:]
    sell(ctx, rani)
    sent = push_all(ctx, centre, credentials)
    assert sent.rewinds == 1
    assert state(ctx).mark == centre.high == count(ctx)


def test_a_gap_without_end_is_a_fault(ctx, rani, open_shift, centre, credentials):
    """A centre that forgets everything again and again is not asked for ever."""
    sell(ctx, rani)
    centre.fault = lying(stop=Stop("gap", expected=1), high_water=0, tip=centre.tip.hex())
    with pytest.raises(CentreFault):
        push_all(ctx, centre, credentials)
    assert len(centre.batches) == REWINDS_MAX + 1


def test_no_progress_is_a_fault(ctx, rani, open_shift, centre, credentials):
    """A centre that takes nothing is not sent the same for ever."""
    centre.fault = lying(high_water=0, tip=centre.tip.hex())
    with pytest.raises(CentreFault):
        push_all(ctx, centre, credentials)
    assert len(centre.batches) == 1


@pytest.mark.parametrize(
    ("lie", "trouble"),
    [
        ({"tip": "00" * 32}, CentreTipMismatch),
        ({"tip": ""}, CentreTipMismatch),
        ({"high_water": 10**6}, Forked),
        ({"high_water": 2**63}, CentreFault),
        ({"high_water": 10**30}, CentreFault),
        ({"high_water": -1}, CentreFault),
        ({"epoch": 2}, CentreFault),
        ({"stop": Stop("fork", at=3)}, Forked),
        ({"server_time": "yesterday"}, CentreFault),
        ({"nonce": "a\r\nX: y"}, CentreFault),
        ({"nonce": "x" * 5_000}, CentreFault),
    ],
)
def test_no_lie_moves_the_mark(ctx, rani, open_shift, centre, credentials, lie, trouble):
    """Whatever the answer claims, only our own hash at its mark counts; selling goes on, and the truth heals it."""
    push_all(ctx, centre, credentials)
    before = state(ctx)
    sell(ctx, rani)
    centre.fault = lying(**lie)
    with pytest.raises(trouble):
        push_all(ctx, centre, credentials)
    assert (state(ctx).mark, state(ctx).mark_hash, state(ctx).nonce) == (
        before.mark,
        before.mark_hash,
        before.nonce,
    )
    centre.fault = lambda ack, _batch: ack
    sell(ctx, rani)
    push_all(ctx, centre, credentials)
    assert state(ctx).mark == count(ctx)


def test_set_aside_records_are_counted(ctx, rani, open_shift, centre, credentials):
    """They move the mark as any other; the number shows."""
    sell(ctx, rani)
    centre.fault = lying(quarantined=(Quarantined(3, "unknown_product"), Quarantined(4, "bad_text")))
    push_all(ctx, centre, credentials)
    assert state(ctx).quarantined == 2 * len(centre.batches)
    assert state(ctx).mark == count(ctx)


def test_the_centres_clock_is_compared(ctx, centre, credentials, clock):
    """In ms, for the next records; an absurd one is a number like any other."""
    push_all(ctx, centre, credentials)
    assert -1_000 < ctx.offset_ms <= 0
    centre.fault = lying(server_time="9999-12-31T23:59:59.999Z")
    push_all(ctx, centre, credentials)
    assert ctx.offset_ms > 10**14
    assert state(ctx).offset_ms == ctx.offset_ms


def test_a_cycle_notes_what_stood_in_the_way(ctx, rani, open_shift, centre, credentials, clock):
    """Problem, fact, tries and the next moment; half the batch; a success forgets it all."""
    sell(ctx, rani)

    def busy(_batch):
        raise CentreBusy(retry_after_s=40.0, detail="503")

    centre.before = busy
    with ctx.store.write() as connection:
        sync_state.change(connection, batch_records=400)
    outcome = cycle.run(ctx, centre, credentials, Random(1))
    assert isinstance(outcome.problem, CentreBusy)
    found = state(ctx)
    assert (found.problem, found.problem_fact, found.attempts, found.batch_records) == (
        "CentreBusy",
        "503",
        1,
        200,
    )
    assert 39 < (found.next_attempt_at - clock.at).total_seconds() <= 40
    centre.before = lambda _batch: None
    outcome = cycle.run(ctx, centre, credentials, Random(1))
    assert (outcome.problem, outcome.unsent) == (None, 0)
    found = state(ctx)
    assert (found.problem, found.attempts, found.next_attempt_at) == ("", 0, None)


def test_a_pause_between_batches_is_kept(ctx, rani, open_shift, centre, credentials, clock):
    """A busy centre gets one batch and is left alone as long as it asks; never longer than after a failure."""
    for _ in range(4):
        sell(ctx, rani)
    with ctx.store.write() as connection:
        sync_state.change(connection, batch_records=2)
    centre.fault = lying(next=Next(2, 30))
    outcome = cycle.run(ctx, centre, credentials, Random(1))
    assert (len(centre.batches), outcome.problem, outcome.sent) == (1, None, 2)
    assert outcome.unsent == count(ctx) - 2
    assert 29 < (state(ctx).next_attempt_at - clock.at).total_seconds() <= 30
    centre.fault = lying(next=Next(2, 10**9))
    cycle.run(ctx, centre, credentials, Random(1))
    assert (state(ctx).next_attempt_at - clock.at).total_seconds() <= 300
    centre.fault = lambda ack, _batch: ack
    assert cycle.run(ctx, centre, credentials, Random(1)).unsent == 0
    assert state(ctx).next_attempt_at is None


def test_what_a_person_must_see_to_is_not_tried_in_a_loop(ctx, centre, credentials, clock):
    """A fault of the answer waits a quarter of an hour, a line that is down seconds."""
    centre.fault = lying(epoch=9)
    cycle.run(ctx, centre, credentials, Random(1))
    assert (state(ctx).next_attempt_at - clock.at).total_seconds() > 890

    def down(_batch):
        raise CentreUnreachable(detail="x")

    centre.before = down
    cycle.run(ctx, centre, credentials, Random(1))
    assert (state(ctx).next_attempt_at - clock.at).total_seconds() <= 4


def test_a_full_disk_is_no_crash_of_the_cycle(ctx, rani, open_shift, centre, credentials):
    """Nothing can be noted: what stood in the way is still said, and the next cycle after it goes through."""
    sell(ctx, rani)
    with ctx.store.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(
            "CREATE TRIGGER much AFTER UPDATE ON sync_state BEGIN"
            " INSERT INTO free_text VALUES (hex(randomblob(9)), 'x', hex(zeroblob(200000))); END"
        )
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")

    def fault(_batch):
        raise CentreFault(detail="x")

    centre.before = fault
    outcome = cycle.run(ctx, centre, credentials, Random(1))
    assert isinstance(outcome.problem, CentreFault)
    assert state(ctx).problem == ""
    centre.before = lambda _batch: None
    assert isinstance(cycle.run(ctx, centre, credentials, Random(1)).problem, DiskFull)
    assert state(ctx).mark == 0
    with ctx.store.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1073741823")
    assert cycle.run(ctx, centre, credentials, Random(1)).unsent == 0


def test_a_stand_alone_shop_has_nobody_to_send_to(ctx, credentials):
    """Said, not tried."""
    with pytest.raises(NotEnrolled):
        cycle.run(ctx, MemoryCentre(ctx), credentials, Random(1))
