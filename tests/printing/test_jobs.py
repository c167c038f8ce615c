"""Steps of a job: a paper that may be out is never sent again by itself."""

from __future__ import annotations

from datetime import timedelta

from pos.printing.jobs import DRAWER, JobState, PrintJob, may_become
from tests.printing.queue import START


def test_only_queued_jobs_are_sent() -> None:
    """SENDING is entered from QUEUED alone, and what is over stays over."""
    assert [state for state in JobState if may_become(state, JobState.SENDING)] == [JobState.QUEUED]
    for over in (JobState.DONE, JobState.CANCELLED):
        assert not any(may_become(over, state) for state in JobState)


def test_nothing_that_may_be_on_paper_becomes_queued() -> None:
    """UNKNOWN and BLOCKED end by proof or by a person, never by a resend."""
    for doubtful in (JobState.UNKNOWN, JobState.BLOCKED, JobState.DONE):
        assert not may_become(doubtful, JobState.QUEUED)
        assert not may_become(doubtful, JobState.SENDING)


def test_only_drawer_kicks_lapse() -> None:
    """After ten seconds; a receipt may come late."""
    kick = PrintJob("a", DRAWER, b"", START)
    receipt = PrintJob("b", "receipt", b"", START)
    assert not kick.lapsed(START + timedelta(seconds=10))
    assert kick.lapsed(START + timedelta(seconds=10, milliseconds=1))
    assert not receipt.lapsed(START + timedelta(days=1))
