"""Corrected payments at the centre: days and reports follow, in whatever order the records have a meaning."""

import pytest
import sqlalchemy as sa

from pos.domain.tender import Tender, TenderKind
from pos.models import days
from pos.services import verify
from sync.central.services import projection, reports
from sync.central.services import verify as central_verify
from sync.central.tables import journal, sales
from sync.outlet.reconcile import compare
from tests.builders import cash, sell
from tests.services.test_tender_changes import correct

QRIS, DEBIT = TenderKind.QRIS, TenderKind.DEBIT


def tenders_there(centre, sale):
    table = sales.tender
    query = sa.select(table.c.kind, table.c.amount).where(table.c.sale_id == sale.id)
    return centre.store.look(lambda k: [tuple(row) for row in k.execute(query.order_by(table.c.tender_no))])


def day_there(centre, ctx):
    found = centre.store.look(lambda k: reports.register_day(k, "GDK", ctx.shop.register_id, ctx.today()))
    return [(t.kind, t.amount) for t in found.tenders]


def faults(centre):
    return centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK"))


def test_a_correction_after_the_sale_was_sent(ctx, rani, open_shift, centre, joined):
    """Sent in two batches: the centre's day is the till's, and it is compared anew."""
    sale = sell(ctx, rani, pay=(cash(150_000),)).sale
    joined.cycle()
    assert day_there(centre, ctx) == [("cash", 125_000)]
    sale = correct(ctx, sale, rani, Tender(QRIS, 100_000))
    joined.cycle()
    assert day_there(centre, ctx) == [("cash", 25_000), ("qris", 100_000)]
    assert (tenders_there(centre, sale), faults(centre)) == ([("cash", 25_000), ("qris", 100_000)], ())
    found = compare(ctx, joined.transport, joined.credentials)
    assert (found.findings, verify.verify(ctx).findings) == ((), ())


def test_a_corrected_day_is_looked_at_again(ctx, rani, open_shift, centre, joined):
    """A correction alone touches its sale's business date."""
    sale = sell(ctx, rani, pay=(cash(150_000),)).sale
    with ctx.store.read() as connection:
        seq = connection.exec_driver_sql("SELECT max(seq) FROM journal").scalar()
        assert days.touched_after(connection, ctx.shop.epoch, seq) == []
    correct(ctx, sale, rani, Tender(QRIS, 100_000))
    with ctx.store.read() as connection:
        assert days.touched_after(connection, ctx.shop.epoch, seq) == [ctx.today()]


@pytest.mark.parametrize("one_batch", [True, False])
def test_two_corrections(ctx, rani, open_shift, centre, joined, one_batch):
    """Together with their sale, or each by itself: the second holds."""
    sale = sell(ctx, rani, pay=(cash(150_000),)).sale
    for new in (Tender(QRIS, 125_000), Tender(DEBIT, 125_000)):
        if not one_batch:
            joined.cycle()
        sale = correct(ctx, sale, rani, new)
    joined.cycle()
    assert (tenders_there(centre, sale), faults(centre)) == ([("debit", 125_000)], ())


def test_the_first_correction_has_a_meaning_only_after_the_second(
    ctx, rani, ratna, open_shift, centre, joined, clock
):
    """Set aside for a person whom the centre did not know: when it is tried again, the newer one stays."""
    joined.cycle()
    sale = sell(ctx, ratna, pay=(cash(150_000),)).sale
    joined.cycle()
    centre.store.run(lambda k: k.execute(sa.text("DELETE FROM staff WHERE id = 1")))
    second = correct(ctx, sale, rani, Tender(QRIS, 125_000))
    correct(ctx, second, ratna, Tender(DEBIT, 125_000))
    joined.cycle()
    aside = centre.store.look(lambda k: k.execute(sa.select(journal.quarantine.c.code)).scalars().all())
    assert (aside, tenders_there(centre, sale)) == (["unknown_cashier"], [("debit", 125_000)])
    centre.store.run(lambda k: k.execute(sa.text(
        "INSERT INTO staff (outlet_id, id, role, active) VALUES ('GDK', 1, 'cashier', :yes)"
    ), {"yes": True}))  # fmt: skip
    assert projection.project_outlet_again(centre.store, "GDK", clock.now()) == 1
    assert (tenders_there(centre, sale), faults(centre)) == ([("debit", 125_000)], ())


def test_a_correction_to_another_total_is_set_aside(ctx, rani, open_shift, centre, joined):
    """A rogue register's: the sale stays as it was, the record waits for a person."""
    sale = sell(ctx, rani, pay=(cash(150_000),)).sale
    sale = correct(ctx, sale, rani, Tender(QRIS, 125_000))
    joined.cycle()
    centre.store.run(lambda k: k.execute(sa.update(sales.sale).values(total=124_999)))
    correct(ctx, sale, rani, Tender(DEBIT, 125_000))
    joined.cycle()
    aside = centre.store.look(lambda k: k.execute(sa.select(journal.quarantine.c.code)).scalars().all())
    assert (aside, tenders_there(centre, sale)) == (["not_kept"], [("qris", 125_000)])
