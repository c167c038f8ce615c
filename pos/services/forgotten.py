"""One side was restored and has forgotten: what lies beside the journal is told and heard again (sync.md §2.6).

The journal itself needs no such word: gaps and forks bring both sides together.
"""

from dataclasses import replace

from sqlalchemy import Connection

from pos.models import catalogue_pull, customers, sync_state
from pos.models.sync_state import SyncState
from pos.services.context import Context


def begin_again(connection: Connection, state: SyncState) -> SyncState:
    """Tell all keys of customers once more, hear them and the catalogue whole; gives the state to save.

    A download under way came from before, perhaps under versions that are given out anew now.
    """
    customers.tell_all_again(connection)
    catalogue_pull.clear(connection)
    return replace(state, customer_keys=0, catalogue=0)


def begin_again_now(ctx: Context) -> None:
    """Writer thread: the same in a transaction of its own."""
    with ctx.store.write() as connection:
        sync_state.save(connection, begin_again(connection, sync_state.load(connection)))
