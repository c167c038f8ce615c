"""The first start's window: typed by keys, told what is missing, made once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos.i18n import Texts
from pos.services.first_run import Wished
from pos.ui.application import apply_theme
from pos.ui.first_run.screen import FirstRunWindow
from pos.ui.theme import make_theme
from pos.ui.widgets.look import Look


@pytest.fixture
def window(qapp, qtbot):
    theme = make_theme()
    apply_theme(qapp, theme)
    made = []
    opened = FirstRunWindow(Look(theme, Texts("id")), made.append)
    qtbot.addWidget(opened)
    opened.resize(1024, 768)
    opened.show()
    opened.made = made
    return opened


def type_in(window, **texts):
    for name, text in texts.items():
        QTest.keyClicks(window.fields[name], text)


def test_the_code_follows_the_name_until_somebody_writes_one(window):
    """And is written large."""
    type_in(window, outlet="Toko Blu Plaza")
    assert window.fields["code"].text() == "TBP"
    window.fields["code"].clear()
    type_in(window, code="blu")
    type_in(window, outlet=" Bekasi")
    assert window.fields["code"].text() == "BLU"


def test_nothing_is_blamed_before_somebody_tried(window):
    """Enter with nothing typed says all that is missing; typing takes it away again."""
    type_in(window, outlet="T")
    assert not any(problem.isVisible() for problem in window.problems.values())
    QTest.keyClick(window.fields["outlet"], Qt.Key.Key_Return)
    assert window.made == []
    assert {name for name, problem in window.problems.items() if problem.isVisible()} == {
        "code",
        "manager",
        "pin",
    }
    type_in(window, manager="Ratna")
    assert not window.problems["manager"].isVisible()


def test_by_keys_alone_and_once(window):
    """Five fields, Enter; a second Enter makes no second shop. The PIN is never shown."""
    type_in(window, outlet="Toko Blu Plaza", manager="Ratna", pin="4821", pin_again="4821")
    for _ in range(2):
        QTest.keyClick(window.fields["pin_again"], Qt.Key.Key_Return)
    assert window.made == [Wished("Toko Blu Plaza", "TBP", "Ratna", "4821", "4821", "58mm-32")]
    assert "4821" not in window.fields["pin"].displayText()
    assert all(part.height() >= 48 for part in (*window.fields.values(), *window.papers.values()))
