"""The drawer's day by fingers alone: every step has a button, every number can be pressed on the keypad."""

import pytest
from PySide6.QtWidgets import QPushButton

from pos.services import safe, shifts
from pos.ui.keys import Screen
from pos.ui.widgets.count_grid import PiecesEdit


@pytest.fixture
def till(on_stage):
    stage = on_stage(1024, 768)
    stage.begin()
    return stage


def tap(till, name):
    """Touch the one visible button of this name (its word, or what a reader says)."""
    found = [
        b for b in till.front_widget().findChildren(QPushButton)
        if b.isVisibleTo(till.window) and name in (b.text().strip(), b.accessibleName())
    ]  # fmt: skip
    assert len(found) == 1, (name, len(found))
    till.click(found[0])


def field(till, name):
    found = [e for e in till.front_widget().findChildren(PiecesEdit) if e.isVisibleTo(till.window)]
    return next(e for e in found if e.accessibleName() == name)


def test_the_drawer_is_counted_closed_and_opened_by_touch(till):
    """Count, look once more, close, report and back, the float note by note, open."""
    till.click(till.window.inside._rail._buttons[Screen.SHIFT])
    tap(till, "Tutup kasir")
    tap(till, "2")
    till.click(field(till, "lembar Rp50.000"))
    tap(till, "1")
    tap(till, "Hapus satu angka")
    tap(till, "2")
    tap(till, "Tutup kasir")
    tap(till, "Tutup kasir")
    assert shifts.current_shift(till.ctx) is None
    tap(till, "Lihat laporan")
    tap(till, "Kembali")
    tap(till, "Selesai")
    tap(till, "Hitung per pecahan")
    till.click(field(till, "lembar Rp10.000"))
    for key in ("1", "5"):
        tap(till, key)
    tap(till, "Buka kasir")
    assert shifts.current_shift(till.ctx).opening_counts == (("n10000", 15),)


def test_money_goes_to_the_safe_by_touch(till):
    """The drop, then the safe says it."""
    till.click(till.window.inside._rail._buttons[Screen.SHIFT])
    tap(till, "Setoran kasir")
    for key in ("1", "0", "0", "0", "0", "0"):
        tap(till, key)
    tap(till, "Catat")
    assert safe.state(till.ctx).held == 100_000
    tap(till, "Brankas")
    assert till.front is Screen.SAFE
