"""Builds the screens with their presenters over one context, each when it is first needed.

Imports a screen with its building: the sign-in is there before the payment is read from disk.
"""

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pos.services import holds, shifts
from pos.services.context import Context
from pos.ui.keys import Screen
from pos.ui.main_window.parts import Parts
from pos.ui.main_window.people_screens import PeopleScreens
from pos.ui.signin.presenter import SignInPresenter
from pos.ui.signin.screen import SignInScreen

if TYPE_CHECKING:
    from pos.services.holds import OpenCart
    from pos.ui.exchange.presenter import ExchangePresenter
    from pos.ui.exchange.screen import ExchangeScreen
    from pos.ui.held.screen import HeldScreen
    from pos.ui.orders.screen import OrdersScreen
    from pos.ui.pay.presenter import PayPresenter
    from pos.ui.pay.screen import PayScreen
    from pos.ui.ports import SaleDone
    from pos.ui.refund.presenter import HistoryPresenter
    from pos.ui.refund.screen import HistoryScreen
    from pos.ui.safe.screen import SafeScreen
    from pos.ui.sell.presenter import SellPresenter
    from pos.ui.sell.screen import SellScreen
    from pos.ui.shift.presenter import ShiftPresenter
    from pos.ui.shift.screen import ShiftScreen
    from pos.ui.status.chips import StatusChips
    from pos.ui.status.presenter import StatusPresenter
    from pos.ui.status.screen import StatusScreen
    from pos.ui.widgets.pictures import PictureShelf

CART_WIDTHS = {"narrow": "cart_narrow", "usual": "cart", "wide": "cart_wide"}


