"""What rises to the top is logged with its stack, said in one sentence, and the till goes on."""

import json
import logging
import subprocess
import sys
import threading

import pytest

from pos.app import crash
from pos.logs import start_logging

FAULT = "import ctypes, sys; from pathlib import Path; from pos.app import crash; crash.install(Path(sys.argv[1]), print); ctypes.string_at(0)"


@pytest.fixture
def installed(tmp_path):
    """The hooks, put back afterwards; what was told; what was logged."""
    handler, told = start_logging(tmp_path), []
    before = sys.excepthook, threading.excepthook
    take_back = crash.install(tmp_path, told.append)
    yield told, lambda: [json.loads(line) for line in (tmp_path / "gerai.log").read_text().splitlines()]
    take_back()
    assert (sys.excepthook, threading.excepthook) == before
    logging.getLogger().removeHandler(handler)
    logging.getLogger().setLevel(logging.WARNING)
    handler.close()


def test_an_exception_at_the_top_is_logged_and_told(installed):
    """With its stack in the log, and without it on the screen."""
    told, logged = installed
    error = ValueError("boom")
    sys.excepthook(ValueError, error, None)
    assert told == [error]
    assert logged()[-1]["level"] == "CRITICAL"
    assert "boom" in logged()[-1]["trace"]


def test_an_exception_of_a_thread_is_logged(installed):
    """Nobody else would hear of it."""
    _, logged = installed
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert "ZeroDivisionError" in logged()[-1]["trace"]


def test_ctrl_c_is_no_crash(installed, capsys):
    """It ends the program as always."""
    told, _ = installed
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_a_bug_at_a_border_is_noted(installed):
    """Caught by tasks, logged here."""
    _, logged = installed
    try:
        {}["at the border"]
    except KeyError as error:
        crash.note(error)
    assert "at the border" in logged()[-1]["trace"]


def test_a_fault_of_the_process_leaves_its_stack(tmp_path):
    """Not even Python lives to tell: faulthandler writes where it was."""
    done = subprocess.run([sys.executable, "-c", FAULT, str(tmp_path)], capture_output=True, text=True)
    assert done.returncode < 0
    assert "string_at" in (tmp_path / "fault.log").read_text()


def test_a_folder_that_cannot_be_written_is_no_crash_of_its_own(tmp_path):
    """The hooks are there all the same."""
    (tmp_path / "logs").write_text("")
    told = []
    take_back = crash.install(tmp_path / "logs", told.append)
    sys.excepthook(ValueError, ValueError("boom"), None)
    take_back()
    assert [str(error) for error in told] == ["boom"]
