"""Reads now on the GUI thread, writes on the writer thread, answers on the GUI thread.

Expected failures go to the caller's `failed`; anything else is a bug and goes to the crash hook.
"""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from pos.errors import GeraiError
from pos.ui.ports import Failed

T = TypeVar("T")
Submit = Callable[[Callable[[], Any]], "Future[Any]"]
CrashHook = Callable[[BaseException], None]


class QtTasks(QObject):
    """Implements ports.Tasks; `submit` hands work to the one writer thread and gives its future."""

    _answered = Signal(object, object, object)

    def __init__(self, submit: Submit, problem: Failed, crashed: CrashHook) -> None:
        """`problem` takes expected failures that no caller wants, `crashed` takes bugs."""
        super().__init__()
        self._submit = submit
        self._problem = problem
        self._crashed = crashed
        self._pending = 0
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> int:
        """Writes that have not answered yet, and reads for later."""
        return self._pending

    def read(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """See ports.Tasks."""
        try:
            value = work()
        except GeraiError as error:
            (failed or self._problem)(error)
        else:
            then(value)

    def write(
        self, work: Callable[[], T], then: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> None:
        """See ports.Tasks."""
        self._pending += 1
        future = self._submit(work)
        future.add_done_callback(lambda done: self._answered.emit(done, then, failed))

    def later(self, work: Callable[[], object]) -> None:
        """See ports.Tasks; a bug in it is the event loop's to report."""
        self._pending += 1
        QTimer.singleShot(0, self, lambda: self._run_late(work))

    def _run_late(self, work: Callable[[], object]) -> None:
        self._pending -= 1
        work()

    @Slot(object, object, object)
    def _answer(self, done: "Future[Any]", then: Callable[[Any], None] | None, failed: Failed | None) -> None:
        self._pending -= 1
        try:
            value = done.result()
        except GeraiError as error:
            (failed or self._problem)(error)
        except Exception as error:
            self._crashed(error)
        else:
            if then is not None:
                then(value)
