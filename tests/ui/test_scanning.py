"""Scans and typing through the real event path: what reaches a field, what sells, what a scan's Enter presses."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from pos.ui.keys import Action, Screen
from pos.ui.scanning import KeyFilter, chord_of
from pos.ui.widgets.money_edit import MoneyEdit


class Desk(QWidget):
    """A text field, a money field and a button, with the filter on the application."""

    def __init__(self, app):
        super().__init__()
        self.app = app
        self.text, self.money, self.button = QLineEdit(), MoneyEdit("uang"), QPushButton("Bayar")
        layout = QVBoxLayout(self)
        for part in (self.text, self.money, self.button):
            layout.addWidget(part)
        self.acts, self.scans, self.refusals, self.clicks = [], [], [], []
        self.button.clicked.connect(lambda: self.clicks.append(1))
        self.keys = KeyFilter(self.take, lambda: Screen.SELL)
        self.keys.scanned.connect(self.scans.append)
        self.keys.refused.connect(lambda: self.refusals.append(1))
        app.installEventFilter(self.keys)
        self.now = 5_000

    def take(self, action):
        self.acts.append(action)
        return action not in {Action.MORE, Action.FEWER, Action.LEFT}

    def press(self, chord, gap=200):
        self.now += gap
        combination = QKeySequence.fromString(chord)[0]
        text = chord if len(chord) == 1 else ""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, combination.key(), combination.keyboardModifiers(), text)
            event.setTimestamp(self.now)
            QApplication.sendEvent(QApplication.focusWidget() or self, event)

    def type(self, text, gap=200):
        for character in text:
            self.press(character, gap)
            self.keys.expire()

    def scan(self, code, gap=9, suffix="Return"):
        self.now += 500
        for character in code:
            self.press(character, gap)
        if suffix:
            self.press(suffix, gap)
        self.keys.expire()


@pytest.fixture
def desk(qapp, qtbot):
    built = Desk(qapp)
    qtbot.addWidget(built)
    built.show()
    built.activateWindow()
    qtbot.waitUntil(built.isActiveWindow)
    built.text.setFocus()
    yield built
    qapp.removeEventFilter(built.keys)


CODE = "2000030000016"


def test_typing_reaches_the_field(desk):
    """Nothing that a person types is lost or doubled."""
    desk.type("Bros kain-2")
    assert desk.text.text() == "Bros kain-2"
    assert desk.scans == []


def test_a_fast_typist_is_no_scanner(desk):
    """60 ms a key is fast for a person and too slow for a scan."""
    desk.type("kalung manik", gap=60)
    assert desk.text.text() == "kalung manik"


def test_a_scan_is_one_code_and_leaves_the_field_alone(desk):
    """Whatever has the focus."""
    desk.type("ba")
    desk.scan(CODE)
    assert (desk.scans, desk.text.text()) == ([CODE], "ba")


def test_a_scan_s_enter_presses_nothing(desk):
    """The classic accident: the code's Enter confirms the payment."""
    desk.button.setFocus()
    desk.scan(CODE)
    assert (desk.scans, desk.clicks) == ([CODE], [])
    assert Action.CONFIRM not in desk.acts


def test_a_scan_in_a_money_field_neither_sells_nor_disturbs(desk):
    """13 digits in Uang diterima are refused; the amount stays."""
    desk.money.setFocus()
    desk.money.prefill(125_000)
    desk.scan(CODE)
    assert (desk.scans, desk.refusals, desk.money.amount) == ([], [1], 125_000)
    desk.type("5")
    assert desk.money.amount == 5


def test_a_scanner_without_suffix(desk):
    """Silence ends it."""
    desk.scan(CODE, suffix=None)
    assert (desk.scans, desk.text.text()) == ([CODE], "")


def test_with_no_field_in_focus_a_scan_is_heard_too(desk):
    """All buttons keep their hands off the focus: the window itself gets the keys."""
    desk.text.clearFocus()
    desk.scan(CODE)
    assert desk.scans == [CODE]


def test_keys_of_the_map_come_before_the_field(desk):
    """Del removes the cart's line although the search field has the focus."""
    desk.type("ab")
    desk.press("Del")
    desk.press("F9")
    assert desk.acts == [Action.REMOVE, Action.PAY]
    assert desk.text.text() == "ab"


def test_a_key_that_the_screen_does_not_want_is_the_field_s(desk):
    """+ with a search text belongs to the text."""
    desk.type("3+")
    assert (desk.text.text(), desk.acts) == ("3+", [Action.MORE])


def test_enter_on_a_button_reached_by_tab_presses_it(desk):
    """And Space does too; once each."""
    desk.button.setFocus()
    desk.press("Return")
    assert desk.clicks == [1]
    desk.press("Space")
    assert desk.clicks == [1, 1]


def test_the_keypad_s_keys_are_the_same_keys(qapp):
    """Enter, + and - of the keypad carry a modifier that means nothing."""
    from PySide6.QtCore import Qt

    keypad = Qt.KeyboardModifier.KeypadModifier
    for key, chord in ((Qt.Key.Key_Plus, "+"), (Qt.Key.Key_Enter, "Enter"), (Qt.Key.Key_5, "5")):
        assert chord_of(QKeyEvent(QEvent.Type.KeyPress, key, keypad)) == chord
    shifted = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert chord_of(shifted) == "+"
