"""Tokens become one sheet: every word filled in, every px scaled; figures are of equal width."""

import re

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QLineEdit

from pos.ui.application import apply_theme, load_fonts, make_application
from pos.ui.theme import MODES, make_theme


@pytest.mark.parametrize("mode", MODES)
def test_the_sheet_is_filled(qapp, mode):
    """No token is left over, and Qt reads it without a warning (which would fail the test)."""
    theme = make_theme(mode)
    assert "@" not in theme.sheet
    apply_theme(qapp, theme)


def test_wide_screens_scale_by_an_eighth():
    """From 1600 px people sit farther away: 16 becomes 18, and so does every px of the sheet."""
    usual, wide = make_theme("light", 1366), make_theme("light", 1920)
    assert (usual.px(16), wide.px(16)) == (16, 18)
    heights = [int(n) for n in re.findall(r"min-height: (\d+)px", usual.sheet)]
    assert [int(n) for n in re.findall(r"min-height: (\d+)px", wide.sheet)] == [wide.px(n) for n in heights]


def test_placeholders_are_readable(qapp):
    """Qt's own placeholder grey fails AA: the palette says faint."""
    for mode in MODES:
        theme = make_theme(mode)
        assert theme.palette().color(QPalette.ColorRole.PlaceholderText) == theme.colour("faint")


def test_the_shipped_font_is_used_with_equal_figures(qapp):
    """No system font is relied on; sums stand under one another."""
    make_application()
    assert "Plus Jakarta Sans" in load_fonts()
    assert "Plus Jakarta Sans" in QFontDatabase.families()
    font = make_theme().font(20, 700)
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"))
    assert font.family() == "Plus Jakarta Sans"


def test_the_sheet_asks_for_no_property_of_qt_s_own(qapp):
    """A widget has a `size` already: setProperty would change nothing, and the rule would never hold."""
    asked = set(re.findall(r"\[(\w+)=", make_theme().sheet))
    meta = QLineEdit.staticMetaObject
    own = {meta.property(n).name() for n in range(meta.propertyCount())}
    assert asked & own == set()
