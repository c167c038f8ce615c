"""Pieces that papers share: never wider than the paper, and what must be seen is large."""

import pytest

from pos.i18n import Texts
from pos.printing import parts
from pos.printing.ops import Align, Columns, Feed, Rule, Text
from pos.printing.text import set_lines, width_of

PAPERS = (32, 42, 48)


@pytest.mark.parametrize("columns", PAPERS)
@pytest.mark.parametrize("words", ["TUTUP KASIR", "GALERI DEKRANASDA KOTA BEKASI", "x" * 90])
def test_a_heading_is_large_and_never_wider_than_the_paper(columns, words):
    """In the middle, bold; a long one is broken, not cut."""
    made = parts.heading(words, columns)
    assert (made.align, made.bold) == (Align.CENTER, True)
    lines = set_lines(made, columns)
    assert all(len(line.strip()) <= width_of(made.size, columns) for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


def test_a_mark_cannot_be_overlooked():
    """Stars round it, in the heading's size."""
    assert parts.mark("SALINAN ke-1", 32) == parts.heading("*** SALINAN ke-1 ***", 32)


def test_a_section_begins_with_a_rule():
    """Then its name, bold."""
    assert parts.section("TUNAI") == (Rule(), Text("TUNAI", bold=True))


@pytest.mark.parametrize(("language", "said"), [("id", "Alasan: Barang cacat"), ("en", "Reason: Defective")])
def test_a_reason_is_said_in_words_or_not_at_all(language, said):
    """A code becomes words; no reason, no line."""
    assert parts.reason("", Texts(language)) == ()
    assert parts.reason("defect", Texts(language)) == (Text(said),)
    assert parts.centred("x").align is Align.CENTER


@pytest.mark.parametrize("columns", PAPERS)
def test_two_people_have_room_to_sign(columns):
    """Names side by side, three empty lines, a stroke for each; the strokes fit beside one another."""
    _, names, room, strokes = parts.signature_lines("Kasir", "Penanggung jawab", columns)
    assert names == Columns("Kasir", "Penanggung jawab")
    assert room == Feed(3)
    assert len(strokes.left) + len(strokes.right) < columns


@pytest.mark.parametrize("columns", PAPERS)
def test_the_one_amount_stands_at_the_edge(columns):
    """TOTAL and its sum on one line, bold."""
    made = parts.headline("TOTAL", "Rp162.000", columns)
    assert (made.left, made.right, made.bold) == ("TOTAL", "Rp162.000", True)
    assert len("TOTAL") + len("Rp162.000") < width_of(made.size, columns)
