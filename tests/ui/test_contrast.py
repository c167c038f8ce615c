"""The table of ui.md §2.2 as it must stay: a prettier colour that nobody can read is refused here."""

import pytest

from pos.ui.theme import contrast, load_tokens

TOKENS = load_tokens()
TEXT, CONTROL, IN_THE_SUN = 4.5, 3.0, 7.0
PAIRS = (
    ("text", "surface", 17.3, 14.8, TEXT),
    ("muted", "surface", 6.0, 7.5, TEXT),
    ("muted", "bg", 5.4, 8.3, TEXT),
    ("muted", "sel", 5.4, 6.1, TEXT),
    ("faint", "surface", 5.1, 4.9, TEXT),
    ("faint", "bg", 4.6, 5.5, TEXT),
    ("on_primary", "primary", 6.5, 7.6, TEXT),
    ("on_primary", "hover", 8.0, 6.1, TEXT),
    ("on_soft", "soft", 5.6, 7.6, TEXT),
    ("accent", "accent_soft", 5.3, 7.6, TEXT),
    ("accent", "surface", 5.9, 9.3, TEXT),
    ("danger", "surface", 6.6, 7.3, TEXT),
    ("danger", "danger_soft", 5.6, 6.5, TEXT),
    ("danger", "sel", 5.9, 6.0, TEXT),
    ("border_strong", "surface", 3.6, 3.7, CONTROL),
    ("border_strong", "bg", 3.2, 4.1, CONTROL),
    ("border_strong", "sel", 3.2, 3.0, CONTROL),
    ("focus", "surface", 6.5, 7.8, CONTROL),
    ("focus", "bg", 5.9, 8.6, CONTROL),
)
OURS = (
    ("on_soft", "surface", TEXT),
    ("on_soft", "sel", TEXT),
    ("accent", "sel", TEXT),
    ("text", "surface2", TEXT),
    ("muted", "surface2", TEXT),
    ("faint", "sunken", 4.0),
    ("border_strong", "surface2", CONTROL),
    ("bg", "text", TEXT),
)


@pytest.mark.parametrize(("one", "other", "light", "dark", "floor"), PAIRS)
def test_the_table_holds(one, other, light, dark, floor):
    """Each ratio is as computed once (to one decimal), and above its floor."""
    for mode, expected in (("light", light), ("dark", dark)):
        ratio = contrast(TOKENS[mode][one], TOKENS[mode][other])
        assert ratio == pytest.approx(expected, abs=0.06)
        assert round(ratio, 1) >= floor


@pytest.mark.parametrize(("one", "other", "floor"), OURS)
def test_pairs_the_sheet_adds(one, other, floor):
    """What the sheet combines beyond the table is readable too; `faint` on `sunken` is for disabled words only."""
    for mode in ("light", "dark"):
        assert contrast(TOKENS[mode][one], TOKENS[mode][other]) >= floor


@pytest.mark.parametrize(("one", "other"), [pair[:2] for pair in (*PAIRS, *OURS)])
def test_in_the_sun_everything_is_read(one, other):
    """Seven to one or more for every text, every edge of a control, every mark of focus, disabled words as well."""
    assert contrast(TOKENS["sun"][one], TOKENS["sun"][other]) >= IN_THE_SUN


def test_every_theme_has_every_colour():
    """A token that one of them lacked would be a crash on a screen that nobody looked at."""
    assert set(TOKENS["light"]) == set(TOKENS["dark"]) == set(TOKENS["sun"])


def test_the_measure_itself():
    """Black on white is 21, a colour on itself is 1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#0B6B50", "#0B6B50") == 1
