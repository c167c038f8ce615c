"""Reads at once, writes on the writer thread, answers on the GUI thread; bugs go to the hook, not to the person."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from pos.errors import DiskFull
from pos.ui.tasks import QtTasks


@pytest.fixture
def tasks(qapp):
    writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
    problems, bugs = [], []
    built = QtTasks(writer.submit, problems.append, bugs.append)
    built.problems, built.bugs = problems, bugs
    yield built
    writer.shutdown()


def test_a_write_runs_elsewhere_and_answers_here(tasks, qtbot):
    """The GUI thread never commits, and never hears from another thread."""
    answers = []
    tasks.write(
        lambda: threading.current_thread().name,
        lambda name: answers.append((name, threading.current_thread() is threading.main_thread())),
    )
    assert tasks.pending == 1
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert answers[0][0].startswith("writer")
    assert answers[0][1] is True
    assert tasks.pending == 0


def raiser(error):
    def work():
        raise error

    return work


def test_refused_and_trouble_go_to_who_asked(tasks, qtbot):
    """Else to the notices; never to the crash hook."""
    heard = []
    tasks.write(raiser(DiskFull()), None, heard.append)
    tasks.write(raiser(DiskFull()))
    tasks.read(raiser(DiskFull()), heard.append, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2 and len(tasks.problems) == 1)
    assert isinstance(heard[0], DiskFull)
    assert tasks.bugs == []


def test_a_bug_on_the_writer_thread_reaches_the_hook(tasks, qtbot):
    """And nothing after it is lost."""
    answers = []
    tasks.write(raiser(ZeroDivisionError()), answers.append)
    tasks.write(lambda: 7, answers.append)
    qtbot.waitUntil(lambda: answers == [7])
    assert [type(bug) for bug in tasks.bugs] == [ZeroDivisionError]


def test_a_read_answers_at_once(tasks):
    """What the next key press needs does not wait for the event loop."""
    answers = []
    tasks.read(lambda: 3, answers.append)
    assert answers == [3]


def test_what_may_come_later_has_a_turn_of_its_own(tasks, qtbot):
    """A key press returns before it runs; until then it is pending."""
    done = []
    tasks.later(lambda: done.append(threading.current_thread() is threading.main_thread()))
    assert (done, tasks.pending) == ([], 1)
    qtbot.waitUntil(lambda: done == [True])
    assert tasks.pending == 0
