"""Who sells: choose a cashier, type the PIN; wrong tries and the lock-out in words. No Qt, no SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pos.i18n import Texts
from pos.services import sign_in
from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.ui.pin_entry import PinEntry, PinView
from pos.ui.ports import Tasks


@dataclass(frozen=True, slots=True)
class Locked:
    """The till was locked: by itself after so many minutes (0: by hand), with so many pieces in the cart."""

    after_minutes: int = 0
    pieces: int = 0


class SignInView(PinView, Protocol):
    """The Qt half; `why` is '' at the start of the day."""

    def show_locked(self, why: str) -> None: ...


class SignInPresenter(PinEntry):
    """The PIN entry of everybody who may sign in here; who was there last is chosen already."""

    def __init__(
        self,
        ctx: Context,
        view: SignInView,
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
        self._screen = view

    def enter(self, what: object = None) -> None:
        """Show who may sign in; `what` says why the till is locked, where it was in use before."""
        super().enter()
        self._screen.show_locked(self._why(what) if isinstance(what, Locked) else "")

    def _why(self, locked: Locked) -> str:
        _, ngettext = self._texts._, self._texts.ngettext
        said = []
        if locked.after_minutes:
            minutes = ngettext(
                "Terkunci sendiri setelah {n} menit.",
                "Terkunci sendiri setelah {n} menit.",
                locked.after_minutes,
            )
            said.append(minutes.format(n=locked.after_minutes))
        if locked.pieces:
            kept = ngettext(
                "Keranjang dengan {n} barang menunggu.",
                "Keranjang dengan {n} barang menunggu.",
                locked.pieces,
            )
            said.append(kept.format(n=locked.pieces))
        return " ".join(said)
