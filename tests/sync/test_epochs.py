"""A restored till, a copied disk, a restored centre, a lost computer: nothing is lost, nothing doubled (sync.md §2.6)."""

from random import Random

import pytest
import sqlalchemy as sa

from pos import backups
from pos.domain.permissions import Role
from pos.errors import EpochNeedsOffice
from pos.ids import SystemIds
from pos.models import journal, register, superseded, sync_state
from pos.models.store import open_store
from pos.services import refunds, shifts, sync_status, verify
from pos.services.shop import context_of
from pos.services.sign_in import Cashier
from pos.services.writer import Writer
from sync.central.services import incidents
from sync.central.services import registers as registered
from sync.central.services import verify as central_verify
from sync.central.services.branches import Branch
from sync.central.tables import journal as lines
from sync.central.tables import registers, sales
from sync.outlet.reconcile import compare
from tests.builders import sell
from tests.sync.conftest import Joined


def state(ctx):
    with ctx.store.read() as connection:
        return sync_state.load(connection)


def rows(centre, table):
    return centre.store.run(lambda k: list(k.execute(sa.select(table)).mappings()))


def open_copy(ctx, path, seed):
    """The same shop from a copied file, on another writer."""
    store, writer = open_store(path), Writer()
    return context_of(store, writer, ctx.clock, SystemIds(Random(seed).getrandbits))


def close_copy(ctx):
    ctx.writer.stop()
    ctx.store.close()


@pytest.fixture
def backup(ctx, tmp_path):
    """Take copies of the store as it is now; all are closed at the end."""
    opened = []

    def take(seed=7):
        path = tmp_path / f"copy-{len(opened)}.db"
        backups.snapshot(ctx.store.path, path)
        opened.append(open_copy(ctx, path, seed + len(opened)))
        return opened[-1]

    yield take
    for one in opened:
        close_copy(one)


def restored(ctx):
    """What `gerai restore` leaves: the centre must open a new epoch, numbers carry a tag until then."""
    with ctx.store.write() as connection:
        sync_state.change(connection, epoch_needed="restored")
        register.set_series_tag(connection, "7QX")
    ctx.reload_shop()


def whole(ctx, centre, joined):
    """Both sides are sound and hold the same."""
    assert verify.verify(ctx).findings == ()
    assert compare(ctx, joined.transport, joined.credentials).findings == ()
    for caller in centre.store.look(registered.callers):
        assert centre.store.look(lambda k, c=caller: central_verify.faults_of(k, c)) == ()
    with ctx.store.read() as connection:
        ours = [(x.epoch, x.seq, x.line) for x in journal.everything(connection)]
    theirs = [(r["epoch"], r["seq"], bytes(r["line"])) for r in rows(centre, lines.journal)]
    assert sorted(theirs) == ours


def numbers(centre):
    return sorted(row["number"] for row in rows(centre, sales.sale))


def test_a_restored_till_goes_on_in_a_new_epoch(ctx, rani, open_shift, centre, joined, backup):
    """Sold, backed up, sold and sent more, restored, sold offline: all sales are at the centre and in the till once."""
    sell(ctx, rani)
    joined.cycle()
    old = backup()
    lost = [sell(ctx, rani).sale, sell(ctx, rani, ("M18-002", 1)).sale]
    joined.cycle()
    restored(old)
    again = sell(old, rani, ("M10-003", 2)).sale
    assert again.number == "GDK1-7QX-000001"
    back = Joined(old, joined.transport, joined.credentials)
    outcome = back.cycle()
    assert outcome.problem is None
    assert outcome.unsent == 0
    fresh = sell(old, rani).sale
    assert fresh.number == "GDK1-B000001"
    assert back.cycle().problem is None
    assert numbers(centre) == sorted(
        [*(s.header.number for s in lost), "GDK1-000001", again.number, fresh.number]
    )
    whole(old, centre, back)
    (noted,) = centre.store.look(incidents.listed)
    assert (noted.code, noted.branch) == ("restored", Branch(2, (open_shift.business_date,), 1))
    old.writer.call(
        refunds.void_sale,
        old,
        sale_id=lost[0].id,
        reason="mistake",
        cashier=Cashier(5, "Ratna", Role.MANAGER),
    )
    assert back.cycle().problem is None
    whole(old, centre, back)


