"""Slips of cash movements: who gives, who takes, how much and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pos.domain.shift import CashMovementKind
from pos.i18n import Texts
from pos.printing.preview import as_text
from pos.printing.slips import MovementFacts, lay_out_movement
from tests.printing.papers import DROP, MOVEMENT_FACTS, PAID_IN


def printed(movement: object, facts: MovementFacts = MOVEMENT_FACTS) -> str:
    return as_text(lay_out_movement(movement, facts, 32, Texts("id")), 32)


@pytest.mark.parametrize("kind", CashMovementKind)
def test_every_kind_has_a_heading(kind: CashMovementKind) -> None:
    """In capitals, with the amount and room for two signatures."""
    text = printed(replace(DROP, kind=kind))
    title = {"pay_in": "UANG MASUK", "pay_out": "UANG KELUAR", "drop": "SETORAN KASIR"}.get(
        kind, "PEMBAYARAN PENGRAJIN"
    )
    assert title in text
    assert "Jumlah                 Rp300.000" in text
    assert text.count("_______________  _______________") == 1


def test_who_signs_where() -> None:
    """The cashier takes a pay-in and hands over everything else."""
    assert "Menyerahkan                Kasir" in printed(PAID_IN)
    assert "Kasir                   Menerima" in printed(DROP)


def test_listed_and_free_reasons() -> None:
    """A code becomes words, a sentence stays as it was written, nothing stays nothing."""
    assert "Alasan: Setor ke brankas" in printed(DROP)
    assert "Alasan: Tambahan modal receh" in printed(PAID_IN)
    assert "Alasan" not in printed(replace(DROP, reason=""))


def test_copies_and_training_are_headed() -> None:
    """Nobody takes a second slip for a second drop."""
    text = printed(DROP, replace(MOVEMENT_FACTS, copy_no=1, training=True))
    assert "*** LATIHAN ***" in text
    assert "*** SALINAN ke-1 ***" in text
