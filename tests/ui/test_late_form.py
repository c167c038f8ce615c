"""Penjualan susulan in the history: the leaf, its time, its day; then the sale says so."""

import pytest

from pos.errors import LateEntryNotAllowed
from pos.services import late_entries
from pos.ui.refund.late_form import LateTyped
from tests.builders import sell
from tests.ui.test_refund_presenter import history_of, opened


@pytest.fixture
def history(ctx, rani, open_shift):
    sell(ctx, rani)
    made = history_of(ctx, rani)
    made.view.late = LateTyped()
    made.view.late_typed = lambda: made.view.late
    made.view.fill_late = lambda typed: setattr(made.view, "late", typed)
    made.view.files = []
    made.view.open_file = made.view.files.append
    return made


def test_marked_with_its_leaf(history, ctx):
    """Begin, number and time, yesterday, Enter."""
    history.late.begin()
    history.view.late = LateTyped("b17", "19.30")
    history.late.choose_day(1)
    history.confirm()
    assert late_entries.of_sale(ctx, history.sale.sale.id).pad_number == "B-017"
    assert (history.late.asked, opened(history).late.pad_number) == (False, "B-017")


def test_a_leaf_that_cannot_be_stays_to_be_mended(history, ctx):
    """Said kindly, nothing written; Esc leaves."""
    history.late.begin()
    history.view.late = LateTyped("17", "19.30")
    history.confirm()
    assert isinstance(history.ports.problems[-1], LateEntryNotAllowed)
    assert (history.late.asked, history.view.seen["show_late"].busy) == (True, False)
    history.back()
    assert (history.late.asked, late_entries.of_sale(ctx, history.sale.sale.id)) == (False, None)


def test_a_pad_is_printed_from_here(history, tmp_path):
    """Its place is said and it is opened."""
    history.late._folder = tmp_path
    history.late.begin()
    history.late.print_pad()
    assert history.view.files[0].name == "blok-susulan-GDK1-A.pdf"
    assert "blok-susulan" in history.ports.told[-1]
