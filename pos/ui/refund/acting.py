"""One act at a time upon the open sale, with a second person where the role wants one. No Qt."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from pos.domain.words import format_rupiah
from pos.errors import ApprovalNeeded, GeraiError
from pos.services.refunds import StoredSale
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.ports import ApprovalAsked, Navigator, Notices, Tasks

T = TypeVar("T")
Work = Callable[[Cashier | None], T]
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
        approver: Cashier | None = None,
    ) -> None:
        """Do it; `given_up` hears that nothing was done."""
        self.busy = True
        self._around.show()

        def done(value: T) -> None:
            self.busy = False
            then(value)

        self._tasks.write(
            lambda: work(approver), done, lambda error: self._failed(error, work, then, given_up)
        )

    def _failed(
        self, error: GeraiError, work: Work[T], then: Callable[[T], None], given_up: Callable[[], None]
    ) -> None:
        def stay() -> None:
            self.busy = False
            given_up()
            self._around.show()

        sale = self._around.sale
        if isinstance(error, ApprovalNeeded) and sale is not None:
            subject = f"{sale.sale.number} · {format_rupiah(sale.sale.total)}"
            again = partial(self.run, work, then, given_up)
            self._go.over(Screen.APPROVAL, ApprovalAsked(error, subject, again, stay))
            return
        self._notices.problem(error)
        stay()
