"""A drawer that does not agree: one recount without a word too many, causes from the shift's own rows."""

import pytest

from pos.domain.difference_causes import CauseKind
from pos.domain.difference_outcome import DifferenceOutcome
from pos.domain.permissions import Role
from pos.domain.reason import Reason
from pos.domain.shift import CashMovementKind
from pos.domain.tender import Tender, TenderKind
from pos.errors import ApprovalNeeded, NotPermitted, OutcomeBeyondDifference
from pos.models import drawer
from pos.services import differences, refunds, shifts, shop, verify
from pos.services.record import closing_of
from pos.services.sign_in import Cashier
from tests.builders import cash, sell


def offer(ctx, cashier, counted):
    return ctx.writer.call(differences.offer_recount, ctx, cashier=cashier, counted=counted)


def close(ctx, cashier, counted, **facts):
    return ctx.writer.call(shifts.close_shift, ctx, cashier=cashier, counted=counted, **facts)


def stated(ctx, shift):
    with ctx.store.read() as connection:
        return closing_of(connection, shift.id)[0].first_counted


def test_a_recount_is_offered_once_and_only_where_it_does_not_agree(ctx, rani, open_shift):
    """True or false is all that is told; the first count is in the closing, the close stands whatever comes."""
    assert offer(ctx, rani, 500_000) is False
    assert offer(ctx, rani, 499_000) is True
    assert offer(ctx, rani, 498_000) is False, "nobody finds the sum by trying"
    close(ctx, rani, 498_000)
    assert stated(ctx, open_shift) == 499_000
    assert verify.verify(ctx).findings == ()


def test_a_first_count_of_another_moment_is_not_stated(ctx, rani, open_shift):
    """After the offer somebody sold on: the count of before is no first count of this close."""
    assert offer(ctx, rani, 499_000) is True
    sell(ctx, rani)
    assert offer(ctx, rani, 499_000) is False
    close(ctx, rani, 625_000)
    assert stated(ctx, open_shift) is None


def test_where_one_counts_with_open_eyes_nothing_is_offered(ctx, rani, open_shift):
    """Blind is switched off: the difference was seen before."""
    ctx.writer.call(shop.change_settings, ctx, {"cash.blind_count": False})
    assert offer(ctx, rani, 1) is False


def test_nothing_of_an_open_shift_is_explained(ctx, rani, open_shift):
    """Nor of one that agrees."""
    sell(ctx, rani)
    assert differences.explain(ctx, shift_id=open_shift.id).causes == ()
    close(ctx, rani, 625_000)
    assert differences.explain(ctx, shift_id=open_shift.id).causes == ()


def test_the_story_of_a_drawer_adds_up_to_its_expected_cash(ctx, rani, ratna, open_shift):
    """Change, split tenders, refunds and movements: what is read for the causes is what the books expect."""
    sell(ctx, rani, pay=(cash(150_000),))
    sell(ctx, rani, ("M18-002", 2), pay=(Tender(TenderKind.QRIS, 100_000), cash(100_000)))
    sold = sell(ctx, ratna, ("M10-003", 2)).sale
    ctx.writer.call(refunds.void_sale, ctx, sale_id=sold.id, reason=Reason.MISTAKE.value, cashier=ratna)
    ctx.writer.call(
        shifts.record_cash_movement,
        ctx,
        cashier=rani,
        kind=CashMovementKind.PAY_OUT,
        amount=35_000,
        reason="supplies",
    )
    with ctx.store.read() as connection:
        receipts = drawer.receipts(connection, open_shift.id)
        back = drawer.given_back(connection, open_shift.id)
        moved = drawer.movements(connection, open_shift.id)
        assert len(drawer.prices(connection)) == 6
    assert [(r.total, r.cash, r.tendered, r.change, r.noncash) for r in receipts] == [
        (125_000, 125_000, 150_000, 25_000, 0),
        (170_000, 70_000, 100_000, 30_000, 100_000),
        (25_000, 25_000, 25_000, 0, 0),
    ]
    total = 500_000 + sum(r.cash for r in receipts) - sum(b.cash for b in back) + sum(m.signed for m in moved)
    assert close(ctx, rani, total).shift.difference == 0


def test_a_movement_that_was_booked_the_wrong_way_is_named(ctx, rani, open_shift):
    """Twice its amount is missing."""
    moved = ctx.writer.call(
        shifts.record_cash_movement,
        ctx,
        cashier=rani,
        kind=CashMovementKind.PAY_IN,
        amount=37_500,
        reason="other",
    )
    close(ctx, rani, 462_500)
    found = differences.explain(ctx, shift_id=open_shift.id)
    assert (found.causes[0].kind, found.causes[0].documents) == (CauseKind.MOVEMENT_WRONG_WAY, (moved.id,))
    assert found.movements[moved.id].amount == 37_500


def note(ctx, cashier, shift, outcome, amount, **facts):
    return ctx.writer.call(
        differences.note_outcome,
        ctx,
        cashier=cashier,
        shift_id=shift.id,
        outcome=outcome,
        amount=amount,
        **facts,
    )


def test_a_manager_notes_what_became_of_it(ctx, rani, ratna, open_shift):
    """In parts, up to the difference, with a text beside the chain; the closed shift stays as it was."""
    closed = close(ctx, rani, 493_000).shift
    note(ctx, ratna, closed, DifferenceOutcome.FOUND, -5_000, reason="kembalian Bu Sri")
    (settled,), trend = differences.listed(ctx)
    assert (settled.rest, settled.noted[0].reason, settled.shift.difference) == (
        -2_000,
        "kembalian Bu Sri",
        -7_000,
    )
    assert trend == differences.Trend(1, 1, -7_000)
    for amount in (-2_001, 2_000, 0):
        with pytest.raises(OutcomeBeyondDifference):
            note(ctx, ratna, closed, DifferenceOutcome.BORNE, amount)
    note(ctx, ratna, closed, DifferenceOutcome.BORNE, -2_000)
    assert differences.listed(ctx)[0][0].rest == 0
    assert verify.verify(ctx).findings == ()


def test_a_cashier_does_not_and_a_supervisor_asks(ctx, rani, ratna, open_shift):
    """Nobody settles a difference of their own alone."""
    closed = close(ctx, rani, 493_000).shift
    supervisor = Cashier(1, "Rani", Role.SUPERVISOR)
    assert [differences.may_settle(who) for who in (rani, supervisor, ratna)] == [False, True, True]
    with pytest.raises(NotPermitted):
        note(ctx, rani, closed, DifferenceOutcome.BORNE, -7_000)
    with pytest.raises(ApprovalNeeded):
        note(ctx, supervisor, closed, DifferenceOutcome.BORNE, -7_000)
    noted = note(ctx, supervisor, closed, DifferenceOutcome.BORNE, -7_000, approver=ratna)
    assert noted.approval_id
    assert verify.verify(ctx).findings == ()


def test_shifts_that_agree_are_not_listed_but_counted(ctx, rani, open_shift):
    """The trend is of all closings, the list of those that differ, newest first."""
    close(ctx, rani, 500_000)
    for counted in (300_500, 299_000):
        ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=300_000)
        close(ctx, rani, counted)
    found, trend = differences.listed(ctx)
    assert [one.shift.difference for one in found] == [-1_000, 500]
    assert trend == differences.Trend(3, 2, -500)
