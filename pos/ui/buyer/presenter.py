"""Turns what the cashier has in hand into what the buyer sees; tells the view of changes only. No Qt, no SQL."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from pos.domain.cart import Cart
from pos.domain.catalog import Maker
from pos.domain.story import ToldStory
from pos.errors import GeraiError
from pos.services import checkout, qris_code, stories
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.ui.buyer.shown import BuyerLine, BuyerShown, Code, Greeting, Served, Thanks
from pos.ui.keys import Screen
from pos.ui.ports import SaleDone

THANKS_STAY = timedelta(seconds=20)
"""How long the thanks stay when the cashier has gone on and nothing was scanned yet."""
STORY_STAYS = timedelta(seconds=7)
"""How long a maker's story is read where there are several."""
GALLERY = "OWN"
_LOCKED = frozenset({None, Screen.SIGN_IN})

_Seen = tuple[Screen | None, OpenCart | SaleDone]


class BuyerView(Protocol):
    """The Qt half."""

    def show_buyer(self, shown: BuyerShown) -> None: ...


class BuyerPresenter:
    """Remembers what was shown last, and the cart of the sale that is being thanked for."""

    def __init__(self, ctx: Context, view: BuyerView) -> None:
        """Nothing is shown before the first look."""
        self._ctx, self._view = ctx, view
        self._seen: _Seen | None = None
        self._shown: BuyerShown | None = None
        self._cart = Cart()
        self._newest = 0
        self._thanked_at: datetime | None = None
        self._stories: tuple[ToldStory, ...] = ()
        self._told_since: datetime | None = None

    def look(self, front: Screen | None, carried: OpenCart | SaleDone) -> None:
        """Look at the screen in front and at what the cashier has in hand; cheap where nothing changed."""
        if (front, carried) == self._seen and self._thanked_at is None:
            return
        self._seen = front, carried
        shown = self._say(front, carried)
        if shown != self._shown:
            self._shown = shown
            self._view.show_buyer(shown)

    def _say(self, front: Screen | None, carried: OpenCart | SaleDone) -> BuyerShown:
        if isinstance(carried, SaleDone):
            self._thanked_at = self._ctx.clock.now()
            if not isinstance(self._shown, Thanks):
                self._begin_telling(self._thanked_at)
            return Thanks(carried.change, self._makers(), self._told(self._thanked_at))
        if not carried.cart.lines:
            return self._between_sales()
        self._thanked_at = None
        self._remember(carried.cart)
        if front in _LOCKED:
            return Greeting(self._ctx.shop.outlet_name)
        return self._code(carried) or self._served(carried, paying=front is Screen.PAY)

    def _between_sales(self) -> BuyerShown:
        """The thanks stay a moment, then the next buyer is greeted."""
        if isinstance(self._shown, Thanks) and self._thanked_at is not None:
            now = self._ctx.clock.now()
            if timedelta() <= now - self._thanked_at < THANKS_STAY:
                return replace(self._shown, story=self._told(now))
        self._thanked_at, self._cart = None, Cart()
        return Greeting(self._ctx.shop.outlet_name)

    def _remember(self, cart: Cart) -> None:
        """Which line changed last; a line that was taken away leaves the one before it."""
        before = self._cart.lines
        changed = max((n for n, line in enumerate(cart.lines) if line not in before), default=self._newest)
        self._newest = min(changed, len(cart.lines) - 1)
        self._cart = cart

    def _served(self, open_cart: OpenCart, *, paying: bool) -> Served:
        priced = checkout.price_cart(self._ctx, open_cart.cart)
        settled = checkout.settle_cart(self._ctx, open_cart)
        lines = tuple(
            BuyerLine(one.line.product.title, one.line.product.maker.name, one.line.quantity, one.money.net)
            for one in priced.lines
        )
        return Served(
            lines,
            self._newest,
            open_cart.cart.lines[self._newest].product,
            open_cart.cart.piece_count,
            priced.discount,
            priced.net,
            paying=paying,
            received=sum(tender.amount for tender in open_cart.tenders),
            due=settled.missing_exact,
        )

    def _code(self, open_cart: OpenCart) -> Code | None:
        """The code that the cashier shows; None while there is none, or none that could be made."""
        if open_cart.qris_shown_at is None:
            return None
        try:
            made = qris_code.payload(self._ctx, open_cart.qris_amount)
        except GeraiError:  # said to the cashier, who shows the sticker
            return None
        return Code(made.payload, made.merchant, made.nmid, open_cart.qris_amount, made.carries_amount)

    def _makers(self) -> tuple[str, ...]:
        """Whose work was bought, each once, the gallery's own goods apart."""
        return tuple(dict.fromkeys(maker.name for maker in self._bought_of()))

    def _bought_of(self) -> list[Maker]:
        return [line.product.maker for line in self._cart.lines if line.product.maker.code != GALLERY]

    def _begin_telling(self, now: datetime) -> None:
        makers = [(maker.code, maker.name) for maker in self._bought_of()]
        self._stories = stories.of_makers(self._ctx, makers, str(self._ctx.shop.get("ui.language")))
        self._told_since = now

    def _told(self, now: datetime) -> ToldStory | None:
        """Of several makers one after the other; a clock that was turned back begins anew."""
        if not self._stories or self._told_since is None:
            return None
        return self._stories[max(0, (now - self._told_since) // STORY_STAYS) % len(self._stories)]
