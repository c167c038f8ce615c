"""The kuitansi's PDF: whole, the same bytes for the same content, endless words and lists fit."""

from dataclasses import replace
from datetime import date

import pytest

from pos.domain.kuitansi import KuitansiTexts
from pos.domain.receipt import Letterhead
from pos.i18n import Texts
from pos.printing.kuitansi_pdf import KuitansiPaper, PaperSize, make

HEAD = Letterhead("Galeri Dekranasda", ("Lobi Gedung Biru",), "WA 08xx")
TEXTS = KuitansiTexts("Dinas Koperasi", "Cenderamata rapat kerja", "Bekasi", "Ratna Dewi", "Kepala Gerai")
ONE = KuitansiPaper(
    HEAD, "GDK1-KW00001", 162_000, TEXTS, date(2026, 11, 14), (("GDK1-000121", date(2026, 11, 14), 162_000),),
    "K7Q2MXWF",
)  # fmt: skip


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_whole_page(size, language):
    """One page, ended, with our fonts inside; the same content gives the same bytes."""
    found = make(ONE, size, Texts(language))
    assert (found[:5], found.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")
    assert found.count(b"/Type /Page\n") == 1
    assert b"PlusJakartaSans" in found
    assert found == make(ONE, size, Texts(language))


@pytest.mark.parametrize("size", PaperSize)
def test_long_words_and_many_receipts_fit(size):
    """A word without end is cut, a hundred receipts are named as far as there is room."""
    many = tuple((f"GDK1-{n:06d}", date(2026, 11, 14), 162_000) for n in range(100))
    long = KuitansiTexts("a" * 160, "kata " * 32, "b" * 160, "c" * 160, "d" * 160)
    found = make(
        replace(ONE, texts=long, receipts=many, total=16_200_000, needs_meterai=True), size, Texts("id")
    )
    assert found.count(b"/Type /Page\n") == 1


def test_copy_and_original_differ():
    """SALINAN stands on the copy; what was given back is said."""
    plain = make(ONE, PaperSize.A5, Texts("id"))
    assert plain != make(replace(ONE, copy_no=1), PaperSize.A5, Texts("id"))
    assert plain != make(replace(ONE, total=100_000), PaperSize.A5, Texts("id"))
