"""Ubah cara bayar, the Qt-free half: opens with a way, says what the books would say, writes once."""

import pytest

from pos.domain.reason import Reason
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.errors import ShiftNotOpen, TenderChangeNotAllowed
from pos.services import refunds, shifts
from tests.builders import cash, sell
from tests.ui.test_refund_presenter import history_of, opened

CASH, QRIS, DEBIT, TRANSFER = TenderKind.CASH, TenderKind.QRIS, TenderKind.DEBIT, TenderKind.TRANSFER


@pytest.fixture
def history(ctx, rani, open_shift):
    sell(ctx, rani, ("M03-001", 1), pay=(cash(150_000),))
    return history_of(ctx, rani)


def correction(history):
    return opened(history).correction


def tenders(ctx):
    return refunds.recent_sales(ctx, 1)[0].sale.tenders


def test_the_way_opens_it_with_the_whole_amount(history, ctx):
    """F6, Enter; the money that stayed, not the note that was handed over."""
    assert correction(history) is None
    history.correcting.choose(QRIS)
    shown = correction(history)
    assert (shown.amount, shown.fresh, shown.cash_moved) == (125_000, True, -125_000)
    assert shown.becomes == (Tender(QRIS, 125_000, state=TenderState.CLAIMED),)
    history.confirm()
    assert tenders(ctx) == shown.becomes
    assert (correction(history), opened(history).tenders) == (None, shown.becomes)
    assert opened(history).first_tenders == (cash(150_000),)
    assert "QRIS" in history.ports.told[-1]


def test_the_button_opens_it_with_the_likely_way(history, ctx):
    """QRIS for cash; for a sale that was all QRIS, cash."""
    history.correcting.begin()
    assert correction(history).kind is QRIS
    history.confirm()
    history.correcting.begin()
    assert (correction(history).kind, correction(history).cash_moved) == (CASH, 125_000)


def test_f7_goes_through_the_others_and_a_slip_number_goes_along(history, ctx):
    """Debit, then transfer; the reference is the view's."""
    history.correcting.choose_other()
    history.correcting.choose_other()
    assert correction(history).kind is TRANSFER
    history.view.ref = "TRX-1"
    history.confirm()
    assert tenders(ctx) == (Tender(TRANSFER, 125_000, "TRX-1", TenderState.CLAIMED),)


def test_an_amount_that_cannot_be_says_so_and_writes_nothing(history, ctx):
    """More than it brought, or nothing."""
    history.correcting.choose(QRIS)
    for amount in (125_001, 0):
        history.correcting.type_amount(amount)
        assert correction(history).becomes == ()
        history.confirm()
        assert tenders(ctx) == (cash(150_000),)


def test_the_tender_that_is_another_is_marked(ctx, rani, open_shift):
    """Of cash and QRIS, F6 means the cash, F5 the QRIS; up and down choose."""
    sell(ctx, rani, pay=(cash(50_000), Tender(QRIS, 75_000)))
    history = history_of(ctx, rani)
    history.correcting.choose(CASH)
    assert (correction(history).marked, correction(history).amount) == (1, 75_000)
    history.correcting.choose(DEBIT)
    history.move(-1)
    assert (correction(history).marked, correction(history).amount) == (0, 50_000)
    history.confirm()
    assert tenders(ctx) == (Tender(DEBIT, 50_000), Tender(QRIS, 75_000))


def test_esc_leaves_the_sale_as_it_is(history, ctx):
    """The panel first, then the screen."""
    history.correcting.choose(QRIS)
    history.back()
    assert (correction(history), tenders(ctx), history.ports.went) == (None, (cash(150_000),), [])


def test_a_sale_that_cannot_be_corrected_says_why(history, ctx, rani):
    """Given back already; of a shift that is closed."""
    history.giving.change(1, 1)
    history.giving.choose_reason(Reason.DEFECT)
    history.confirm()
    history.confirm()
    history.correcting.choose(QRIS)
    assert isinstance(history.ports.problems[-1], TenderChangeNotAllowed)
    sell(ctx, rani)
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=0)
    history.enter()
    history.correcting.begin()
    assert isinstance(history.ports.problems[-1], ShiftNotOpen)
    assert correction(history) is None


def test_a_double_enter_writes_once(history, ctx):
    """The second meets a busy screen."""
    history.correcting.choose(QRIS)
    history.tasks.holding = True
    history.confirm()
    history.confirm()
    assert len(history.tasks.held) == 1
    history.tasks.release()
    with ctx.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM tender_change").scalar() == 1
