"""One act at a time upon the open sale, with a second person where the role wants one. No Qt."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from pos.domain.words import format_rupiah
from pos.errors import ApprovalNeeded, GeraiError
from pos.services.refunds import StoredSale
from pos.services.sign_in import Approver
from pos.ui.keys import Screen
from pos.ui.ports import ApprovalAsked, Navigator, Notices, Tasks

T = TypeVar("T")
Work = Callable[[Approver | None], T]
"""The act with its second person, None before one was asked."""


class Around(Protocol):
    """The history round its parts: which sale is open, and how it is shown again."""

    @property
    def sale(self) -> StoredSale | None: ...
    def show(self) -> None: ...


class Acting:
    """Runs acts; a press while one runs does nothing."""

    def __init__(self, around: Around, *, tasks: Tasks, navigator: Navigator, notices: Notices) -> None:
        """Nothing runs."""
        self._around, self._tasks, self._go, self._notices = around, tasks, navigator, notices
        self.busy = False

    def run(
        self,
        work: Work[T],
        then: Callable[[T], None],
        given_up: Callable[[], None] = lambda: None,
        approver: Approver | None = None,
        *,
        subject: str = "",
    ) -> None:
        """Do it; `given_up` hears that nothing was done. `subject` is what a second person agrees to, else the sale."""
        self.busy = True
        self._around.show()

        def done(value: T) -> None:
            self.busy = False
            then(value)

        self._tasks.write(
            lambda: work(approver), done, lambda error: self._failed(error, work, then, given_up, subject)
        )

    def _failed(
        self,
        error: GeraiError,
        work: Work[T],
        then: Callable[[T], None],
        given_up: Callable[[], None],
        subject: str,
    ) -> None:
        def stay() -> None:
            self.busy = False
            given_up()
            self._around.show()

        if isinstance(error, ApprovalNeeded):
            again = partial(self.run, work, then, given_up, subject=subject)
            self._go.over(Screen.APPROVAL, ApprovalAsked(error, subject or self._subject(), again, stay))
            return
        self._notices.problem(error)
        stay()

    def _subject(self) -> str:
        sale = self._around.sale
        return f"{sale.sale.number} · {format_rupiah(sale.sale.total)}" if sale else ""
