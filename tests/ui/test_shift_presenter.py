"""The shift's Qt-free half: float, cash in and out, the blind count, two presses to close."""

from dataclasses import replace

import pytest

from pos.domain.cash import FACES
from pos.domain.difference_outcome import DifferenceOutcome
from pos.domain.reason import Reason
from pos.domain.reconciliation import Reconciliation
from pos.domain.shift import CashMovementKind
from pos.errors import NotEnoughInDrawer, PrinterMissing
from pos.models import reconciliations, sync_state
from pos.services import shifts, shop
from pos.services.record import closing_of, tip_of
from pos.ui.keys import Screen
from pos.ui.shift.presenter import ShiftPresenter
from pos.ui.shift.shown import Step
from tests.builders import sell
from tests.ui.doubles import made


@pytest.fixture
def shift(ctx, rani):
    return at_shift(ctx, rani)


def at_shift(ctx, cashier):
    presenter, view, ports, tasks = made(ShiftPresenter, ctx, cashier)
    presenter.view, presenter.ports, presenter.tasks = view, ports, tasks
    presenter.enter()
    return presenter


def shown(shift):
    return shift.view.seen["show_shift"]


def test_opening_with_a_float_leads_to_the_sale(shift, ctx):
    """Modal awal, Enter, selling."""
    assert shown(shift).step is Step.CLOSED
    shift.open(300_000)
    assert shifts.current_shift(ctx).opening_float == 300_000
    assert shift.ports.went[-1][0] is Screen.SELL


def test_the_float_can_be_counted_note_by_note(shift, ctx):
    """The record says the pieces; small values of which too few lie there are named while one counts."""
    shift.count_float()
    assert (shown(shift).step, shown(shift).short) == (Step.FLOAT_COUNT, ())
    for face, pieces in (("n100000", 2), ("n10000", 5), ("n5000", 9), ("n1000", 4), ("c1000", 6)):
        shift.count(face, pieces)
    assert (shown(shift).counted, shown(shift).short) == (305_000, (5_000, 2_000, 500))
    shift.open_counted()
    opened = shifts.current_shift(ctx)
    assert (opened.opening_float, opened.opening_counts[0]) == (305_000, ("n100000", 2))
    assert shift.ports.went[-1][0] is Screen.SELL


def test_esc_leaves_the_count_of_the_float_for_the_amount(shift):
    """Nothing is opened."""
    shift.count_float()
    shift.count("n100000", 2)
    shift.back()
    assert (shown(shift).step, shown(shift).shift) == (Step.CLOSED, None)


def test_a_forgotten_shift_is_closed_as_it_is_and_today_s_opened(shift, ctx, rani, clock):
    """Whose it is, count, close, open: its date stays, the record says that it was forgotten, selling was never barred."""
    shift.open(300_000)
    clock.advance(hours=23)
    shift.enter()
    assert (shown(shift).step, shown(shift).opened_by) == (Step.FORGOTTEN, "Rani")
    assert sell(ctx, rani).sale.header.business_date == shown(shift).shift.business_date
    shift.begin_count()
    shift.count("n100000", 4)
    shift.count("n5000", 5)
    shift.confirm_count()
    shift.confirm_count()
    closed = shown(shift).result.shift
    assert (closed.business_date.isoformat(), closed.difference) == ("2026-11-14", 0)
    with ctx.store.read() as connection:
        assert closing_of(connection, closed.id)[0].forgotten
    shift.back()
    assert shown(shift).step is Step.CLOSED
    shift.open(300_000)
    assert shifts.current_shift(ctx).business_date.isoformat() == "2026-11-15"


def test_the_forgotten_shift_can_be_looked_at_and_the_sale_comes_first(shift, clock):
    """Money in or out may still be noted; Esc sells."""
    shift.open(300_000)
    clock.advance(hours=23)
    shift.enter()
    shift.look_at_forgotten()
    assert shown(shift).step is Step.OPEN
    shift.enter()
    shift.back()
    assert shift.ports.went[-1][0] is Screen.SELL


