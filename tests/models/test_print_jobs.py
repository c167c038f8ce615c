"""The queue's table: order of queueing, one job per paper and copy, old papers apart, and no walk through history."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from pos.models import print_jobs
from pos.models.print_jobs import PrintJobRow, StoredJob
from pos.models.store import create_store

AT = datetime(2026, 11, 14, 3, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    made = create_store(tmp_path / "gerai.db")
    yield made
    made.close()


def job(job_id, kind="receipt", document="d", copy_no=0, state="queued", asked=AT):
    return StoredJob(job_id, document, kind, copy_no, state, 0, "", 1, AT, asked)


def put(store, *jobs):
    with store.write() as connection:
        print_jobs.insert_jobs(connection, list(jobs))


def ids(found):
    return [job.id for job in found]


def test_jobs_come_in_the_order_of_queueing(store):
    """Not by id and not by time: by when they were queued, also over several transactions."""
    put(store, job("z", document="1"), job("a", "refund", "1"))
    put(store, job("m", document="2"))
    with store.read() as connection:
        assert ids(print_jobs.all_in(connection, ("queued",))) == ["z", "a", "m"]
        assert print_jobs.first_in(connection, ("queued",)).id == "z"
        assert print_jobs.first_of(connection, "queued", "refund").id == "a"
        assert ids(print_jobs.all_in(connection, ("queued",), besides="refund", limit=1)) == ["z"]
        assert print_jobs.first_of(connection, "queued", "drawer") is None
        assert print_jobs.load(connection, "m") == job("m", document="2")
        assert print_jobs.load(connection, "?") is None


def test_a_paper_and_its_copy_are_queued_once(store):
    """A double click cannot queue two (hardware.md §3.3)."""
    put(store, job("a"), job("b", copy_no=1))
    with pytest.raises(sa.exc.IntegrityError):
        put(store, job("c"))
    with store.read() as connection:
        assert print_jobs.copies(connection, "d", "receipt") == 1
        assert print_jobs.copies(connection, "d", "refund") == -1


def test_old_papers_are_passed_over(store):
    """The oldest one that somebody asked for since a moment; the moment itself counts."""
    put(store, job("old", asked=AT - timedelta(minutes=1)), job("new", copy_no=1))
    with store.read() as connection:
        assert print_jobs.first_asked_since(connection, "queued", AT).id == "new"
        assert print_jobs.first_asked_since(connection, "queued", AT - timedelta(minutes=1)).id == "old"
        assert print_jobs.first_asked_since(connection, "queued", AT + timedelta(minutes=1)) is None


def test_changes_are_of_one_job_or_of_a_state(store):
    """Besides those of a kind that must stay as they are."""
    put(store, job("a", state="failed"), job("b", "drawer", state="failed"), job("c", document="2"))
    with store.write() as connection:
        assert (
            print_jobs.change_all(connection, ("failed",), besides="drawer", state="queued", error="x") == 1
        )
        print_jobs.change(connection, "c", state="sending", sent_at=AT)
    with store.read() as connection:
        found = {
            j.id: (j.state, j.error) for j in print_jobs.all_in(connection, ("queued", "failed", "sending"))
        }
    assert found == {"a": ("queued", "x"), "b": ("failed", ""), "c": ("sending", "")}


def test_queueing_and_taking_never_walk_the_whole_table(store):
    """A till that has printed a hundred thousand papers queues the next one as fast as the first."""
    waiting = (
        sa.select(PrintJobRow.id)
        .where(PrintJobRow.state == "queued", PrintJobRow.asked_at >= AT)
        .order_by(PrintJobRow.sort)
    )
    newest = sa.select(sa.func.max(PrintJobRow.sort))
    with store.read() as connection:
        for query in (waiting, newest):
            text = query.compile(connection, compile_kwargs={"literal_binds": True})
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
            assert not any(step.startswith("SCAN") for step in plan), plan
