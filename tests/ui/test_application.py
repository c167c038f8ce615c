"""One till per data folder; a second start calls the first one forward."""

import pytest
from PySide6.QtCore import QLockFile

from pos.errors import FolderNotWritable
from pos.ui.application import SingleInstance, instance_name


def test_the_name_belongs_to_the_folder(tmp_path):
    """Two shops can run on one machine; the same folder written otherwise is the same shop."""
    assert instance_name(tmp_path / "a") != instance_name(tmp_path / "b")
    assert instance_name(tmp_path / "a") == instance_name(tmp_path / "b" / ".." / "a")


def test_a_second_start_calls_the_first_forward(qapp, qtbot, tmp_path):
    """The second learns that it is not the first; the first comes forward."""
    called = []
    first = SingleInstance(tmp_path, lambda: called.append("first"))
    second = SingleInstance(tmp_path, lambda: called.append("second"))
    assert first.first()
    first.listen()
    assert not second.first()
    qtbot.waitUntil(lambda: called == ["first"])
    first.close()


def test_what_a_crash_left_is_no_till(qapp, tmp_path):
    """After the first has gone, a new start is the first; its ear opens after its first paint."""
    first = SingleInstance(tmp_path, lambda: None)
    assert first.first()
    first.close()
    again = SingleInstance(tmp_path, lambda: None)
    assert again.first()
    again.close()


def test_a_lock_that_cannot_be_made_is_no_other_till(qapp, tmp_path):
    """A folder that is gone, or one that cannot be written, is said by name."""
    lost = SingleInstance(tmp_path / "gone", lambda: None)
    with pytest.raises(FolderNotWritable, match="gone"):
        lost.first()


def test_a_till_that_does_not_listen_yet_is_another_till(qapp, tmp_path):
    """Two quick starts: the second leaves without a word."""
    held = QLockFile(str(tmp_path / "window.lock"))
    assert held.tryLock(0)
    assert not SingleInstance(tmp_path, lambda: None).first()
    held.unlock()
