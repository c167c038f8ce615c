"""Lines of a branch that was left behind move aside whole and are still found by their record."""

import pytest

from pos.models import journal, superseded
from pos.models.journal import StoredLine
from pos.models.store import create_store


@pytest.fixture
def store(tmp_path):
    made = create_store(tmp_path / "gerai.db")
    yield made
    made.close()


def line(seq, branch=0, epoch=1):
    return StoredLine(
        epoch, seq, f"id-{branch}-{seq}", "note", b"{%d,%d}" % (seq, branch), bytes([seq, branch] * 16)
    )


def test_a_branch_moves_aside_whole(store):
    """What came before stays; another branch can take its place; the same place can be left twice."""
    with store.write() as connection:
        for seq in range(1, 6):
            journal.append(connection, line(seq))
        first = superseded.take_from_journal(connection, 1, 3)
        for seq in (4, 5):
            journal.append(connection, line(seq, branch=1))
        second = superseded.take_from_journal(connection, 1, 4)
        assert [one.seq for one in journal.run(connection, 1, 0, -1)] == [1, 2, 3, 4]
        assert first == (line(4), line(5))
        assert second == (line(5, branch=1),)
        assert superseded.everything(connection) == (line(4), line(5), line(5, branch=1))
        assert superseded.find(connection, "id-0-5") == line(5)
        assert superseded.find(connection, "id-0-3") is None


def test_nothing_to_leave_is_nothing(store):
    """An epoch without later lines stays as it is."""
    with store.write() as connection:
        journal.append(connection, line(1))
        assert superseded.take_from_journal(connection, 1, 1) == ()
        assert len(journal.run(connection, 1, 0, -1)) == 1
