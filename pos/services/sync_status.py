"""What the status cell says of the way to the centre (sync.md §2.11): never a dialog, never a blocked sale."""

import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from pos.domain.reconciliation import Reconciliation
from pos.errors import ClockWrong, DiskNearlyFull
from pos.models import reconciliations, sync_state
from pos.services.context import Context
from pos.services.record import oldest_unsent, unsent_count

UNSENT_TOO_LONG = timedelta(hours=24)
DISK_BYTES_MIN = 200_000_000


class SyncKind(StrEnum):
    """ALONE: no centre yet; ATTENTION: a person must act."""

    ALONE = "alone"
    SYNCED = "synced"
    SENDING = "sending"
    OFFLINE = "offline"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """`unsent` of `total` records wait; `problem` names a Trouble of pos.errors, `fact` its detail.

    `enrolled` says that there is a centre, `compared` how a day of both sides compared: one that differs, else the newest.
    """

    kind: SyncKind
    unsent: int
    total: int
    at: datetime | None = None
    problem: str = ""
    fact: str = ""
    quarantined: int = 0
    enrolled: bool = True
    compared: Reconciliation | None = None


_NEEDS_PERSON = frozenset(
    {
        "Forked",
        "EpochNeedsOffice",
        "CentreRefusedToken",
        "CopiedDisk",
        "CentreTipMismatch",
        "CentreTooNew",
        "CentreFault",
        "DiskFull",
        "DiskFault",
    }
)


def current(ctx: Context) -> SyncStatus:
    """The state now, from the store alone."""
    with ctx.store.read() as connection:
        state = sync_state.load(connection)
        unsent, oldest = unsent_count(connection), oldest_unsent(connection)
        compared = next(iter(reconciliations.differing(connection)), None) or reconciliations.newest(
            connection
        )
    kind, problem = _kind(ctx, state, oldest), state.problem
    trouble = _trouble_here(ctx)
    if trouble and kind is not SyncKind.ATTENTION:
        kind, problem = SyncKind.ATTENTION, trouble
    return SyncStatus(
        kind,
        unsent,
        state.mark + unsent,
        state.last_success_at,
        problem,
        state.problem_fact,
        state.quarantined,
        state.enrolled,
        compared,
    )


def of_day(ctx: Context, day: date) -> tuple[int, Reconciliation | None]:
    """Records that wait for the centre (0 where there is none), and how a business date compared once none waits."""
    with ctx.store.read() as connection:
        if not sync_state.load(connection).enrolled:
            return 0, None
        unsent = unsent_count(connection)
        return unsent, None if unsent else reconciliations.of(connection, day)


def _trouble_here(ctx: Context) -> str:
    """What is wrong with this computer itself: its clock, its disk; '' where nothing is."""
    if ctx.clock_doubted:
        return ClockWrong.__name__
    free = shutil.disk_usage(ctx.store.path.parent).free
    return DiskNearlyFull.__name__ if free < DISK_BYTES_MIN else ""


def _kind(ctx: Context, state: sync_state.SyncState, oldest: datetime | None) -> SyncKind:
    """`oldest` is when the oldest unsent record was made, None where all are sent."""
    if not state.enrolled:
        return SyncKind.ALONE
    if state.problem in _NEEDS_PERSON:
        return SyncKind.ATTENTION
    since = max(filter(None, (oldest, state.last_success_at)), default=None)
    if oldest is not None and since is not None and ctx.clock.now() - since > UNSENT_TOO_LONG:
        return SyncKind.ATTENTION
    if state.problem:
        return SyncKind.OFFLINE
    return SyncKind.SENDING if oldest is not None else SyncKind.SYNCED
