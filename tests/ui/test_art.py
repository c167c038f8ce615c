"""Every product has a picture of its own: the same for ever, of the right thing, light and dark."""

import csv
from itertools import pairwise
from random import Random

import pytest
from PySide6.QtGui import QColor, QImage

from pos.paths import asset
from pos.ui.art.colours import inks, oklch, words_of
from pos.ui.art.layers import Layer
from pos.ui.art.paths import path
from pos.ui.art.patterns import BATIK, GROUNDS, ORNAMENTS, WORDS, brush, ornament_in
from pos.ui.art.pictures import MOTIFS, Subject, motif_name, paint

with asset("demo", "families.csv").open(encoding="utf-8", newline="") as file:
    FAMILIES = [(row["category"], row["family"]) for row in csv.DictReader(file)]


def lightness(image: QImage) -> float:
    small = image.scaled(8, 6)
    return sum(QColor(small.pixel(x, y)).lightness() for x in range(8) for y in range(6)) / 48


def difference(one: QImage, other: QImage) -> float:
    """How much two pictures differ, 0 to 255 a pixel."""
    a, b = (image.scaled(40, 30).convertToFormat(QImage.Format.Format_RGB888) for image in (one, other))
    left, right = bytes(a.constBits()), bytes(b.constBits())
    return sum(abs(x - y) for x, y in zip(left, right, strict=True)) / len(left)


def test_the_same_product_has_the_same_pixels():
    """A till and the web show the same picture, today and next year."""
    mug = Subject("M18-001", "Mug Glasir Biru", "Keramik", "Mug Glasir")
    assert paint(mug, dark=False) == paint(mug, dark=False)
    assert paint(mug, dark=False) != paint(Subject("M18-002", "Mug Glasir Biru", "Keramik"), dark=False)


@pytest.mark.parametrize(("category", "family"), FAMILIES, ids=[family for _, family in FAMILIES])
def test_every_family_is_drawn_as_what_it_is(category, family):
    """The object comes from the name, not from the category's chance."""
    chosen = {motif_name(Subject(f"X{n}", family, "", family), Random(n)) for n in range(20)}
    by_chance = {motif_name(Subject(f"X{n}", "", "", ""), Random(n)) for n in range(20)}
    assert chosen
    assert not chosen >= by_chance
    assert chosen <= set(MOTIFS)


def test_the_thing_itself_wins_over_what_it_is_made_of():
    """Indonesian names begin with the thing: a cloth brooch is a brooch, paper bags are bags."""
    dice = Random(1)
    assert motif_name(Subject("1", "Bros Kain Perca Melati", "Aksesoris"), dice).startswith("bros")
    assert motif_name(Subject("1", "Kantong Kertas", "Kemasan"), dice) == "kantong"
    assert motif_name(Subject("1", "Mobil Kayu Truk", "Kayu"), dice) == "truk"


def test_colour_words_are_obeyed_and_only_whole_words():
    """`Merah` is red; the `abu` in `Sabuk` is nothing."""
    red = inks("Dompet Merah", "Kulit", Random(1), dark=False).body
    assert red.red() > red.green() + 40
    belt = inks("Sabuk Kulit", "Kulit", Random(1), dark=False).body
    assert belt.hsvSaturation() > 60
    assert " sabuk " in words_of("Sabuk, Kulit")


def test_dark_pictures_are_dark():
    """Light art under a veil pulls the eye from the total (ui.md §3.2)."""
    for category, family in FAMILIES[::5]:
        subject = Subject(family, family, category, family)
        assert lightness(paint(subject, dark=False)) > 130
        assert lightness(paint(subject, dark=True)) < 95


def test_neighbours_differ_clearly():
    """Products of one family side by side are told apart at a glance."""
    pictures = [paint(Subject(f"M10-{n:03}", "Gelang Manik", "Aksesoris"), dark=False) for n in range(8)]
    pairs = [difference(a, b) for a, b in pairwise(pictures)]
    assert sum(pairs) / len(pairs) > 12


def test_named_ornaments_are_used():
    """Kawung is kawung."""
    assert ornament_in("Kain Batik Cap Kawung") == "kawung"
    assert ornament_in("Mug") is None
    assert {ornament for _, ornament in WORDS} | set(BATIK) | set(GROUNDS) <= set(ORNAMENTS)
    assert all(brush(name, QColor("red")).textureImage().width() > 0 for name in ORNAMENTS)


def test_all_motifs_can_be_drawn():
    """Every layer's path is read, every ink exists."""
    colours = inks("x", "y", Random(1), dark=False)
    for motif in MOTIFS.values():
        for layer in motif:
            assert isinstance(layer, Layer)
            assert not path(layer.shape).isEmpty()
            assert isinstance(getattr(colours, layer.ink), QColor)


def test_colours_stay_within_the_screen_s_reach():
    """Chroma gives way before the colour wraps round."""
    assert oklch(0.5, 0.9, 30).isValid()
    assert oklch(1.2, 0, 0) == QColor(255, 255, 255)
