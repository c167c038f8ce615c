"""The till's window from its start to its end, in a process of its own: what keeps it from opening is said twice."""

import os
import subprocess
import sys

from pos.app.build import open_till

START = """
import sys
from PySide6.QtCore import QTimer
from pos.__main__ import main
from pos.ui.application import make_application
app, poll = make_application(), QTimer()

def look():
    for window in app.topLevelWidgets():
        if getattr(window, "_opening", None) is not None and window.opening.words[1]:
            print(*window.opening.words, flush=True)
            window.close()
        if getattr(window, "navigator", None) is not None and window.navigator.current is not None:
            window.close()

poll.timeout.connect(look)
poll.start(5)
sys.exit(main(["--data", sys.argv[1]]))
"""
NO_ROOM = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
"""


def start(folder, before=""):
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", before + START, str(folder)],
        capture_output=True,
        text=True,
        env=surroundings,
        check=False,
    )


def test_the_window_opens_and_closes(demo):
    """Exit 0, one line of what was opened, no complaint."""
    done = start(demo)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Gerai Galeri Dekranasda (GDK1) dibuka.\n"


def test_a_folder_that_cannot_be_written_is_said_in_the_window_and_on_the_terminal(demo):
    """No other till is blamed for it: exit 2 and the folder's name."""
    done = start(demo, NO_ROOM)
    assert done.returncode == 2
    for said in (done.stdout, done.stderr):
        assert f"Folder data {demo} tidak bisa ditulisi." in said
    assert len(done.stderr.splitlines()) == 1


def test_what_keeps_the_shop_from_opening_is_exit_2_too(demo):
    """Another program has the folder: said in the window, and once more when it is closed."""
    till = open_till(demo, purpose="lain")
    try:
        done = start(demo)
    finally:
        till.close()
    assert done.returncode == 2
    assert "lain" in done.stdout
    assert "lain" in done.stderr
