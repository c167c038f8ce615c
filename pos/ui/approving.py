"""Asks a second person to agree to what a cart gives away; the word stands while the cart gives away no more. No Qt."""

from collections.abc import Callable
from dataclasses import replace

from pos.domain.consent import Demand
from pos.domain.money import Rupiah
from pos.domain.permissions import Permission
from pos.domain.words import format_rupiah
from pos.errors import ApprovalNeeded
from pos.i18n import Texts
from pos.services import checkout
from pos.services.context import Context
from pos.services.holds import Approved, OpenCart
from pos.services.sign_in import Approver
from pos.ui.keys import Screen
from pos.ui.ports import ApprovalAsked, Navigator


class CartApproval:
    """The question about a cart, for the screens that sell."""

    def __init__(self, ctx: Context, navigator: Navigator, texts: Texts) -> None:
        """Nothing is asked yet."""
        self._ctx, self._go, self._texts = ctx, navigator, texts

    def ask(
        self,
        needed: ApprovalNeeded,
        open_cart: OpenCart,
        agreed: Callable[[OpenCart], None],
        given_up: Callable[[], None] = lambda: None,
    ) -> None:
        """Ask for a cart as it is or would be; `agreed` hears it with who agreed, and up to how much."""
        wanted = self._wanted(needed, open_cart)

        def then(person: Approver) -> None:
            amounts = {demand.permission.value: demand.amount for demand in wanted}
            agreed(replace(open_cart, approved=Approved(person, amounts)))

        subject = self._subject(checkout.price_cart(self._ctx, open_cart.cart).net, wanted)
        self._go.over(Screen.APPROVAL, ApprovalAsked(needed, subject, then, given_up))

    def _wanted(self, needed: ApprovalNeeded, open_cart: OpenCart) -> tuple[Demand, ...]:
        """All that the cart asks for, and what is owed with the tender that is not noted yet."""
        known = checkout.demands_of(self._ctx, open_cart.cart, open_cart.tenders)
        if needed.facts["permission"] != Permission.SELL_ON_ACCOUNT:
            return known
        others = tuple(demand for demand in known if demand.permission is not Permission.SELL_ON_ACCOUNT)
        return (*others, Demand(Permission.SELL_ON_ACCOUNT, int(str(needed.facts["amount"]))))

    def _subject(self, total: Rupiah, wanted: tuple[Demand, ...]) -> str:
        """The sale's total and what is given away; who agrees sees all of it at once."""
        _ = self._texts._
        words = {
            Permission.NEGATIVE_COMMISSION: _("galeri menanggung {amount}"),
            Permission.DISCOUNT_LARGE: _("diskon {amount}"),
            Permission.DISCOUNT_UNLIMITED: _("diskon {amount}"),
            Permission.SELL_ON_ACCOUNT: _("piutang {amount}"),
        }
        parts = [words[demand.permission].format(amount=format_rupiah(demand.amount)) for demand in wanted]
        return "; ".join((_("Nota {total}").format(total=format_rupiah(total)), *parts))
