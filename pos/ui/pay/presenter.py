"""Taking the money: tenders, what is still due, change; QRIS with its question; the done state. No Qt, no SQL.

Each tender is durable before the screen shows it. A second press while a write runs does nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from pos.domain.money import Rupiah
from pos.domain.tender import Tender, TenderKind
from pos.errors import ApprovalNeeded, GeraiError
from pos.i18n import Texts, clock
from pos.services.checkout import CompletedSale
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.qris_code import QrisCode
from pos.services.sign_in import Cashier
from pos.ui.approving import CartApproval
from pos.ui.keys import Screen
from pos.ui.pay.book import TenderBook, Took
from pos.ui.pay.showing import Moment, pay_shown
from pos.ui.pay.shown import PayShown, Phase
from pos.ui.ports import Navigator, Notices, SaleDone, Sounds, Tasks
from pos.ui.ways import PAY_METHODS, other_after, tender_of


class PayView(Protocol):
    """The Qt half; `fresh` says that the amount is pre-filled and the next digit replaces it."""

    def show_pay(self, shown: PayShown, *, fresh: bool) -> None: ...
    def reference(self) -> str: ...


class PayPresenter:
    """State of the payment."""

    def __init__(
        self,
        ctx: Context,
        view: PayView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        sounds: Sounds,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
        held: Took,
    ) -> None:
        """`cashier` says who is signed in; `held` hears the cart after each write; `enter` shows it."""
        self._view, self._texts = view, texts
        self._go, self._sounds, self._notices = navigator, sounds, notices
        self._book = TenderBook(ctx, tasks, cashier)
        self._held = held
        self._approval = CartApproval(ctx, navigator, texts)
        self.open_cart = OpenCart("")
        self.phase = Phase.DONE
        self.method = TenderKind.CASH
        self._amount: Rupiah = 0
        self._edited = False
        self._code: QrisCode | None = None
        self._question = ""
        self._done: CompletedSale | None = None

    def enter(self, what: object) -> None:
        """Begin with a cart; one that waits for QRIS money begins with the question."""
        assert isinstance(what, OpenCart)
        self.open_cart = what
        self.phase, self._done, self._code, self._question = Phase.TENDERING, None, None, ""
        if what.qris_shown_at is not None:
            self._ask_again()
        else:
            self._choose(TenderKind.CASH)

    # --- what the cashier does

    def choose(self, kind: TenderKind) -> None:
        """Choose how the rest is paid; a smaller cash amount typed before is taken first: that is the split."""
        if self.phase is not Phase.TENDERING:
            return
        partial = self.method is TenderKind.CASH and self._edited and 0 < self._amount < self._due()
        if partial and kind is not TenderKind.CASH:
            self._take(Tender(TenderKind.CASH, self._amount), then=kind)
        else:
            self._choose(kind)

    def choose_other(self) -> None:
        """F7: the next of the other ways."""
        self.choose(other_after(self.method, PAY_METHODS))

    def type_amount(self, amount: Rupiah) -> None:
        """Hear the amount field; another amount than the shown code's takes the code away."""
        if self.phase is Phase.CODE:
            self._amount, self._edited = amount, True
            self._free_code(self._show)
        elif self.phase is not Phase.DONE:
            self._amount, self._edited = amount, True
            self._show()

    def quick(self, amount: Rupiah) -> None:
        """Take an amount as the buyer handed it over."""
        if self.phase is Phase.TENDERING:
            self._amount, self._edited = amount, amount != self._due()
            self._show()

    def move_quick(self, step: int) -> None:
        """Move along the quick amounts."""
        self.quick(self._book.quick_beside(self.open_cart, self.method, self._amount, step))

    def confirm(self) -> None:
        """Enter: take the shown amount; show the code; the money came; begin the next sale."""
        if self.phase is Phase.DONE:
            self.next_sale()
        elif self.phase is Phase.CODE:
            self.arrived()
        elif self.phase is Phase.TENDERING:
            if self._book.settle(self.open_cart, self.open_cart.tenders).paid:
                self._complete(self.open_cart.tenders)
            elif self.method is TenderKind.QRIS:
                self._show_code(self._amount)
            else:
                self._take(tender_of(self.method, self._amount, self._view.reference()))

    def arrived(self) -> None:
        """Uang sudah masuk: a person saw the money in the merchant's app."""
        if self.phase is Phase.CODE:
            reference = self._view.reference()
            self._take(tender_of(TenderKind.QRIS, self.open_cart.qris_amount, reference))

    def not_arrived(self) -> None:
        """Belum masuk: the amount is due again, by any method."""
        if self.phase is Phase.CODE:
            self._free_code(self._say_not_arrived)

    def drop(self, index: int) -> None:
        """Hand a tender back."""
        if self.phase is not Phase.TENDERING:
            return
        self.phase = Phase.SAVING
        self._book.drop(self.open_cart, index, self._took(TenderKind.CASH), self._failed)

    def back(self) -> None:
        """Esc: to the sale; money taken stays noted, a shown code stays asked."""
        if self.phase is Phase.DONE:
            self.next_sale()
        elif self.phase in {Phase.TENDERING, Phase.CODE}:
            self._go.go(Screen.SELL, self.open_cart)

    def next_sale(self, scanned: str = "", typed: str = "") -> None:
        """Leave the done state, once."""
        left, self._done = self.sale_done, None
        if left is not None:
            self._go.go(Screen.SELL, replace(left, scanned=scanned, typed=typed))

    def scan(self, code: str) -> None:
        """Begin the next sale by a scan after a paid one; before, refuse it."""
        if self.phase is Phase.DONE:
            self.next_sale(code)
        else:
            self.refuse_scan()

    def refuse_scan(self) -> None:
        """Say that goods cannot be added while money is being taken."""
        self._sounds.unknown()
        self._notices.tell(self._texts._("Tekan Esc dahulu untuk menambah barang."))

    @property
    def sale_done(self) -> SaleDone | None:
        """The paid sale whose change is still shown."""
        return SaleDone(self._done.sale.number, self._done.sale.change) if self._done else None

    # --- inside

    def _hold(self, fresh: OpenCart) -> None:
        """The cart with its money, here and where the sale is made: a lock or a new look must not lose it."""
        self.open_cart = fresh
        self._held(fresh)

    def _choose(self, kind: TenderKind) -> None:
        self.method = kind
        self._amount, self._edited = self._due(), False
        if kind is TenderKind.QRIS and self._amount:
            self._show_code(self._amount)
        else:
            self._show()

    def _show_code(self, amount: Rupiah) -> None:
        """Show the amount-bearing code once the store knows about it (Menunggu pembayaran)."""
        try:
            code = self._book.code(amount)
        except GeraiError as error:
            self._failed(error)
            return
        self.phase = Phase.SAVING

        def shown(fresh: OpenCart) -> None:
            self._hold(fresh)
            self.phase, self._code, self._question = Phase.CODE, code, ""
            self._amount, self._edited = amount, False
            self._show()

        self._book.wait_for_code(self.open_cart, amount, shown, self._failed)

    def _ask_again(self) -> None:
        """A code was shown before the till stopped: one plain question (users.md, Menunggu pembayaran)."""
        amount, at = self.open_cart.qris_amount, self.open_cart.qris_shown_at
        assert at is not None
        self.method, self.phase = TenderKind.QRIS, Phase.CODE
        self._amount, self._edited = amount, False
        self._code = self._book.code_again(amount)
        self._question = clock(at)
        self._show()

    def _take(self, tender: Tender, then: TenderKind = TenderKind.CASH) -> None:
        """Complete the sale when it is paid with this tender; else note the tender and go on."""
        tenders = (*self.open_cart.tenders, tender)
        try:
            self._book.check(self.open_cart, tender)
        except GeraiError as error:
            self._failed(error)
            return
        if self._book.settle(self.open_cart, tenders).paid:
            self._complete(tenders)
        else:
            self.phase = Phase.SAVING
            self._book.take(self.open_cart, tender, self._took(then), self._failed)

    def _complete(self, tenders: tuple[Tender, ...]) -> None:
        self.phase = Phase.SAVING
        self._book.complete(self.open_cart, tenders, self._completed, self._failed)

    def _free_code(self, then: Callable[[], None]) -> None:
        """The shown code is no longer waited for."""
        self.phase = Phase.SAVING

        def freed(fresh: OpenCart) -> None:
            self._hold(fresh)
            self.phase, self._code, self._question = Phase.TENDERING, None, ""
            then()

        self._book.wait_for_code(self.open_cart, 0, freed, self._failed)

    def _say_not_arrived(self) -> None:
        self._choose(TenderKind.CASH)
        self._notices.tell(self._texts._("QRIS belum masuk; pilih cara bayar lagi."))

    def _took(self, then: TenderKind) -> Took:
        def took(fresh: OpenCart) -> None:
            self._hold(fresh)
            self.phase, self._code, self._question = Phase.TENDERING, None, ""
            self._choose(then)

        return took

    def _completed(self, done: CompletedSale) -> None:
        self.phase, self._done, self._code = Phase.DONE, done, None
        self._sounds.scanned()
        self._show()

    def _failed(self, error: GeraiError) -> None:
        """Nothing was written: stay with what was there before."""
        waiting = self.open_cart.qris_shown_at is not None
        self.phase = Phase.CODE if waiting else Phase.TENDERING
        if isinstance(error, ApprovalNeeded):
            self._approval.ask(error, self.open_cart, self._agreed, self._show)
            return
        self._sounds.unknown()
        self._notices.problem(error)
        self._show()

    def _agreed(self, fresh: OpenCart) -> None:
        """What was typed stands; the next Enter takes it."""
        self._hold(fresh)
        self.phase, self._code, self._question = Phase.TENDERING, None, ""
        self._show()

    def _due(self) -> Rupiah:
        return self._book.due(self.open_cart, self.method)

    def _show(self) -> None:
        now = Moment(self.phase, self.method, self._amount, self._code, self._question, self._done)
        self._view.show_pay(pay_shown(self._book, self.open_cart, now), fresh=not self._edited)
