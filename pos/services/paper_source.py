"""Hands the printer's thread its jobs and keeps what became of them; implements pos.printing.jobs.JobSource."""

import hashlib

from pos.errors import PaperNotMade
from pos.models import print_jobs
from pos.models.print_jobs import StoredJob
from pos.printing import profiles
from pos.printing.jobs import DRAWER, JobState, PrintJob
from pos.services.context import Context
from pos.services.papers import bytes_of
from pos.services.print_queue import STALE


class PaperSource:
    """The jobs of the one receipt printer. Every mark is a commit of the writer thread, waited for."""

    def __init__(self, ctx: Context) -> None:
        """Keep the context; the profile is read at each job, so that a change in settings holds at once."""
        self._ctx = ctx
        self._made: tuple[str, bytes] | None = None
        self._making = ""

    def take(self) -> PrintJob | None:
        """The next job with its bytes: drawer kicks first, then by age; old papers wait for a person."""
        job = self._next()
        if job is not None and job.id == self._making:
            self.mark(job.id, JobState.FAILED, error=PaperNotMade.__name__)
            job = self._next()
        if job is None:
            return None
        profile = profiles.find_profile(str(self._ctx.shop.get("printer.profile")))
        assert profile is not None, "settings allow known profiles only"
        self._making = job.id  # stays where making it is a bug: the next call then fails this job and goes on
        payload = bytes_of(self._ctx, job, profile)
        self._making, self._made = "", (job.id, payload)
        return PrintJob(job.id, job.kind, payload, job.created_at, job.copy_no)

    def _next(self) -> StoredJob | None:
        """Drawer kicks first, then the oldest paper that somebody still waits for."""
        queued, since = JobState.QUEUED.value, self._ctx.clock.now() - STALE
        with self._ctx.store.read() as connection:
            kick = print_jobs.first_of(connection, queued, DRAWER)
            return kick or print_jobs.first_asked_since(connection, queued, since)

    def mark(self, job_id: str, state: JobState, *, bytes_accepted: int = 0, error: str = "") -> None:
        """Store what became of a job; durable on return. With SENDING its bytes are stored too."""
        self._ctx.writer.call(self._mark, job_id, state, bytes_accepted, error)

    def _mark(self, job_id: str, state: JobState, bytes_accepted: int, error: str) -> None:
        now = self._ctx.clock.now()
        facts: dict[str, object] = {"state": state.value, "error": error}
        if state is JobState.SENDING:
            facts["sent_at"] = now
            if self._made is not None and self._made[0] == job_id:
                payload = self._made[1]
                facts.update(payload=payload, payload_hash=hashlib.sha256(payload).digest())
        else:
            facts["bytes_accepted"] = bytes_accepted
        if state is JobState.DONE:
            facts["done_at"] = now
        with self._ctx.store.write() as connection:
            print_jobs.change(connection, job_id, **facts)
