"""Cards of variants, the filter panel and pins, by keys and by touch, on the real window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton


@pytest.fixture
def till(on_stage):
    stage = on_stage()
    stage.begin()
    return stage


def lines(till):
    return [line.product.title for line in till.window.screens.sell.open_cart.cart.lines]


def grid(till):
    return till.front_widget().goods.grid


def card_of(till, family):
    """The row of the card that stands for a family."""
    goods, finder = grid(till).goods, till.window.screens.sell.finder
    return next(
        row for row, p in enumerate(finder.products) if finder.family_of(p) and p.family == family
    ), goods


def touch(till, row):
    view = grid(till)
    view.scrollTo(view.goods.index(row))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.goods.index(row)).center()
    )
    till.settle()


def test_a_variant_is_two_touches(till):
    """The card, the variant; afterwards the goods are there again with the count on the card."""
    row, goods = card_of(till, "Gelang Manik")
    touch(till, row)
    finder = till.window.screens.sell.finder
    assert finder.filters.family.name == "Gelang Manik"
    assert len({p.variant for p in finder.products}) == 8
    touch(till, 2)
    assert lines(till) == ["Gelang Manik Hijau"]
    assert finder.filters.family is None
    row, goods = card_of(till, "Gelang Manik")
    assert "8 varian" in goods.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    assert goods._in_cart(finder.products[row]) == 1


def test_the_next_sale_closes_the_variants(till):
    """What was open for the last buyer is not what the next one is shown; the stock is the one after the sale."""
    row, _ = card_of(till, "Gelang Manik")
    touch(till, row)
    touch(till, 2)
    row, _ = card_of(till, "Gelang Manik")
    touch(till, row)
    finder = till.window.screens.sell.finder
    assert finder.filters.family is not None
    before = finder.products[2].on_hand
    for chord in ("F9", "Return", "Return"):
        till.key(chord)
    assert (finder.filters.family, lines(till)) == (None, [])
    row, _ = card_of(till, "Gelang Manik")
    touch(till, row)
    assert finder.products[2].on_hand == before - 1


def test_a_variant_by_keys(till):
    """Typed words find one family: Enter, an arrow, Enter; Esc would have gone back."""
    till.type("gelang manik")
    till.key("Return")
    assert till.window.screens.sell.finder.filters.family is not None
    till.key("Right")
    till.key("Return")
    assert lines(till) == ["Gelang Manik Biru"]
    till.type("gelang manik")
    till.key("Return")
    till.key("Esc")
    assert till.window.screens.sell.finder.filters.family is None
    assert len(lines(till)) == 1


def test_a_scan_sells_the_variant_at_once(till):
    """Whatever the grid shows."""
    row, _ = card_of(till, "Gelang Manik")
    touch(till, row)
    till.scan(till.product("Mug").code)
    assert len(lines(till)) == 1


def panel(till):
    return till.front_widget().goods.filter


def chip(till, text):
    return next(b for b in panel(till).findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_the_filter_narrows_at_each_touch_and_enter_shows(till):
    """Colour and price together; the button says how many are left; Esc and Enter keep what was chosen."""
    till.key("Ctrl+F")
    assert panel(till).isVisible()
    chip(till, "Merah").click()
    chip(till, "di bawah Rp25.000").click()
    till.settle()
    found = till.window.screens.sell.finder.products
    assert found
    assert all("Merah" in p.variant and p.price < 25_000 for p in found)
    till.key("Return")
    assert not panel(till).isVisible()
    assert till.window.screens.sell.finder.filters.narrowing.panel_count == 2
    till.key("Ctrl+F")
    chip(till, "Merah").click()
    assert till.window.screens.sell.finder.filters.narrowing.colour == ""
    next(b for b in panel(till).findChildren(QPushButton) if b.text() == "Lepas semua").click()
    assert till.window.screens.sell.finder.filters.narrowing.panel_count == 0


def test_the_filter_is_walked_by_keys_alone(till):
    """Arrows go from chip to chip, Space chooses."""
    till.key("Ctrl+F")
    till.key("Down")
    focus = panel(till).focusWidget()
    assert isinstance(focus, QPushButton)
    till.key("Right")
    assert panel(till).focusWidget() is not focus
    for _ in range(80):
        till.key("Right")
    assert panel(till).isAncestorOf(till.app.focusWidget())
    QTest.keyClick(panel(till).focusWidget(), Qt.Key.Key_Space)
    till.settle()
    assert till.window.screens.sell.finder.filters.narrowing.panel_count == 1


def test_a_long_press_pins(till):
    """The card comes to the front with its pin; the toast undoes it."""
    view = grid(till)
    product = till.window.screens.sell.finder.products[5]
    at = view.visualRect(view.goods.index(5)).center()
    view.customContextMenuRequested.emit(QPoint(at))
    till.settle()
    shelf = till.window.screens.sell.finder.shelf
    assert shelf.products[0].id == product.id
    assert product.id in shelf.pinned
    till.window.inside.toast._button.click()
    till.settle()
    assert till.window.screens.sell.finder.shelf.pinned == frozenset()


def test_ctrl_d_pins_the_marked_lines_product(till):
    """No mouse needed."""
    product = till.product("Mug")
    till.scan(product.code)
    till.key("Ctrl+D")
    assert till.window.screens.sell.finder.products[0].id == product.id
