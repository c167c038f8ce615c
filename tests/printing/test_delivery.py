"""What stays open in a printer after a job broke off; the rest of a delivery is played in test_worker, over sockets."""

from datetime import UTC, datetime

import pytest

from pos.errors import PrinterGone
from pos.printing.conversation import PrinterFacts
from pos.printing.delivery import Outcome, left_open, name_of
from pos.printing.jobs import JobState, PrintJob

PICTURE = b"\x1dv0\x00\x02\x00\x03\x00" + b"\xff" * 6
"""GS v 0: 2 bytes wide, 3 dots high."""

JOB = PrintJob("j1", "receipt", b"GERAI\n" + PICTURE + b"\n", datetime(2026, 11, 14, tzinfo=UTC))
FACTS = PrinterFacts()


@pytest.mark.parametrize(
    ("state", "accepted", "before", "nulls"),
    [
        (JobState.UNKNOWN, 10, 0, 6),
        (JobState.UNKNOWN, 10, 40, 6),
        (JobState.UNKNOWN, len(JOB.payload), 40, 0),
        (JobState.DONE, len(JOB.payload), 40, 0),
        (JobState.QUEUED, 0, 40, 40),
    ],
)
def test_a_picture_cut_short_is_ended_before_the_next_job(state, accepted, before, nulls):
    """As many NUL bytes as the longest picture may still want; none after a whole job, the same while nothing went."""
    assert left_open(JOB, Outcome(state, FACTS, accepted), before) == nulls


def test_an_error_is_kept_by_its_name():
    """The class's name, from which every language makes its sentence; nothing where nothing failed."""
    assert (name_of(PrinterGone()), name_of(None)) == ("PrinterGone", "")
