"""A desk for the proofs by hand: a screen of its own, the till's real window on it, xdotool for hands.

Needs Xvfb, openbox, xdotool. What happened is read from the store beside the open till.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pos.app.build import look_at
from pos.services.context import Context

DISPLAY = ":97"
SCANNER_MS = 8
HUMAN_MS = 130
WAIT_S = 20.0


class Keys:
    """xdotool on the till's window."""

    def __init__(self) -> None:
        self.window = until(lambda: _xdotool("search", "--name", "^Gerai$").split()[-1:], "the window")[0]
        _xdotool("windowactivate", "--sync", self.window)

    def human(self, *keys: str) -> None:
        _xdotool("key", "--delay", str(HUMAN_MS), *keys)

    def scan(self, code: str) -> None:
        _xdotool("key", "--delay", str(SCANNER_MS), *code, "Return")

    def tap(self, *places: tuple[int, int]) -> None:
        """Touch places of the screen one after another, at a person's speed."""
        for x, y in places:
            _xdotool("mousemove", str(x), str(y), "click", "1")
            time.sleep(2 * HUMAN_MS / 1000)

    def click(self, x: int, y: int) -> None:
        _xdotool("mousemove", "--window", self.window, str(x), str(y), "click", "1")


def look(root: Path, what: Callable[[Context], object]) -> object:
    looking = look_at(root)
    try:
        return what(looking.ctx)
    finally:
        looking.close()


def until(condition: Callable[[], object], what: str) -> object:
    limit, pause = time.monotonic() + WAIT_S, threading.Event()
    while time.monotonic() < limit:
        found = condition()
        if found:
            return found
        pause.wait(0.1)
    raise AssertionError(f"waited in vain for {what}")


def _xdotool(*words: str) -> str:
    return subprocess.run(["xdotool", *words], stdout=subprocess.PIPE, text=True, check=False).stdout


def gerai(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pos", *words], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def screen(size: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in ("DISPLAY", "QT_QPA_PLATFORM")}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", f"{size}x24"], **quiet)
    os.environ.update(DISPLAY=DISPLAY, QT_QPA_PLATFORM="xcb")
    time.sleep(1.0)
    desk = subprocess.Popen(["openbox"], **quiet)
    try:
        yield
    finally:
        for process in (desk, server):
            process.terminate()
            process.wait(10)
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)


@contextmanager
def till(root: Path) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(
        [sys.executable, "-m", "pos", "--data", str(root)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert "dibuka" in process.stdout.readline(), "the shop did not open"
        yield process
    finally:
        process.kill()
        process.communicate()
