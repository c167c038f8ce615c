"""Retur belum dicocokkan: what the paper says, which piece, why; then a manager's word and the cash. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pos.domain.catalog import Product
from pos.domain.money import Rupiah
from pos.domain.unmatched import Cause, UnmatchedRefund
from pos.domain.words import format_rupiah
from pos.errors import GeraiError, NotAnItemCode
from pos.i18n import Texts
from pos.services import lookup, unmatched
from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.services.unmatched import Asked
from pos.ui.ports import Notices
from pos.ui.refund.acting import Acting


@dataclass(frozen=True, slots=True)
class UnmatchedTyped:
    """What stands in the fields: number and code of the paper, the piece and its label price."""

    number: str = ""
    code: str = ""
    title: str = ""
    price: Rupiah = 0


@dataclass(frozen=True, slots=True)
class UnmatchedShown:
    """The form beside its fields; `maker` where the label is known here, `limit` rupiah."""

    cause: Cause | None
    maker: str
    limit: Rupiah
    busy: bool


class UnmatchedView(Protocol):
    """The Qt half of the form."""

    def show_unmatched(self, shown: UnmatchedShown | None) -> None: ...
    def fill_unmatched(self, typed: UnmatchedTyped) -> None: ...
    def unmatched_typed(self) -> UnmatchedTyped: ...


class UnmatchedForm:
    """State of the form; `refunded` hears what was given back."""

    def __init__(
        self,
        ctx: Context,
        view: UnmatchedView,
        acting: Acting,
        *,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
        refunded: Callable[[UnmatchedRefund], None],
    ) -> None:
        """Nothing is asked."""
        self._ctx, self._view, self._acting = ctx, view, acting
        self._notices, self._texts, self._cashier, self._refunded = notices, texts, cashier, refunded
        self.asked = False
        self._cause: Cause | None = None
        self._product: Product | None = None

    def begin(self, number: str = "", code: str = "") -> None:
        """Open it with what was scanned or typed."""
        self.asked, self._cause, self._product = True, None, None
        self._view.fill_unmatched(UnmatchedTyped(number.upper(), code.upper()))
        self.show()

    def close(self) -> None:
        """Leave it; nothing was given back."""
        self.asked = False
        self._view.show_unmatched(None)

    def choose(self, cause: Cause) -> None:
        """Who the fault lies with."""
        self._cause = cause
        self.show()

    def scan(self, code: str) -> None:
        """A label that is known here says its piece, price and maker."""
        try:
            product = lookup.find_by_code(self._ctx, code)
        except GeraiError as error:
            self._notices.problem(error)
            return
        if product.bundle is not None:
            self._notices.problem(NotAnItemCode(what=product.title))
            return
        typed = self._view.unmatched_typed()
        self._product = product
        self._view.fill_unmatched(UnmatchedTyped(typed.number, typed.code, product.title, product.price))
        self.show()

    def confirm(self) -> None:
        """Ask the manager and give the label price back."""
        if self._acting.busy:
            return
        if self._cause is None:
            self._notices.tell(self._texts._("Pilih dahulu: salahnya di mana?"))
            return
        typed, cause, cashier = self._view.unmatched_typed(), self._cause, self._cashier()
        known = self._product if self._product and self._product.title == typed.title else None
        asked = Asked(typed.number, typed.code, typed.title, typed.price, cause, known)
        self._acting.run(
            lambda approver: unmatched.refund_unmatched(
                self._ctx, asked=asked, cashier=cashier, approver=approver
            ),
            self._done,
            self.show,
            subject=f"{typed.number} · {typed.title} · {format_rupiah(typed.price)}",
        )
        self.show()

    def _done(self, refund: UnmatchedRefund) -> None:
        self.close()
        self._refunded(refund)

    def show(self) -> None:
        """Show it as it stands."""
        if self.asked:
            limit = int(self._ctx.shop.get("refund.unmatched_limit"))
            maker = self._product.maker.name if self._product else ""
            self._view.show_unmatched(UnmatchedShown(self._cause, maker, limit, self._acting.busy))
