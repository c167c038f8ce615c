"""The safe: look at its books, deposit at the bank, count it, change notes and coins. No Qt, no SQL."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from pos.domain.money import Rupiah
from pos.domain.safe import BankDeposit, CashSwap, SafeCount, SwapWith
from pos.domain.words import format_rupiah
from pos.errors import ApprovalNeeded, GeraiError
from pos.i18n import Texts
from pos.services import safe, shifts
from pos.services.context import Context
from pos.services.safe import SafeState
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.piece_count import PieceCount
from pos.ui.ports import SWAP_AT_ONCE, ApprovalAsked, Navigator, Notices, Tasks
from pos.ui.safe.shown import EntryShown, SafeShown, Step

LISTED_MAX = 60
NOTHING_READ = SafeState(0, None, (), (), {})


class SafeView(Protocol):
    """The Qt half."""

    def show_safe(self, shown: SafeShown) -> None: ...
    def clear_deposit(self, held: Rupiah) -> None: ...
    def clear_count(self) -> None: ...


class SafePresenter:
    """State of the safe's screen."""

    def __init__(
        self,
        ctx: Context,
        view: SafeView,
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
        self.step = Step.BOOKS
        self._busy = self._sure = False
        self._came, self._went = PieceCount(), PieceCount()
        self._with = SwapWith.SAFE
        self._state = NOTHING_READ

    def enter(self, what: object = None) -> None:
        """Show the books, or begin a swap at once; the form offers all that the safe holds."""
        self.step, self._busy, self._sure = Step.BOOKS, False, False
        self._state = safe.state(self._ctx)
        self._show()
        self._view.clear_deposit(self._state.held)
        if what == SWAP_AT_ONCE:
            self.begin_swap()

    # --- deposit

    def deposit(self, amount: Rupiah, bank: str, slip_number: str) -> None:
        """Note what goes to the bank; nothing written, nothing done."""
        if self.step is Step.BOOKS and not self._busy and amount:
            self._deposit(amount, bank, slip_number, None)

    def _deposit(self, amount: Rupiah, bank: str, slip_number: str, approver: Cashier | None) -> None:
        self._busy, cashier = True, self._cashier()
        again = partial(self._deposit, amount, bank, slip_number)
        self._tasks.write(
            lambda: safe.deposit(
                self._ctx,
                cashier=cashier,
                amount=amount,
                bank=bank,
                slip_number=slip_number,
                approver=approver,
            ),
            self._deposited,
            lambda error: self._failed(error, amount, again),
        )

    def _deposited(self, made: BankDeposit) -> None:
        self._notices.tell(
            self._texts._("Setoran {amount} tercatat.").format(amount=format_rupiah(made.amount))
        )
        self.enter()

    # --- count

    def begin_count(self) -> None:
        """Count what lies in the safe, note by note."""
        self._begin(Step.COUNT)

    def count(self, face: str, pieces: int) -> None:
        """So many of a note or coin: in the safe, or coming into the drawer."""
        self._came.note(face, pieces)
        self._sure = False
        self._show()

    def confirm_count(self) -> None:
        """First press: look once more at the sum. Second press: write it down."""
        if self.step is not Step.COUNT or self._busy:
            return
        if not self._sure:
            self._sure = True
            self._show()
            return
        self._count(None)

    def _count(self, approver: Cashier | None) -> None:
        self._busy, cashier = True, self._cashier()
        counted, counts = self._came.value, self._came.pieces
        self._tasks.write(
            lambda: safe.count(self._ctx, cashier=cashier, counted=counted, counts=counts, approver=approver),
            self._counted,
            lambda error: self._failed(error, counted, self._count),
        )

    def _counted(self, made: SafeCount) -> None:
        _, amount = self._texts._, format_rupiah(abs(made.difference))
        if made.difference:
            words = _("Brankas lebih {amount}.") if made.difference > 0 else _("Brankas kurang {amount}.")
            self._notices.tell(words.format(amount=amount))
        else:
            self._notices.tell(_("Brankas pas, tanpa selisih."))
        self.enter()

    # --- swap

    def begin_swap(self) -> None:
        """Change notes and coins of the drawer."""
        if shifts.current_shift(self._ctx) is not None:
            self._begin(Step.SWAP)

    def give(self, face: str, pieces: int) -> None:
        """So many of a note or coin leave the drawer."""
        self._went.note(face, pieces)
        self._show()

    def choose_with(self, whom: SwapWith) -> None:
        """With whom it is changed."""
        self._with = whom
        self._show()

    def confirm_swap(self) -> None:
        """Note the swap; uneven sides are refused in words."""
        if self.step is not Step.SWAP or self._busy:
            return
        self._busy, cashier, whom = True, self._cashier(), self._with
        came, went = self._came.pieces, self._went.pieces
        self._tasks.write(
            lambda: safe.swap(self._ctx, cashier=cashier, taken_in=came, given_out=went, swapped_with=whom),
            self._swapped,
            lambda error: self._failed(error, 0, lambda _approver: None),
        )

    def _swapped(self, _made: CashSwap) -> None:
        self._notices.tell(self._texts._("Tukar receh tercatat; isi laci tetap sama."))
        self._go.go(Screen.SHIFT)

    def confirm(self) -> None:
        """Enter on the count and on the swap; the deposit's form hands over what is written."""
        if self.step is Step.COUNT:
            self.confirm_count()
        elif self.step is Step.SWAP:
            self.confirm_swap()

    def back(self) -> None:
        """One step back."""
        if self._sure:
            self._sure = False
            self._show()
        elif self.step is Step.BOOKS:
            self._go.go(Screen.SHIFT)
        else:
            self.enter()

    # --- inside

    def _begin(self, step: Step) -> None:
        if self._busy:
            return
        self.step, self._sure = step, False
        self._came, self._went, self._with = PieceCount(), PieceCount(), SwapWith.SAFE
        self._show()
        self._view.clear_count()

    def _failed(self, error: GeraiError, amount: Rupiah, again: Callable[[Cashier], None]) -> None:
        self._busy = False
        if isinstance(error, ApprovalNeeded):
            subject = self._texts._("Brankas · {amount}").format(amount=format_rupiah(amount))
            self._go.over(Screen.APPROVAL, ApprovalAsked(error, subject, again, self._show))
            return
        self._notices.problem(error)
        self._show()

    def _show(self) -> None:
        state = self._state
        self._view.show_safe(
            SafeShown(
                step=self.step,
                held=state.held,
                since=state.since,
                days=state.days(self._ctx.clock.now()),
                shift_count=len(state.shift_ids),
                entries=tuple(
                    EntryShown(e.kind, e.at, state.names.get(e.cashier_id, ""), e.amount)
                    for e in state.entries[:LISTED_MAX]
                ),
                counted=self._came.value,
                sure=self._sure,
                came=self._came.value,
                went=self._went.value,
                swapped_with=self._with,
                swap_possible=shifts.current_shift(self._ctx) is not None,
            )
        )
