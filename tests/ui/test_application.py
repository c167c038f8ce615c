"""One till per data folder; a second start calls the first one forward."""

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
