"""Asks a second person to agree to what a cart gives away; the word stands while the cart gives away no more. No Qt."""

from collections.abc import Callable
from dataclasses import replace

from pos.domain.words import format_rupiah
from pos.errors import ApprovalNeeded
from pos.i18n import Texts
from pos.services import checkout
from pos.services.context import Context
from pos.services.holds import Approved, OpenCart
from pos.services.sign_in import Cashier
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
        priced = checkout.price_cart(self._ctx, open_cart.cart)
        loss = checkout.loss_of(priced)
        subject = self._texts._("Nota {total}; galeri menanggung {loss}").format(
            total=format_rupiah(priced.net), loss=format_rupiah(loss)
        )

        def then(person: Cashier) -> None:
            agreed(replace(open_cart, approved=Approved(person, loss)))

        self._go.over(Screen.APPROVAL, ApprovalAsked(needed, subject, then, given_up))
