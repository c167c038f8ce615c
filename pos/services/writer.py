"""The one writer thread: takes a function, gives a future. Every commit of the outlet's file happens here."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class WriterStopped(RuntimeError):
    """Work came after `stop`: it is refused at once, nobody waits for ever."""


class Writer:
    """A serial executor; `stop` finishes what is queued, then ends the thread."""

    def __init__(self) -> None:
        """Start nothing yet: the thread comes with the first work."""
        self._thread: threading.Thread | None = None
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="writer", initializer=self._note_thread)

    def _note_thread(self) -> None:
        self._thread = threading.current_thread()

    def submit(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a function; its result or exception, WriterStopped after `stop`, arrives in the future."""
        try:
            return self._pool.submit(function, *args, **kwargs)
        except RuntimeError as stopped:
            refused: Future[T] = Future()
            refused.set_exception(WriterStopped(str(stopped)))
            return refused

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run on the writer thread and wait; from the writer thread itself, run at once."""
        if threading.current_thread() is self._thread:
            return function(*args, **kwargs)
        return self.submit(function, *args, **kwargs).result()

    def stop(self) -> None:
        """Finish the queue and end; idempotent."""
        self._pool.shutdown()
