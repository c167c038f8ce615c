"""The history's list and open sale through the real window: pressed, walked by keys, heard, and never built anew."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos.ui.keys import Screen
from tests.ui.shots import sell_some


@pytest.fixture
def till(on_stage):
    stage = on_stage()
    stage.begin()
    sell_some(stage)
    stage.key("F10")
    assert stage.front is Screen.HISTORY
    return stage


def opened(till) -> str:
    return till.window.screens.history.sale.sale.number[-6:]


def sales(till):
    return till.front_widget()._list


def test_a_touch_opens_a_sale(till):
    """The third of the list."""
    listed = sales(till)
    till.click(listed.viewport(), listed.visualRect(listed.sales.index(2)).center())
    assert opened(till) == "000004"


def test_the_keyboard_walks_the_list(till):
    """Tab into it; arrows mark and open nothing, Enter and Space press; the ends hold."""
    till.key("Tab")
    assert sales(till).hasFocus()
    for chord in ("Down", "Down", "Up"):
        till.key(chord)
    assert opened(till) == "000006"
    till.key("Return")
    assert opened(till) == "000005"
    for _ in range(9):
        till.key("Down")
    till.key("Space")
    assert opened(till) == "000001"


def test_a_reader_hears_number_sum_and_pieces(till):
    """Each row says what it shows."""
    model = sales(till).sales
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "GDK1-000006, Rp263.500, 3 barang"


def test_nothing_is_built_for_another_sale(till):
    """Opening one sale after the other makes no widget and deletes none: they say something else."""
    screen = till.front_widget()

    def widgets():
        return {id(widget) for widget in screen.findChildren(QWidget)}

    history = till.window.screens.history
    for listed in history.finding.listed:
        history.pick(listed.number)
    till.settle()
    before = widgets()
    for listed in history.finding.listed:
        history.pick(listed.number)
        till.settle()
        lines = [row for row in screen._panel._rows if row.isVisibleTo(screen)]
        assert [row._title.accessibleName() for row in lines] == [x.title for x in history.sale.sale.lines]
    till.key("F2")
    till.key("F10")
    assert widgets() == before
