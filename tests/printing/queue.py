"""A print queue in memory that behaves: it refuses forbidden steps, keeps the history and can be waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pos.printing.jobs import DRAWER, JobState, PrintJob, may_become

START = datetime(2026, 11, 14, 3, 0, tzinfo=UTC)
WAIT_S = 10.0


@dataclass(frozen=True)
class Mark:
    """One remembered step of a job."""

    job_id: str
    state: JobState
    accepted: int = 0
    error: str = ""


@dataclass
class MemoryQueue:
    """JobSource of the tests; `before_mark` runs before a step counts and may raise."""

    jobs: list[PrintJob] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    before_mark: Callable[[Mark], None] = lambda _: None
    before_take: Callable[[], None] = lambda: None
    changed: threading.Condition = field(default_factory=threading.Condition)

    def put(self, job_id: str, payload: bytes, kind: str = "receipt", age_s: int = 0) -> None:
        job = PrintJob(job_id, kind, payload, START - timedelta(seconds=age_s))
        with self.changed:
            self.jobs.append(job)

    def state(self, job_id: str) -> JobState:
        """Where a job stands now."""
        return next((m.state for m in reversed(self.marks) if m.job_id == job_id), JobState.QUEUED)

    def take(self) -> PrintJob | None:
        self.before_take()
        with self.changed:
            waiting = [job for job in self.jobs if self.state(job.id) is JobState.QUEUED]
            return min(waiting, key=lambda job: job.kind != DRAWER, default=None)

    def mark(self, job_id: str, state: JobState, *, bytes_accepted: int = 0, error: str = "") -> None:
        mark = Mark(job_id, state, bytes_accepted, error)
        self.before_mark(mark)
        with self.changed:
            assert may_become(self.state(job_id), state), (self.state(job_id), state)
            self.marks.append(mark)
            self.changed.notify_all()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, WAIT_S), self.marks

    def wait_until(self, job_id: str, state: JobState) -> Mark:
        """Block until a job stands there, and give the step that brought it there."""
        self.wait_for(lambda: self.state(job_id) is state)
        return [mark for mark in self.marks if mark.job_id == job_id][-1]

    def history(self, job_id: str) -> list[JobState]:
        return [mark.state for mark in self.marks if mark.job_id == job_id]


@dataclass
class Waits:
    """Stands for Event.wait: the first `expire` timed waits are over at once, the others need a wake-up."""

    expire: int = 0
    pauses: list[float | None] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, event: threading.Event, seconds: float | None) -> bool:
        with self.changed:
            self.pauses.append(seconds)
            over = seconds is not None and self.expire > 0
            self.expire -= over
            self.changed.notify_all()
        return False if over else event.wait(WAIT_S)

    def wait_for(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.pauses) >= count, WAIT_S), self.pauses

    def let(self, expire: int) -> None:
        """Let that many more timed waits be over at once; the one that lasts needs a wake()."""
        with self.changed:
            self.expire = expire
