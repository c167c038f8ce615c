"""The backup thread: after a close, at a stop, and never in the way of what the till does."""

import threading

import pytest

from pos.services import backup, shifts, shop
from pos.services.backup_worker import BackupWorker
from tests.builders import sell

WAIT_S = 30


@pytest.fixture
def worker(ctx, keys):
    done = threading.Event()
    made = BackupWorker(ctx, keys, done.set)
    made.done = done
    return made


def close(ctx, rani):
    expected = shifts.rules.expected_cash(500_000, shifts.totals(ctx))
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=expected)


def test_a_close_is_backed_up_in_the_background(ctx, rani, open_shift, worker, tmp_path):
    """Woken by the record, on its own thread; stopped in order."""
    stick = tmp_path / "stick"
    stick.mkdir()
    ctx.writer.call(shop.change_settings, ctx, {"backup.second_folder": str(stick)})
    ctx.wake_sync = worker.wake
    worker.start()
    sell(ctx, rani)
    close(ctx, rani)
    assert worker.done.wait(WAIT_S)
    worker.stop()
    now = backup.standing(ctx)
    assert now.shift == now.copied_shift == open_shift.id
    assert not worker._thread.is_alive()


def test_a_till_that_closes_at_once_has_its_backup_all_the_same(ctx, rani, open_shift, worker):
    """The window is closed right after the shift: the stop waits for the backup."""
    worker.start()
    close(ctx, rani)
    worker.stop()
    assert backup.standing(ctx).shift == open_shift.id


def test_a_stop_makes_no_hourly_one(ctx, rani, open_shift, worker):
    """Nobody waits for what the next start makes."""
    sell(ctx, rani)
    worker.start()
    worker.stop()
    assert backup.standing(ctx) == backup.Standing()
    worker.look()
    assert backup.standing(ctx).file
    assert worker.done.is_set()


def test_nothing_due_tells_nobody(ctx, open_shift, worker):
    """A look that finds nothing to do wakes no window."""
    worker.look()
    worker.done.clear()
    worker.look()
    assert not worker.done.is_set()


def test_the_kept_passphrase_seals_the_copies(ctx, rani, open_shift, keys, worker, tmp_path):
    """Read from the key store, never from the database that it protects."""
    stick = tmp_path / "stick"
    stick.mkdir()
    ctx.writer.call(shop.change_settings, ctx, {"backup.second_folder": str(stick)})
    keys.put(backup.SEAL_NAME, b"kopi tubruk")
    close(ctx, rani)
    worker.look()
    assert [path.suffix for path in stick.iterdir()] == [".gerai-backup"]


def test_a_store_in_trouble_ends_no_thread(ctx, rani, open_shift, worker):
    """A damaged file is said where people work; here it is passed over, and asked again."""
    ctx.writer.call(ctx.store.checkpoint)
    ctx.store.close()
    for suffix in ("-wal", "-shm"):
        ctx.store.path.with_name(ctx.store.path.name + suffix).unlink(missing_ok=True)
    ctx.store.path.write_bytes(b"nonsense" * 4096)
    worker.look()
    assert not worker.done.is_set()
