"""A till that is cut off, revoked or restored, its stick, and its centre: both sides hold the same (sync.md §2.7)."""

import pytest
import sqlalchemy as sa

from pos.clock import SystemClock
from pos.errors import CentreRefusedToken
from pos.ids import SystemIds
from pos.paths import ShopFolder
from pos.services import backup, verify
from pos.services.restore import restore
from sync.central.services import incidents, registers
from sync.central.services import verify as central_verify
from sync.central.services.carry import bring_in, trouble_of
from sync.central.tables import journal as lines
from sync.central.tables import registers as tables
from sync.central.tables import sales
from sync.outlet.carry import export
from tests.builders import sell
from tests.sync.conftest import Joined
from tests.sync.outlet import test_replace
from tests.sync.test_epochs import close_copy, numbers, open_copy, rows, state, whole

new_computer = test_replace.new_computer


@pytest.fixture
def stick(tmp_path):
    """A new file for each turn."""
    count = 0

    def name():
        nonlocal count
        count += 1
        return tmp_path / f"stick-{count}.gerai"

    return name


def carry(ctx, keys, centre, file, **facts):
    """From the till to the office; None where there was nothing to carry."""
    made = export(ctx, keys, file, **facts)
    return bring_in(centre.store, made.path, ctx.clock) if made else None


def same(ctx, centre):
    """As `gerai verify --centre` would find it, without a line: chains, rows and lines are those of both."""
    assert verify.verify(ctx).findings == ()
    assert centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK")) == ()
    with ctx.store.read() as connection:
        ours = [
            bytes(row[0])
            for row in connection.exec_driver_sql("SELECT line FROM journal ORDER BY epoch, seq")
        ]
    theirs = sorted(rows(centre, lines.journal), key=lambda r: (r["epoch"], r["seq"]))
    assert [bytes(row["line"]) for row in theirs] == ours


def test_a_stick_is_as_good_as_a_line(ctx, rani, open_shift, keys, centre, joined, stick):
    """Sold offline, carried: both hold the same. Then the line is back: duplicates only, and the mark moves."""
    sell(ctx, rani)
    joined.cycle()
    mark = state(ctx).mark
    sell(ctx, rani, ("M18-002", 2))
    sell(ctx, rani)
    done = carry(ctx, keys, centre, stick())
    assert (done.accepted, done.duplicates, done.totals.sales, done.totals.sale_total) == (2, 0, 2, 295_000)
    same(ctx, centre)
    assert state(ctx).mark == mark
    before = rows(centre, lines.journal)
    outcome = joined.cycle()
    assert (outcome.problem, outcome.unsent) == (None, 0)
    assert state(ctx).mark == done.mark.seq
    assert rows(centre, lines.journal) == before
    assert centre.store.look(incidents.listed) == ()
    whole(ctx, centre, joined)
    assert carry(ctx, keys, centre, stick()) is None
    assert carry(ctx, keys, centre, stick(), everything=True).accepted == 0


def test_sticks_and_the_line_in_turns(ctx, rani, open_shift, keys, centre, joined, stick):
    """An old file after newer records, a file while the till sends: nothing twice, nobody suspected."""
    old = stick()
    sell(ctx, rani)
    export(ctx, keys, old)
    for _ in range(3):
        sell(ctx, rani)
        joined.cycle()
        bring_in(centre.store, old, ctx.clock)
        sell(ctx, rani)
        carry(ctx, keys, centre, stick())
    assert joined.cycle().problem is None
    assert centre.store.look(incidents.listed) == ()
    assert len(numbers(centre)) == 7
    whole(ctx, centre, joined)


def test_a_revoked_till_is_heard_by_its_stick(ctx, rani, open_shift, keys, centre, joined, stick):
    """No request of it is taken any more; selling goes on, and everything arrives."""
    sell(ctx, rani)
    joined.cycle()
    centre.store.run(lambda k: registers.revoke(k, "GDK", "GDK1"))
    sell(ctx, rani)
    assert isinstance(joined.cycle().problem, CentreRefusedToken)
    done = carry(ctx, keys, centre, stick())
    assert done.carrier.revoked
    same(ctx, centre)
    assert len(numbers(centre)) == 2


