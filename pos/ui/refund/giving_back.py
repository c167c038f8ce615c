"""Which pieces come back, why, where they go and how the money goes; a void of all. No Qt.

Nothing is given back before the choices were shown with their exact sum.
"""

from collections.abc import Callable

from pos.domain.reason import Reason
from pos.domain.refund import Refund, RefundChoice, RefundQuote
from pos.domain.tender import TenderKind
from pos.i18n import Texts
from pos.services import refunds
from pos.services.context import Context
from pos.services.refunds import StoredSale
from pos.services.sign_in import Cashier
from pos.ui.ports import ExchangeAsked, Notices
from pos.ui.refund.acting import Acting, Around

_NEVER_SWAPPED = frozenset({TenderKind.CASH, TenderKind.RECEIVABLE})
"""Cash is cash already; what is owed was never paid, so no drawer gives it back."""


class GivingBack:
    """The choices upon the open sale; `refunded` hears what was given back."""

    def __init__(
        self,
        ctx: Context,
        around: Around,
        acting: Acting,
        *,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
        refunded: Callable[[Refund], None],
    ) -> None:
        """Nothing is chosen."""
        self._ctx, self._around, self._acting = ctx, around, acting
        self._notices, self._texts, self._cashier, self._refunded = notices, texts, cashier, refunded
        self.begin()

    def begin(self) -> None:
        """Forget the choices: another sale is open."""
        self.chosen: dict[int, int] = {}
        self.marked = 0
        self.reason: Reason | None = None
        self.to_shelf, self._as_cash, self.void_asked = True, False, False

    @property
    def pending(self) -> bool:
        """Whether something is chosen or asked that one step back takes away."""
        return bool(self.choices()) or self.void_asked

    def take_back(self) -> None:
        """Take the choices away; the mark and the reason stay."""
        self.chosen, self.void_asked = {}, False
        self._around.show()

    # --- choosing

    def move(self, step: int) -> None:
        """Move the mark along the lines of the open sale."""
        sale = self._around.sale
        if sale is not None:
            self.marked = max(0, min(len(sale.sale.lines) - 1, self.marked + step))
            self._around.show()

    def change(self, line_no: int | None, step: int) -> None:
        """More or fewer units back of a line; None is the marked one."""
        sale = self._around.sale
        if sale is None or self._acting.busy:
            return
        at = self.marked if line_no is None else line_no - 1
        line = sale.sale.lines[at]
        left = line.quantity - sale.refunded.get(line.line_no, 0)
        self.marked = at
        self.chosen[line.line_no] = max(0, min(left, self.chosen.get(line.line_no, 0) + step))
        self._around.show()

    def choose_reason(self, reason: Reason) -> None:
        """Say why; a defective piece does not go back to the shelf by itself."""
        self.reason = reason
        self.to_shelf = reason is not Reason.DEFECT
        self._around.show()

    def put_on_shelf(self, to_shelf: bool) -> None:
        """Whether the pieces can be sold again."""
        self.to_shelf = to_shelf
        self._around.show()

    def pay_in_cash(self, as_cash: bool) -> None:
        """Whether the money goes back from the drawer although it came another way; a second person agrees to it."""
        if self._came_otherwise():
            self._as_cash = as_cash
            self._around.show()

    def turn_cash(self) -> None:
        """The other of the two ways."""
        self.pay_in_cash(not self._as_cash)

    @property
    def as_cash(self) -> bool | None:
        """The way of the money; None where it all came in cash."""
        return self._as_cash if self._came_otherwise() else None

    def choices(self) -> tuple[RefundChoice, ...]:
        """What comes back so far."""
        return tuple(RefundChoice(n, units, self.to_shelf) for n, units in self.chosen.items() if units)

    def quote(self, sale: StoredSale) -> RefundQuote | None:
        """The exact sum of the choices, None without any."""
        choices = self.choices()
        return refunds.quote(self._ctx, sale_id=sale.sale.id, choices=choices) if choices else None

    def _came_otherwise(self) -> bool:
        sale = self._around.sale
        tenders = sale.sale.tenders if sale else ()
        return any(tender.kind not in _NEVER_SWAPPED for tender in tenders)

    # --- doing

    def confirm(self) -> None:
        """Give back what is chosen; undo the whole sale where that was asked; without a choice nothing."""
        if self.void_asked:
            self.void()
            return
        sale, choices, reason = self._around.sale, self.choices(), self.reason
        if sale is None or self._acting.busy or not choices:
            return
        if reason is None:
            self._notices.tell(self._texts._("Pilih alasan retur dahulu."))
            return
        cashier, as_cash = self._cashier(), self._as_cash
        self._acting.run(
            lambda approver: refunds.refund_sale(
                self._ctx,
                sale_id=sale.sale.id,
                choices=choices,
                reason=reason.value,
                cashier=cashier,
                as_cash=as_cash,
                approver=approver,
            ),
            self._refunded,
        )

    def asked_exchange(self) -> ExchangeAsked | None:
        """The choices as they go on to an exchange; None without any."""
        sale, choices = self._around.sale, self.choices()
        if sale is None or self._acting.busy or not choices:
            return None
        return ExchangeAsked(sale, choices, self.reason or Reason.CHANGED_MIND)

    def void(self) -> None:
        """Undo the whole sale, within its shift; asked once more first, and of a second person where the role wants it."""
        sale = self._around.sale
        if sale is None or self._acting.busy:
            return
        if not self.void_asked:
            self.void_asked = True
            self._around.show()
            return
        reason, cashier = (self.reason or Reason.MISTAKE).value, self._cashier()
        self._acting.run(
            lambda approver: refunds.void_sale(
                self._ctx, sale_id=sale.sale.id, reason=reason, cashier=cashier, approver=approver
            ),
            self._refunded,
            self._keep_sale,
        )

    def _keep_sale(self) -> None:
        self.void_asked = False
