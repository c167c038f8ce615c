"""Opening the drawer without a sale: notes why, once for each question. No Qt."""

from collections.abc import Callable

from pos.domain.reason import Reason
from pos.errors import GeraiError
from pos.i18n import Texts
from pos.services import drawer_opening
from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.ui.ports import Notices, Tasks


class DrawerAsking:
    """What the sheet's answer does."""

    def __init__(
        self, ctx: Context, *, tasks: Tasks, notices: Notices, texts: Texts, cashier: Callable[[], Cashier]
    ) -> None:
        """`cashier` says who is signed in."""
        self._ctx, self._tasks, self._notices = ctx, tasks, notices
        self._texts, self._cashier = texts, cashier
        self._busy = False

    def open(self, reason: Reason) -> None:
        """Note it and open; a second press while that runs does nothing."""
        if self._busy:
            return
        self._busy, cashier = True, self._cashier()
        self._tasks.write(
            lambda: drawer_opening.open_by_hand(self._ctx, cashier=cashier, reason=reason),
            self._opened,
            self._failed,
        )

    def _opened(self, by_printer: bool) -> None:
        self._busy, _ = False, self._texts._
        said = _("Laci dibuka dan dicatat.")
        self._notices.tell(
            said if by_printer else _("Dicatat. Buka laci dengan kuncinya: belum ada printer.")
        )

    def _failed(self, error: GeraiError) -> None:
        self._busy = False
        self._notices.problem(error)
