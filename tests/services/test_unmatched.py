"""Retur belum dicocokkan: cash for another outlet's receipt, with a manager, a limit, once; the drawer knows."""

from dataclasses import replace

import pytest

from pos.domain.report import Part
from pos.domain.shift import expected_cash
from pos.domain.unmatched import Cause
from pos.errors import (
    ApprovalNeeded,
    NotEnoughInDrawer,
    ShiftNotOpen,
    UnmatchedAgain,
    UnmatchedIncomplete,
    UnmatchedKnown,
    UnmatchedLimit,
)
from pos.models import drawer as drawer_rows
from pos.models import print_jobs
from pos.models import shifts as rows
from pos.services import receipts, reports, shifts, shop, unmatched, verify
from tests.builders import BY_ID, sell

ASKED = unmatched.Asked("blu1-000417", "k7qw x2mn", "Tas Rotan Bulat", 185_000, Cause.MAKER)


def give_back(ctx, cashier, approver=None, **facts):
    return ctx.writer.call(
        unmatched.refund_unmatched, ctx, asked=replace(ASKED, **facts), cashier=cashier, approver=approver
    )


def drawer(ctx):
    return expected_cash(shifts.current_shift(ctx).opening_float, shifts.totals(ctx))


def test_a_manager_gives_the_label_price_back(ctx, ratna, open_shift):
    """Out of the drawer, in the refunds of X and Z, no stock, no maker's ledger; rebuilt alike."""
    before = drawer(ctx)
    refund = give_back(ctx, ratna)
    assert (refund.header.number, refund.receipt_number, refund.outlet_code) == (
        "GDK1-R00001",
        "BLU1-000417",
        "BLU",
    )
    totals = shifts.totals(ctx)
    assert (before - drawer(ctx), totals.refund_total, totals.refund_count) == (185_000, 185_000, 1)
    report = verify.verify(ctx)
    assert (report.findings, report.sales) == ((), 0)


def test_everybodys_share_and_the_days_report_know_it(ctx, ratna, rani, open_shift):
    """Who gave it back has it in his share of the shift; the report's cash is the shift's, and says why."""
    sell(ctx, rani)
    give_back(ctx, ratna)
    with ctx.store.read() as connection:
        shares = {who: amount for who, _count, amount in rows.cashiers(connection, open_shift.id)}
        back = drawer_rows.given_back(connection, open_shift.id)
        report = reports.of(connection, ctx.today(), ctx.today())
    assert shares == {rani.id: 125_000, ratna.id: -185_000}
    assert [(one.number, one.cash) for one in back] == [("GDK1-R00001", 185_000)]
    assert {row.name: row.amount for row in report.sections[Part.TENDER]} == {"cash": 125_000 - 185_000}
    assert (report.summary.refund_count, report.summary.unmatched, report.summary.net) == (
        1,
        185_000,
        125_000,
    )


def test_a_cashier_needs_a_second_person(ctx, rani, ratna, open_shift):
    """The manager's PIN; nothing before it."""
    with pytest.raises(ApprovalNeeded):
        give_back(ctx, rani)
    assert give_back(ctx, rani, ratna).approval_id
    assert verify.verify(ctx).findings == ()


def test_the_series_of_refunds_has_no_gap(ctx, ratna, open_shift):
    """A refusal takes no number."""
    give_back(ctx, ratna)
    with pytest.raises(UnmatchedAgain):
        give_back(ctx, ratna, title="tas rotan bulat")
    assert give_back(ctx, ratna, title="Dompet Tenun", price=50_000).header.number == "GDK1-R00002"


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"receipt_number": " "}, UnmatchedIncomplete),
        ({"title": ""}, UnmatchedIncomplete),
        ({"price": 0}, UnmatchedIncomplete),
        ({"price": 500_001}, UnmatchedLimit),
    ],
)
def test_what_is_refused(ctx, ratna, open_shift, facts, error):
    """With a kind sentence, and nothing written."""
    with pytest.raises(error):
        give_back(ctx, ratna, **facts)
    assert shifts.totals(ctx).refund_count == 0


def test_a_sale_of_this_till_goes_back_the_exact_way(ctx, ratna, open_shift):
    """It is known here: the ordinary refund."""
    sale = sell(ctx, ratna).sale
    with pytest.raises(UnmatchedKnown):
        give_back(ctx, ratna, receipt_number=sale.number)


def test_not_more_than_lies_in_the_drawer(ctx, ratna, open_shift):
    """The limit may be high, the drawer is not."""
    ctx.writer.call(shop.change_settings, ctx, {"refund.unmatched_limit": 5_000_000})
    with pytest.raises(NotEnoughInDrawer):
        give_back(ctx, ratna, price=4_000_000)


def test_only_in_an_open_shift(ctx, ratna):
    """Cash needs a drawer that somebody counts."""
    with pytest.raises(ShiftNotOpen):
        give_back(ctx, ratna)


def test_a_known_label_brings_its_maker_and_stays_off_the_shelf(ctx, ratna, open_shift):
    """The piece is damaged here: no unit comes back on hand."""
    product = BY_ID["M18-002"]
    before = stock_of(ctx, product.id)
    refund = give_back(ctx, ratna, title=product.title, price=product.price, product=product)
    assert (refund.lines[0].product_id, refund.lines[0].maker_id) == ("M18-002", "M18")
    assert stock_of(ctx, product.id) == before


def stock_of(ctx, product_id):
    with ctx.store.read() as connection:
        return connection.exec_driver_sql(
            "SELECT coalesce(sum(quantity), 0) FROM stock_movement WHERE product_id = ?", (product_id,)
        ).scalar()


def test_its_slip_says_what_it_is(ctx, ratna, open_shift):
    """Queued with the drawer, marked as not matched yet."""
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9"})
    refund = give_back(ctx, ratna)
    with ctx.store.read() as connection:
        assert [job.kind for job in print_jobs.all_in(connection, ("queued",))] == ["drawer", "unmatched"]
        paper = receipts.unmatched_receipt(ctx, connection, refund.id)
    assert (paper.unmatched, paper.sale_number, paper.total) == (True, "BLU1-000417", 185_000)
