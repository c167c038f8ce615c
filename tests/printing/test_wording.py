"""Words for what the domain lists: nothing listed is without them."""

from __future__ import annotations

from pos.domain.reason import Reason
from pos.domain.shift import CashMovementKind
from pos.domain.tender import TenderKind
from pos.i18n import Texts
from pos.printing.wording import moment, movement_words, reason_table, reason_words, spaced_code, tender_words
from tests.printing.papers import AT


def test_every_listed_kind_has_words() -> None:
    """A new tender, movement or reason needs its word here before it reaches paper."""
    texts = Texts("id")
    assert set(tender_words(texts)) == set(TenderKind)
    assert set(movement_words(texts)) == set(CashMovementKind)
    assert set(reason_table(texts)) == set(Reason)


def test_free_text_reasons_stay_as_they_are() -> None:
    """Only codes are translated."""
    assert reason_words("Tas robek di jahitan", Texts("id")) == "Tas robek di jahitan"
    assert reason_words("defect", Texts("id")) == "Barang cacat"


def test_moments_are_wib_and_as_long_as_the_paper_allows() -> None:
    """03:32 UTC is 10:32 in Bekasi; narrow paper drops century and zone."""
    assert moment(AT, 32) == "14/11/26 10:32"
    assert moment(AT, 42) == "14/11/2026 10:32 WIB"


def test_codes_are_read_aloud_in_fours() -> None:
    """Eight characters in two groups."""
    assert spaced_code("K7Q2MXWF") == "K7Q2-MXWF"
    assert spaced_code("") == ""
