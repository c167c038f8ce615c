"""The journal's table: it takes the next line only, gives runs in order, and nothing in it ever changes."""

import inspect

import pytest
import sqlalchemy as sa

from pos.models import journal
from pos.models.journal import StoredLine, Tip
from pos.models.store import create_store

FIRST = b"\x01" * 32


@pytest.fixture
def store(tmp_path):
    made = create_store(tmp_path / "gerai.db")
    yield made
    made.close()


def line(seq, epoch=1):
    return StoredLine(epoch, seq, f"id-{epoch}-{seq}", "note", b"{%d}" % seq, bytes([seq % 256]) * 32)


@pytest.fixture
def filled(store):
    with store.write() as connection:
        for epoch, count in ((1, 5), (2, 3)):
            for seq in range(1, count + 1):
                journal.append(connection, line(seq, epoch))
    return store


def test_an_empty_journal_stands_at_its_first_hash(store):
    """Seq 0, so that the first record is number 1."""
    with store.read() as connection:
        assert journal.tip(connection, 1, FIRST) == Tip(0, FIRST)
        assert journal.run(connection, 1, 0, 10) == ()
        assert journal.find(connection, "id-1-1") is None
        assert journal.count_after(connection, 1, 0) == 0


def test_runs_are_contiguous_and_of_one_epoch(filled):
    """Oldest first, after a seq, at most so many."""
    with filled.read() as connection:
        assert journal.tip(connection, 1, FIRST) == Tip(5, line(5).hash)
        assert journal.tip(connection, 2, FIRST) == Tip(3, line(3, 2).hash)
        assert [x.seq for x in journal.run(connection, 1, 1, 3)] == [2, 3, 4]
        assert [x.seq for x in journal.run(connection, 1, 4, 10)] == [5]
        assert journal.hash_at(connection, 1, 4) == line(4).hash
        assert journal.hash_at(connection, 1, 6) is None
        assert [(x.epoch, x.seq) for x in journal.everything(connection)][4:6] == [(1, 5), (2, 1)]
        assert journal.find(connection, "id-2-3") == line(3, 2)


@pytest.mark.parametrize(
    ("epoch", "seq", "after"), [(1, 0, 8), (1, 4, 4), (1, 5, 3), (2, 0, 3), (2, 3, 0), (2, 9, 0)]
)
def test_what_lies_after_a_mark_is_counted(filled, epoch, seq, after):
    """The rest of its epoch and all later ones; never less than nothing."""
    with filled.read() as connection:
        assert journal.count_after(connection, epoch, seq) == after


def test_no_second_line_of_a_number(filled):
    """The key refuses it, and what was there stays."""
    twice = StoredLine(1, 5, "other", "note", b"other", FIRST)
    with pytest.raises(sa.exc.IntegrityError), filled.write() as connection:
        journal.append(connection, twice)
    with filled.read() as connection:
        assert journal.find(connection, "id-1-5") == line(5)


def test_nothing_here_changes_or_removes_a_line():
    """The module has no statement that could."""
    source = inspect.getsource(journal)
    assert "update(" not in source
    assert "delete(" not in source


def test_a_count_reads_no_lines(filled):
    """However old the journal: one look at the end of the index for this epoch."""
    with filled.read() as connection:
        newest = sa.select(sa.func.max(journal.JournalRow.seq)).where(journal.JournalRow.epoch == 1)
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {newest.compile(compile_kwargs={'literal_binds': True})}"
        )
        assert all("SCAN" not in row[3] for row in plan)
