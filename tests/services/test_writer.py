"""The one writer thread: in order, whatever happens to one piece of work, and never a caller who waits for ever."""

import threading

import pytest

from pos.services.writer import Writer, WriterStopped


@pytest.fixture
def writer():
    made = Writer()
    yield made
    made.stop()


def test_work_is_done_in_order_on_one_thread(writer):
    """Whoever hands it in."""
    seen, threads = [], set()

    def note(n):
        seen.append(n)
        threads.add(threading.current_thread())

    futures = [writer.submit(note, n) for n in range(200)]
    for future in futures:
        future.result()
    assert seen == list(range(200))
    assert len(threads) == 1
    assert threading.current_thread() not in threads


def test_an_exception_reaches_its_caller_and_nobody_else(writer):
    """The next piece of work is done as if nothing had been."""
    bad, good = writer.submit(lambda: 1 / 0), writer.submit(lambda: 7)
    with pytest.raises(ZeroDivisionError):
        bad.result()
    assert good.result() == 7
    with pytest.raises(KeyError):
        writer.call({}.__getitem__, "x")


def test_the_writer_may_call_itself(writer):
    """Work that hands in more work does it at once instead of waiting for itself."""
    assert writer.call(lambda: writer.call(lambda: 5)) == 5


def test_cancelled_work_is_not_done(writer):
    """While it still waits in the queue."""
    gate, done = threading.Event(), []
    first = writer.submit(gate.wait, 10)
    second = writer.submit(done.append, 1)
    assert second.cancel()
    gate.set()
    first.result()
    writer.call(lambda: None)
    assert done == []


def test_stopping_finishes_what_is_queued(writer):
    """Everything that was handed in before is durable after it."""
    gate, done = threading.Event(), []
    writer.submit(gate.wait, 10)
    futures = [writer.submit(done.append, n) for n in range(50)]
    threading.Timer(0, gate.set).start()
    writer.stop()
    assert done == list(range(50))
    assert all(f.done() for f in futures)


def test_after_the_end_nobody_waits_for_ever(writer):
    """Work that comes too late is refused at once; stopping twice is fine."""
    writer.stop()
    writer.stop()
    assert isinstance(writer.submit(lambda: 1).exception(10), WriterStopped)
    with pytest.raises(WriterStopped):
        writer.call(lambda: 1)


def test_racing_with_the_end_everything_is_answered(writer):
    """Twenty threads hand in work while it stops: each future ends, done or refused."""
    done, futures = [], []
    start = threading.Barrier(21)

    def hand_in():
        start.wait()
        futures.extend(writer.submit(done.append, 1) for _ in range(50))

    threads = [threading.Thread(target=hand_in) for _ in range(20)]
    for thread in threads:
        thread.start()
    start.wait()
    writer.stop()
    for thread in threads:
        thread.join()
    refused = sum(isinstance(f.exception(10), WriterStopped) for f in futures)
    assert len(done) + refused == len(futures) == 1000