def test_a_double_press_opens_once(shift, ctx):
    """The second Enter meets a busy screen."""
    shift.tasks.holding = True
    shift.open(300_000)
    shift.open(300_000)
    assert len(shift.tasks.held) == 1
    shift.tasks.release()
    assert shift.ports.problems == []


def test_cash_out_is_noted_with_its_reason(shift, ctx):
    """Belanja keperluan, Rp20.000: in the totals at once."""
    shift.open(300_000)
    shift.enter()
    shift.move_cash(CashMovementKind.PAY_OUT, 20_000, Reason.SUPPLIES)
    assert shown(shift).running.movement(CashMovementKind.PAY_OUT) == 20_000
    assert "clear_movement" in shift.view.seen


def test_more_than_the_drawer_holds_is_refused(shift):
    """The books say what is there; the screen stays usable."""
    shift.open(100_000)
    shift.enter()
    shift.move_cash(CashMovementKind.DROP, 200_000, Reason.TO_SAFE)
    assert isinstance(shift.ports.problems[-1], NotEnoughInDrawer)
    shift.move_cash(CashMovementKind.DROP, 50_000, Reason.TO_SAFE)
    assert shown(shift).running.movement(CashMovementKind.DROP) == 50_000


def test_the_count_adds_up_and_asks_once_more(shift, ctx, rani):
    """First Enter says the sum back, the second closes; then only the difference is told."""
    shift.open(300_000)
    sell(ctx, rani)
    shift.enter()
    shift.begin_count()
    shift.count("n100000", 4)
    shift.count("c500", 10)
    assert shown(shift).counted == 405_000
    shift.confirm_count()
    assert (shown(shift).sure, shown(shift).result) == (True, None)
    shift.confirm_count()
    assert (shown(shift).recount, shown(shift).result, shown(shift).expected) == (True, None, None)
    shift.confirm_count()
    result = shown(shift).result
    assert (result.shift.expected, result.shift.counted, result.shift.difference) == (
        425_000,
        405_000,
        -20_000,
    )
    assert shifts.current_shift(ctx) is None


def test_a_recount_is_offered_once_and_the_first_count_is_stated(shift, ctx, rani):
    """It never says by how much; whatever is counted then closes; Esc and another try bring no second offer."""
    shift.open(300_000)
    sell(ctx, rani)
    shift.enter()
    shift.begin_count()
    shift.count("n100000", 4)
    shift.confirm_count()
    shift.confirm_count()
    assert shown(shift).recount
    shift.back()
    shift.begin_count()
    assert shown(shift).recount is False
    shift.count("n100000", 4)
    shift.count("n20000", 1)
    shift.confirm_count()
    shift.confirm_count()
    closed = shown(shift).result.shift
    assert closed.difference == -5_000
    with ctx.store.read() as connection:
        assert closing_of(connection, closed.id)[0].first_counted == 400_000


def test_a_recount_that_agrees_needs_no_causes(shift, ctx, rani):
    """The count is put right, the next Enter closes."""
    shift.open(300_000)
    shift.enter()
    shift.begin_count()
    shift.count("n100000", 2)
    for _ in range(2):
        shift.confirm_count()
    shift.count("n100000", 3)
    shift.confirm_count()
    assert (shown(shift).result.shift.difference, shown(shift).result.causes) == (0, ())


def test_a_count_that_agrees_is_closed_without_an_offer(shift):
    """Two presses."""
    shift.open(300_000)
    shift.enter()
    shift.begin_count()
    shift.count("n100000", 3)
    shift.confirm_count()
    shift.confirm_count()
    assert shown(shift).step is Step.RESULT


