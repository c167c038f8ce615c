"""The blind count on its way to the close: the sum said back, one recount where it does not agree, then the close. No Qt.

Never says by how much or in which direction the first count differs, and never refuses a close.
"""

from collections.abc import Callable

from pos.domain.money import Rupiah
from pos.domain.shift import Shift
from pos.errors import GeraiError
from pos.services import differences, shifts
from pos.services.context import Context
from pos.services.shifts import ClosedShift
from pos.services.sign_in import Cashier
from pos.ui.piece_count import PieceCount
from pos.ui.ports import Tasks


class Closing:
    """One count; `begin` starts another one."""

    def __init__(
        self,
        ctx: Context,
        tasks: Tasks,
        cashier: Callable[[], Cashier],
        *,
        changed: Callable[[], None],
        closed: Callable[[ClosedShift], None],
        failed: Callable[[GeraiError], None],
    ) -> None:
        """`changed` hears that something must be shown again, `closed` the durable close."""
        self._ctx, self._tasks, self._cashier = ctx, tasks, cashier
        self._changed, self._closed, self._failed = changed, closed, failed
        self.begin()

    def begin(self) -> None:
        """Nothing is counted yet."""
        self.count = PieceCount()
        self.sure = self.recount = self.busy = False
        self._left: Rupiah | None = None

    def note(self, face: str, pieces: int) -> None:
        """So many of a note or coin; the sum is asked again."""
        self.count.note(face, pieces)
        self.sure = False
        self._changed()

    def leave(self, amount: Rupiah) -> None:
        """So much stays in the drawer for tomorrow; the rest of the count goes to the safe."""
        self._left, self.sure = amount, False
        self._changed()

    def stays(self, shift: Shift) -> Rupiah:
        """What stays: as was written, else as the settings say."""
        if self._left is not None:
            return self._left
        return shifts.float_for_tomorrow(self._ctx, shift, self.count.value)

    def confirm(self) -> None:
        """First press: look once more at the sum. Second press: close; where it does not agree, one recount is offered
        before, and the next press closes with whatever was counted.
        """
        if self.busy:
            return
        if self.recount:
            self._close()
        elif not self.sure:
            self.sure = True
            self._changed()
        else:
            self.busy, cashier, counted = True, self._cashier(), self.count.value
            self._tasks.write(
                lambda: differences.offer_recount(self._ctx, cashier=cashier, counted=counted),
                self._offered,
                self._stop,
            )

    def take_back(self) -> bool:
        """Take the question back; False where none was asked."""
        asked, self.sure = self.sure, False
        return asked

    def _offered(self, recount: bool) -> None:
        self.busy = False
        if not recount:
            self._close()
            return
        self.recount, self.sure = True, False
        self._changed()

    def _close(self) -> None:
        self.busy, cashier = True, self._cashier()
        counted, counts, left = self.count.value, self.count.pieces, self._left
        self._tasks.write(
            lambda: shifts.close_shift(self._ctx, cashier=cashier, counted=counted, counts=counts, left=left),
            self._done,
            self._stop,
        )

    def _done(self, result: ClosedShift) -> None:
        self.busy = False
        self._closed(result)

    def _stop(self, error: GeraiError) -> None:
        self.busy = False
        self._failed(error)
