"""The safe's Qt-free half: deposit with a second person, count in two presses, swap, and the way back."""

import pytest

from pos.domain.safe import SafeEntryKind, SwapWith
from pos.errors import NotEnoughInSafe, SwapUneven
from pos.services import safe, shifts
from pos.ui.keys import Screen
from pos.ui.ports import SWAP_AT_ONCE
from pos.ui.safe.presenter import SafePresenter
from pos.ui.safe.shown import Step
from tests.ui.doubles import made


@pytest.fixture
def filled(ctx, rani):
    """A closed shift that left Rp400.000 in the safe, and an open one."""
    for opening in (500_000, 500_000):
        if shifts.current_shift(ctx) is not None:
            ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=900_000)
        ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=opening)


@pytest.fixture
def books(ctx, ratna, filled):
    return screen(ctx, ratna)


def screen(ctx, cashier):
    presenter, view, ports, tasks = made(SafePresenter, ctx, cashier)
    presenter.view, presenter.ports, presenter.tasks = view, ports, tasks
    presenter.enter()
    return presenter


def shown(presenter):
    return presenter.view.seen["show_safe"]


def test_the_books_say_what_waits_and_offer_it(books):
    """The sum, of how many shifts, who brought it; the form begins with all of it."""
    seen = shown(books)
    assert (seen.step, seen.held, seen.shift_count) == (Step.BOOKS, 400_000, 1)
    assert [(e.kind, e.name, e.amount) for e in seen.entries] == [(SafeEntryKind.CLOSE, "Rani", 400_000)]
    assert books.view.seen["clear_deposit"] == 400_000


def test_a_deposit_empties_it(books):
    """Recorded, said, and the form offers the rest."""
    books.deposit(300_000, "BJB", "77")
    assert (shown(books).held, books.ports.told) == (100_000, ["Setoran Rp300.000 tercatat."])
    assert books.view.seen["clear_deposit"] == 100_000


def test_nothing_written_is_no_deposit_and_a_double_press_one(books):
    """Enter on an empty amount does nothing; the second Enter meets a busy screen."""
    books.deposit(0, "", "")
    books.tasks.holding = True
    books.deposit(100_000, "", "")
    books.deposit(100_000, "", "")
    assert len(books.tasks.held) == 1
    books.tasks.release()
    assert shown(books).held == 300_000


def test_too_much_is_refused_and_the_form_stays(books):
    """Nothing is recorded, what was typed is not wiped."""
    cleared = len(books.view.calls["clear_deposit"])
    books.deposit(4_000_000, "BJB", "77")
    assert isinstance(books.ports.problems[-1], NotEnoughInSafe)
    assert len(books.view.calls["clear_deposit"]) == cleared


def test_a_cashier_s_deposit_waits_for_a_second_person(ctx, rani, ratna, filled):
    """The approval lies over the form; with the person it goes on, and the record names both."""
    books = screen(ctx, rani)
    books.deposit(300_000, "BJB", "77")
    where, asked = books.ports.went[-1]
    assert (where, asked.subject) == (Screen.APPROVAL, "Brankas · Rp300.000")
    assert safe.state(ctx).held == 400_000
    asked.then(ratna)
    assert safe.state(ctx).held == 100_000


def test_a_count_asks_once_more_and_says_the_difference(books, ctx):
    """First Enter says the sum back; the second records it."""
    books.begin_count()
    books.count("n100000", 3)
    books.count("c500", 199)
    books.confirm()
    assert (shown(books).sure, shown(books).counted) == (True, 399_500)
    books.count("c500", 198)
    assert shown(books).sure is False, "a changed count is asked again"
    books.confirm()
    books.confirm()
    assert books.ports.told[-1] == "Brankas kurang Rp1.000."
    assert (shown(books).step, shown(books).held) == (Step.BOOKS, 399_000)


def test_a_swap_shows_both_sides_and_refuses_uneven_ones(books, ctx):
    """Then it is recorded and one is back at the shift."""
    books.enter(SWAP_AT_ONCE)
    assert shown(books).step is Step.SWAP
    books.give("n100000", 1)
    books.count("n2000", 25)
    books.confirm()
    assert isinstance(books.ports.problems[-1], SwapUneven)
    books.choose_with(SwapWith.BANK)
    books.count("n5000", 10)
    assert (shown(books).came, shown(books).went, shown(books).swapped_with) == (
        100_000,
        100_000,
        SwapWith.BANK,
    )
    books.confirm()
    assert books.ports.went[-1][0] is Screen.SHIFT
    assert shown(books).held == 400_000


def test_without_a_shift_nothing_is_swapped(books, ctx, rani):
    """The drawer is not in use."""
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=500_000)
    books.enter()
    books.begin_swap()
    assert (shown(books).step, shown(books).swap_possible) == (Step.BOOKS, False)


def test_esc_goes_back_step_by_step(books):
    """Question, count, books, shift."""
    books.begin_count()
    books.count("n100000", 3)
    books.confirm()
    books.back()
    assert (shown(books).step, shown(books).sure) == (Step.COUNT, False)
    books.back()
    assert shown(books).step is Step.BOOKS
    books.back()
    assert books.ports.went[-1][0] is Screen.SHIFT