def test_likely_causes_come_after_the_close(shift, ctx, rani):
    """In words, with the receipt and without a name: paid by QRIS, booked as cash."""
    shift.open(300_000)
    number = sell(ctx, rani).sale.number
    sell(ctx, rani, ("M18-002", 1))
    shift.enter()
    shift.begin_count()
    shift.count("n100000", 3)
    shift.count("n5000", 17)
    for _ in range(3):
        shift.confirm_count()
    causes = shown(shift).result.causes
    assert causes[0] == f"Nota {number} dicatat tunai, tetapi dibayar QRIS atau kartu."
    assert not [words for words in causes if "Rani" in words]


def test_what_stays_for_tomorrow_is_offered_and_can_be_changed(shift, ctx):
    """As much as it was opened with; another amount is asked again; the next opening is told of it."""
    shift.open(300_000)
    shift.enter()
    shift.begin_count()
    shift.count("n100000", 4)
    assert shown(shift).left == 300_000
    shift.confirm_count()
    shift.leave(250_000)
    assert (shown(shift).left, shown(shift).sure) == (250_000, False)
    shift.confirm_count()
    shift.confirm_count()
    shift.confirm_count()
    assert shown(shift).result.to_safe == 150_000
    shift.back()
    assert (shown(shift).step, shown(shift).left) == (Step.CLOSED, 250_000)


def test_the_shift_says_for_how_long_money_waits_in_the_safe(shift, ctx, clock):
    """Two days after the drop; nothing where nothing lies there."""
    shift.open(300_000)
    shift.enter()
    assert (shown(shift).safe_held, shown(shift).safe_days) == (0, 0)
    shift.move_cash(CashMovementKind.DROP, 100_000, Reason.TO_SAFE)
    clock.advance(days=2)
    shift.enter()
    shift.look_at_forgotten()
    assert (shown(shift).safe_held, shown(shift).safe_days) == (100_000, 2)


def test_the_safe_is_reached_from_the_shift_but_not_from_a_count(shift):
    """Nothing half counted is left behind by a key."""
    shift.open_safe()
    shift.open(300_000)
    shift.enter()
    shift.open_safe(swap=True)
    went = [where for where, _ in shift.ports.went]
    assert went == [Screen.SAFE, Screen.SELL, Screen.SAFE]
    shift.begin_count()
    shift.open_safe()
    assert len(shift.ports.went) == len(went)


def test_a_changed_count_is_asked_again(shift):
    """Counting on after the first Enter takes the question back."""
    shift.open(300_000)
    shift.enter()
    shift.begin_count()
    shift.count("n100000", 3)
    shift.confirm_count()
    shift.count("n100000", 2)
    assert shown(shift).sure is False


def test_nothing_shown_before_the_count_gives_the_cash_away(shift, ctx, rani):
    """The count is blind: no value of the running shift holds expected cash."""
    shift.open(300_000)
    sell(ctx, rani)
    shift.enter()
    assert shown(shift).result is None
    assert shown(shift).shift.expected is None


def test_the_report_is_shown_without_cash_and_esc_leads_back(shift, ctx, rani):
    """Of the open shift blind; of the closed one whole, and back to its result."""
    shift.open(300_000)
    sell(ctx, rani)
    shift.enter()
    shift.show_report()
    assert shown(shift).step is Step.REPORT
    assert not [row for row in shown(shift).report if "menurut catatan" in row.left]
    shift.back()
    assert shown(shift).step is Step.OPEN
    shift.begin_count()
    shift.count("n100000", 4)
    shift.confirm_count()
    shift.confirm_count()
    shift.confirm_count()
    shift.show_report()
    assert [row.right for row in shown(shift).report if "menurut catatan" in row.left] == ["425.000"]
    shift.back()
    assert (shown(shift).step, shown(shift).report) == (Step.RESULT, ())


def test_without_a_printer_the_report_stays_on_the_screen(shift):
    """Said in words."""
    shift.open(300_000)
    shift.enter()
    shift.show_report()
    shift.print_report()
    assert isinstance(shift.ports.problems[-1], PrinterMissing)
    assert shown(shift).step is Step.REPORT


