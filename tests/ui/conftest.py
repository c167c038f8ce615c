"""A demo shop made once, copied for each test that opens the window over it."""

import shutil

import pytest

from tests.ui.stage import demo_shop, stage


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "shop"
    with demo_shop(folder):
        pass
    return folder


@pytest.fixture
def on_stage(demo_folder, tmp_path, qapp):
    """Opens the window: `on_stage(width, height, **settings)`; closed at the end of the test."""
    opened = []

    def open_window(width=1366, height=768, **settings):
        folder = tmp_path / f"shop{len(opened)}"
        shutil.copytree(demo_folder, folder)
        context = stage(width, height, folder, **settings)
        opened.append(context)
        return context.__enter__()

    yield open_window
    for context in reversed(opened):
        context.__exit__(None, None, None)
