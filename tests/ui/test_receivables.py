"""Receivables by keys and their Qt-free half: the whole in two keys, a part by transfer."""

import pytest

from pos.domain.tender import Tender, TenderKind
from pos.errors import AmountNotAllowed
from pos.services import receivables
from pos.ui.keys import Screen
from pos.ui.receivables.presenter import ReceivablesPresenter
from tests.builders import sell
from tests.ui.doubles import made


@pytest.fixture
def screen(ctx, rani, ratna, open_shift):
    for who, product in (("KORPRI", "M18-002"), ("ASITA", "M03-001"), ("KORPRI", "M03-001")):
        amount = 85_000 if product == "M18-002" else 125_000
        sell(ctx, ratna, (product, 1), pay=(Tender(TenderKind.RECEIVABLE, amount, who),))
    presenter, view, ports, tasks = made(ReceivablesPresenter, ctx, rani)
    presenter.view, presenter.ports, presenter.tasks = view, ports, tasks
    view.reference = lambda: view.ref
    presenter.enter()
    return presenter


def seen(screen):
    return screen.view.seen["show_receivables"]


def test_the_list_and_the_whole_in_one_key(screen, ctx):
    """By debtor; Enter takes the whole of the marked one in cash and says so."""
    assert [(row.debtor, row.owed) for row in seen(screen).rows] == [
        ("ASITA", 125_000), ("KORPRI", 85_000), ("KORPRI", 125_000)
    ]  # fmt: skip
    assert (seen(screen).total, seen(screen).amount) == (335_000, 125_000)
    screen.confirm()
    assert screen.ports.told[-1].endswith("lunas.")
    assert [row.debtor for row in seen(screen).rows] == ["KORPRI", "KORPRI"]
    assert seen(screen).debtor_total == 210_000


def test_a_part_by_transfer(screen, ctx):
    """With its number; what is left stays in the list."""
    screen.move(1)
    screen.type_amount(35_000)
    screen.choose(TenderKind.TRANSFER)
    screen.view.ref = "BJB-7"
    screen.confirm()
    assert "sisa Rp50.000" in screen.ports.told[-1]
    assert [one.owed for one in receivables.open_ones(ctx)] == [125_000, 50_000, 125_000]
    screen.back()
    assert screen.ports.went[-1][0] is Screen.SELL


def test_too_much_is_refused_and_a_second_press_waits(screen):
    """Nothing is written; while one is, another Enter does nothing."""
    screen.type_amount(125_001)
    screen.confirm()
    assert isinstance(screen.ports.problems.pop(), AmountNotAllowed)
    screen.tasks.holding = True
    screen.confirm()
    screen.confirm()
    assert len(screen.tasks.held) == 1


def test_on_the_window(on_stage):
    """Its key opens it from the sale; with nothing owed it says so; Esc goes back."""
    till = on_stage()
    till.begin()
    till.key("Ctrl+Shift+P")
    assert till.front is Screen.RECEIVABLES
    till.key("Escape")
    assert till.front is Screen.SELL
