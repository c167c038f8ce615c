"""Products as cart and receipt name them."""

from dataclasses import replace

from tests.domain.worked_day import MUG


def test_title_is_name_with_variant():
    """Without a trailing blank where there is none."""
    assert MUG.title == "Mug Glasir Hijau"
    assert replace(MUG, name="Mug Glasir", variant="Hijau").title == "Mug Glasir Hijau"
