"""Sales of before: find one, print it again, give pieces back, or void it. No Qt, no SQL.

Nothing is given back before the choices were shown with their exact sum.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from pos.domain.permissions import Permission, Verdict, verdict
from pos.domain.reason import Reason
from pos.domain.refund import Refund, RefundChoice, RefundQuote
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.errors import ApprovalNeeded, GeraiError
from pos.i18n import Texts
from pos.services import receipts, refunds, repeats
from pos.services.context import Context
from pos.services.refunds import StoredSale
from pos.services.repeats import Repeated
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.ports import ApprovalAsked, Navigator, Notices, Tasks
from pos.ui.refund.shown import LineShown, SaleOpened, SaleShown

LISTED_MAX = 40
GiveBack = Callable[[Cashier | None], Refund]
"""The act with its second person, None before one was asked."""


class HistoryView(Protocol):
    """The Qt half."""

    def show_list(self, sales: tuple[SaleShown, ...], number: str) -> None: ...
    def show_sale(self, sale: SaleOpened | None) -> None: ...
    def show_done(self, refund: Refund | None) -> None: ...


class HistoryPresenter:
    """State of the history and of one refund."""

    def __init__(
        self,
        ctx: Context,
        view: HistoryView,
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
        self._sales: tuple[StoredSale, ...] = ()
        self._sale: StoredSale | None = None
        self._chosen: dict[int, int] = {}
        self._marked = 0
        self._reason: Reason | None = None
        self._to_shelf, self._as_cash = True, False
        self._busy = self._void_asked = False
        self._done: Refund | None = None

    def enter(self, what: object = None) -> None:
        """List the newest sales; open the one whose number is handed in, else the newest."""
        self._sales = refunds.recent_sales(self._ctx, LISTED_MAX)
        self._done = None
        self._view.show_done(None)
        if isinstance(what, str):
            self.find(what)
        else:
            self._open(self._sales[0] if self._sales else None)

    def find(self, number: str) -> None:
        """Open a sale by its number, whole or only the running part."""
        if number.strip():
            self._tasks.read(lambda: refunds.find_sale(self._ctx, number), self._open)

    def scan(self, code: str) -> None:
        """A receipt's code opens its sale."""
        self.find(code.split(":")[1] if code.count(":") >= 1 else code)

    def open(self, number: str) -> None:
        """Open a sale of the list."""
        self._open(next((sale for sale in self._sales if sale.sale.number == number), None))

    def move(self, step: int) -> None:
        """Move the mark along the lines of the open sale."""
        if self._sale is not None:
            self._marked = max(0, min(len(self._sale.sale.lines) - 1, self._marked + step))
            self._show()

    def change(self, line_no: int | None, step: int) -> None:
        """More or fewer units back of a line; None is the marked one."""
        if self._sale is None or self._busy:
            return
        at = self._marked if line_no is None else line_no - 1
        line = self._sale.sale.lines[at]
        left = line.quantity - self._sale.refunded.get(line.line_no, 0)
        self._marked = at
        self._chosen[line.line_no] = max(0, min(left, self._chosen.get(line.line_no, 0) + step))
        self._show()

    def choose_reason(self, reason: Reason) -> None:
        """Say why; a defective piece does not go back to the shelf by itself."""
        self._reason = reason
        self._to_shelf = reason is not Reason.DEFECT
        self._show()

    def put_on_shelf(self, to_shelf: bool) -> None:
        """Whether the pieces can be sold again."""
        self._to_shelf = to_shelf
        self._show()

    def pay_in_cash(self, as_cash: bool) -> None:
        """Whether the money goes back from the drawer although it came another way; a second person agrees to it."""
        if self._came_otherwise():
            self._as_cash = as_cash
            self._show()

    def turn_cash(self) -> None:
        """The other of the two ways."""
        self.pay_in_cash(not self._as_cash)

    def confirm(self) -> None:
        """Give back what is chosen; after it, close the result."""
        if self._done is not None:
            self.enter()
            return
        sale, choices, reason = self._sale, self._choices(), self._reason
        if sale is None or self._busy or not choices:
            return
        if reason is None:
            self._notices.tell(self._texts._("Pilih alasan retur dahulu."))
            return
        cashier, as_cash = self._cashier(), self._as_cash
        self._give_back(
            lambda approver: refunds.refund_sale(
                self._ctx,
                sale_id=sale.sale.id,
                choices=choices,
                reason=reason.value,
                cashier=cashier,
                as_cash=as_cash,
                approver=approver,
            )
        )

    def void(self) -> None:
        """Undo the whole sale, within its shift; asked once more first, and of a second person where the role wants it."""
        sale = self._sale
        if sale is None or self._busy:
            return
        if not self._void_asked:
            self._void_asked = True
            self._show()
            return
        reason = (self._reason or Reason.MISTAKE).value
        cashier = self._cashier()
        self._give_back(
            lambda approver: refunds.void_sale(
                self._ctx, sale_id=sale.sale.id, reason=reason, cashier=cashier, approver=approver
            )
        )

    def reprint(self) -> None:
        """Print the open sale again, headed SALINAN; without one, the newest."""
        number = self._sale.sale.number if self._sale else None
        said = self._texts._("Salinan {number} dicetak.").format(number=number or "")
        cashier = self._cashier()
        self._tasks.write(
            lambda: receipts.reprint(self._ctx, cashier=cashier, number=number),
            lambda _none: self._notices.tell(said),
        )

    def repeat(self) -> None:
        """Ulangi nota: the same goods in a new cart; what cannot be sold again is named."""
        if self._sale is not None and not self._busy:
            sale_id = self._sale.sale.id
            self._tasks.write(lambda: repeats.repeat(self._ctx, sale_id), self._repeated)

    def back(self) -> None:
        """One step back: the result, the choices, then the sale screen."""
        if self._done is not None:
            self.enter()
        elif self._choices() or self._void_asked:
            self._chosen, self._void_asked = {}, False
            self._show()
        else:
            self._go.go(Screen.SELL)

    # --- inside

    def _open(self, sale: StoredSale | None) -> None:
        self._sale, self._chosen, self._marked = sale, {}, 0
        self._reason, self._to_shelf, self._as_cash = None, True, False
        self._busy = self._void_asked = False
        self._view.show_list(tuple(_row(one) for one in self._sales), sale.sale.number if sale else "")
        self._show()

    def _choices(self) -> tuple[RefundChoice, ...]:
        return tuple(RefundChoice(n, units, self._to_shelf) for n, units in self._chosen.items() if units)

    def _repeated(self, repeated: Repeated) -> None:
        self._go.go(Screen.SELL, repeated.cart)
        if repeated.left_out:
            said = self._texts._("Tidak ikut diulang: {titles}.")
            self._notices.tell(said.format(titles=", ".join(repeated.left_out)))

    def _came_otherwise(self) -> bool:
        tenders = self._sale.sale.tenders if self._sale else ()
        return any(tender.kind is not TenderKind.CASH for tender in tenders)

    def _refunded(self, refund: Refund) -> None:
        self._busy = False
        self._sales = refunds.recent_sales(self._ctx, LISTED_MAX)
        self._open(next((s for s in self._sales if s.sale.id == refund.sale_id), self._sale))
        self._done = refund
        self._view.show_done(refund)

    def _give_back(self, work: GiveBack, approver: Cashier | None = None) -> None:
        self._busy = True
        self._show()
        self._tasks.write(lambda: work(approver), self._refunded, lambda error: self._failed(error, work))

    def _failed(self, error: GeraiError, work: GiveBack) -> None:
        if isinstance(error, ApprovalNeeded) and self._sale is not None:
            subject = f"{self._sale.sale.number} · {format_rupiah(self._sale.sale.total)}"
            then = partial(self._give_back, work)
            self._go.over(Screen.APPROVAL, ApprovalAsked(error, subject, then, self._stay))
            return
        self._notices.problem(error)
        self._stay()

    def _stay(self) -> None:
        """Nothing was given back; the choices stand."""
        self._busy = self._void_asked = False
        self._show()

    def _quote(self, sale: StoredSale) -> RefundQuote | None:
        choices = self._choices()
        return refunds.quote(self._ctx, sale_id=sale.sale.id, choices=choices) if choices else None

    def _show(self) -> None:
        stored = self._sale
        if stored is None:
            self._view.show_sale(None)
            return
        sale, quoted = stored.sale, self._quote(stored)
        self._view.show_sale(
            SaleOpened(
                number=sale.number,
                at=sale.header.at,
                cashier=sale.header.cashier_name,
                code=stored.code,
                total=sale.total,
                change=sale.change,
                tenders=sale.tenders,
                lines=_lines(stored, self._chosen),
                marked=self._marked,
                reason=self._reason,
                to_shelf=self._to_shelf,
                back=quoted.total if quoted else 0,
                as_cash=self._as_cash if self._came_otherwise() else None,
                refundable=stored.refundable,
                may_void=self._may_void(stored),
                void_asked=self._void_asked,
                busy=self._busy,
            )
        )

    def _may_void(self, stored: StoredSale) -> bool:
        possible = verdict(self._cashier().role, Permission.VOID) is not Verdict.DENIED
        return possible and not any(stored.refunded.values())


def _row(stored: StoredSale) -> SaleShown:
    sale = stored.sale
    return SaleShown(
        number=sale.number,
        at=sale.header.at,
        total=sale.total,
        piece_count=sale.piece_count,
        first_title=sale.lines[0].title,
        returned=any(stored.refunded.values()),
    )


def _lines(stored: StoredSale, chosen: dict[int, int]) -> tuple[LineShown, ...]:
    return tuple(
        LineShown(
            line_no=line.line_no,
            title=line.title,
            maker=line.maker_name,
            sold=line.quantity,
            left=line.quantity - stored.refunded.get(line.line_no, 0),
            chosen=chosen.get(line.line_no, 0),
            net=line.money.net,
        )
        for line in stored.sale.lines
    )
