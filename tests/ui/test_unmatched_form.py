"""Retur belum dicocokkan, the Qt-free half: another outlet's receipt, a label, a cause, the manager's word, the cash."""

from dataclasses import replace

import pytest

from pos.domain.unmatched import Cause
from pos.errors import SaleNotFound, UnmatchedIncomplete
from pos.services import shifts
from pos.ui.keys import Screen
from tests.builders import BY_ID, sell
from tests.ui.test_refund_presenter import history_of, opened


@pytest.fixture
def history(ctx, rani, open_shift):
    sell(ctx, rani)
    return history_of(ctx, rani)


def shown(history):
    return history.view.seen.get("show_unmatched")


def test_another_outlet_s_receipt_opens_the_form(history):
    """Scanned: number and code stand there; typed: the number. A running number is just not found."""
    history.scan("GERAI1:BLU1-000417:K7QWX2MN")
    assert isinstance(history.ports.problems[-1], SaleNotFound)
    assert (history.view.unmatched.number, history.view.unmatched.code) == ("BLU1-000417", "K7QWX2MN")
    assert history.unmatched.asked
    history.back()
    assert (history.unmatched.asked, shown(history)) == (False, None)
    history.typed("blu1-000418")
    history.take()
    assert history.view.unmatched.number == "BLU1-000418"
    history.back()
    history.find("999")
    assert not history.unmatched.asked


def test_label_cause_manager_cash(history, ctx, ratna):
    """The label fills piece and price; a cashier's Enter asks the manager; the result says the cash."""
    history.scan("GERAI1:BLU1-000417:K7QWX2MN")
    history.scan(BY_ID["M18-002"].code)
    assert (history.view.unmatched.title, history.view.unmatched.price) == ("Mug Glasir Hijau", 85_000)
    assert shown(history).maker == "Keramik Lempung Asih"
    history.confirm()
    assert "salahnya" in history.ports.told[-1]
    history.unmatched.choose(Cause.MAKER)
    history.confirm()
    screen, asked = history.ports.went[-1]
    assert (screen, asked.subject) == (Screen.APPROVAL, "BLU1-000417 · Mug Glasir Hijau · Rp85.000")
    asked.then(ratna)
    done = history.view.seen["show_done"]
    assert (done.cash_out, done.sale_number, done.cause) == (85_000, "BLU1-000417", Cause.MAKER)
    assert done.lines[0].maker_id == "M18"
    assert shifts.totals(ctx).refund_total == 85_000
    history.confirm()
    assert opened(history).number == "GDK1-000001"


def test_a_retyped_piece_is_no_longer_the_scanned_one(history, ctx, ratna):
    """Another title: no ids of a piece that it is not."""
    managers = history_of(ctx, ratna)
    managers.scan("GERAI1:BLU1-000417:K7QWX2MN")
    managers.scan(BY_ID["M18-002"].code)
    managers.view.unmatched = replace(managers.view.unmatched, title="Vas Bunga", price=60_000)
    managers.unmatched.choose(Cause.GALLERY)
    managers.confirm()
    line = managers.view.seen["show_done"].lines[0]
    assert (line.title, line.price, line.product_id) == ("Vas Bunga", 60_000, "")


def test_what_is_missing_is_said(history, ctx, ratna):
    """Nothing is given back, the form stands."""
    managers = history_of(ctx, ratna)
    managers.unmatched.begin("BLU1-000417")
    managers.unmatched.choose(Cause.BUYER)
    managers.confirm()
    assert isinstance(managers.ports.problems[-1], UnmatchedIncomplete)
    assert (managers.unmatched.asked, shown(managers).busy) == (True, False)


def test_nobody_agreed(history):
    """The form stands as before."""
    history.scan("GERAI1:BLU1-000417:K7QWX2MN")
    history.scan(BY_ID["M18-002"].code)
    history.unmatched.choose(Cause.MAKER)
    history.confirm()
    history.ports.went[-1][1].given_up()
    assert (history.unmatched.asked, shown(history).busy) == (True, False)
