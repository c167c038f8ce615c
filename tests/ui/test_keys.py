"""One key, one meaning; every key that a button shows is in the table."""

import re

import pytest
from PySide6.QtGui import QKeySequence

from pos.ui.keys import KEY_MAP, SECOND_CHORDS, Action, Screen, action_of, keycap


def test_no_chord_twice():
    """A key means one thing in the whole program, whatever the screen."""
    chords = [*(binding.chord for binding in KEY_MAP), *SECOND_CHORDS.values()]
    assert sorted(chords) == sorted(set(chords))


@pytest.mark.parametrize("binding", KEY_MAP, ids=lambda binding: binding.chord)
def test_chords_are_spelled_as_qt_spells_them(binding):
    """A typo would be a dead key."""
    sequence = QKeySequence.fromString(binding.chord, QKeySequence.SequenceFormat.PortableText)
    assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == binding.chord


def test_every_action_has_a_key():
    """And a cap to show for it."""
    assert {binding.action for binding in KEY_MAP} == set(Action)
    assert keycap(Action.PAY) == "F9"
    assert keycap(Action.CONFIRM) == "Enter"


def test_a_key_without_meaning_here_belongs_to_the_field():
    """F9 pays on the sale screen only: a double press never pays twice."""
    assert action_of("F9", Screen.SELL) is Action.PAY
    assert action_of("F9", Screen.PAY) is None
    assert action_of("Del", Screen.PAY) is None
    assert action_of("F2", Screen.SIGN_IN) is None


def test_left_free_on_purpose():
    """Scanners send Alt+digits and Ctrl+I, J, M, ]; Ctrl+Q is a slip (ui.md §4.2)."""
    taken = {binding.chord for binding in KEY_MAP} | set(SECOND_CHORDS.values())
    free = {"Ctrl+Q", "Ctrl+I", "Ctrl+J", "Ctrl+M", "Ctrl+]"} | {f"Alt+{n}" for n in range(10)}
    assert taken & free == set()


def test_every_key_of_the_f_row_has_a_second_chord():
    """A laptop in a tent: the same action on the same screens; spelled as Qt spells it, once each."""
    of_the_row = {binding.action for binding in KEY_MAP if re.search(r"\bF\d", binding.chord)}
    assert of_the_row == set(SECOND_CHORDS)
    for binding in KEY_MAP:
        second = SECOND_CHORDS.get(binding.action)
        if second is None:
            continue
        sequence = QKeySequence.fromString(second, QKeySequence.SequenceFormat.PortableText)
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == second
        for screen in Screen:
            assert action_of(second, screen) is action_of(binding.chord, screen)
