"""The small parts: money entry, chips, toast, grid; what a person can do wrong with each."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from pos.domain.cart import Cart
from pos.domain.money import RUPIAH_MAX
from pos.i18n import Texts
from pos.services.lookup import Shelf
from pos.ui.theme import make_theme
from pos.ui.widgets.chips import ChipRow, Choice
from pos.ui.widgets.look import Look
from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.widgets.numpad import Numpad
from pos.ui.widgets.pictures import PictureShelf
from pos.ui.widgets.tile_painter import two_lines
from pos.ui.widgets.tiles import ProductGrid
from pos.ui.widgets.toast import Toast
from tests.builders import PRODUCTS


@pytest.fixture
def look(qapp):
    return Look(make_theme(), Texts("id"))


@pytest.fixture
def money(qtbot):
    field = MoneyEdit("Uang diterima")
    qtbot.addWidget(field)
    return field


def test_the_first_digit_replaces_a_prefilled_amount(money):
    """Exact cash is pre-filled; typing 2 means two, not 1.250.002."""
    money.prefill(125_000)
    QTest.keyClicks(money, "20")
    assert (money.amount, money.text()) == (20, "Rp20")
    QTest.keyClicks(money, "0000")
    assert money.text() == "Rp200.000"


def test_only_digits_and_never_absurd(money):
    """No minus, no letters, no amount beyond what a field may hold."""
    QTest.keyClicks(money, "-1a2,.3")
    assert money.amount == 123
    QTest.keyClicks(money, "9" * 20)
    assert money.amount <= RUPIAH_MAX


def test_erasing(money):
    """Backspace takes a digit, of a pre-filled amount all of it; Del empties."""
    money.press("125")
    QTest.keyClick(money, Qt.Key.Key_Backspace)
    assert money.amount == 12
    money.prefill(125_000)
    QTest.keyClick(money, Qt.Key.Key_Backspace)
    assert money.amount == 0
    money.press("000")
    assert money.amount == 0


def test_pasting_a_barcode_does_nothing(money, qapp):
    """Ctrl+V is no way round the refusal."""
    qapp.clipboard().setText("8991234567890")
    money.press("5")
    QTest.keyClick(money, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert money.amount == 5


def test_the_numpad_says_what_is_pressed(look, qtbot):
    """The same keypad everywhere, rupiah's three zeros on it."""
    heard = []
    pad = Numpad(look, heard.append, lambda: heard.append("<"), lambda: heard.append("C"))
    qtbot.addWidget(pad)
    for button in pad.findChildren(type(look.button(""))):
        button.click()
    assert {"000", "0", "9", "<", "C"} <= set(heard)


@pytest.mark.parametrize("width", [420, 700, 1400])
def test_no_category_is_out_of_reach(look, qtbot, width):
    """What finds no room is behind Lainnya; the chosen one always shows."""
    chosen = []
    chips = ChipRow(look, chosen.append)
    qtbot.addWidget(chips)
    chips.resize(width, 48)
    chips.show()
    names = ("Batik & ecoprint", "Anyaman", "Tas", "Aksesoris", "Perhiasan", "Kayu", "Keramik", "Boneka")
    choices = (Choice(None, "Semua"), *(Choice(name, name) for name in names))
    chips.show_choices(choices, "Boneka")
    shown = [chip.text() for chip in chips._chips if chip.isVisible()]
    assert "Boneka" in shown
    assert "Batik && ecoprint" in shown or width == 420
    assert chips._more.isVisible() == (len(shown) < len(choices))
    right = max(part.geometry().right() for part in (*chips._chips, chips._more) if part.isVisible())
    assert right < width


def test_a_toast_undoes_once(look, qtbot):
    """Urungkan, then it is gone; a second press finds nothing."""
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    toast, undone = Toast(window, look), []
    toast.tell("Syal dihapus.", lambda: undone.append(1))
    assert "Syal" in toast.text
    toast._button.click()
    toast._button.click()
    assert (undone, toast.text) == ([1], "")


def test_long_names_take_two_lines_and_no_more(look):
    """The variant at the end stays readable as long as two lines allow."""
    from PySide6.QtGui import QFontMetricsF

    font = look.theme.font(14, 600)
    metrics = QFontMetricsF(font)
    assert two_lines("Mug", metrics, 150, font) == ["Mug"]
    lines = two_lines("Gantungan Kunci Ondel-ondel Merah Marun Besar Sekali", metrics, 150, font)
    assert len(lines) == 2
    assert all(metrics.horizontalAdvance(line) <= 151 for line in lines)


@pytest.fixture
def grid(look, qtbot, tmp_path):
    shelf = PictureShelf(tmp_path, dark=False)
    built = ProductGrid(look, shelf)
    qtbot.addWidget(built)
    built.resize(838, 564)
    built.show()
    built.goods.show_shelf(Shelf(tuple(PRODUCTS)))
    yield built
    shelf.close()


def test_rows_and_columns_are_whole(grid):
    """No half tile at the foot, none cut at the side (ui.md §2.5)."""
    view = grid.viewport().rect()
    cells = [grid.visualRect(grid.goods.index(row)) for row in range(grid.goods.rowCount())]
    assert all(cell.right() <= view.right() for cell in cells)
    assert view.height() % cells[0].height() < 4
    assert len({cell.left() for cell in cells}) == grid.columns == 4


def test_only_changed_cards_are_painted_again(grid):
    """A scan repaints one tile, not the grid (ui.md §5.2)."""
    touched = []
    grid.goods.dataChanged.connect(lambda first, last: touched.append((first.row(), last.row())))
    grid.goods.show_cart(Cart().add(PRODUCTS[2]))
    grid.goods.show_cart(Cart().add(PRODUCTS[2]))
    assert touched == [(2, 2)]
    grid.goods.show_cart(Cart())
    assert touched == [(2, 2), (2, 2)]


def test_a_reader_hears_name_price_and_stock(grid):
    """Delegate-painted cards have words all the same (ui.md §6.4)."""
    said = grid.goods.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert PRODUCTS[0].title in said
    assert "Rp125.000" in said


def test_the_mark_moves_by_cards(grid):
    """The first move marks the first card; a move beyond the edge does nothing."""
    grid.move_mark(1, 0)
    assert grid.goods.marked == 0
    grid.move_mark(0, 1)
    assert grid.goods.marked == 4
    grid.move_mark(0, 1)
    assert grid.goods.marked == 4


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there: the probe cannot see a loss")
def test_qt_keeps_its_references_to_none(qapp):
    """PySide6 6.12.0 loses one a call on Python 3.11 and aborts in paint (DESIGN.md §3)."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.save()
        painter.restore()
    after = sys.getrefcount(None)
    painter.end()
    assert abs(after - before) < 100
