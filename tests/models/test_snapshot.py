"""A copy of the open store: whole, of one moment, with the live journal's records, and no sale waits for it."""

import os
import stat
import sys
import threading

import pytest
import sqlalchemy as sa

from pos import backups
from pos.database import reader_engine, writer_engine
from pos.errors import DiskFault, StoreDamaged, StoreNewer
from pos.models import snapshot
from pos.models.revision import NEWEST, Revisions
from tests.builders import sell

WAIT_S = 30


def empty(tmp_path):
    path = tmp_path / "copy.db"
    backups.new_private_file(path)
    return path


def lines(path):
    engine = reader_engine(path)
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT epoch, seq, line, hash FROM journal ORDER BY 1, 2")).all()
    engine.dispose()
    return [tuple(row) for row in found]


def test_the_copy_holds_what_the_log_still_holds(tmp_path, ctx, rani, open_shift):
    """Sales that lie in the WAL only; one plain file, for this user only, nothing beside it."""
    sell(ctx, rani)
    target = empty(tmp_path)
    found = snapshot.take(ctx.store, target)
    with ctx.store.read() as connection:
        live = snapshot.newest(connection)
    assert found == live
    assert found.records == live.seq > 10
    assert lines(target)[-1][3] == found.hash
    assert sys.platform == "win32" or stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.glob("copy*")] == ["copy.db"]


def test_a_sale_commits_while_a_copy_is_made(tmp_path, ctx, rani, open_shift):
    """The copy stands still in the middle of SQLite's work until the sale is durable; then it goes on."""
    began, sold, steps = threading.Event(), threading.Event(), []

    def step():
        steps.append(1)
        if len(steps) == 300:
            began.set()
            assert sold.wait(WAIT_S)
        return 0

    def watch(dbapi, _record):
        if threading.current_thread().name == "copying":
            dbapi.set_progress_handler(step, 10)

    result = []
    target = empty(tmp_path)
    copying = threading.Thread(
        target=lambda: result.append(snapshot.take(ctx.store, target)), name="copying", daemon=True
    )
    with ctx.store.read() as connection:
        before = snapshot.newest(connection)
    sa.event.listen(sa.Engine, "connect", watch)
    try:
        copying.start()
        assert began.wait(WAIT_S)
        sale = sell(ctx, rani).sale
        assert not result
    finally:
        sold.set()
        copying.join(WAIT_S)
        sa.event.remove(sa.Engine, "connect", watch)
    assert sale.number == "GDK1-000001"
    assert len(steps) > 400, "the sale fell into the middle of the copy"
    assert result == [before]
    assert lines(target)[-1][1] == before.seq


def test_a_copy_of_another_moment_or_shop_is_none(tmp_path, ctx, rani, open_shift):
    """Its newest record must stand at the same place in the live journal, with the same hash."""
    sell(ctx, rani)
    found = snapshot.take(ctx.store, empty(tmp_path))
    sell(ctx, rani)
    with ctx.store.read() as connection:
        assert snapshot.has(connection, found)
        other = snapshot.Snapshot(found.epoch, found.seq, b"\0" * 32, found.records)
        later = snapshot.Snapshot(found.epoch, found.seq + 99, found.hash, found.records)
        assert not snapshot.has(connection, other)
        assert not snapshot.has(connection, later)
        assert snapshot.has(connection, snapshot.Snapshot(0, 0, b"", 0))


def test_a_branch_that_was_left_behind_still_counts(tmp_path, ctx, rani, open_shift):
    """A fork was healed between backup and drill: its lines moved to another table."""
    from pos.models import superseded

    sell(ctx, rani)
    found = snapshot.take(ctx.store, empty(tmp_path))
    with ctx.store.write() as connection:
        superseded.take_from_journal(connection, 1, found.seq - 2)
    with ctx.store.read() as connection:
        assert snapshot.has(connection, found)


def test_a_damaged_store_gives_no_backup(tmp_path, ctx, rani, open_shift):
    """Nonsense in its pages is found by the copy or by its check."""
    for _ in range(5):
        sell(ctx, rani)
    ctx.writer.call(ctx.store.checkpoint)
    ctx.store.close()
    size = ctx.store.path.stat().st_size
    with ctx.store.path.open("rb+") as file:
        file.seek(size // 8192 * 4096)
        file.write(os.urandom(size // 4))
    with pytest.raises(StoreDamaged):
        snapshot.take(ctx.store, empty(tmp_path))


def test_what_is_no_store_of_ours_is_not_taken_for_one(tmp_path, ctx):
    """A database of something else, a newer program's, no database."""
    target = empty(tmp_path)
    snapshot.take(ctx.store, target)
    assert snapshot.examine(target).records > 0
    with pytest.raises(StoreNewer):
        snapshot.examine(target, Revisions((f"{NEWEST}-not",), tmp_path))
    engine = writer_engine(target)
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA application_id=1")
    engine.dispose()
    with pytest.raises(StoreDamaged):
        snapshot.examine(target)
    target.write_bytes(os.urandom(4096))
    with pytest.raises(StoreDamaged):
        snapshot.examine(target)
    with pytest.raises(DiskFault):
        snapshot.examine(tmp_path / "absent.db")
