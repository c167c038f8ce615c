"""The outlet's file: made whole or not at all, opened only when it is ours, of our revision and safe."""

import os
import subprocess
import sys

import pytest
import sqlalchemy as sa

from pos.database import writer_engine
from pos.errors import DiskFault, StoreDamaged, StoreNewer, StoreOlder
from pos.models.revision import OURS, Revisions
from pos.models.store import create_store, open_read_only, open_store

OLD_LIBRARY = """
import sys
sys.modules["pysqlite3"] = None
from pathlib import Path
from pos.database import sqlite_version
from pos.domain.catalog import Category
from pos.models import catalog, search
from pos.models.store import create_store
made = create_store(Path(sys.argv[1]))
with made.write() as connection:
    catalog.add_category(connection, Category("a", "A"))
    search.index_product(connection, 7, "Gantungan Kunci")
    search.index_product(connection, 7, "Mug Glasir")
    found = connection.exec_driver_sql("SELECT rowid FROM product_parts WHERE product_parts MATCH '\\"lasi\\"'").fetchall()
    assert [tuple(row) for row in found] == [(7,)], found
    assert not connection.exec_driver_sql("SELECT rowid FROM product_words WHERE product_words MATCH 'kunci'").fetchall()
made.close()
import sqlite3
assert sqlite_version() == sqlite3.sqlite_version
"""

NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from pos.errors import Trouble
from pos.models.store import create_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    create_store(Path(sys.argv[1]))
except Trouble as trouble:
    print(type(trouble).__name__)
"""


def set_revision(path, revision):
    engine = writer_engine(path)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    engine.dispose()


@pytest.fixture
def path(tmp_path):
    made = create_store(tmp_path / "gerai.db")
    made.close()
    return made.path


def test_an_empty_store_opens_again(path):
    """Both ways: to sell, and to look at."""
    for opened in (open_store(path), open_read_only(path)):
        with opened.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == 0
        opened.close()


def test_a_store_to_look_at_cannot_be_written(path):
    """Read-only is read-only, as Trouble and not as a bug."""
    looking = open_read_only(path)
    with pytest.raises(DiskFault), looking.write() as connection:
        connection.exec_driver_sql("INSERT INTO counter(name, value) VALUES ('x', 1)")
    looking.close()


@pytest.mark.parametrize("opening", [open_store, open_read_only])
def test_a_newer_store_is_refused(path, opening):
    """Made by a later program: not touched."""
    set_revision(path, "9999")
    before = path.read_bytes()
    with pytest.raises(StoreNewer) as refused:
        opening(path)
    assert refused.value.facts == {"revision": "9999"}
    assert path.read_bytes() == before


def test_an_older_store_is_not_opened_as_it_is(path):
    """It is brought up first; beside an open till that is said, not crashed on."""
    later = Revisions((*OURS.known, "0002"), OURS.scripts)
    for opening in (open_store, open_read_only):
        with pytest.raises(StoreOlder):
            opening(path, later)


@pytest.mark.parametrize("opening", [open_store, open_read_only])
def test_another_programs_file_is_refused(tmp_path, opening):
    """A SQLite file with the right tables but without our mark is not ours."""
    made = create_store(tmp_path / "other.db")
    with made.write() as connection:
        connection.exec_driver_sql("PRAGMA application_id=1")
    made.close()
    with pytest.raises(StoreDamaged):
        opening(tmp_path / "other.db")


@pytest.mark.parametrize("content", [b"", b"x" * 5000, b"SQLite format 3\0" + b"\xff" * 4080])
def test_a_damaged_file_is_said(tmp_path, content):
    """Empty, garbage, a torn header: one clear Trouble, and the bytes stay."""
    path = tmp_path / "bad.db"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        open_read_only(path)
    assert path.read_bytes() == content


def sum_of_counters(path):
    looking = open_read_only(path)
    with looking.read() as connection:
        return connection.exec_driver_sql("SELECT sum(value) FROM counter").scalar()


def test_a_torn_page_is_said(path):
    """Damage in the middle shows when it is read."""
    made = open_store(path)
    with made.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO counter(name, value) WITH RECURSIVE n(i) AS"
            " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT 'c' || i, i FROM n"
        )
    made.checkpoint()
    made.close()
    torn = bytearray(path.read_bytes())
    for at in range(8192, len(torn), 4096):
        torn[at : at + 64] = b"\xff" * 64
    path.write_bytes(torn)
    with pytest.raises(StoreDamaged):
        sum_of_counters(path)


def test_a_block_is_whole_or_nothing(path):
    """Commits at the end, rolls back on any error."""
    opened = open_store(path)
    with pytest.raises(ZeroDivisionError), opened.write() as connection:
        assert connection.exec_driver_sql("INSERT INTO counter(name, value) VALUES ('x', 1)").rowcount / 0
    with opened.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM counter").scalar() == 0
    opened.close()


def test_readers_see_a_whole_state_while_the_writer_works(path):
    """A read block is a snapshot: what is committed meanwhile shows in the next one."""
    opened = open_store(path)
    with opened.read() as before:
        assert before.exec_driver_sql("SELECT count(*) FROM counter").scalar() == 0
        with opened.write() as connection:
            connection.exec_driver_sql("INSERT INTO counter(name, value) VALUES ('x', 1)")
        assert before.exec_driver_sql("SELECT count(*) FROM counter").scalar() == 0
    with opened.read() as after:
        assert after.exec_driver_sql("SELECT count(*) FROM counter").scalar() == 1
    opened.close()


def test_a_store_that_cannot_be_made_leaves_nothing(tmp_path):
    """The disk fills half-way: no file that the next start would take for a shop."""
    run = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(tmp_path / "gerai.db")],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
    )
    assert run.stdout.strip() in {"DiskFull", "DiskFault"}, run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_trouble(tmp_path):
    """A file lies where the folder should be."""
    (tmp_path / "here").write_text("a file")
    with pytest.raises(DiskFault) as fault:
        create_store(tmp_path / "here" / "gerai.db")
    assert "here" in fault.value.facts["detail"]


def test_the_checkpoint_empties_the_log(path):
    """The file alone holds everything after it."""
    opened = open_store(path)
    with opened.write() as connection:
        connection.exec_driver_sql("INSERT INTO counter(name, value) VALUES ('x', 1)")
    log = path.with_name("gerai.db-wal")
    assert log.stat().st_size > 0
    opened.checkpoint()
    assert log.stat().st_size == 0
    opened.close()


def test_the_interpreters_own_library_will_do(tmp_path):
    """Where there is no wheel with a newer SQLite, schema and search still work (DESIGN §3)."""
    run = subprocess.run(
        [sys.executable, "-c", OLD_LIBRARY, str(tmp_path / "gerai.db")],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