def test_a_store_copied_back_in_silence_waits_for_the_office(ctx, rani, open_shift, centre, joined, backup):
    """Without `gerai restore`: it cannot be told from a second living copy, so a person looks; selling goes on."""
    joined.cycle()
    old = backup()
    for _ in range(3):
        sell(ctx, rani)
        joined.cycle()
    sell(old, rani)
    back = Joined(old, joined.transport, joined.credentials)
    assert isinstance(back.cycle().problem, EpochNeedsOffice)
    assert (sync_status.current(old).kind, sync_status.current(old).problem) == (
        "attention",
        "EpochNeedsOffice",
    )
    sell(old, rani)
    noted = centre.store.look(incidents.listed)
    assert {i.code for i in noted} >= {"clone"}
    for one in noted:
        centre.store.run(lambda k, one=one: incidents.close(k, one.id, ctx.clock.now()))
    assert back.cycle().problem is None
    assert len(numbers(centre)) == 5
    whole(old, centre, back)
    with old.store.read() as connection:
        assert [line.seq for line in superseded.everything(connection)]


def test_two_living_copies_lose_nothing(ctx, rani, open_shift, centre, joined, backup):
    """Both sell and send in turns; each goes on in an epoch of its own once the office has looked."""
    joined.cycle()
    copy = backup()
    twin = Joined(copy, joined.transport, joined.credentials)
    sold = 0
    for _ in range(3):
        for one, side in ((ctx, joined), (copy, twin)):
            sell(one, rani)
            sold += 1
            side.cycle()
            for noted in centre.store.look(incidents.listed):
                centre.store.run(lambda k, n=noted: incidents.close(k, n.id, ctx.clock.now()))
    for side in (joined, twin, joined, twin):
        side.cycle()
    assert len({row["id"] for row in rows(centre, sales.sale)}) == sold
    assert rows(centre, lines.quarantine) == []


def test_a_centre_that_forgot_an_epoch_takes_it_up_again(ctx, rani, open_shift, centre, joined, backup):
    """The centre is restored to before the new epoch: the till brings everything back, unchanged."""
    sell(ctx, rani)
    joined.cycle()
    old = backup()
    restored(old)
    sell(old, rani)
    back = Joined(old, joined.transport, joined.credentials)
    before = state(ctx).mark
    assert back.cycle().problem is None
    sell(old, rani)
    assert back.cycle().problem is None
    tip = rows(centre, registers.register_tip)

    def forget(connection):
        for table in reversed(sales.PROJECTED):
            connection.execute(sa.delete(table))
        connection.execute(sa.delete(lines.journal).where(lines.journal.c.epoch > 1))
        connection.execute(sa.delete(lines.journal).where(lines.journal.c.seq > 3))
        connection.execute(sa.delete(registers.register_tip).where(registers.register_tip.c.epoch > 1))
        third = connection.execute(sa.select(lines.journal.c.hash).where(lines.journal.c.seq == 3)).scalar()
        connection.execute(sa.update(registers.register_tip).values(seq=3, hash=third))
        connection.execute(sa.update(registers.register).values(epoch=1, nonce="", nonce_before=""))

    assert before > 3
    centre.store.run(forget)
    sell(old, rani)
    assert back.cycle().problem is None
    assert back.cycle().unsent == 0
    after = {(r["epoch"], bytes(r["hash"])) for r in rows(centre, registers.register_tip)}
    assert {(r["epoch"], bytes(r["hash"])) for r in tip if r["epoch"] == 1} <= after
    whole(old, centre, back)
    assert len(numbers(centre)) == 4


def test_a_shift_that_was_closed_on_the_lost_branch(ctx, rani, open_shift, centre, joined, backup):
    """Of two closes the earlier stands, on both sides, and the office is told."""
    sell(ctx, rani)
    joined.cycle()
    old = backup()
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=625_000)
    ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=100_000)
    sell(ctx, rani)
    joined.cycle()
    ctx.clock.advance(hours=1)
    restored(old)
    sell(old, rani)
    old.writer.call(shifts.close_shift, old, cashier=rani, counted=0)
    back = Joined(old, joined.transport, joined.credentials)
    assert back.cycle().problem is None
    whole(old, centre, back)
    assert "closed_twice" in {i.code for i in centre.store.look(incidents.listed)}
    assert shifts.current_shift(old) is not None
