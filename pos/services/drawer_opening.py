"""The drawer is opened without a sale: recorded with its reason before it springs open. One commit, offline."""

from pos.domain.drawer_opening import REASONS, DrawerOpened
from pos.domain.permissions import Permission
from pos.domain.reason import Reason
from pos.models import drawer, shifts
from pos.services import approvals, print_queue
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.sign_in import Cashier


def open_by_hand(ctx: Context, *, cashier: Cashier, reason: Reason) -> bool:
    """Note it and let the drawer spring open, also without a shift; says whether a printer is there to open it.

    Raises NotPermitted.
    """
    assert reason in REASONS, "the screen offers these"
    approvals.require(cashier, Permission.OPEN_DRAWER)
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        shift = shifts.open_shift(connection)
        shift_id = shift.id if shift else ""
        opened = DrawerOpened(ctx.ids.new(at), at, cashier.id, shift_id, reason.value)
        drawer.insert_opening(connection, opened)
        record(ctx, connection, opened, Stamp(opened.id, at, cashier.id, shift_id))
        print_queue.queue_drawer(ctx, connection, opened.id, cashier.id, at)
    ctx.wake_printer()
    ctx.wake_sync()
    return bool(ctx.shop.get("printer.address"))
