"""Rules of a kuitansi: texts are cleaned and complete, one per receipt, e-meterai over Rp5 million."""

import pytest

from pos.domain.kuitansi import TEXT_CHARS_MAX, KuitansiTexts, check_sale, needs_meterai
from pos.errors import KuitansiNotAllowed


def test_texts_are_cleaned():
    """Stray space, line ends, half characters, endless words."""
    texts = KuitansiTexts("  PT  Maju\n Jaya ", "a" * 500, "Bekasi\ud800", "Ratna").cleaned()
    assert (texts.payer, len(texts.purpose), texts.place) == ("PT Maju Jaya", TEXT_CHARS_MAX, "Bekasi?")


def test_e_meterai_above_five_million():
    """Not at five million."""
    assert (needs_meterai(5_000_000), needs_meterai(5_000_001)) == (False, True)


def test_a_receipt_is_worth_something_and_free():
    """Else the refusal says why."""
    check_sale("GDK1-000001", 1, "")
    for worth, under in ((0, ""), (100, "GDK1-KW00001")):
        with pytest.raises(KuitansiNotAllowed):
            check_sale("GDK1-000001", worth, under)
