"""Where keys, scans and people go: to the frame first, then to the screen in front. Knows no widget's inside."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pos.domain.permissions import Permission, Verdict, verdict
from pos.i18n import Texts, clock
from pos.ui.keys import Action, Screen
from pos.ui.navigation import StackNavigator
from pos.ui.ports import Notices, SaleDone, Sounds

if TYPE_CHECKING:
    from pos.services.holds import OpenCart
    from pos.services.sign_in import Cashier
    from pos.ui.main_window.assembly import Screens
    from pos.ui.main_window.drawer_sheet import DrawerSheet
    from pos.ui.widgets.help_sheet import HelpSheet

GOES = {
    Action.SELL: Screen.SELL,
    Action.HISTORY: Screen.HISTORY,
    Action.HELD: Screen.HELD,
    Action.RAIL_HELD: Screen.HELD,
    Action.RAIL_SELL: Screen.SELL,
    Action.RAIL_HISTORY: Screen.HISTORY,
    Action.RAIL_SHIFT: Screen.SHIFT,
    Action.RAIL_STATUS: Screen.STATUS,
    Action.RAIL_REPORTS: Screen.REPORTS,
    Action.RAIL_APPROVALS: Screen.APPROVALS,
    Action.RAIL_SETTINGS: Screen.SETTINGS,
}

_BEGINS = frozenset(GOES) | {
    Action.VOID,
    Action.BY_PIECES,
    Action.CUSTOMER,
    Action.EXTRAS,
    Action.OPEN_ITEM,
    Action.PRICE_CHECK,
    Action.ORDERS,
    Action.RECEIVABLES,
    Action.FILTER,
}
"""What may be pressed while the change still stands on the screen: it begins the next sale first."""


class Router:
    """One per build of the window's inside."""

    def __init__(
        self,
        navigator: StackNavigator,
        screens: "Screens",
        *,
        sounds: Sounds,
        notices: Notices,
        texts: Texts,
        full_screen: Callable[[], None],
        lock: Callable[[], None],
        train: Callable[[], None] | None,
        help_sheet: "Callable[[], HelpSheet]",
        drawer_sheet: "Callable[[], DrawerSheet]",
    ) -> None:
        """`full_screen` turns it on and off, `lock` lays the sign-in over everything; `train` is FrameFacts'; the
        sheets lie over a screen and are made when they are first asked for.
        """
        self._go, self._screens = navigator, screens
        self._sounds, self._notices, self._texts = sounds, notices, texts
        self._full_screen, self._lock, self._make_help = full_screen, lock, help_sheet
        self._train = train
        self._help: HelpSheet | None = None
        self._make_drawer = drawer_sheet
        self._drawer: DrawerSheet | None = None

    def welcome(self, cashier: "Cashier") -> None:
        """Go on where the shop stands: a paid sale, no shift, money that waits, a shift of a day before, or the sale.

        Who may not sell looks at the history; the cart waits for somebody who may.
        """
        if verdict(cashier.role, Permission.SELL) is Verdict.DENIED:
            self._go.go(Screen.HISTORY)
            self._notices.tell(self._texts._("Anda boleh melihat; keranjang menunggu kasir."))
            return
        if self._screens.pay.sale_done is not None:
            self._screens.pay.next_sale()
            return
        open_cart = self._screens.sell.open_cart
        if self._screens.open_since() is None:
            self._go.go(Screen.SHIFT)
        elif open_cart.money_taken:
            self._go.go(Screen.PAY, open_cart)
        elif self._screens.forgotten_day() is not None:
            self._go.go(Screen.SHIFT)
        else:
            self._go.go(Screen.SELL)

    def go_on(self, carried: "OpenCart | SaleDone") -> None:
        """Go on with a payment where it was; after a paid sale, with the next one."""
        if isinstance(carried, SaleDone) or carried.is_empty:
            self._go.go(Screen.SELL)
        else:
            self._go.go(Screen.PAY, carried)

    def key_screen(self) -> Screen | None:
        """The screen whose keys hold: after a paid sale those of the sale, for the payment is over."""
        front = self._go.current
        return Screen.SELL if front is Screen.PAY and self._screens.pay.sale_done is not None else front

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves it to the field."""
        front = self._go.current
        if front is None:
            return False
        if front is not self.key_screen() and action in _BEGINS:
            self._screens.pay.next_sale()
            front = Screen.SELL
        if action is Action.HELP:
            self._help = self._help or self._make_help()
            place = self._texts._("Jual") if front is Screen.SELL else self.place_words(front, None)[0]
            self._help.toggle(front, place)
            return True
        if action is Action.PRACTICE:
            return self._practise()
        if any(sheet.act(action) for sheet in self._sheets()):
            return True
        target = GOES.get(action)
        if target is not None and target is not front:
            self._go.go(target)
            return True
        screen: Any = self._go.widget(front)
        return screen.act(action) or self._act_anywhere(action)

    def _practise(self) -> bool:
        if self._train is not None:
            self._train()
        return self._train is not None

    def _act_anywhere(self, action: Action) -> bool:
        if action is Action.FULL_SCREEN:
            self._full_screen()
        elif action is Action.LOCK:
            self._lock()
        elif action is Action.REPRINT:
            self._screens.sell.reprint()
        elif action is Action.OPEN_DRAWER:
            self._drawer = self._drawer or self._make_drawer()
            self._drawer.come()
        elif action is Action.VOID:
            self._go.go(Screen.HISTORY)
            self._screens.history.void()
        elif action is Action.BY_PIECES:
            self._go.go(Screen.SHIFT)
            self._screens.shift.by_pieces()
        else:
            return False
        return True

    def put_away(self) -> None:
        """Another screen comes to the front, perhaps the lock: nothing lies over it."""
        for sheet in self._sheets():
            sheet.hide()

    def _sheets(self) -> "Iterator[HelpSheet | DrawerSheet]":
        yield from (sheet for sheet in (self._help, self._drawer) if sheet is not None)

    def scanned(self, code: str) -> None:
        """Give a scan to the screen in front."""
        match self._go.current:
            case Screen.SELL:
                self._screens.sell.scan(code)
            case Screen.PAY:
                self._screens.pay.scan(code)
            case Screen.HISTORY:
                self._screens.history.scan(code)
            case Screen.EXCHANGE:
                self._screens.exchange.scan(code)
            case Screen.STATUS | Screen.HELD | Screen.REPORTS:
                self._go.go(Screen.SELL)
                self._screens.sell.scan(code)
            case _:
                self._sounds.unknown()

    def scan_refused(self) -> None:
        """A scan met a money or count field: nothing is sold, nothing is typed."""
        if self._go.current is Screen.PAY:
            self._screens.pay.refuse_scan()
        else:
            self._sounds.unknown()
            self._notices.tell(self._texts._("Barcode tidak diisi ke kolom uang."))

    def place_words(self, screen: Screen, cashier: "Cashier | None") -> tuple[str, str]:
        """Title and sub-line of the header."""
        _ = self._texts._
        said = _("Kasir: {name}").format(name=cashier.name if cashier else "–")
        since = self._screens.open_since()
        forgotten = self._screens.forgotten_day()
        if forgotten is not None:
            said = " · ".join((said, _("Shift {day} belum ditutup").format(day=self._texts.day(forgotten))))
        elif since is not None:
            said = " · ".join((said, _("Shift sejak {at}").format(at=clock(since))))
        titles = {
            Screen.PAY: _("Pembayaran"),
            Screen.HISTORY: _("Riwayat dan retur"),
            Screen.SHIFT: _("Shift"),
            Screen.HELD: _("Nota ditahan"),
            Screen.EXCHANGE: _("Tukar barang"),
            Screen.SAFE: _("Brankas"),
            Screen.STATUS: _("Status"),
            Screen.REPORTS: _("Laporan"),
            Screen.APPROVALS: _("Persetujuan"),
            Screen.SETTINGS: _("Pengaturan"),
            Screen.ORDERS: _("Pesanan"),
            Screen.RECEIVABLES: _("Piutang"),
        }
        outlet, title = self._screens.outlet, titles.get(screen)
        return (outlet, said) if title is None else (title, f"{outlet} · {said}")
