"""One catalogue; dates from our own tables; the language is a matter of each call."""

from datetime import UTC, date, datetime

from pos.i18n import Texts, clock


def test_the_source_text_is_indonesian():
    """Without a catalogue the text is itself."""
    assert Texts("id")._("Bayar") == "Bayar"


def test_english_is_translated():
    """From the compiled catalogue."""
    assert Texts("en")._("Kembalian") != "Kembalian"


def test_dates_in_both_languages():
    """Not from the system's locale."""
    day = date(2026, 11, 14)
    assert (Texts("id").weekday(day), Texts("id").day(day)) == ("Sabtu", "14 Nov 2026")
    assert (Texts("en").weekday(day), Texts("en").day(date(2026, 5, 1))) == ("Saturday", "1 May 2026")
    assert Texts("id").day(date(2026, 5, 1)) == "1 Mei 2026"


def test_the_clock_is_wib_with_a_dot():
    """As Indonesian clocks are written."""
    at = datetime(2026, 11, 14, 3, 2, tzinfo=UTC)
    assert clock(at) == "10.02"
    assert clock(at, ":") == "10:02"
