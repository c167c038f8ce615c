"""What happens once at each start: the boot counter, the newest record's moment, the last known clock offset."""

from pos.models import register, sync_state
from pos.services.context import Context
from pos.services.record import newest_moment


def begin(ctx: Context) -> None:
    """Writer thread only: count this start and read back what `record` needs."""
    with ctx.store.write() as connection:
        ctx.boot = register.next_number(connection, "boot")
        ctx.last_record_at = newest_moment(ctx, connection)
        state = sync_state.load(connection)
    ctx.offset_ms, ctx.catalogue_version = state.offset_ms, state.catalogue
