"""Text for paper: ASCII only, wrapped between words, columns that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.printing.ops import Align, Columns, Rule, Size, Text
from pos.printing.text import display_size, in_columns, plain, set_lines, wrap


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("édisi", "edisi"),
        ("1–2 — 3", "1-2 - 3"),
        ("“kuota” ‘satu’", "\"kuota\" 'satu'"),
        ("30×40", "30x40"),
        ("dan…", "dan..."),
        ("½ kg", "1/2 kg"),
        ("Ærø Łódź ħ", "AEro Lodz h"),
        ("Straße", "Strasse"),
        ("ﬁlm № 5 ™", "film No 5 TM"),
        ("25°C €5", "25oC EUR5"),
        ("ＦＵＬＬ", "FULL"),
        ("Ǿ", "O"),
        ("a\u00a0b\tc\nd", "a b c d"),
        ("中", "?"),
        ("🎁", "?"),
        ("", ""),
    ],
)
def test_transliterates_to_the_nearest_ascii(given_text: str, expected: str) -> None:
    """A likeness is found wherever there is one; '?' only as last resort, never nothing."""
    assert plain(given_text) == expected


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x1b", "\x1d", "\x10", "\x7f", "\x9b", "\u202e", "\u200b", "\ufeff"]
)
def test_control_and_bidi_characters_vanish(hidden: str) -> None:
    """What would command a printer or turn a line around is no text."""
    assert plain(f"Tas{hidden}Anyam") == "TasAnyam"


@given(st.text())
def test_nothing_but_printable_ascii_comes_out(text: str) -> None:
    """Whatever a product is called: bytes 0x20 to 0x7e."""
    said = plain(text)
    assert all(" " <= character <= "~" for character in said)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), min_size=1))
def test_no_visible_character_is_dropped_silently(text: str) -> None:
    """Each letter, digit, mark leaves at least one character."""
    assert len(plain(text)) >= len(text)


@given(st.text(), st.integers(1, 60))
def test_wrapping_keeps_every_word_and_the_width(text: str, width: int) -> None:
    """Joined again, the lines are the words in order; no line is longer than the paper."""
    lines = wrap(text, width)
    assert lines
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(plain(text).split())


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=10), min_size=1), st.integers(10, 40))
def test_words_that_fit_are_never_broken(words: list[str], width: int) -> None:
    """Breaks stand only between words."""
    assert " ".join(wrap(" ".join(words), width)).split() == words


def test_a_word_longer_than_the_line_is_broken() -> None:
    """Only such a word."""
    assert wrap("Si ABCDEFGHIJKL tas", 5) == ("Si", "ABCDE", "FGHIJ", "KL", "tas")


@given(st.text(), st.text(), st.integers(2, 60))
def test_columns_always_fit(left: str, right: str, width: int) -> None:
    """No pair is too long for two columns, and the right one keeps its own words."""
    lines = in_columns(left, right, width)
    assert all(len(line) <= width for line in lines)
    joined = "".join(lines).replace(" ", "")
    assert joined == "".join(plain(left).split()) + "".join(plain(right).split())


def test_columns_meet_on_one_line_or_the_figure_goes_below() -> None:
    """At least one blank between; a figure that does not fit stands at the right of the next line."""
    assert in_columns("Tunai", "200.000", 14) == ("Tunai  200.000",)
    assert in_columns("Tunai", "200.000", 13) == ("Tunai 200.000",)
    assert in_columns("Tunai", "200.000", 12) == ("Tunai", "     200.000")
    assert in_columns("Pembayaran pengrajin (1)", "-68.000", 16) == (
        "Pembayaran",
        "pengrajin (1)",
        "         -68.000",
    )


def test_sizes_and_alignment_share_one_width() -> None:
    """LARGE halves the columns, TALL keeps them; the middle is the middle."""
    assert set_lines(Text("abc", align=Align.CENTER), 9) == ("   abc",)
    assert set_lines(Text("abc", align=Align.RIGHT), 9) == ("      abc",)
    assert set_lines(Text("abcdef", size=Size.LARGE), 10) == ("abcde", "f")
    assert set_lines(Columns("a", "b", size=Size.TALL), 10) == ("a        b",)
    assert set_lines(Text("ab cd", indent=1), 4) == (" ab", " cd")
    assert set_lines(Rule("="), 4) == ("====",)


def test_only_wide_paper_gets_wide_letters() -> None:
    """On 58 mm double width leaves 16 columns: too few."""
    assert display_size(10, 32) is Size.TALL
    assert display_size(24, 48) is Size.LARGE
    assert display_size(25, 48) is Size.TALL
