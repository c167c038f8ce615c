"""Receivables: the list by debtor, and the payment of the marked one, whole or in part. No Qt, no SQL."""

from collections.abc import Callable
from typing import Protocol

from pos.domain.money import Rupiah
from pos.domain.receivable import WAYS, Receivable
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.errors import GeraiError
from pos.i18n import Texts
from pos.services import receivables
from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.ports import Navigator, Notices, Tasks
from pos.ui.receivables.shown import OwedShown, ReceivablesShown
from pos.ui.ways import tender_of


class ReceivablesView(Protocol):
    """The Qt half; `fresh` fills the amount in anew."""

    def show_receivables(self, shown: ReceivablesShown, *, fresh: bool) -> None: ...
    def reference(self) -> str: ...


class ReceivablesPresenter:
    """State of the screen."""

    def __init__(
        self,
        ctx: Context,
        view: ReceivablesView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
    ) -> None:
        """Nothing is read before `enter`."""
        self._ctx, self._view = ctx, view
        self._tasks, self._go, self._notices, self._texts = tasks, navigator, notices, texts
        self._cashier = cashier
        self._rows: tuple[Receivable, ...] = ()
        self._marked, self._busy = 0, False
        self._amount: Rupiah = 0
        self._method = TenderKind.CASH
        self._payment_id = ""

    def enter(self, _what: object = None) -> None:
        """Read what is owed; the first is marked, its whole amount offered."""
        self._marked = 0
        self._read()

    def mark(self, at: int) -> None:
        """Mark another one."""
        if self._rows and not self._busy:
            self._marked = max(0, min(len(self._rows) - 1, at))
            self._offer()

    def move(self, step: int) -> None:
        """Move the mark."""
        self.mark(self._marked + step)

    def type_amount(self, amount: Rupiah) -> None:
        """Hear what is paid in rupiah."""
        self._amount = amount
        self._show()

    def choose(self, kind: TenderKind) -> None:
        """How it is paid: cash, QRIS or by transfer."""
        if kind in WAYS:
            self._method = kind
            self._show()

    def confirm(self) -> None:
        """Enter: take the money."""
        if self._busy or not self._rows:
            return
        self._busy, cashier, row = True, self._cashier(), self._rows[self._marked]
        tender = tender_of(self._method, self._amount, self._view.reference())
        payment_id = self._payment_id
        self._show()
        self._tasks.write(
            lambda: receivables.take_payment(
                self._ctx, payment_id=payment_id, sale_id=row.sale_id, tender=tender, cashier=cashier
            ),
            lambda left: self._taken(row, tender.amount, left),
            self._failed,
        )

    def back(self) -> None:
        """Leave it."""
        self._go.go(Screen.SELL)

    def _taken(self, row: Receivable, amount: Rupiah, left: Rupiah) -> None:
        _ = self._texts._
        said = _("{amount} diterima dari {debtor} untuk {number}; sisa {left}.")
        if not left:
            said = _("{amount} diterima dari {debtor}; {number} lunas.")
        facts = {"amount": format_rupiah(amount), "debtor": row.debtor, "number": row.sale_number}
        self._notices.tell(said.format(**facts, left=format_rupiah(left)))
        self._read()

    def _failed(self, error: GeraiError) -> None:
        self._notices.problem(error)
        self._read()

    def _read(self) -> None:
        self._busy = False
        self._rows = receivables.open_ones(self._ctx)
        self._marked = max(0, min(len(self._rows) - 1, self._marked))
        self._offer()

    def _offer(self) -> None:
        """The whole of the marked one, in cash, under a new id."""
        self._payment_id = self._ctx.new_id()
        self._amount = self._rows[self._marked].owed if self._rows else 0
        self._method = TenderKind.CASH
        self._show(fresh=True)

    def _show(self, *, fresh: bool = False) -> None:
        today = self._ctx.today()
        rows = tuple(
            OwedShown(one.sale_number, one.debtor, one.sold_on, one.age(today), one.owed)
            for one in self._rows
        )
        debtor = rows[self._marked].debtor if rows else ""
        shown = ReceivablesShown(
            rows=rows,
            marked=self._marked,
            total=sum(one.owed for one in rows),
            debtor_total=sum(one.owed for one in rows if one.debtor == debtor),
            amount=self._amount,
            method=self._method,
            busy=self._busy,
        )
        self._view.show_receivables(shown, fresh=fresh)
