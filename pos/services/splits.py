"""Bagi nota: one cart becomes two, with what was agreed for it. One transaction."""

from dataclasses import replace

from pos.domain.cart import Cart
from pos.errors import NothingToSplit
from pos.models import holds as rows
from pos.services.checkout import demands_of
from pos.services.context import Context
from pos.services.holds import Approved, OpenCart, keep, require_no_money, stored_cart


def split(ctx: Context, open_cart: OpenCart, counts: tuple[int, ...]) -> OpenCart:
    """Set `counts` pieces of each line aside as a cart of their own; gives the open one with the rest.

    The same split again sets nothing more aside. Raises CartLocked where money was taken, NothingToSplit where
    nothing or everything would go.
    """
    stays, goes = open_cart.cart.split(counts)
    if not stays.lines or not goes.lines:
        raise NothingToSplit
    rest = replace(open_cart, cart=stays, approved=_for_part(ctx, open_cart, stays))
    with ctx.store.write() as connection:
        require_no_money(connection, open_cart)
        before = stored_cart(connection, open_cart.id)
        if before is not None and before.cart == stays:
            return rest
        keep(ctx, connection, rest)
        apart = OpenCart(
            ctx.new_id(), goes, customer_id=open_cart.customer_id, approved=_for_part(ctx, open_cart, goes)
        )
        keep(ctx, connection, apart, rows.HELD)
    return rest


def _for_part(ctx: Context, whole: OpenCart, part: Cart) -> Approved | None:
    """The word for a whole cart covers each part as it is, and not a rupiah more: else two parts could give it twice."""
    if whole.approved is None or not all(map(whole.approver_of, demands_of(ctx, whole.cart))):
        return None
    amounts = {demand.permission.value: demand.amount for demand in demands_of(ctx, part)}
    return Approved(whole.approved.person, amounts)
