"""Print jobs as the worker and the queue agree on them: their states, their steps, and who hands them out.

    QUEUED ──> SENDING ──> DONE
      ^ │         ├──────> BLOCKED ──> DONE | UNKNOWN
      │ v         ├──────> UNKNOWN ──> DONE | CANCELLED  (a person said whether it came out)
    FAILED <──────┴──────> QUEUED                    (not one byte was accepted)

Decides nothing about paper and keeps nothing: services.print_queue stores the jobs.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

DRAWER_LAPSE = timedelta(seconds=10)
"""A drawer must never spring open later by itself (hardware.md §2.3)."""


DRAWER = "drawer"
"""The one kind of job that prints nothing; all others are papers to the worker."""


class JobState(StrEnum):
    """Where a job stands (hardware.md §3.3); only QUEUED is ever sent by itself."""

    QUEUED = "queued"
    SENDING = "sending"
    DONE = "done"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    FAILED = "failed"
    CANCELLED = "cancelled"


_NEXT = {
    JobState.QUEUED: {JobState.QUEUED, JobState.SENDING, JobState.FAILED},
    JobState.SENDING: {JobState.DONE, JobState.BLOCKED, JobState.UNKNOWN, JobState.FAILED, JobState.QUEUED},
    JobState.BLOCKED: {JobState.DONE, JobState.UNKNOWN},
    JobState.UNKNOWN: {JobState.DONE, JobState.CANCELLED},
    JobState.FAILED: {JobState.QUEUED, JobState.CANCELLED},
    JobState.DONE: set(),
    JobState.CANCELLED: set(),
}


def may_become(before: JobState, after: JobState) -> bool:
    """Whether a job may step from one state to the other; a paper that may be out is never sent again."""
    return after in _NEXT[before]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One job ready to go: `payload` is the whole paper in the printer's bytes, `created_at` aware UTC."""

    id: str
    kind: str
    payload: bytes
    created_at: datetime
    copy_no: int = 0

    def lapsed(self, now: datetime) -> bool:
        """Whether this is a drawer kick that comes too late."""
        return self.kind == DRAWER and now - self.created_at > DRAWER_LAPSE


class JobSource(Protocol):
    """Hands out the jobs of one printer and remembers what became of them; called from the printer's thread."""

    def take(self) -> PrintJob | None:
        """The next QUEUED job of this printer with its bytes, or None: drawer kicks first, then by age.

        A job whose paper cannot be made is the source's to fail; so is keeping back papers older than
        15 minutes until a person asks for them. Taking twice without a mark gives the same job.
        """
        ...

    def mark(self, job_id: str, state: JobState, *, bytes_accepted: int = 0, error: str = "") -> None:
        """Store what became of a job; returns only once that is durable.

        `error` is the name of a class of pos.errors, 'Lapsed', 'Stopped', or empty.
        """
        ...
