"""Refunds elsewhere at the centre: kept, no part of a day's sales, and too much is told."""

import sqlalchemy as sa

from sync.central.services import verify as central_verify
from sync.central.tables import registers, sales
from sync.outlet.reconcile import compare
from tests.builders import sell
from tests.services.test_unmatched import give_back


def noted(centre):
    table = registers.incident
    return centre.store.look(lambda k: [tuple(r) for r in k.execute(sa.select(table.c.code, table.c.detail))])


def test_it_arrives_and_both_sides_agree(ctx, ratna, open_shift, centre, joined):
    """Its row stands at the centre; the day's sales are the same on both sides; nobody is alarmed."""
    sell(ctx, ratna)
    give_back(ctx, ratna)
    outcome = joined.cycle()
    assert (outcome.problem, outcome.unsent) == (None, 0)
    rows = centre.store.look(lambda k: k.execute(sa.select(sales.unmatched_refund)).mappings().all())
    assert [(r["receipt_number"], r["receipt_outlet"], r["total"], r["cause"]) for r in rows] == [
        ("BLU1-000417", "BLU", 185_000, "maker")
    ]
    assert compare(ctx, joined.transport, joined.credentials).findings == ()
    assert centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK")) == ()
    assert noted(centre) == []


def test_more_than_was_paid_is_told(ctx, ratna, open_shift, centre, joined):
    """The receipt's own sale is at the centre, over less than what was given back."""
    sell(ctx, ratna, ("M18-002", 1))
    joined.cycle()
    centre.store.run(
        lambda k: k.execute(sa.update(sales.sale).values(number="GDK9-000417"))
    )  # as another register of the outlet sold it
    give_back(ctx, ratna, receipt_number="GDK9-000417")
    joined.cycle()
    assert noted(centre) == [("over_refunded", "GDK9-000417: GDK1-R00001")]