def test_a_centre_that_was_restored_wants_everything(ctx, rani, open_shift, keys, centre, joined, stick):
    """It lacks what the till holds for sent: a gap, named; the complete file fills it."""
    sell(ctx, rani)
    joined.cycle()
    sell(ctx, rani)

    def forget(connection):
        for table in reversed(sales.PROJECTED):
            connection.execute(sa.delete(table))
        connection.execute(sa.delete(lines.journal).where(lines.journal.c.seq > 3))
        third = connection.execute(sa.select(lines.journal.c.hash).where(lines.journal.c.seq == 3)).scalar()
        connection.execute(sa.update(tables.register_tip).values(seq=3, hash=third))

    centre.store.run(forget)
    done = carry(ctx, keys, centre, stick())
    assert trouble_of(done, stick()).facts["first"] == 4
    done = carry(ctx, keys, centre, stick(), everything=True)
    assert (done.stop, done.duplicates) == (None, 3)
    assert joined.cycle().problem is None
    assert joined.cycle().unsent == 0


@pytest.fixture
def restored(ctx, rani, open_shift, centre, joined, tmp_path):
    """A till that was put back from a backup; after it one sale more had been sent, and now another was made."""
    sell(ctx, rani)
    joined.cycle()
    file = backup.make(ctx).path
    sell(ctx, rani, ("M18-002", 1))
    joined.cycle()
    restore(ShopFolder(tmp_path / "again"), file, clock=SystemClock(), ids=SystemIds(), tag="7QX")
    back = open_copy(ctx, tmp_path / "again" / "gerai.db", 11)
    sell(back, rani)
    yield back
    close_copy(back)


def test_a_restored_tills_stick_parts_from_the_centre(restored, keys, centre, joined, stick):
    """Nothing is overwritten, the office is told; once on the line its branch is issued again."""
    before = rows(centre, lines.journal)
    done = carry(restored, keys, centre, stick())
    assert done.stop.code == "fork"
    assert rows(centre, lines.journal) == before
    assert "fork" in {one.code for one in centre.store.look(incidents.listed)}
    back = Joined(restored, joined.transport, joined.credentials)
    assert back.cycle().problem is None
    whole(restored, centre, back)


def test_several_epochs_go_in_one_file(restored, rani, keys, centre, joined, stick):
    """After the till went on in a new epoch: the rest by stick, and all of both epochs are what the centre has."""
    back = Joined(restored, joined.transport, joined.credentials)
    assert back.cycle().problem is None
    sell(restored, rani)
    done = carry(restored, keys, centre, stick())
    assert (done.head.first.epoch, done.accepted, done.stop) == (2, 1, None)
    done = carry(restored, keys, centre, stick(), everything=True)
    assert (done.head.first.epoch, done.head.last.epoch) == (1, 2)
    assert (done.accepted, done.stop) == (0, None)
    same(restored, centre)
    assert back.cycle().problem is None
    whole(restored, centre, back)


def test_a_lost_computer_that_is_found_again(
    ctx, rani, open_shift, keys, centre, joined, new_computer, stick
):
    """Another took its place; what it had sold and never sent comes by stick. The new one's stick holds its own epoch."""
    sell(ctx, rani)
    joined.cycle()
    unsent = sell(ctx, rani, ("M18-002", 2)).sale
    fresh, _ = new_computer()
    sell(fresh.ctx, rani)
    done = carry(ctx, keys, centre, stick())
    assert (done.accepted, done.stop, done.head.epoch) == (1, None, 1)
    assert unsent.header.number in numbers(centre)
    made = carry(fresh.ctx, fresh.credentials.keys, centre, stick(), everything=True)
    assert (made.head.first.epoch, made.stop) == (2, None)
    assert fresh.cycle().problem is None
    assert {one.code for one in centre.store.look(incidents.listed)} <= {"replaced"}
    assert centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK")) == ()