def test_expected_cash_beside_the_shift_and_the_count_only_where_allowed(shift, ctx, ratna):
    """Never to who counts blind; to a manager beside the shift; while one counts only where blind is off."""
    shift.open(300_000)
    shift.enter()
    assert shown(shift).expected is None
    shift = at_shift(ctx, ratna)
    assert shown(shift).expected == 300_000
    shift.begin_count()
    assert shown(shift).expected is None
    ctx.writer.call(shop.change_settings, ctx, {"cash.blind_count": False})
    shift.count("n100000", 3)
    assert shown(shift).expected == 300_000


def test_a_manager_sees_differences_of_before_and_says_what_became_of_one(shift, ctx, rani, ratna):
    """Marked with its likely causes; all that is left is noted where no amount is written. A cashier does not get there."""
    shift.open(300_000)
    sell(ctx, rani)
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=300_000)
    shift.enter()
    shift.show_outcomes()
    assert (shown(shift).step, shown(shift).may_settle) == (Step.CLOSED, False)
    shift = at_shift(ctx, ratna)
    shift.show_outcomes()
    seen = shown(shift).outcomes
    assert (shown(shift).step, seen.marked_shift.rest) == (Step.OUTCOMES, -125_000)
    assert seen.causes[0].endswith("dicatat tunai, tetapi dibayar QRIS atau kartu.")
    shift.outcomes.note(DifferenceOutcome.FOUND, 0, "dibayar QRIS")
    seen = shown(shift).outcomes
    assert (seen.marked_shift.rest, seen.marked_shift.noted[0].amount) == (0, -125_000)
    shift.outcomes.note(DifferenceOutcome.FOUND, 0, "")
    assert len(shown(shift).outcomes.marked_shift.noted) == 1
    shift.back()
    assert shown(shift).step is Step.CLOSED


def test_esc_goes_back_step_by_step(shift):
    """Question, count, shift, sale."""
    shift.open(300_000)
    shift.enter()
    shift.begin_count()
    shift.count("n100000", 3)
    shift.confirm_count()
    shift.back()
    assert (shown(shift).step, shown(shift).sure) == (Step.COUNT, False)
    shift.back()
    assert shown(shift).step is Step.OPEN
    shift.back()
    assert shift.ports.went[-1][0] is Screen.SELL


def test_the_faces_are_the_law_s_notes_and_coins():
    """Eleven plus the commemorative note and the old coin (domain.md §2.1)."""
    assert [face for face, _ in FACES if face.startswith("n")] == [
        "n100000", "n75000", "n50000", "n20000", "n10000", "n5000", "n2000", "n1000",
    ]  # fmt: skip
    assert all(face == f"{face[0]}{value}" for face, value in FACES)


def test_the_closed_shift_says_when_all_is_at_the_centre(shift, ctx, rani, joined_to_centre):
    """Right after the close records wait; once they are sent and compared the page says so, without a press."""
    shift.open(300_000)
    shift.enter()
    sell(ctx, rani)
    shift.begin_count()
    shift.confirm_count()
    shift.confirm_count()
    shift.confirm_count()
    result = shown(shift).result
    assert (result.unsent > 0, result.compared) == (True, None)
    found = joined_to_centre(result.shift.business_date)
    shift.refresh()
    result = shown(shift).result
    assert (result.unsent, result.compared) == (0, found)
    before = len(shift.view.calls["show_shift"])
    shift.refresh()
    assert len(shift.view.calls["show_shift"]) == before, "painted only for news"


@pytest.fixture
def joined_to_centre(ctx):
    """A shop with a centre; calling it acknowledges everything and compares a day."""
    with ctx.store.write() as connection:
        sync_state.save(connection, replace(sync_state.load(connection), centre_url="http://centre"))

    def acknowledged(day):
        with ctx.store.write() as connection:
            sync_state.change(connection, mark=tip_of(ctx, connection).seq)
            found = Reconciliation(day, ctx.clock.now(), 1, 1, 85_000, 85_000)
            reconciliations.save(connection, found)
        return found

    return acknowledged
