"""The open cart, saved at each change, and carts set aside; with money in it, one is Menunggu pembayaran."""

from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from pos.domain.cart import Cart
from pos.domain.consent import Demand
from pos.domain.money import Rupiah
from pos.domain.tender import Tender, TenderKind
from pos.errors import CartEmpty, CartLocked, CartSold, HeldCartGone
from pos.models import holds, sales
from pos.services.context import Context
from pos.services.sign_in import Approver


@dataclass(frozen=True, slots=True)
class Approved:
    """A second person agreed to what a cart asks for: rupiah at stake by permission."""

    person: Approver
    amounts: dict[str, Rupiah]

    def covers(self, demand: Demand) -> bool:
        """Whether it was that much or more."""
        return demand.amount <= self.amounts.get(demand.permission.value, -1)


@dataclass(frozen=True, slots=True)
class OpenCart:
    """A cart on its way to a sale; `id` becomes the sale's id, so it can be paid once only.

    `qris_amount` (rupiah) and `qris_shown_at` say that a code with an amount was shown to the buyer
    and nobody has answered yet whether the money came. `approved` says who agreed to what the
    cart gives away, if anybody was asked; it goes with the cart. `customer_id` is whose purchase it is,
    if anybody wished to be known.
    """

    id: str
    cart: Cart = field(default_factory=Cart)
    tenders: tuple[Tender, ...] = ()
    qris_amount: Rupiah = 0
    qris_shown_at: datetime | None = None
    customer_id: str = ""
    approved: Approved | None = field(default=None, compare=False)

    def approver_of(self, demand: Demand) -> Approver | None:
        """Who agreed to that much, if anybody."""
        return self.approved.person if self.approved and self.approved.covers(demand) else None

    @property
    def money_taken(self) -> bool:
        return bool(self.tenders) or self.qris_shown_at is not None

    @property
    def cash_taken(self) -> Rupiah:
        """What of it lies in the drawer."""
        return sum(tender.amount for tender in self.tenders if tender.kind is TenderKind.CASH)

    @property
    def is_empty(self) -> bool:
        return not self.cart.lines and not self.money_taken


def new_cart(ctx: Context) -> OpenCart:
    """An empty cart with a fresh id; nothing is written yet."""
    return OpenCart(ctx.new_id())


def save_open_cart(ctx: Context, open_cart: OpenCart) -> None:
    """Keep the cart as it is; an empty one is forgotten. Raises CartLocked where that would lose money taken, CartSold for a
    cart that became a sale: what is put into it would never be sold.
    """
    with ctx.store.write() as connection:
        if not open_cart.money_taken and holds.has_money(connection, open_cart.id):
            raise CartLocked
        if sales.is_there(connection, open_cart.id):
            raise CartSold
        keep(ctx, connection, open_cart)


@dataclass(frozen=True, slots=True)
class Held:
    """A cart that waits (Nota ditahan), aware UTC since when."""

    cart: OpenCart
    since: datetime


def hold(ctx: Context, open_cart: OpenCart) -> None:
    """Set a cart aside for later; it survives restart and sign-out. Raises CartEmpty, CartLocked where money was taken."""
    if not open_cart.cart.lines:
        raise CartEmpty
    with ctx.store.write() as connection:
        require_no_money(connection, open_cart)
        keep(ctx, connection, open_cart, holds.HELD)


def held(ctx: Context) -> tuple[Held, ...]:
    """All carts that were set aside, the newest first."""
    with ctx.store.read() as connection:
        rows = holds.load_held(connection)
    return tuple(Held(_decoded(content), since) for content, since in rows)


def held_count(ctx: Context) -> int:
    """How many carts wait."""
    with ctx.store.read() as connection:
        return holds.count_held(connection)


def resume(ctx: Context, cart_id: str) -> OpenCart:
    """Go on with a held cart; the one that was open is set aside in its place. One transaction.

    Raises HeldCartGone where it was taken up or dropped already, CartLocked while the open one has money.
    """
    with ctx.store.write() as connection:
        found = holds.load_state(connection, cart_id)
        if found is None or found[0] != holds.HELD:
            raise HeldCartGone
        _set_open_aside(ctx, connection)
        holds.set_state(connection, cart_id, holds.OPEN, ctx.clock.now())
    return _decoded(found[1])


def take_place(ctx: Context, connection: Connection, open_cart: OpenCart) -> None:
    """Open a cart in the caller's transaction; the one that was open is set aside. Raises CartLocked."""
    _set_open_aside(ctx, connection)
    keep(ctx, connection, open_cart)


def _set_open_aside(ctx: Context, connection: Connection) -> None:
    now_open = holds.load_open(connection)
    if now_open:
        before = _decoded(now_open)
        require_no_money(connection, before)
        holds.set_state(connection, before.id, holds.HELD, ctx.clock.now())


def drop_held(ctx: Context, cart_id: str) -> OpenCart:
    """Forget a held cart, and give it back so that this can be undone by `hold`; raises HeldCartGone."""
    with ctx.store.write() as connection:
        found = holds.load_state(connection, cart_id)
        if found is None or found[0] != holds.HELD:
            raise HeldCartGone
        holds.remove(connection, cart_id)
    return _decoded(found[1])


def require_no_money(connection: Connection, open_cart: OpenCart) -> None:
    """Raise CartLocked where money was taken, in the store as well, CartSold where the cart became a sale."""
    if open_cart.money_taken or holds.has_money(connection, open_cart.id):
        raise CartLocked
    if sales.is_there(connection, open_cart.id):
        raise CartSold


def keep(ctx: Context, connection: Connection, open_cart: OpenCart, state: str = holds.OPEN) -> None:
    """Save inside the caller's transaction."""
    if open_cart.is_empty:
        holds.remove(connection, open_cart.id)
        return
    holds.save(
        connection,
        cart_id=open_cart.id,
        state=state,
        money_taken=open_cart.money_taken,
        cash_taken=open_cart.cash_taken,
        content=msgspec.json.encode(open_cart).decode(),
        at=ctx.clock.now(),
    )


def stored_cart(connection: Connection, cart_id: str) -> OpenCart | None:
    """A cart as it is kept, open or held."""
    found = holds.load_state(connection, cart_id)
    return _decoded(found[1]) if found else None


def load_open_cart(ctx: Context) -> OpenCart | None:
    """The cart that was open when the till last stopped; one with money first."""
    with ctx.store.read() as connection:
        content = holds.load_open(connection)
    return _decoded(content) if content else None


def _decoded(content: str) -> OpenCart:
    return msgspec.json.decode(content, type=OpenCart)
