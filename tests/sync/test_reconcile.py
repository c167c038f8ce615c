"""After each exchange the days that were sent are held against the centre's books (sync.md §6)."""

from random import Random

import pytest
import sqlalchemy as sa

from pos.key_store import FileKeys
from pos.models import reconciliations, sync_state
from pos.services import shifts, sync_status
from sync.central.services import enrolment
from sync.central.tables import sales
from sync.outlet import cycle, reconcile
from sync.outlet.credentials import Credentials
from sync.outlet.enrol import enrol_as_new
from tests.builders import sell
from tests.sync.test_restored_till import close_copy, put_back, stick

__all__ = ["stick"]


def compared(ctx):
    with ctx.store.read() as connection:
        return reconciliations.newest(connection)


def test_all_that_was_sent_is_there(ctx, rani, open_shift, centre, joined):
    """3 of 3, the same rupiah, nothing differs; the status says so."""
    for _ in range(3):
        sell(ctx, rani, ("M03-001", 1), ("M18-002", 2))
    assert joined.cycle().problem is None
    found = compared(ctx)
    assert (found.business_date, found.differing) == (open_shift.business_date, "")
    assert (found.count_here, found.count_there) == (3, 3)
    assert found.total_here == found.total_there == 3 * 295_000
    assert sync_status.current(ctx).compared == found
    assert sync_status.of_day(ctx, found.business_date) == (0, found)
    sell(ctx, rani)
    assert sync_status.of_day(ctx, found.business_date) == (1, None), "not while something waits"


def test_what_the_centre_lost_is_named_until_it_is_back(ctx, rani, open_shift, centre, joined):
    """A row deleted at the centre: the next sale's look names the day; every cycle looks again until it agrees."""
    first = sell(ctx, rani).sale
    joined.cycle()
    row = sales.sale.c.id == first.id
    with_lines = [sales.tender, sales.sale_line]
    kept = {table: rows_of(centre, table, first.id) for table in with_lines}
    (sale,) = centre.store.run(lambda k: list(k.execute(sa.select(sales.sale).where(row)).mappings()))
    for table in with_lines:
        centre.store.run(
            lambda k, table=table: k.execute(sa.delete(table).where(table.c.sale_id == first.id))
        )
    centre.store.run(lambda k: k.execute(sa.delete(sales.sale).where(row)))
    sell(ctx, rani)
    assert joined.cycle().problem is None, "a difference stops nothing"
    found = compared(ctx)
    assert (found.count_here, found.count_there) == (2, 1)
    assert found.total_here - found.total_there == first.total
    assert "sale_count" in found.differing.split()
    centre.store.run(lambda k: k.execute(sa.insert(sales.sale), [dict(sale)]))
    for table, listed in kept.items():
        centre.store.run(lambda k, table=table, listed=listed: k.execute(sa.insert(table), listed))
    joined.cycle()
    assert compared(ctx).differing == ""


def rows_of(centre, table, sale_id):
    query = sa.select(table).where(table.c.sale_id == sale_id)
    return centre.store.run(lambda k: [dict(row) for row in k.execute(query).mappings()])


def test_nothing_is_compared_while_records_wait(ctx, rani, open_shift, joined):
    """Before the first exchange nothing is known; a stand-alone shop is never compared."""
    sell(ctx, rani)
    assert compared(ctx) is None
    reconcile.reconcile(ctx, joined.transport, joined.credentials)
    assert compared(ctx) is None


def test_an_older_centre_cannot_say(ctx, rani, open_shift, joined):
    """404 for the question: no figure, no trouble, and asked again once it knows."""
    sell(ctx, rani)
    day, joined.transport.day = joined.transport.day, lambda *_a, **_k: None
    assert joined.cycle().problem is None
    assert compared(ctx) is None
    joined.transport.day = day
    joined.cycle()
    assert compared(ctx).differing == ""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_many_days_are_asked_for_at_once(ctx, rani, clock, joined):
    """A shop that was long without a line: 20 days in one answer, each kept."""
    for _ in range(20):
        ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=0)
        sell(ctx, rani)
        ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=0)
        clock.advance(days=1)
    joined.transport.day = None
    assert joined.cycle().problem is None
    with ctx.store.read() as connection:
        assert reconciliations.differing(connection) == ()
        found = connection.execute(sa.select(reconciliations.ReconciliationRow.count_there)).scalars()
        assert list(found) == [1] * 20


def test_what_is_sent_once_more_is_compared_once_more(ctx, rani, open_shift, joined):
    """A mark that goes back takes the place of the comparing with it."""
    sell(ctx, rani)
    joined.cycle()
    with ctx.store.write() as connection:
        state = sync_state.load(connection)
        assert (state.reconciled_epoch, state.reconciled_seq) == (state.epoch, state.mark)
        sync_state.change(connection, mark=2)
        assert sync_state.load(connection).reconciled_seq == 2


def test_a_copy_counts_what_it_took_along(ctx, rani, stick, centre, joined, clock, tmp_path):
    """Joined as a register of its own: sales that the centre has from the old one are the copy's, too."""
    back = put_back(ctx, tmp_path / "new", stick)
    keys = FileKeys(tmp_path / "new" / "keys")
    sell(back, rani)
    code = enrolment.new_code(centre.store, "GDK", clock.now())
    enrol_as_new(back, joined.transport, keys, url=centre.url, code=code)
    credentials = Credentials(keys, back.shop.register_id)
    assert cycle.run(back, joined.transport, credentials, Random(1)).problem is None
    found = compared(back)
    assert found.differing == ""
    assert found.count_here == found.count_there > 1
    assert reconcile.compare(back, joined.transport, credentials).findings == ()
    close_copy(back)
