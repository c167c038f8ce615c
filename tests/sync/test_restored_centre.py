"""A centre that was put back from a backup, and what cuts the way to it: no epoch hides the end of an older one (§2.6)."""

import pytest
import sqlalchemy as sa

from pos import backups
from pos.errors import CarryGap, CentreUnreachable
from pos.services import customers, sync_status
from sync.central.services import life
from sync.central.services.carry import bring_in, trouble_of
from sync.central.tables import journal as lines
from sync.central.tables import metadata
from sync.central.tables import registers as tables
from sync.central.tables.customers import customer_key
from sync.outlet.carry import export
from tests.builders import sell
from tests.sync.conftest import Joined
from tests.sync.outlet import test_replace
from tests.sync.test_customer_keys import SARI
from tests.sync.test_epochs import close_copy, open_copy, restored, rows, state, whole

new_computer = test_replace.new_computer


def all_rows(store):
    """What a backup holds."""
    return store.look(
        lambda k: {t: [dict(r) for r in k.execute(sa.select(t)).mappings()] for t in metadata.sorted_tables}
    )


def put_back(store, kept):
    """What a restore leaves."""

    def work(connection):
        for table in reversed(metadata.sorted_tables):
            connection.execute(sa.delete(table))
        for table in metadata.sorted_tables:
            if kept[table]:
                connection.execute(sa.insert(table), kept[table])
        life.begin_anew(connection)

    store.run(work)


class Story:
    """A till in its second epoch, and a centre that has forgotten that epoch and the end of the first."""

    def __init__(self, ctx, rani, keys, centre, joined, folder):
        sell(ctx, rani)
        joined.cycle()
        self.centre, self.kept = centre, all_rows(centre.store)
        self.lost = sell(ctx, rani, ("M18-002", 2)).sale
        joined.cycle()
        backups.snapshot(ctx.store.path, folder / "copy.db")
        self.ctx = open_copy(ctx, folder / "copy.db", 11)
        restored(self.ctx)
        self.ctx.device_key = lambda: keys.get("device-key")
        self.joined = Joined(self.ctx, joined.transport, joined.credentials)

    def is_lost(self):
        return self.lost.id not in {row["id"] for row in rows(self.centre, lines.journal)}


@pytest.fixture
def story(ctx, rani, open_shift, keys, centre, joined, tmp_path):
    made = Story(ctx, rani, keys, centre, joined, tmp_path)
    yield made
    close_copy(made.ctx)


def cut(transport, call):
    """The line is cut after the answer of the next such call, before it is heard."""
    real = getattr(transport, call)

    def once(*args, **facts):
        real(*args, **facts)
        setattr(transport, call, real)
        raise CentreUnreachable(detail="cut")

    setattr(transport, call, once)


@pytest.mark.parametrize("call", ["adopt_epoch", "list_epochs", "push"])
def test_a_cut_line_hides_no_end_of_an_older_epoch(story, rani, call):
    """Whichever answer is lost while both agree anew."""
    story.joined.cycle()
    sell(story.ctx, rani)
    story.joined.cycle()
    put_back(story.centre.store, story.kept)
    assert story.is_lost()
    cut(story.joined.transport, call)
    for _ in range(3):
        story.joined.cycle()
    assert not story.is_lost()
    whole(story.ctx, story.centre, story.joined)


def test_a_stick_of_a_later_epoch_waits_for_the_older_one(story, rani, keys, tmp_path):
    """It is refused, named, and changes nothing; the line then heals all."""
    story.joined.cycle()
    sell(story.ctx, rani)
    story.joined.cycle()
    put_back(story.centre.store, story.kept)
    sell(story.ctx, rani)
    made = export(story.ctx, keys, tmp_path / "a.gerai")
    done = bring_in(story.centre.store, made.path, story.ctx.clock)
    assert isinstance(trouble_of(done, made.path), CarryGap)
    assert [row["epoch"] for row in rows(story.centre, tables.register_tip)] == [1]
    assert story.joined.cycle().problem is None
    assert not story.is_lost()
    whole(story.ctx, story.centre, story.joined)


def test_an_epoch_of_which_nothing_was_acknowledged_waits_too(story, rani, keys, tmp_path):
    """The stick holds it from its beginning: the end of the one before is asked for all the same."""
    real = story.joined.transport.push

    def push(batch, **facts):
        if batch.epoch > 1:
            raise CentreUnreachable(detail="cut")
        return real(batch, **facts)

    story.joined.transport.push = push
    story.joined.cycle()
    assert (state(story.ctx).epoch, state(story.ctx).mark) == (2, 0)
    story.joined.transport.push = real
    put_back(story.centre.store, story.kept)
    made = export(story.ctx, keys, tmp_path / "a.gerai")
    trouble = trouble_of(bring_in(story.centre.store, made.path, story.ctx.clock), made.path)
    assert isinstance(trouble, CarryGap)
    assert trouble.facts["epoch"] == 1
    every = export(story.ctx, keys, tmp_path / "b.gerai", everything=True)
    assert trouble_of(bring_in(story.centre.store, every.path, story.ctx.clock), every.path) is None
    assert not story.is_lost()
    assert story.joined.cycle().problem is None
    whole(story.ctx, story.centre, story.joined)


def test_keys_are_told_to_a_restored_centre_again(ctx, rani, open_shift, centre, joined):
    """Those that it had heard of, and has forgotten."""
    joined.cycle()
    kept = all_rows(centre.store)
    customers.add_customer(ctx, cashier=rani, identity=SARI, consent_version="1")
    joined.cycle()
    put_back(centre.store, kept)
    assert rows(centre, customer_key) == []
    joined.cycle()
    assert len(rows(centre, customer_key)) == 1


def test_a_lost_computers_late_stick_reaches_its_successor(
    ctx, rani, open_shift, keys, centre, joined, new_computer, tmp_path
):
    """The new computer sees that the day differs, and takes back what came."""
    sell(ctx, rani)
    joined.cycle()
    late = sell(ctx, rani, ("M18-002", 2)).sale
    fresh, _ = new_computer()
    sell(fresh.ctx, rani)
    fresh.cycle()
    bring_in(centre.store, export(ctx, keys, tmp_path / "s.gerai").path, ctx.clock)
    sell(fresh.ctx, rani)
    for _ in range(3):
        assert fresh.cycle().problem is None
    with fresh.ctx.store.read() as connection:
        found = connection.exec_driver_sql("SELECT total FROM sale WHERE id = ?", (late.id,)).scalar()
    assert found == late.total
    compared = sync_status.current(fresh.ctx).compared
    assert not compared.differing
    assert compared.count_here == compared.count_there == 4
