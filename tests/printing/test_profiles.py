"""The table of printers: what the layouts rely on."""

from __future__ import annotations

import pytest

from pos.printing.profiles import PAPER_58, PAPER_80, PROFILES, Profile, find_profile, for_paper


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.id)
def test_profiles_are_sound(profile: Profile) -> None:
    """Characters of 12 dots fit the width, dots are whole bytes, ids lead back."""
    assert profile.columns * 12 <= profile.dots
    assert profile.dots % 8 == 0
    assert find_profile(profile.id) is profile
    assert profile.chunk_bytes <= 4096


def test_paper_widths_and_unknown_ids() -> None:
    """58 and 80 mm are what `gerai init --paper` offers."""
    assert for_paper(58) is PAPER_58
    assert for_paper(80) is PAPER_80
    assert find_profile("76mm-U220") is None


def test_impossible_pulses_are_refused() -> None:
    """A pulse that no printer can be told never reaches one."""
    for wrong in ({"drawer_pin": 2}, {"drawer_on_ms": 0}, {"drawer_off_ms": 512}):
        with pytest.raises(AssertionError):
            Profile("x", columns=32, dots=384, cutter=False, feed_lines=4, **wrong)
