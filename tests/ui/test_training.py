"""The training till cannot be mistaken: an edge round all of it, and where it is opened from."""

import pytest
from PySide6.QtCore import QPoint

from pos.ui.keys import Screen
from pos.ui.theme import contrast
from pos.ui.widgets.training_frame import GROUND, INK, TrainingFrame


@pytest.mark.parametrize("width", [1024, 1366])
def test_an_edge_lies_round_every_screen_and_covers_nothing(on_stage, width):
    """At the sign-in, at the sale, in the payment; the inside is smaller by as much."""
    stage = on_stage(width, 768, shop_training=True)
    stage.attach()
    assert "train" not in vars(stage.front_widget())
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


def test_a_real_till_has_no_edge(on_stage):
    """And offers the training where it can be opened."""
    stage = on_stage()
    stage.attach()
    assert not isinstance(stage.window.centralWidget(), TrainingFrame)
    stage.click(stage.front_widget().train)
    assert stage.trained == ["asked"]
