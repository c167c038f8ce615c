"""The first start on an empty folder, as the program runs it: asked, made, there; closed, and nothing is made."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos.app.first_run import ask_and_make
from pos.paths import ShopFolder
from pos.ui.first_run.screen import FirstRunWindow


def window():
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, FirstRunWindow) and one.isVisible()
    )


def answer():
    fields = window().fields
    for name, text in {"outlet": "Toko Blu", "manager": "Ratna", "pin": "4821", "pin_again": "4821"}.items():
        QTest.keyClicks(fields[name], text)
    window().make.click()


@pytest.mark.parametrize(("does", "made"), [(answer, True), (lambda: window().close(), False)])
def test_an_empty_folder_is_asked_for_a_shop(qapp, tmp_path, does, made):
    """The event loop ends with the window either way."""
    QTimer.singleShot(0, does)
    assert ask_and_make(tmp_path / "shop") is made
    assert ShopFolder(tmp_path / "shop").database.is_file() is made
