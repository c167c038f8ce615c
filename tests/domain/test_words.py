"""Rupiah written, read and said (domain.md §2.1; invariant 40)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.words import PARSED_MAX, format_rupiah, grouped, parse_rupiah, terbilang
from tests.domain.strategies import thousand
from tests.domain.vectors import load

VECTORS = load("words")


@pytest.mark.parametrize(("amount", "text"), VECTORS["format"])
def test_format(amount, text):
    """Rp, dots, no decimals, the minus in front."""
    assert format_rupiah(amount) == text
    assert grouped(amount) == text.replace("Rp", "")


@pytest.mark.parametrize(("text", "amount"), VECTORS["parse"])
def test_parse(text, amount):
    """What people type: dots, Rp, jt, rb, k."""
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize("text", VECTORS["refused"])
def test_anything_else_is_not_money(text):
    """No guessing: 1.25 is neither 125 nor 1,25; nothing is rounded."""
    assert parse_rupiah(text) is None


@pytest.mark.parametrize(("amount", "text"), VECTORS["terbilang"])
def test_terbilang(amount, text):
    """The se- forms, and 'satu juta'."""
    assert terbilang(amount) == text


@thousand
@given(st.integers(-PARSED_MAX, PARSED_MAX))
def test_what_is_written_is_read_again(amount):
    """Invariant 40: parse(format(n)) = n for |n| < 10^15, with and without Rp."""
    assert parse_rupiah(format_rupiah(amount)) == amount
    assert parse_rupiah(grouped(amount)) == amount


@thousand
@given(st.text("0123456789.,Rrpjtbk- ", max_size=12) | st.text(max_size=6))
def test_reading_never_fails(text):
    """Any text is a whole amount or None."""
    found = parse_rupiah(text)
    assert found is None or (type(found) is int and abs(found) <= PARSED_MAX)


_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SIZES = {"juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def heard(words: str) -> int:
    """Read terbilang back by another way: left to right, as one hears it."""
    words = (
        words.replace("sepuluh", "satu puluh")
        .replace("sebelas", "satu belas")
        .replace("seratus", "satu ratus")
    )
    total = below = unit = 0
    for word in words.replace("seribu", "satu ribu").removesuffix(" rupiah").split():
        match word:
            case "belas":
                below, unit = below + 10 + unit, 0
            case "puluh" | "ratus":
                below, unit = below + unit * (10 if word == "puluh" else 100), 0
            case "ribu":
                below, unit = (below + unit) * 1_000, 0
            case "juta" | "miliar" | "triliun":
                total, below, unit = total + (below + unit) * _SIZES[word], 0, 0
            case _:
                unit = _DIGITS.index(word)
    return total + below + unit


@thousand
@given(st.integers(0, PARSED_MAX))
def test_terbilang_says_the_amount(amount):
    """Said and heard again by another reader it is the same amount; never 'satu ratus' nor 'satu ribu'."""
    words = terbilang(amount)
    assert heard(words) == amount
    assert " satu ratus" not in f" {words}"
    assert not f" {words}".endswith(" satu ribu rupiah") or amount % 10_000 // 1_000 == 1
