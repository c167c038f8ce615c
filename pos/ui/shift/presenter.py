"""The shift: open with the float, cash in and out, reports, blind count, close. No Qt, no SQL.

The expected cash is shown before the count is committed only to who may know it (services.shift_reports; users.md).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from pos.domain.cash import Pieces, short_of
from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.shift import CashMovement, CashMovementKind, Shift
from pos.errors import GeraiError
from pos.i18n import Texts
from pos.services import differences, safe, shifts, sync_status
from pos.services.context import Context
from pos.services.differences import Explained
from pos.services.shifts import ClosedShift
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.piece_count import PieceCount
from pos.ui.ports import SWAP_AT_ONCE, Navigator, Notices, Tasks
from pos.ui.shift.cause_words import cause_sentences
from pos.ui.shift.closing import Closing
from pos.ui.shift.outcomes import Outcomes
from pos.ui.shift.reporting import Reporting
from pos.ui.shift.shown import ResultShown, ShiftShown, Step


class ShiftView(Protocol):
    """The Qt half."""

    def show_shift(self, shown: ShiftShown) -> None: ...
    def clear_movement(self) -> None: ...
    def clear_count(self) -> None: ...


class ShiftPresenter:
    """State of the shift screen."""

    def __init__(
        self,
        ctx: Context,
        view: ShiftView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
    ) -> None:
        """`cashier` says who is signed in; nothing is read before `enter`."""
        self._ctx, self._view = ctx, view
        self._tasks, self._go, self._notices, self._texts = tasks, navigator, notices, texts
        self._cashier = cashier
        self.step = Step.CLOSED
        self._busy = False
        self._float = PieceCount()
        says: dict[str, Any] = {"tasks": tasks, "notices": notices, "texts": texts, "cashier": cashier}
        self._reporting = Reporting(ctx, **says)
        self.outcomes = Outcomes(ctx, navigator=navigator, changed=self._show, **says)
        self._closing = Closing(
            ctx, tasks, cashier, changed=self._show, closed=self._closed, failed=self._failed
        )
        self._result: ResultShown | None = None

    def enter(self, _what: object = None) -> None:
        """Look whether a shift is open."""
        self._busy = False
        open_now = shifts.current_shift(self._ctx) is not None
        forgotten = shifts.forgotten_shift(self._ctx) is not None
        self.step = Step.FORGOTTEN if forgotten else Step.OPEN if open_now else Step.CLOSED
        self._result = None
        self._show()

    # --- opening

    def by_pieces(self) -> None:
        """Count note by note what lies in the drawer: the float, or to close."""
        if self.step is Step.CLOSED:
            self.count_float()
        else:
            self.begin_count()

    def count_float(self) -> None:
        """Count the float note by note instead of writing its amount."""
        if self.step is Step.CLOSED and not self._busy:
            self.step, self._float = Step.FLOAT_COUNT, PieceCount()
            self._show()
            self._view.clear_count()

    def open_counted(self) -> None:
        """Open with the float that was counted."""
        self.open(self._float.value, self._float.pieces)

    def open(self, opening_float: Rupiah, counts: Pieces = ()) -> None:
        """Open with the float, then sell."""
        if self._busy or self.step not in (Step.CLOSED, Step.FLOAT_COUNT):
            return
        self._busy = True
        cashier = self._cashier()
        self._tasks.write(
            lambda: shifts.open_shift(self._ctx, cashier=cashier, opening_float=opening_float, counts=counts),
            self._opened,
            self._failed,
        )

    def _opened(self, _shift: Shift) -> None:
        self._busy = False
        self._notices.tell(self._texts._("Kasir dibuka. Selamat berjualan!"))
        self._go.go(Screen.SELL)

    # --- cash in and out

    def move_cash(self, kind: CashMovementKind, amount: Rupiah, reason: Reason) -> None:
        """Note cash in, cash out or a drop to the safe."""
        if self._busy or self.step is not Step.OPEN:
            return
        self._busy = True
        cashier = self._cashier()
        self._tasks.write(
            lambda: shifts.record_cash_movement(
                self._ctx, cashier=cashier, kind=kind, amount=amount, reason=reason.value
            ),
            self._moved,
            self._failed,
        )

    def _moved(self, _movement: CashMovement) -> None:
        self._busy = False
        self._view.clear_movement()
        self._notices.tell(self._texts._("Tercatat."))
        self._show()

    def open_safe(self, *, swap: bool = False) -> None:
        """Go to the safe, or there at once to the swap of notes and coins; nothing half counted is left behind."""
        if self.step not in (Step.COUNT, Step.FLOAT_COUNT) and not self._busy:
            self._go.go(Screen.SAFE, SWAP_AT_ONCE if swap else None)

    # --- report

    def show_report(self) -> None:
        """What the paper says: of the open shift as this person may know it, or of the one that was just closed."""
        if self.step in (Step.OPEN, Step.FORGOTTEN, Step.RESULT) and not self._busy:
            self.step = Step.REPORT
            self._show()

    def print_report(self) -> None:
        """Put it on paper."""
        self._reporting.print_it(self._closed_id)

    @property
    def _closed_id(self) -> str:
        """The shift that was just closed, '' while one is open."""
        return self._result.shift.id if self._result else ""

    # --- differences of before

    def show_outcomes(self) -> None:
        """Differences of closed shifts, for who may say what became of them."""
        if self.step in (Step.CLOSED, Step.OPEN, Step.RESULT) and self._may_settle() and not self._busy:
            self.step = Step.OUTCOMES
            self.outcomes.begin()
            self._show()

    def _may_settle(self) -> bool:
        return differences.may_settle(self._cashier())

    # --- closing

    def look_at_forgotten(self) -> None:
        """See the running shift although its day is over: money in or out may still be noted."""
        if self.step is Step.FORGOTTEN:
            self.step = Step.OPEN
            self._show()

    def begin_count(self) -> None:
        """Go to the blind count."""
        if self.step in (Step.OPEN, Step.FORGOTTEN) and not self._busy:
            self.step = Step.COUNT
            self._closing.begin()
            self._show()
            self._view.clear_count()

    def count(self, face: str, pieces: int) -> None:
        """Note how many of a note or coin lie in the drawer: for the float, or to close."""
        if self.step is Step.FLOAT_COUNT:
            self._float.note(face, pieces)
            self._show()
        elif self.step is Step.COUNT:
            self._closing.note(face, pieces)

    def leave(self, amount: Rupiah) -> None:
        """So much stays in the drawer for tomorrow."""
        if self.step is Step.COUNT:
            self._closing.leave(amount)

    def confirm_count(self) -> None:
        """Enter while one counts: see Closing."""
        if self.step is Step.COUNT:
            self._closing.confirm()

    def _closed(self, result: ClosedShift) -> None:
        self.step = Step.RESULT
        self._result = ResultShown(result.shift, result.totals, result.unsent, result.to_safe)
        self._show()
        if result.shift.difference:
            self._tasks.write(
                lambda: differences.explain(self._ctx, shift_id=result.shift.id), self._explained
            )

    def _explained(self, found: Explained) -> None:
        """Causes come once the count is committed; they are looked for beside the screen."""
        if self._result is not None:
            self._result = replace(self._result, causes=cause_sentences(found, self._texts))
            self._show()

    def refresh(self) -> None:
        """The way to the centre has moved: say how the closed shift's day compared; the frame asks from time to time."""
        before = self._result
        if self.step is not Step.RESULT or before is None:
            return
        unsent, compared = sync_status.of_day(self._ctx, before.shift.business_date)
        self._result = replace(before, unsent=unsent, compared=compared)
        if self._result != before:
            self._show()

    def back(self) -> None:
        """One step back; from a forgotten shift to the sale, which it takes: a buyer waits."""
        if self.step is Step.COUNT and self._closing.take_back():
            self._show()
        elif self.step is Step.REPORT and self._result is not None:
            self.step = Step.RESULT
            self._show()
        elif self.step in (Step.COUNT, Step.RESULT, Step.FLOAT_COUNT, Step.REPORT, Step.OUTCOMES):
            self.enter()
        elif self.step in (Step.OPEN, Step.FORGOTTEN):
            self._go.go(Screen.SELL)

    # --- inside

    def _failed(self, error: GeraiError) -> None:
        self._busy = False
        self._notices.problem(error)
        if self.step is not Step.COUNT:
            self.enter()

    def _stays(self, shift: Shift | None) -> Rupiah | None:
        """What the shift before left in the drawer, or while one counts what this one leaves."""
        if self.step is Step.CLOSED:
            return shifts.left_by_last(self._ctx)
        return self._closing.stays(shift) if self.step is Step.COUNT and shift is not None else None

    def _show(self) -> None:
        """Read what the step shows, no more: a digit of a count asks for no sums of the shift."""
        shift, step = shifts.current_shift(self._ctx), self.step
        running = shifts.totals(self._ctx) if shift and step is Step.OPEN else None
        held = safe.state(self._ctx) if step is Step.OPEN else None
        closing, pieces = self._closing, self._float.pieces
        self._view.show_shift(
            ShiftShown(
                step,
                shift,
                running,
                (closing.count if step is Step.COUNT else self._float).value,
                closing.sure,
                closing.recount,
                self._result,
                cashier_name=self._cashier().name,
                opened_by=shifts.name_of(self._ctx, shift.opened_by)
                if shift and step is Step.FORGOTTEN
                else "",
                left=self._stays(shift),
                expected=self._reporting.known_cash(counting=step is Step.COUNT)
                if step in (Step.OPEN, Step.COUNT)
                else None,
                report=self._reporting.rows(self._closed_id) if step is Step.REPORT else (),
                outcomes=self.outcomes.shown,
                may_settle=self._may_settle(),
                safe_held=held.held if held else 0,
                safe_days=held.days(self._ctx.clock.now()) if held else 0,
                short=short_of(pieces) if step is Step.FLOAT_COUNT and pieces else (),
            )
        )
