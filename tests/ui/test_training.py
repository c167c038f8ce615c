"""The training till cannot be mistaken: an edge round all of it, and where it is opened from."""

import pytest
from PySide6.QtCore import QPoint

from pos.domain.practice import Buyer
from pos.services import lookup, refunds
from pos.ui.keys import Screen
from pos.ui.theme import contrast
from pos.ui.widgets.training_frame import GROUND, INK, TrainingFrame


@pytest.mark.parametrize("width", [1024, 1366])
def test_an_edge_lies_round_every_screen_and_covers_nothing(on_stage, width):
    """At the sign-in, at the sale, in the payment; the inside is smaller by as much."""
    stage = on_stage(width, 768, shop_training=True)
    stage.attach()
    frame = stage.window.centralWidget()
    assert isinstance(frame, TrainingFrame)
    assert "LATIHAN" in stage.window.windowTitle()
    inside = stage.window.inside
    corner = inside.mapTo(frame, QPoint(0, 0))
    assert corner.x() > 0
    assert corner.y() > corner.x()
    assert corner.x() + inside.width() < frame.width()
    stage.sign_in()
    stage.window.screens.shift.open(0)
    stage.settle()
    stage.scan(stage.product("Mug").code)
    stage.key("F9")
    assert stage.front is Screen.PAY
    assert frame.isVisible()


def test_another_theme_keeps_the_edge(on_stage):
    """The inside is built anew, the edge with it; its colours are the same and read well."""
    stage = on_stage(shop_training=True)
    stage.begin()
    stage.set(ui_theme="dark")
    stage.window._rebuild()
    stage.settle()
    assert isinstance(stage.window.centralWidget(), TrainingFrame)
    assert contrast(INK.name(), GROUND.name()) >= 7


def test_the_focus_ring_lies_where_the_focus_is(on_stage):
    """The edge moves the inside; the ring goes along."""
    stage = on_stage(shop_training=True)
    stage.begin()
    stage.key("Ctrl+7")
    stage.key("Tab")
    ring = stage.window.inside._ring
    around = ring._around
    assert around is not None
    middle = around.mapTo(stage.window.inside, around.rect().center())
    assert (ring.geometry().center() - middle).manhattanLength() <= 2


def strip(stage):
    return stage.window.training.strip


def test_the_whole_run_by_keys_on_real_widgets(on_stage):
    """From the sign-in to the result: each buyer is served as the hint says."""
    stage = on_stage(1024, 768, shop_training=True)
    stage.attach()
    stage.click(stage.front_widget().train)
    assert strip(stage).isVisible()
    for button in (strip(stage).main, strip(stage).leaving):
        assert min(button.width(), button.height()) >= 48
        assert button.accessibleName()
    stage.sign_in()
    stage.window.screens.shift.open(300_000)
    stage.settle()
    first_number = ""
    while (task := look(stage).task) is not None:
        if task.buyer is Buyer.EXCHANGE:
            for chord in ("F10", *("Down",) * 2, "Return", "+", "4", "Ctrl+G"):
                stage.key(chord)
            assert stage.window.screens.history.sale.sale.number == task.of_number == first_number
            scan_all(stage, task)
            for chord in ("F9", "Return", "Return", "F2"):
                stage.key(chord)
            continue
        scan_all(stage, task)
        stage.key("F9")
        if task.cash:
            stage.type(str(task.cash))
        if task.buyer is Buyer.SPLIT:
            stage.key("Return")
        if task.buyer in {Buyer.QRIS, Buyer.SPLIT}:
            stage.key("F6")
        stage.key("Return")
        stage.key("Return")
        first_number = first_number or refunds.recent_sales(stage.ctx, 1)[0].sale.number
        look(stage)
        if task.buyer is Buyer.WRONG_TENDER:
            assert "bukan tunai" in strip(stage).words[1]
            for chord in ("F10", "F6", "Return", "F2"):
                stage.key(chord)
        elif task.buyer is Buyer.PAPER:
            stage.key("F12")
    result = look(stage).result
    assert (result.done, result.slips, result.to_practise) == (6, 0, ())
    assert "6 dari 6" in strip(stage).words[1]
    stage.click(strip(stage).leaving)
    assert not strip(stage).isVisible()
    assert stage.front is Screen.SELL


def look(stage):
    """As the timer does."""
    stage.window.training.look()
    return stage.window.training.strip.presenter.run


def scan_all(stage, task):
    for wanted in task.goods:
        code = next(p.code for p in lookup.search(stage.ctx, "") if p.id == wanted.product_id)
        for _ in range(wanted.quantity):
            stage.scan(code)


def test_another_theme_keeps_the_run(on_stage):
    """The strip is built anew with the buyer who stood there; the till below it loses room, not parts."""
    stage = on_stage(shop_training=True)
    stage.begin()
    stage.key("Shift+F1")
    said = strip(stage).words
    height = stage.window.inside.height()
    stage.set(ui_theme="dark")
    stage.window._rebuild()
    stage.settle()
    assert strip(stage).isVisible()
    assert strip(stage).words == said
    assert stage.window.inside.height() == height
    stage.key("Shift+F1")
    assert "F9" in strip(stage).words[2]
    below = strip(stage).geometry().bottom()
    assert stage.window.inside.geometry().top() > below


def test_a_real_till_has_no_edge(on_stage):
    """And offers the training where it can be opened."""
    stage = on_stage()
    stage.attach()
    assert not isinstance(stage.window.centralWidget(), TrainingFrame)
    stage.click(stage.front_widget().train)
    assert stage.trained == ["asked"]
