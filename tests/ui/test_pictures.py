"""Pictures are loaded off the GUI thread, drawn once, and give way to the shop's own photo."""

import pytest
from PySide6.QtGui import QColor, QImage

from pos.ui.art.pictures import HEIGHT, WIDTH
from pos.ui.widgets.pictures import KEPT_MAX, PictureShelf, drawn_path, load_picture, subject_of
from tests.builders import BY_ID, a_product

MUG = BY_ID["M18-002"]


def test_a_drawing_is_made_once_and_kept(tmp_path):
    """The second start decodes a small file."""
    first = load_picture(tmp_path, subject_of(MUG), dark=False)
    kept = drawn_path(tmp_path, subject_of(MUG), dark=False)
    assert kept.is_file()
    stamp = kept.stat().st_mtime_ns
    again = load_picture(tmp_path, subject_of(MUG), dark=False)
    assert (again.width(), again.height()) == (first.width(), first.height()) == (WIDTH, HEIGHT)
    assert kept.stat().st_mtime_ns == stamp


def test_the_shop_s_photo_wins(tmp_path):
    """A photo named after the product is shown instead, scaled while it is read."""
    photo = QImage(1200, 900, QImage.Format.Format_RGB32)
    photo.fill(QColor("#ff0000"))
    photo.save(str(tmp_path / "M18-002.jpg"))
    shown = load_picture(tmp_path, subject_of(MUG), dark=False)
    assert shown.width() <= 400
    assert shown.pixelColor(10, 10).red() > 240


def test_a_broken_photo_falls_back_to_the_drawing(tmp_path):
    """A half-copied file costs nothing."""
    (tmp_path / "M18-002.jpg").write_bytes(b"no picture")
    assert not load_picture(tmp_path, subject_of(MUG), dark=False).isNull()


def test_where_nothing_can_be_kept_the_picture_still_comes(tmp_path):
    """A folder that cannot be written costs speed only."""
    (tmp_path / "drawn").write_text("a file where the folder should be")
    assert not load_picture(tmp_path, subject_of(MUG), dark=False).isNull()


@pytest.fixture
def shelf(qapp, tmp_path):
    built = PictureShelf(tmp_path, dark=True)
    yield built
    built.close()


def test_the_shelf_answers_when_the_picture_came(shelf, qtbot):
    """First nothing, then word of it, then the picture."""
    with qtbot.waitSignal(shelf.arrived) as arrived:
        assert shelf.find(MUG) is None
        assert shelf.find(MUG) is None
    assert arrived.args == [MUG.id]
    assert shelf.find(MUG) is not None
    assert shelf.waiting == 0


def test_the_shelf_does_not_grow_for_ever(shelf, qtbot):
    """A day of scrolling stays small."""
    for n in range(KEPT_MAX + 5):
        shelf.find(a_product(f"X{n}"))
    qtbot.waitUntil(lambda: shelf.waiting == 0)
    assert shelf.find(a_product("X0")) is None
    assert shelf.find(a_product(f"X{KEPT_MAX}")) is not None
