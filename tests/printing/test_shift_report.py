"""The cashier's report: the worked day of domain.md §5.1, and what a blind count must not see."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pos.domain.shift import ShiftTotals
from pos.i18n import Texts
from pos.printing.preview import as_text
from pos.printing.shift_report import ShiftFacts, lay_out
from tests.printing.papers import BUSY, CLOSED, FACTS, SHIFT, TOTALS


def printed(shift: object = CLOSED, totals: ShiftTotals = TOTALS, facts: ShiftFacts = FACTS) -> str:
    return as_text(lay_out(shift, totals, facts, 32, Texts("id")), 32)


def row(text: str, label: str) -> str:
    """The figure beside a label."""
    match = re.search(rf"^ ?{re.escape(label)} +(\S+)$", text, re.MULTILINE)
    assert match, f"{label} is not on the paper"
    return match[1]


@pytest.mark.parametrize(
    ("label", "figure"),
    [
        ("Modal awal", "500.000"),
        ("Penjualan tunai", "204.500"),
        ("Uang keluar (1)", "-35.000"),
        ("Uang menurut catatan", "669.500"),
        ("Uang dihitung", "669.000"),
        ("SELISIH KURANG", "-Rp500"),
        ("QRIS (2)", "1.340.500"),
        ("Kartu debit (1)", "202.500"),
        ("Penjualan bersih", "1.747.500"),
        ("Nota pertama", "GDK1-000121"),
        ("Nota terakhir", "GDK1-000125"),
        ("Jumlah nota", "5"),
        ("Belum terkirim", "3"),
        ("Kode catatan", "K7Q2-MXWF"),
        ("Total sejak awal", "48.215.900"),
    ],
)
def test_the_worked_day(label: str, figure: str) -> None:
    """Each figure of the design stands beside its name."""
    assert row(printed(), label) == figure


@pytest.mark.parametrize(
    ("counted", "words"),
    [(669_500, "SELISIH (pas)"), (670_000, "SELISIH LEBIH"), (1, "SELISIH KURANG")],
)
def test_a_difference_has_a_direction_in_words(counted: int, words: str) -> None:
    """Nobody has to read a sign."""
    assert words in printed(replace(CLOSED, counted=counted))


def test_money_out_is_negative_whatever_it_was_for() -> None:
    """The lines of the drawer add up to the sum under them."""
    text = printed(replace(CLOSED, expected=221_000, counted=221_000), BUSY)
    labels = ("Modal awal", "Penjualan tunai", "Retur tunai", "Uang masuk (1)", "Uang keluar (1)", "Setoran kasir (1)",
              "Pembayaran pengrajin (1)")  # fmt: skip
    assert sum(int(row(text, label).replace(".", "")) for label in labels) == 221_000
    assert row(text, "Uang menurut catatan") == "221.000"


def test_a_blind_interim_report_says_nothing_about_cash() -> None:
    """Neither the expected cash nor any figure from which it follows (users.md)."""
    text = printed(SHIFT, BUSY, replace(FACTS, show_cash=False))
    assert "LAPORAN SEMENTARA" in text
    for figure in (
        "500.000",
        "204.500",
        "180.500",
        "1.747",
        "1.849",
        "48.215.900",
        "221.000",
        "Tunai",
        "Modal",
    ):
        assert figure not in text
    assert "1.340.500" in text


def test_a_closed_shift_shows_its_cash_in_any_case() -> None:
    """The count is committed: nothing is hidden any more."""
    assert "Uang menurut catatan" in printed(facts=replace(FACTS, show_cash=False))


def test_an_interim_report_where_owner_and_cashier_are_one() -> None:
    """Expected cash is shown, no count, no signatures."""
    text = printed(SHIFT)
    assert row(text, "Uang menurut catatan") == "669.500"
    for absent in ("Uang dihitung", "SELISIH", "____"):
        assert absent not in text


def test_marks_and_the_sent_state() -> None:
    """A copy and a training report are headed; nothing unsent is said in words."""
    text = printed(facts=replace(FACTS, copy_no=2, training=True, unsent=0))
    assert "*** SALINAN ke-2 ***" in text
    assert "*** LATIHAN ***" in text
    assert "Semua terkirim" in text
