"""The history's Qt-free half: find, reprint, give back exactly, void by who may."""

from functools import partial
from pathlib import Path

import pytest

from pos.domain.customer import identity
from pos.domain.reason import Reason
from pos.domain.tender import Tender, TenderKind
from pos.errors import SaleNotFound, VoidNotAllowed
from pos.services import customers, refunds
from pos.ui.keys import Screen
from pos.ui.refund.presenter import HistoryPresenter
from pos.ui.refund.unmatched_form import UnmatchedTyped
from tests.builders import sell
from tests.ui.doubles import made


def history_of(ctx, person):
    presenter, view, ports, tasks = made(partial(HistoryPresenter, papers=Path("papers")), ctx, person)
    presenter.view, presenter.ports, presenter.tasks = view, ports, tasks
    view.unmatched = UnmatchedTyped()
    view.unmatched_typed = lambda: view.unmatched
    view.fill_unmatched = lambda typed: setattr(view, "unmatched", typed)
    presenter.enter()
    return presenter


@pytest.fixture
def history(ctx, rani, open_shift):
    sell(ctx, rani, ("M03-001", 2), ("M18-002", 1))
    sell(ctx, rani, ("M10-003", 3))
    return history_of(ctx, rani)


def opened(history):
    return history.view.seen["show_sale"]


def test_the_newest_sale_is_open(history):
    """F10: the list, newest first, the newest beside it."""
    assert [row.number for row in history.view.seen["show_list"]] == ["GDK1-000002", "GDK1-000001"]
    assert opened(history).number == "GDK1-000002"


def test_a_number_or_its_running_part_finds_a_sale(history):
    """121 is GDK1-000121 of this register."""
    history.find("1")
    assert opened(history).number == "GDK1-000001"
    history.find("GDK1-000002")
    assert opened(history).number == "GDK1-000002"
    history.find("999")
    assert isinstance(history.ports.problems[-1], SaleNotFound)


def test_a_receipt_s_code_opens_its_sale(history):
    """Scanned on the history as well as handed in by the sale screen."""
    history.scan("GERAI1:GDK1-000001:ABCDEF")
    assert opened(history).number == "GDK1-000001"
    history.enter("GDK1-000002")
    assert opened(history).number == "GDK1-000002"


def test_what_is_typed_finds_and_opens(history):
    """Words, amounts, numbers; Up and Down go through the finds; Enter keeps the open one and lists the newest again."""
    history.typed("syal")
    assert [row.number for row in history.view.seen["show_list"]] == ["GDK1-000001"]
    assert opened(history).number == "GDK1-000001"
    history.typed("")
    assert len(history.view.seen["show_list"]) == 2
    assert opened(history).number == "GDK1-000001"
    history.typed("37.500")
    assert opened(history).number == "GDK1-000002"
    history.take()
    assert (opened(history).number, len(history.view.seen["show_list"])) == ("GDK1-000002", 2)


def test_nothing_found_is_said_at_enter(history):
    """While typing the list is just empty."""
    history.typed("wayang golek")
    assert (history.view.seen["show_list"], opened(history), history.ports.problems) == ((), None, [])
    history.take()
    assert isinstance(history.ports.problems[-1], SaleNotFound)


def test_refund_in_three_presses_after_the_receipt(history, ctx):
    """Line, reason, Enter: the exact sum goes back."""
    history.enter("GDK1-000001")
    history.giving.change(None, 1)
    assert opened(history).back == 125_000
    history.giving.choose_reason(Reason.CHANGED_MIND)
    history.confirm()
    refund = history.view.seen["show_done"]
    assert (refund.total, refund.cash_out, refund.reason) == (125_000, 125_000, "changed_mind")
    assert refunds.find_sale(ctx, "1").refunded == {1: 1}


def test_no_reason_no_refund(history, ctx):
    """Why comes first; nothing is written."""
    history.giving.change(1, 1)
    history.confirm()
    assert "alasan" in history.ports.told[-1]
    assert refunds.find_sale(ctx, "2").refunded == {}


def test_nothing_chosen_nothing_done(history, ctx):
    """A stray Enter on the history is harmless."""
    history.giving.choose_reason(Reason.DEFECT)
    history.confirm()
    assert history.view.seen["show_done"] is None


def test_never_more_than_was_sold(history):
    """The stepper stops at what is left."""
    for _ in range(9):
        history.giving.change(1, 1)
    assert opened(history).lines[0].chosen == 3
    history.giving.change(1, -9)
    assert opened(history).lines[0].chosen == 0


def test_a_defective_piece_does_not_go_back_to_the_shelf(history):
    """Barang cacat sets it aside; any other reason puts it back; a person may say otherwise."""
    history.giving.choose_reason(Reason.DEFECT)
    assert opened(history).to_shelf is False
    history.giving.choose_reason(Reason.WRONG_SIZE)
    assert opened(history).to_shelf is True
    history.giving.put_on_shelf(False)
    assert opened(history).to_shelf is False


def test_a_double_press_refunds_once(history, ctx):
    """The second Enter meets a busy screen."""
    history.giving.change(1, 1)
    history.giving.choose_reason(Reason.WRONG_ITEM)
    history.tasks.holding = True
    history.confirm()
    history.confirm()
    assert len(history.tasks.held) == 1
    history.tasks.release()
    assert refunds.find_sale(ctx, "2").refunded == {1: 1}


