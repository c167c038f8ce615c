"""Every screen and state, walked at 1024x768 in both languages: targets, names, words that fit."""

import pytest

from tests.ui import longer, shots
from tests.ui.fitting import cut_words, nameless, outside, squeezed, too_small

STATES = (
    shots.sign_in_wrong,
    shots.open_shift,
    shots.open_shift_counted,
    shots.shift_forgotten,
    shots.sell_discount,
    shots.sell_discount_panel,
    shots.sell_filter,
    shots.sell_variants,
    shots.sell_pinned,
    shots.sell_more,
    shots.sell_notes,
    shots.sell_customer,
    shots.sell_price,
    shots.sell_open_item,
    shots.sell_split,
    shots.help_sell,
    shots.drawer_asked,
    shots.reports,
    shots.reports_refused,
    shots.sell_removed,
    shots.sell_nothing_found,
    shots.sell_unknown,
    shots.sell_after,
    shots.pay_five,
    shots.pay_split,
    shots.pay_qris,
    shots.pay_card,
    shots.pay_done,
    shots.history_refund,
    shots.history_refunded,
    shots.history_manager,
    shots.history_correct_split,
    shots.history_corrected,
    shots.history_search,
    shots.history_nothing_found,
    shots.kuitansi,
    shots.unmatched,
    shots.late_entry,
    shots.late_entered,
    shots.exchange_search,
    shots.exchange_pay,
    shots.exchange_qris,
    shots.exchange_done,
    shots.shift_open,
    shots.shift_count,
    shots.shift_recount,
    shots.shift_result,
    shots.shift_causes,
    shots.shift_open_manager,
    shots.shift_outcomes,
    shots.shift_report_blind,
    shots.shift_report_final,
    shots.safe_books,
    shots.safe_empty,
    shots.safe_count,
    shots.safe_swap,
    shots.status,
)


BUSY = (
    shots.sell_discount,
    shots.pay_five,
    shots.pay_split,
    shots.pay_qris,
    shots.history_manager,
    shots.history_correct_split,
    shots.exchange_pay,
    shots.shift_count,
    shots.safe_books,
    shots.reports,
    shots.status_differs,
    shots.settings_footer,
)
"""The fullest screens."""


@pytest.fixture(params=["id", "en"])
def language(request):
    return request.param


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_small_screen(on_stage, state, language):
    """Nothing too small to touch, nothing without a name, no word cut, nothing outside the window."""
    stage = on_stage(1024, 768, ui_language=language)
    state(stage)
    stage.settle()
    assert too_small(stage) == []
    assert nameless(stage) == []
    assert cut_words(stage.window) == []
    assert outside(stage.window) == []
    assert squeezed(stage) == []


@pytest.mark.parametrize("state", BUSY, ids=lambda state: state.__name__)
def test_usual_screens(on_stage, state):
    """The usual shop PC, and 1920×1080 at 150 % scaling, which leaves 1280×720: keycaps and words find room."""
    stage = on_stage(1366, 768)
    state(stage)
    for size in ((1366, 768), (1280, 720)):  # one class of width: the same widgets in less room
        stage.window.resize(*size)
        stage.settle()
        assert (stage.window.width(), stage.window.height()) == size
        assert too_small(stage) == []
        assert cut_words(stage.window) == []
        assert outside(stage.window) == []
        assert squeezed(stage) == []


@pytest.mark.parametrize("state", BUSY, ids=lambda state: state.__name__)
def test_texts_that_are_a_quarter_longer(on_stage, state):
    """Still nothing is cut on the smallest screen; `./run.sh proof shots` walks over all states."""
    assert longer.faults(state, on_stage(1024, 768, texts=longer.LongerTexts)) == []


@pytest.mark.parametrize("state", [shots.sell_discount, shots.pay_split], ids=lambda state: state.__name__)
def test_wide_screen(on_stage, state):
    """From 1600 px all is an eighth larger, and still whole."""
    stage = on_stage(1920, 1080)
    state(stage)
    stage.settle()
    assert too_small(stage, 54) == []
    assert cut_words(stage.window) == []


@pytest.mark.parametrize(("width", "columns"), [(1024, 3), (1366, 4)])
def test_tiles_are_targets_and_rows_are_whole(on_stage, width, columns):
    """Delegate-painted cards are touched too; none is cut at the foot."""
    stage = on_stage(width, 768)
    stage.begin()
    grid = stage.front_widget().goods.grid
    cell = grid.visualRect(grid.goods.index(0)).size()
    assert cell.width() > 150
    assert cell.height() > 150
    assert grid.viewport().height() % cell.height() < 4
    assert (grid.columns, grid.viewport().height() // cell.height()) == (columns, 3)
