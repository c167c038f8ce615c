"""Who sells: choose a cashier, type the PIN; wrong tries and the lock-out in words. No Qt, no SQL."""

from collections.abc import Callable

from pos.i18n import Texts
from pos.services import sign_in
from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.ui.pin_entry import PinEntry, PinView
from pos.ui.ports import Tasks


class SignInPresenter(PinEntry):
    """The PIN entry of everybody who may sign in here."""

    def __init__(
        self,
        ctx: Context,
        view: PinView,
        *,
        tasks: Tasks,
        texts: Texts,
        signed_in: Callable[[Cashier], None],
    ) -> None:
        """`signed_in` hears who it is."""
        super().__init__(
            view,
            people=lambda: sign_in.cashiers(ctx),
            check=lambda who, pin: sign_in.sign_in(ctx, cashier_id=who, pin=pin),
            came=signed_in,
            tasks=tasks,
            texts=texts,
        )