def test_qris_money_goes_back_the_way_it_came(ctx, rani, open_shift):
    """No cash for a QRIS sale without a second person."""
    sell(ctx, rani, ("M18-002", 1), pay=(Tender(TenderKind.QRIS, 85_000),))
    history = history_of(ctx, rani)
    history.giving.change(1, 1)
    history.giving.choose_reason(Reason.DEFECT)
    history.confirm()
    refund = history.view.seen["show_done"]
    assert (refund.cash_out, [t.kind for t in refund.tenders]) == (0, [TenderKind.QRIS])


def test_cash_for_qris_asks_a_second_person(ctx, rani, ratna, open_shift):
    """The counter cannot pay QRIS back: cash from the drawer, agreed to by who may."""
    sell(ctx, rani, ("M18-002", 1), pay=(Tender(TenderKind.QRIS, 85_000),))
    history = history_of(ctx, rani)
    assert opened(history).as_cash is False
    history.giving.change(1, 1)
    history.giving.choose_reason(Reason.DEFECT)
    history.giving.turn_cash()
    assert opened(history).as_cash is True
    history.confirm()
    screen, asked = history.ports.went[-1]
    assert screen is Screen.APPROVAL
    asked.then(ratna)
    refund = history.view.seen["show_done"]
    assert (refund.cash_out, [t.kind for t in refund.tenders]) == (85_000, [TenderKind.CASH])


def test_a_sale_in_cash_has_no_other_way_back(history):
    """The question is not there, and its key does nothing."""
    history.giving.turn_cash()
    assert opened(history).as_cash is None


def asked_of(history):
    history.void()
    history.void()
    screen, asked = history.ports.went[-1]
    assert (screen, history.ports.problems) == (Screen.APPROVAL, [])
    return asked


def test_a_cashiers_void_asks_a_second_person(history, ctx, ratna):
    """Named with the sale and its money; agreed, it is done at once by whom it was asked of."""
    asked = asked_of(history)
    assert asked.subject == "GDK1-000002 · Rp37.500"
    assert history.view.seen["show_done"] is None
    asked.then(ratna)
    assert history.view.seen["show_done"].void
    assert refunds.find_sale(ctx, "2").refunded == {1: 3}


def test_a_void_that_nobody_agreed_to_changes_nothing(history, ctx):
    """The screen stands as before, not busy, and can ask again."""
    asked_of(history).given_up()
    assert (opened(history).busy, opened(history).void_asked) == (False, False)
    assert refunds.find_sale(ctx, "2").refunded == {}
    asked_of(history)


def test_a_void_that_came_too_late_is_said(history, ctx, ratna):
    """While the second person typed, a piece came back at another window: nothing is voided."""
    asked = asked_of(history)
    other = history_of(ctx, ratna)
    other.giving.change(1, 1)
    other.giving.choose_reason(Reason.WRONG_ITEM)
    other.confirm()
    asked.then(ratna)
    assert isinstance(history.ports.problems[-1], VoidNotAllowed)
    assert refunds.find_sale(ctx, "2").refunded == {1: 1}


def test_a_manager_voids_alone(history, ctx, ratna):
    """Asked once more, and Esc takes the question back."""
    managers = history_of(ctx, ratna)
    assert opened(managers).may_void is True
    managers.void()
    assert (opened(managers).void_asked, managers.view.seen["show_done"]) == (True, None)
    managers.back()
    assert opened(managers).void_asked is False
    managers.void()
    managers.void()
    assert managers.view.seen["show_done"].void


def test_reprint_says_which(history):
    """F12 on the history prints the open sale."""
    history.enter("GDK1-000001")
    history.reprint()
    assert "GDK1-000001" in history.ports.told[-1]


def test_esc_takes_the_choices_back_before_it_leaves(history):
    """One step at a time."""
    history.giving.change(1, 1)
    history.back()
    assert opened(history).lines[0].chosen == 0
    history.back()
    assert history.ports.went[-1][0] is Screen.SELL


def test_a_customer_s_sales_are_found_and_named(history, ctx, rani):
    """By name, also where the names are read only after the text was typed; who bought stands on the sale."""
    sari = customers.add_customer(
        ctx, cashier=rani, identity=identity("Ibu Sari", "081234567890"), consent_version="1"
    )
    sell(ctx, rani, ("M10-003", 1), customer_id=sari.id)
    sell(ctx, rani, ("M10-003", 1))
    history.tasks.holding = True
    history.enter()
    history.typed("ibu sari")
    assert opened(history) is None
    history.tasks.release()
    assert (opened(history).number, opened(history).customer) == ("GDK1-000003", "Ibu Sari +6281234567890")
    history.enter("GDK1-000004")
    assert opened(history).customer == ""


def test_nobody_who_was_erased_is_found_or_named(history, ctx, ratna, rani):
    """Also while the names of before are still on their way."""
    sari = customers.add_customer(ctx, cashier=rani, identity=identity("Ibu Sari"), consent_version="1")
    sell(ctx, rani, ("M10-003", 1), customer_id=sari.id)
    history.typed("sari")
    assert opened(history).customer == "Ibu Sari"
    customers.erase_customer(ctx, cashier=ratna, customer_id=sari.id)
    history.typed("sari ")
    assert opened(history) is None
    history.enter()
    assert (opened(history).number, opened(history).customer) == ("GDK1-000003", "")
