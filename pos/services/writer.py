"""The one writer thread: takes a function, gives a future. Every commit of the outlet's file happens here."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_Work = Callable[[], None] | None


class WriterStopped(RuntimeError):
    """Work came after `stop`: it is refused at once, nobody waits for ever."""


class Writer:
    """A serial executor; `stop` finishes what is queued, then ends the thread."""

    def __init__(self) -> None:
        """Start the thread."""
        self._queue: queue.SimpleQueue[_Work] = queue.SimpleQueue()
        self._stopped = False
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a function; its result or exception, WriterStopped after `stop`, arrives in the future."""
        future: Future[T] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(function(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)
                if not isinstance(error, Exception):
                    raise

        with self._door:
            if self._stopped:
                future.set_exception(WriterStopped())
            else:
                self._queue.put(work)
        return future

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run on the writer thread and wait; from the writer thread itself, run at once."""
        if threading.current_thread() is self._thread:
            return function(*args, **kwargs)
        return self.submit(function, *args, **kwargs).result()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Finish the queue and end; idempotent."""
        with self._door:
            if not self._stopped:
                self._stopped = True
                self._queue.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while (work := self._queue.get()) is not None:
            work()
