"""After each exchange the days that were sent are held against the centre's books (sync.md §6)."""

from random import Random

import pytest
import sqlalchemy as sa

from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.key_store import FileKeys
from pos.models import reconciliations, sync_state
from pos.services import backup, refunds, shifts, sync_status
from pos.services.holds import OpenCart
from sync.central.services import enrolment
from sync.central.tables import sales
from sync.outlet import cycle, reconcile
from sync.outlet.credentials import Credentials
from sync.outlet.enrol import enrol_as_new
from tests.builders import a_cart, cash, sell
from tests.sync.test_restored_till import SECRET, close_copy, put_back, stick

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


def test_a_copy_counts_both_halves_of_an_exchange(
    ctx, rani, ratna, open_shift, centre, joined, clock, tmp_path
):
    """What was given back has an id of its own beside the record's."""
    sale = sell(ctx, rani, ("M18-002", 1)).sale
    cart = a_cart(ctx, ("M03-001", 1))
    paid = OpenCart(cart.id, cart.cart, (cash(500_000),))
    ctx.writer.call(
        refunds.exchange, ctx, sale_id=sale.id, choices=(RefundChoice(1, 1),), reason=Reason.WRONG_ITEM.value,
        open_cart=paid, cashier=ratna,
    )  # fmt: skip
    joined.cycle()
    assert compared(ctx).differing == ""
    (tmp_path / "stick").mkdir()
    file = backup.copy(ctx, backup.make(ctx), tmp_path / "stick", SECRET)
    back = put_back(ctx, tmp_path / "new", file)
    keys = FileKeys(tmp_path / "new" / "keys")
    code = enrolment.new_code(centre.store, "GDK", clock.now())
    enrol_as_new(back, joined.transport, keys, url=centre.url, code=code)
    assert (
        cycle.run(back, joined.transport, Credentials(keys, back.shop.register_id), Random(1)).problem is None
    )
    assert compared(back).differing == ""
    assert compared(back).count_there == compared(ctx).count_there
    close_copy(back)


def test_the_till_hears_how_many_records_are_set_aside(ctx, rani, open_shift, centre, joined):
    """Its own count only grew; the centre's answer is what stands."""
    sell(ctx, rani)
    with ctx.store.write() as connection:
        sync_state.change(connection, quarantined=7)
    joined.cycle()
    assert sync_status.current(ctx).quarantined == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_day_costs_what_the_day_costs(ctx, rani, open_shift, centre, joined):
    """The lines of a day are found by its sales, not by going through the outlet's."""
    sell(ctx, rani)
    joined.cycle()
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        if "sale_line" in statement and "sum(" in statement:
            seen.append(statement)

    engine = centre.store._reader
    sa.event.listen(engine, "before_cursor_execute", note)
    joined.transport.day(
        ctx.shop.register_id, open_shift.business_date.isoformat(), 1, token=joined.credentials.access_token()
    )
    sa.event.remove(engine, "before_cursor_execute", note)
    (statement,) = seen
    plan = centre.store.look(
        lambda k: k.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("x",) * statement.count("?")).all()
    )
    (lines,) = [row[3] for row in plan if "sale_line" in row[3]]
    assert "sale_id" in lines, plan
