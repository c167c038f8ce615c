"""SQLite as sync.md §3 wants it: a fixed library, pragmas that hold, faults that have names."""

import subprocess
import sys
import threading

import pytest
import sqlalchemy as sa

from pos import database
from pos.errors import DiskFault, DiskFull, StoreBusy, StoreDamaged, StoreUnsafe


def insert_and_fail(engine):
    with database.committing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO t(n) VALUES (1)")
        raise ZeroDivisionError


@pytest.fixture
def engine(tmp_path):
    made = database.writer_engine(tmp_path / "a.db")
    with database.committing(made) as connection:
        connection.exec_driver_sql("CREATE TABLE t (n INTEGER PRIMARY KEY, b BLOB)")
    yield made
    made.dispose()


@pytest.mark.parametrize(
    ("version", "fixed"),
    [
        ("3.40.1", False), ("3.44.5", False), ("3.44.6", True), ("3.46.1", False), ("3.50.6", False),
        ("3.50.7", True), ("3.51.2", False), ("3.51.3", True), ("3.53.4", True),
    ],
)  # fmt: skip
def test_the_bad_range_is_known(version, fixed):
    """The WAL-reset bug's range with its back-ports (sync.md §3.2)."""
    assert database.is_fixed_version(version) is fixed


def test_the_library_in_use_is_fixed():
    """Where a wheel exists, the version in use is out of the bad range."""
    assert database.is_fixed_version(database.sqlite_version())


def test_pragmas_hold_on_every_connection(engine):
    """Read back, not believed."""
    database.require_safe(engine)
    with engine.connect() as connection:
        found = {p: connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("synchronous", "mmap_size")}
    assert found == {"synchronous": 2, "mmap_size": 0}


def test_a_store_without_wal_may_not_sell(engine):
    """A pragma that does not hold is refused."""
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA synchronous=OFF")
        connection.rollback()
    with pytest.raises(StoreUnsafe):
        database.require_safe(engine)


def test_readers_can_neither_write_nor_checkpoint(tmp_path, engine):
    """query_only and mode=ro."""
    reader = database.reader_engine(tmp_path / "a.db")
    with pytest.raises(DiskFault), database.as_trouble(), reader.begin() as connection:
        connection.exec_driver_sql("INSERT INTO t(n) VALUES (1)")
    with reader.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar() == 0
    reader.dispose()


def test_a_failed_block_leaves_nothing(engine):
    """Rolled back as a whole."""
    with pytest.raises(ZeroDivisionError):
        insert_and_fail(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0


def test_a_full_disk_has_its_name(engine):
    """SQLITE_FULL is DiskFull, and earlier commits stay."""
    with database.committing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO t(n) VALUES (1)")
        connection.exec_driver_sql("PRAGMA max_page_count=3")
    with pytest.raises(DiskFull), database.committing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO t(n, b) VALUES (2, zeroblob(100000))")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 1


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_file_has_its_name(tmp_path, content):
    """Never a traceback: StoreDamaged."""
    path = tmp_path / "bad.db"
    path.write_bytes(content)
    engine = database.writer_engine(path)
    with pytest.raises(StoreDamaged), database.as_trouble(), engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    engine.dispose()


def test_a_bug_of_ours_stays_a_bug(engine):
    """A constraint or a wrong statement is not the surroundings' fault."""
    with pytest.raises(sa.exc.OperationalError), database.committing(engine) as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


def test_another_process_that_writes_is_busy(tmp_path, engine):
    """A held write lock in another process is StoreBusy in the end, not a hang."""
    code = (
        "import sys; from pysqlite3 import dbapi2 as s; c = s.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "a.db")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout.readline().strip() == b"held"
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA busy_timeout=50")
        connection.rollback()
    with pytest.raises(StoreBusy), database.committing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO t(n) VALUES (9)")
    holder.communicate(b"")


def test_commits_of_two_threads_come_one_by_one(engine):
    """The one lock round every commit."""
    seen: list[int] = []

    def work(start: int) -> None:
        for n in range(start, start + 20):
            with database.committing(engine) as connection:
                seen.append(n)
                connection.exec_driver_sql("INSERT INTO t(n) VALUES (?)", (n,))
                assert seen[-1] == n

    threads = [threading.Thread(target=work, args=(k * 100,)) for k in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 60
