"""One key, one meaning; every key that a button shows is in the table."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence

from pos.errors import GeraiError, NotPermitted, PrinterStalled
from pos.i18n import Texts
from pos.ui.keys import (
    KEY_MAP,
    LEFT_FREE,
    PLAIN,
    SECOND_CHORDS,
    Action,
    ChordFault,
    KeyMap,
    Screen,
    fixed,
    key_map_of,
    keycap_in,
)

CHORDS = ["Ctrl+Shift+B", "F5", "F9", "Ctrl+Z", "Shift+F8", "Ctrl+9", "B", "Esc", "Alt+T", "Ctrl+Q"]


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
    assert KeyMap().keycap(Action.PAY) == "F9"
    assert KeyMap().keycap(Action.CONFIRM) == "Enter"


def test_a_key_without_meaning_here_belongs_to_the_field():
    """F9 pays on the sale screen only: a double press never pays twice."""
    assert KeyMap().action_of("F9", Screen.SELL) is Action.PAY
    assert KeyMap().action_of("F9", Screen.PAY) is None
    assert KeyMap().action_of("Del", Screen.PAY) is None
    assert KeyMap().action_of("F2", Screen.SIGN_IN) is None


def test_left_free_on_purpose():
    """Scanners send Alt+digits and Ctrl+I, J, M, ]; Ctrl+Q is a slip (ui.md §4.2)."""
    taken = {binding.chord for binding in KEY_MAP} | set(SECOND_CHORDS.values())
    free = LEFT_FREE | {"Ctrl+]"} | {f"Alt+{n}" for n in range(10)}
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
            assert KeyMap().action_of(second, screen) is KeyMap().action_of(binding.chord, screen)


def test_a_changed_key_means_its_action_and_the_old_one_nothing():
    """On the same screens; the cap says it, the second key stays."""
    keys = KeyMap().with_chord(Action.PAY, "Ctrl+Shift+B")
    assert keys.action_of("Ctrl+Shift+B", Screen.SELL) is Action.PAY
    assert keys.action_of("Ctrl+Shift+B", Screen.PAY) is None
    assert keys.action_of("F9", Screen.SELL) is None
    assert keys.action_of("Alt+B", Screen.SELL) is Action.PAY
    assert keys.keycap(Action.PAY) == "Ctrl+Shift+B"
    assert keys.with_chord(Action.PAY, "F9") == KeyMap()


def test_a_taken_key_changes_places():
    """No action is left without a key, none has two."""
    keys = KeyMap().with_chord(Action.PAY, "F5")
    assert keys.action_of("F5", Screen.SELL) is Action.PAY
    assert keys.action_of("F9", Screen.PAY) is Action.QUICK_CASH_TENDER
    assert keys.action_of("F5", Screen.PAY) is None
    assert keys.with_chord(Action.PAY, "F9") == KeyMap()


@pytest.mark.parametrize(
    ("chord", "fault"),
    [
        ("Ctrl+Shift+B", None),
        ("F5", None),
        ("B", ChordFault.NO_CHORD),
        ("7", ChordFault.NO_CHORD),
        ("Shift+B", ChordFault.NO_CHORD),
        ("Alt+7", ChordFault.NO_CHORD),
        ("Alt+F4", ChordFault.NO_CHORD),
        ("Ctrl+]", ChordFault.NO_CHORD),
        ("Ctrl+Alt+B", ChordFault.NO_CHORD),
        ("", ChordFault.NO_CHORD),
        ("Ctrl+Q", ChordFault.LEFT_FREE),
        ("Ctrl+V", ChordFault.LEFT_FREE),
        ("Alt+T", ChordFault.SECOND),
        ("Esc", ChordFault.FIXED),
        ("Del", ChordFault.FIXED),
    ],
)
def test_what_can_be_a_key(chord, fault):
    """Text and figures stay with the fields, scanners' chords and the keys of every program stay free."""
    assert KeyMap().fault(Action.PAY, chord) is fault


def test_what_every_program_shares_stays():
    """Nobody can take away the way back."""
    assert {action for action in Action if fixed(action)} == {
        *(Action.CONFIRM, Action.BACK, Action.UP, Action.DOWN, Action.LEFT, Action.RIGHT),
        *(Action.PAGE_UP, Action.PAGE_DOWN, Action.MORE, Action.FEWER, Action.REMOVE, Action.CLEAR),
    }
    assert KeyMap().fault(Action.BACK, "Ctrl+Shift+B") is ChordFault.FIXED


@given(st.lists(st.tuples(st.sampled_from(list(Action)), st.sampled_from(CHORDS)), max_size=12))
def test_any_changes_leave_each_action_one_key(steps):
    """And come back from the setting as they were."""
    keys = KeyMap()
    for action, chord in steps:
        if keys.fault(action, chord) is None:
            keys = keys.with_chord(action, chord)
            assert keys.chord(action) == chord
    chords = [keys.chord(action) for action in Action]
    assert len(set(chords)) == len(chords)
    assert key_map_of(keys.as_stored()) == keys


@pytest.mark.parametrize(
    "stored",
    [
        ["pay=F5"],
        ["pay=B"],
        ["nobody=F9"],
        ["pay"],
        ["back=Ctrl+Shift+B"],
        ["pay=Ctrl+Q"],
        ["pay=F5", "cash=F5"],
    ],
)
def test_what_does_not_fit_leaves_the_plain_table(stored):
    """A damaged setting must not take a key away."""
    assert key_map_of(stored) == KeyMap()


def test_sentences_name_the_key_that_is_set():
    """In errors and elsewhere; what the errors name by themselves are the keys as the program comes."""
    keys = KeyMap().with_chord(Action.REPRINT, "Ctrl+Shift+B")
    told = Texts("id", keys.named())
    assert told.explain(PrinterStalled()).endswith("tekan Cetak ulang (Ctrl+Shift+B).")
    assert Texts("en").explain(PrinterStalled()).endswith("press Reprint (F12).")
    assert (keycap_in(told, Action.REPRINT), keycap_in(Texts("id"), Action.REPRINT)) == (
        "Ctrl+Shift+B",
        "F12",
    )
    assert Texts("id").explain(NotPermitted(action="Retur")).endswith("PIN-nya (Ctrl+L).")


def test_the_keys_that_errors_name_are_those_of_the_table():
    """No kind of error names a key that is another one by now."""

    def below(kind):
        return {kind, *(leaf for child in kind.__subclasses__() for leaf in below(child))}

    named = {name: cap for kind in below(GeraiError) for name, cap in kind.keycaps.items()}
    assert named
    assert named.items() <= PLAIN.named().items()