class Screens:
    """All screens of an open shop; asking for one builds it."""

    def __init__(self, ctx: Context, parts: Parts) -> None:
        """Make them known to the navigator; only the sign-in is built at once, when it is gone to."""
        self._ctx, self._parts = ctx, parts
        self.tasks = parts.tasks
        self._narrow = parts.width == "narrow"
        add = parts.navigator.add
        add(Screen.SIGN_IN, lambda: self._sign_in, lambda: self._sign_in.presenter.enter)
        add(Screen.SELL, lambda: self._sell, lambda: self.sell.enter)
        add(Screen.PAY, lambda: self._pay, lambda: self.pay.enter)
        add(Screen.HISTORY, lambda: self._history, lambda: self.history.enter)
        add(Screen.SHIFT, lambda: self._shift, lambda: self.shift.enter)
        add(Screen.STATUS, lambda: self._status, lambda: self.status.enter)
        add(Screen.HELD, lambda: self._held, lambda: self._held.presenter.enter)
        add(Screen.ORDERS, lambda: self._orders, lambda: self._orders.presenter.enter)
        self._people = PeopleScreens(ctx, parts, lambda: parts.frame.show_wishes(self.status.wishes()))
        add(Screen.SAFE, lambda: self._safe, lambda: self._safe.presenter.enter)
        add(Screen.EXCHANGE, lambda: self._exchange, lambda: self._exchange.presenter.enter)

    # --- what others ask

    @property
    def sell(self) -> "SellPresenter":
        return self._sell.presenter

    @property
    def pay(self) -> "PayPresenter":
        return self._pay.presenter

    @property
    def history(self) -> "HistoryPresenter":
        return self._history.presenter

    @property
    def exchange(self) -> "ExchangePresenter":
        return self._exchange.presenter

    @property
    def shift(self) -> "ShiftPresenter":
        return self._shift.presenter

    @property
    def status(self) -> "StatusPresenter":
        return self._status.presenter

    @property
    def outlet(self) -> str:
        return self._ctx.shop.outlet_name

    def carried(self) -> "OpenCart | SaleDone":
        """What the cashier has in hand: a paid sale whose change is shown, else the open cart."""
        done = self.pay.sale_done if "_pay" in self.__dict__ else None
        return done or self.sell.open_cart

    def open_since(self) -> datetime | None:
        """When the open shift began, or None."""
        shift = shifts.current_shift(self._ctx)
        return shift.opened_at if shift else None

    def forgotten_day(self) -> date | None:
        """The business date of an open shift whose day is over, or None."""
        shift = shifts.forgotten_shift(self._ctx)
        return shift.business_date if shift else None

    def held_count(self) -> int:
        """How many carts were set aside."""
        return holds.held_count(self._ctx)

    def refresh(self) -> None:
        """Look again at what moves by itself: printer, sending, backups; and at the shift that was just closed."""
        self.status.refresh()
        if "_shift" in self.__dict__:
            self.shift.refresh()

    def close(self) -> None:
        """End the picture worker, if there is one."""
        if "shelf" in self.__dict__:
            self.shelf.close()

    # --- building

    @cached_property
    def shelf(self) -> "PictureShelf":
        """Pictures of goods."""
        from pos.ui.widgets.pictures import PictureShelf

        return PictureShelf(self._parts.pictures, dark=self._parts.look.theme.dark)

    @cached_property
    def chips(self) -> "StatusChips":
        """The header's status."""
        from pos.ui.status.chips import StatusChips

        parts = self._parts
        return StatusChips(parts.look, lambda: parts.navigator.go(Screen.STATUS), narrow=self._narrow)

    @cached_property
    def _sign_in(self) -> SignInScreen:
        parts = self._parts

        def presenter(view: SignInScreen) -> SignInPresenter:
            return SignInPresenter(
                self._ctx, view, tasks=parts.tasks, texts=parts.look.texts, signed_in=parts.signed_in
            )

        return SignInScreen(
            parts.look,
            presenter,
            outlet=self.outlet,
            hint=parts.sign_in_hint,
            train=parts.train,
            training=self._ctx.shop.training,
        )

    @cached_property
    def _held(self) -> "HeldScreen":
        from pos.ui.held.presenter import HeldPresenter
        from pos.ui.held.screen import HeldScreen

        parts = self._parts
        return HeldScreen(
            parts.look,
            lambda view: HeldPresenter(
                self._ctx,
                view,
                tasks=parts.tasks,
                navigator=parts.navigator,
                notices=parts.notices,
                texts=parts.look.texts,
            ),
        )

    @cached_property
    def _sell(self) -> "SellScreen":
        from pos.ui.sell.presenter import SellPresenter
        from pos.ui.sell.screen import SellScreen

        parts, look = self._parts, self._parts.look
        made = SellScreen(
            look,
            lambda view: SellPresenter(self._ctx, view, sounds=parts.sounds, **parts.shared),
            self.shelf,
            look.theme.size(CART_WIDTHS[parts.width]),
        )
        made.presenter.start()
        return made

    @cached_property
    def _pay(self) -> "PayScreen":
        from pos.ui.pay.presenter import PayPresenter
        from pos.ui.pay.screen import PayScreen
        from pos.ui.ways import PAY_METHODS

        parts = self._parts
        return PayScreen(
            parts.look,
            lambda view: PayPresenter(
                self._ctx, view, sounds=parts.sounds, held=self.sell.hold, **parts.shared
            ),
            PAY_METHODS,
            self.sell.reprint,
            narrow=self._narrow,
        )

    @cached_property
    def _history(self) -> "HistoryScreen":
        from pos.ui.refund.presenter import HistoryPresenter
        from pos.ui.refund.screen import HistoryScreen

        parts = self._parts
        return HistoryScreen(
            parts.look,
            lambda view: HistoryPresenter(
                self._ctx, view, papers=parts.pictures.with_name("papers"), **parts.shared
            ),
            narrow=self._narrow,
        )

    @cached_property
    def _exchange(self) -> "ExchangeScreen":
        from pos.ui.exchange.presenter import ExchangePresenter
        from pos.ui.exchange.screen import ExchangeScreen

        parts = self._parts
        return ExchangeScreen(
            parts.look,
            lambda view: ExchangePresenter(self._ctx, view, sounds=parts.sounds, **parts.shared),
            narrow=self._narrow,
        )

    @cached_property
    def _orders(self) -> "OrdersScreen":
        from pos.ui.orders.presenter import OrdersPresenter
        from pos.ui.orders.screen import OrdersScreen

        parts = self._parts
        return OrdersScreen(
            parts.look,
            lambda view: OrdersPresenter(self._ctx, view, **parts.shared),
            narrow=self._narrow,
        )

    @cached_property
    def _shift(self) -> "ShiftScreen":
        from pos.ui.shift.presenter import ShiftPresenter
        from pos.ui.shift.screen import ShiftScreen

        parts = self._parts
        return ShiftScreen(
            parts.look, lambda view: ShiftPresenter(self._ctx, view, **parts.shared), parts.open_drawer
        )

    @cached_property
    def _safe(self) -> "SafeScreen":
        from pos.ui.safe.presenter import SafePresenter
        from pos.ui.safe.screen import SafeScreen

        parts = self._parts
        return SafeScreen(parts.look, lambda view: SafePresenter(self._ctx, view, **parts.shared))

    @cached_property
    def _status(self) -> "StatusScreen":
        from pos.ui.status.presenter import StatusPresenter
        from pos.ui.status.screen import StatusScreen

        parts = self._parts

        def presenter(view: StatusScreen) -> StatusPresenter:
            return StatusPresenter(
                self._ctx,
                (view, self.chips, parts.frame),
                tasks=parts.tasks,
                notices=parts.notices,
                texts=parts.look.texts,
                cashier=parts.cashier,
            )

        return StatusScreen(parts.look, presenter, parts.navigator.go)
