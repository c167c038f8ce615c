"""What the status cell says of the way to the centre (sync.md §2.11): never a dialog, never a blocked sale."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pos.errors import ClockWrong
from pos.models import sync_state
from pos.services.context import Context
from pos.services.record import unsent_count

UNSENT_TOO_LONG = timedelta(hours=24)


class SyncKind(StrEnum):
    """ALONE: no centre yet; ATTENTION: a person must act."""

    ALONE = "alone"
    SYNCED = "synced"
    SENDING = "sending"
    OFFLINE = "offline"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """`unsent` of `total` records wait; `problem` names a Trouble of pos.errors, `fact` its detail."""

    kind: SyncKind
    unsent: int
    total: int
    at: datetime | None = None
    problem: str = ""
    fact: str = ""
    quarantined: int = 0


_NEEDS_PERSON = frozenset(
    {"Forked", "CentreRefusedToken", "CopiedDisk", "CentreTipMismatch", "CentreTooNew", "CentreFault"}
)


def current(ctx: Context) -> SyncStatus:
    """The state now, from the store alone."""
    with ctx.store.read() as connection:
        state = sync_state.load(connection)
        unsent = unsent_count(connection)
    total = state.mark + unsent
    kind, problem = _kind(ctx, state, unsent), state.problem
    if ctx.clock_doubted and kind is not SyncKind.ATTENTION:
        kind, problem = SyncKind.ATTENTION, ClockWrong.__name__
    return SyncStatus(
        kind, unsent, total, state.last_success_at, problem, state.problem_fact, state.quarantined
    )


def _kind(ctx: Context, state: sync_state.SyncState, unsent: int) -> SyncKind:
    if not state.enrolled:
        return SyncKind.ALONE
    if state.problem in _NEEDS_PERSON:
        return SyncKind.ATTENTION
    last = state.last_success_at
    if unsent and last is not None and ctx.clock.now() - last > UNSENT_TOO_LONG:
        return SyncKind.ATTENTION
    if state.problem:
        return SyncKind.OFFLINE
    return SyncKind.SENDING if unsent else SyncKind.SYNCED
