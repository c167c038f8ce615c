"""Builds all screens with their presenters over one context. Imported when the shop is open, never before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pos.services import shifts
from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.navigation import StackNavigator
from pos.ui.pay.presenter import METHODS, PayPresenter
from pos.ui.pay.screen import PayScreen
from pos.ui.ports import Notices, Sounds
from pos.ui.refund.presenter import HistoryPresenter
from pos.ui.refund.screen import HistoryScreen
from pos.ui.sell.presenter import SellPresenter
from pos.ui.sell.screen import SellScreen
from pos.ui.shift.presenter import ShiftPresenter
from pos.ui.shift.screen import ShiftScreen
from pos.ui.signin.presenter import SignInPresenter
from pos.ui.signin.screen import SignInScreen
from pos.ui.status.chips import StatusChips
from pos.ui.status.presenter import StatusPresenter, StatusView
from pos.ui.status.screen import StatusScreen
from pos.ui.tasks import QtTasks
from pos.ui.widgets.look import Look
from pos.ui.widgets.pictures import PictureShelf

CART_WIDTHS = {"narrow": "cart_narrow", "usual": "cart", "wide": "cart_wide"}


@dataclass(frozen=True)
class Parts:
    """What screens are built from; `cashier` says who is signed in, `signed_in` hears who came."""

    look: Look
    tasks: QtTasks
    navigator: StackNavigator
    sounds: Sounds
    notices: Notices
    pictures: Path
    cashier: Callable[[], Cashier]
    signed_in: Callable[[Cashier], None]
    frame: StatusView
    sign_in_hint: str
    width: str


class Screens:
    """All screens of an open shop, in the navigator's stack."""

    def __init__(self, ctx: Context, parts: Parts) -> None:
        """Build and add them; each is told when it comes to the front."""
        self._ctx, self._parts = ctx, parts
        self.tasks = parts.tasks
        look, navigator, narrow = parts.look, parts.navigator, parts.width == "narrow"
        self.shelf = PictureShelf(parts.pictures, dark=look.theme.dark)
        sign_in = SignInScreen(look, self._make_sign_in, outlet=ctx.shop.outlet_name, hint=parts.sign_in_hint)
        sell = SellScreen(look, self._make_sell, self.shelf, look.theme.size(CART_WIDTHS[parts.width]))
        self.sell = sell.presenter
        pay = PayScreen(look, self._make_pay, METHODS, self.sell.reprint, narrow=narrow)
        history = HistoryScreen(look, self._make_history, narrow=narrow)
        shift = ShiftScreen(look, self._make_shift)
        self.chips = StatusChips(look, lambda: navigator.go(Screen.STATUS), narrow=narrow)
        status = StatusScreen(look, self._make_status, lambda: navigator.go(Screen.SELL))
        self.pay, self.history, self.status = pay.presenter, history.presenter, status.presenter
        self.shift = shift.presenter
        for screen, widget in (
            (Screen.SIGN_IN, sign_in),
            (Screen.SELL, sell),
            (Screen.PAY, pay),
            (Screen.HISTORY, history),
            (Screen.SHIFT, shift),
            (Screen.STATUS, status),
        ):
            navigator.add(screen, widget)
            navigator.on_enter(screen, widget.presenter.enter)

    @property
    def outlet(self) -> str:
        return self._ctx.shop.outlet_name

    def open_since(self) -> datetime | None:
        """When the open shift began, or None."""
        shift = shifts.current_shift(self._ctx)
        return shift.opened_at if shift else None

    def close(self) -> None:
        """End the picture worker."""
        self.shelf.close()

    def _make_sign_in(self, view: SignInScreen) -> SignInPresenter:
        parts = self._parts
        return SignInPresenter(
            self._ctx, view, tasks=parts.tasks, texts=parts.look.texts, signed_in=parts.signed_in
        )

    def _make_sell(self, view: SellScreen) -> SellPresenter:
        parts = self._parts
        return SellPresenter(
            self._ctx,
            view,
            tasks=parts.tasks,
            navigator=parts.navigator,
            sounds=parts.sounds,
            notices=parts.notices,
            texts=parts.look.texts,
            cashier=parts.cashier,
        )

    def _make_pay(self, view: PayScreen) -> PayPresenter:
        parts = self._parts
        return PayPresenter(
            self._ctx,
            view,
            tasks=parts.tasks,
            navigator=parts.navigator,
            sounds=parts.sounds,
            notices=parts.notices,
            texts=parts.look.texts,
            cashier=parts.cashier,
        )

    def _make_history(self, view: HistoryScreen) -> HistoryPresenter:
        parts = self._parts
        return HistoryPresenter(
            self._ctx,
            view,
            tasks=parts.tasks,
            navigator=parts.navigator,
            notices=parts.notices,
            texts=parts.look.texts,
            cashier=parts.cashier,
        )

    def _make_shift(self, view: ShiftScreen) -> ShiftPresenter:
        parts = self._parts
        return ShiftPresenter(
            self._ctx,
            view,
            tasks=parts.tasks,
            navigator=parts.navigator,
            notices=parts.notices,
            texts=parts.look.texts,
            cashier=parts.cashier,
        )

    def _make_status(self, view: StatusScreen) -> StatusPresenter:
        parts = self._parts
        return StatusPresenter(
            self._ctx,
            (view, self.chips, parts.frame),
            tasks=parts.tasks,
            notices=parts.notices,
            texts=parts.look.texts,
            cashier=parts.cashier,
        )
