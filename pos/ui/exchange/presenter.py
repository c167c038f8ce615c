"""Tukar barang: new goods against those that come back, and the difference. No Qt, no SQL.

Nothing is written before the last Enter; then all of it in one document.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from pos.domain.catalog import Product
from pos.domain.exchange import Exchange
from pos.domain.money import Rupiah
from pos.domain.tender import TenderKind
from pos.errors import ApprovalNeeded, GeraiError
from pos.i18n import Texts
from pos.services import holds, lookup, qris_code, refunds
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.qris_code import QrisCode
from pos.services.refunds import ExchangeQuote
from pos.services.sign_in import Cashier
from pos.ui.approving import CartApproval
from pos.ui.exchange.showing import Moment, exchange_shown
from pos.ui.exchange.shown import ExchangeShown, FoundShown, Phase
from pos.ui.keys import Screen
from pos.ui.ports import ExchangeAsked, Navigator, Notices, Sounds, Tasks
from pos.ui.ways import other_after, tender_of

FOUND_MAX = 30


class ExchangeView(Protocol):
    """The Qt half; `reference` is a typed slip number."""

    def show_exchange(self, shown: ExchangeShown) -> None: ...
    def show_found(self, found: tuple[FoundShown, ...], marked: int) -> None: ...
    def clear_search(self) -> None: ...
    def reference(self) -> str: ...


class ExchangePresenter:
    """State of one exchange."""

    def __init__(
        self,
        ctx: Context,
        view: ExchangeView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        sounds: Sounds,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
    ) -> None:
        """`enter` begins one."""
        self._ctx, self._view = ctx, view
        self._tasks, self._go, self._sounds, self._notices = tasks, navigator, sounds, notices
        self._texts, self._cashier = texts, cashier
        self._approval = CartApproval(ctx, navigator, texts)
        self._asked: ExchangeAsked | None = None
        self._cart = OpenCart("")
        self._phase = Phase.PICKING
        self._text = ""
        self._found: tuple[Product, ...] = ()
        self._found_mark = self._marked = 0
        self._kind = TenderKind.CASH
        self._amount, self._edited = 0, False
        self._code: QrisCode | None = None
        self._done: Exchange | None = None

    def enter(self, what: object = None) -> None:
        """Begin with what the history handed over; without it nothing is there to exchange."""
        if not isinstance(what, ExchangeAsked):
            if self._asked is None:
                self._go.go(Screen.HISTORY)
            return
        self._asked, self._cart = what, holds.new_cart(self._ctx)
        self._phase, self._done, self._marked = Phase.PICKING, None, 0
        self._kind, self._code = TenderKind.CASH, None
        self._view.clear_search()
        self.typed("")
        self._show()

    # --- picking

    def typed(self, text: str) -> None:
        """Search as people type."""
        self._text, self._found_mark = text, 0
        self._found = lookup.search(self._ctx, text, limit=FOUND_MAX)
        self._show_found()

    def pick(self, product_id: str) -> None:
        """Take one of the found goods."""
        product = next((one for one in self._found if one.id == product_id), None)
        if product is not None:
            self._take(product)

    def scan(self, code: str) -> None:
        """A label's code is taken; while the difference is paid it is refused."""
        if self._phase is not Phase.PICKING:
            self._sounds.unknown()
            return
        try:
            self._take(lookup.find_by_code(self._ctx, code))
        except GeraiError as error:
            self._refuse(error)

    def move(self, step: int) -> None:
        """Move the mark: among the found goods while a text stands there, else along the new goods."""
        if self._text and self._phase is Phase.PICKING:
            self._found_mark = max(0, min(len(self._found) - 1, self._found_mark + step))
            self._show_found()
        else:
            self._marked = max(0, min(len(self._cart.cart.lines) - 1, self._marked + step))
            self._show()

    def change(self, at: int | None, step: int) -> None:
        """More or fewer of a new line; the last unit takes the line away."""
        lines = self._cart.cart.lines
        at = self._marked if at is None else at
        if self._phase is not Phase.PICKING or not 0 <= at < len(lines):
            return
        quantity = lines[at].quantity + step
        cart = self._cart.cart
        try:
            fresh = cart.with_quantity(at, quantity) if quantity else cart.remove(at)
        except GeraiError as error:
            self._refuse(error)
            return
        self._cart = replace(self._cart, cart=fresh)
        self._marked = max(0, min(at, len(fresh.lines) - 1))
        self._show()

    def _take(self, product: Product) -> None:
        try:
            self._cart = replace(self._cart, cart=self._cart.cart.add(product))
        except GeraiError as error:
            self._refuse(error)
            return
        self._sounds.scanned()
        self._marked = len(self._cart.cart.lines) - 1
        self._view.clear_search()
        self.typed("")
        self._show()

    # --- paying

    def pay(self) -> None:
        """F9: the goods are chosen; settle the difference."""
        if self._phase is Phase.PICKING and self._cart.cart.lines:
            self._phase = Phase.PAYING
            self._refill()

    def choose(self, kind: TenderKind) -> None:
        """The way that the difference is paid."""
        if self._phase is Phase.PAYING and self._quote().settlement.missing:
            self._kind = kind
            self._refill()

    def choose_other(self) -> None:
        """F7: the next of the other ways."""
        self.choose(other_after(self._kind))

    def type_amount(self, amount: Rupiah) -> None:
        """What the buyer hands over."""
        self._amount, self._edited = amount, True
        self._show()

    def confirm(self) -> None:
        """Enter: take the marked find; write the exchange; leave its result."""
        if self._phase is Phase.PICKING and self._text and self._found:
            self._take(self._found[self._found_mark])
        elif self._phase is Phase.PAYING:
            self._write()
        elif self._phase is Phase.DONE:
            self._leave()

    def back(self) -> None:
        """One step back: the result, the payment, the text, then the history with its sale."""
        if self._phase is Phase.DONE:
            self._leave()
        elif self._phase is Phase.PAYING:
            self._phase, self._kind, self._code = Phase.PICKING, TenderKind.CASH, None
            self._show()
        elif self._phase is Phase.PICKING:
            number = self._asked.sale.sale.number if self._asked else None
            self._asked = None
            self._go.go(Screen.HISTORY, number)

    def _leave(self) -> None:
        self._asked = None
        self._go.go(Screen.SELL)

    def _write(self) -> None:
        asked = self._asked
        assert asked is not None
        due = self._due()
        amount = self._amount if self._kind is TenderKind.CASH else min(self._amount, due)
        tenders = (tender_of(self._kind, amount, self._view.reference()),) if due else ()
        paid, cashier = replace(self._cart, tenders=tenders), self._cashier()
        self._phase = Phase.SAVING
        self._show()
        self._tasks.write(
            lambda: refunds.exchange(
                self._ctx,
                sale_id=asked.sale.sale.id,
                choices=asked.choices,
                reason=asked.reason.value,
                open_cart=paid,
                cashier=cashier,
            ),
            self._written,
            self._failed,
        )

    def _written(self, result: tuple[Exchange, str]) -> None:
        self._phase, self._done = Phase.DONE, result[0]
        self._sounds.scanned()
        self._show()

    def _failed(self, error: GeraiError) -> None:
        self._phase = Phase.PAYING
        if isinstance(error, ApprovalNeeded):
            self._approval.ask(error, self._cart, self._agreed, self._show)
            return
        self._refuse(error)
        self._show()

    def _agreed(self, cart: OpenCart) -> None:
        self._cart = replace(self._cart, approved=cart.approved)
        self._write()

    # --- inside

    def _refuse(self, error: GeraiError) -> None:
        self._sounds.unknown()
        self._notices.problem(error)

    def _quote(self) -> ExchangeQuote:
        assert self._asked is not None
        return refunds.quote_exchange(
            self._ctx,
            sale_id=self._asked.sale.sale.id,
            choices=self._asked.choices,
            open_cart=self._cart,
        )

    def _due(self) -> Rupiah:
        found = self._quote().settlement
        return found.missing if self._kind is TenderKind.CASH else found.missing_exact

    def _refill(self) -> None:
        self._amount, self._edited, self._code = self._due(), False, None
        if self._kind is TenderKind.QRIS and self._amount:
            try:
                self._code = qris_code.payload(self._ctx, self._amount)
            except GeraiError as error:
                self._refuse(error)  # the sticker on the counter serves as well
        self._show()

    def _show_found(self) -> None:
        shown = tuple(
            FoundShown(one.id, one.title, one.maker.name, one.price, one.on_hand) for one in self._found
        )
        self._view.show_found(shown, self._found_mark if self._text else -1)

    def _show(self) -> None:
        if self._asked is None:
            return
        try:
            quoted = self._quote() if self._done is None else None
        except GeraiError as error:
            self._refuse(error)
            self._go.go(Screen.HISTORY)
            return
        due = self._due() if quoted else 0
        now = Moment(self._phase, self._kind, due, self._amount, not self._edited, self._code, self._done)
        self._view.show_exchange(exchange_shown(self._asked, self._cart, quoted, self._marked, now))
