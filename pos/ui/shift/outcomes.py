"""Differences of closed shifts and what became of them: mark one, choose an outcome, note it. No Qt."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pos.domain.difference_outcome import DifferenceOutcome, OutcomeNoted
from pos.domain.money import Rupiah
from pos.domain.words import format_rupiah
from pos.errors import ApprovalNeeded, GeraiError
from pos.i18n import Texts
from pos.services import differences
from pos.services.context import Context
from pos.services.differences import Explained, Settled
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.ports import ApprovalAsked, Navigator, Notices, Tasks
from pos.ui.shift.cause_words import cause_sentences
from pos.ui.shift.shown import OutcomesShown


class Outcomes:
    """The list with its mark."""

    def __init__(
        self,
        ctx: Context,
        *,
        tasks: Tasks,
        navigator: Navigator,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
        changed: Callable[[], None],
    ) -> None:
        """`changed` hears that something must be shown again; nothing is read before `begin`."""
        self._ctx, self._tasks, self._go = ctx, tasks, navigator
        self._notices, self._texts, self._cashier, self._changed = notices, texts, cashier, changed
        self._busy = False
        self.shown = OutcomesShown()

    def begin(self) -> None:
        """List what there is; the newest is marked."""
        self._busy = False
        self._list()
        self.mark(0)

    def mark(self, at: int) -> None:
        """Mark a shift; its causes are looked for beside the screen."""
        listed = self.shown.listed
        if listed:
            at = max(0, min(len(listed) - 1, at))
            self.shown = replace(self.shown, marked=at, causes=())
            self._changed()
            self._explain(listed[at])

    def move(self, by: int) -> None:
        """Mark another one."""
        self.mark(self.shown.marked + by)

    def note(self, outcome: DifferenceOutcome, amount: Rupiah, reason: str) -> None:
        """Note what became of it; `amount` in rupiah without a sign, 0 for all that is left."""
        settled = self.shown.marked_shift
        if self._busy or settled is None or not settled.rest:
            return
        size = amount or abs(settled.rest)
        self._note(settled.shift.id, outcome, size if settled.rest > 0 else -size, reason, None)

    def _note(
        self, shift_id: str, outcome: DifferenceOutcome, amount: Rupiah, reason: str, approver: Cashier | None
    ) -> None:
        self._busy, cashier = True, self._cashier()
        again = partial(self._note, shift_id, outcome, amount, reason)
        self._tasks.write(
            lambda: differences.note_outcome(
                self._ctx,
                cashier=cashier,
                shift_id=shift_id,
                outcome=outcome,
                amount=amount,
                reason=reason,
                approver=approver,
            ),
            self._noted,
            lambda error: self._failed(error, amount, again),
        )

    def _noted(self, _noted: OutcomeNoted) -> None:
        self._busy = False
        self._notices.tell(self._texts._("Tercatat."))
        self._list()
        self.mark(self.shown.marked)

    def _failed(self, error: GeraiError, amount: Rupiah, again: Callable[[Cashier], None]) -> None:
        self._busy = False
        if isinstance(error, ApprovalNeeded):
            subject = self._texts._("Selisih {amount}").format(amount=format_rupiah(abs(amount)))
            self._go.over(Screen.APPROVAL, ApprovalAsked(error, subject, again, self._changed))
            return
        self._notices.problem(error)

    def _list(self) -> None:
        listed, trend = differences.listed(self._ctx)
        self.shown = OutcomesShown(listed, trend, self.shown.marked)

    def _explain(self, settled: Settled) -> None:
        """On the writer thread, as at the close: a shift of a thousand sales takes longer than a frame."""
        shift_id = settled.shift.id

        def said(found: Explained) -> None:
            marked = self.shown.marked_shift
            if marked is not None and marked.shift.id == shift_id:
                self.shown = replace(self.shown, causes=cause_sentences(found, self._texts))
                self._changed()

        self._tasks.write(lambda: differences.explain(self._ctx, shift_id=shift_id), said)
