"""Reason codes are a closed list; anything else is free text that stays outside records."""

import pytest

from pos.domain.reason import Reason, code_of


@pytest.mark.parametrize("reason", Reason)
def test_listed_code_is_a_code(reason):
    """Each by its value."""
    assert code_of(reason.value) is reason


@pytest.mark.parametrize("text", ["", "Defect", "rusak", "budi", "defect "])
def test_anything_else_is_not(text):
    """A lower-case word may be a name."""
    assert code_of(text) is None
