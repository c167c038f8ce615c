"""An older store is brought up on a verified copy and swapped in; nothing unsent is lost, a newer one is refused."""

import os
import shutil
import subprocess
import sys

import pytest
import sqlalchemy as sa

from pos.database import reader_engine, writer_engine
from pos.errors import DiskFault, StoreBusy, StoreDamaged, StoreNewer
from pos.models import Base
from pos.models.revision import NEWEST, OURS, Revisions
from pos.models.store import create_store, open_store
from pos.models.upgrade import bring_up, run_scripts
from tests.builders import sell

ADD_COLUMN = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.batch_alter_table("counter") as table:
        table.add_column(sa.Column("note", sa.String(20), nullable=True))
"""
LOSE_RECORD = ADD_COLUMN + '    op.execute("DELETE FROM journal WHERE seq = 3")\n'
FAIL = ADD_COLUMN + '    op.execute("SELECT * FROM nowhere")\n'


def schema(path):
    """Everything that sqlite knows of a schema, without the spelling of its statements."""
    engine = reader_engine(path)
    found = {}
    inspector = sa.inspect(engine)
    for table in sorted(inspector.get_table_names()):
        found[table] = {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"], c["primary_key"])
                for c in inspector.get_columns(table)
            ),
            "key": inspector.get_pk_constraint(table)["constrained_columns"],
            "foreign": sorted(
                (tuple(f["constrained_columns"]), f["referred_table"])
                for f in inspector.get_foreign_keys(table)
            ),
            "unique": sorted(tuple(u["column_names"]) for u in inspector.get_unique_constraints(table)),
            "indexes": sorted((i["name"], tuple(i["column_names"])) for i in inspector.get_indexes(table)),
        }
    with engine.connect() as connection:
        virtual = connection.execute(
            sa.text("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%' ORDER BY name")
        )
        found["virtual"] = [tuple(row) for row in virtual]
        found["revision"] = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    engine.dispose()
    return found


def revisions(tmp_path, script):
    """Our scripts and one more, as a later program would have them."""
    folder = tmp_path / "scripts"
    shutil.copytree(OURS.scripts, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_more.py").write_text(script)
    return Revisions((*OURS.known, "0002"), folder)


@pytest.fixture
def sold(ctx, rani, open_shift):
    """A closed shop with sales that nobody has sent yet; its path, number of records and newest hash."""
    for _ in range(3):
        sell(ctx, rani)
    ctx.writer.call(ctx.store.checkpoint)
    ctx.store.close()
    return ctx.store.path


def journal_of(path):
    engine = reader_engine(path)
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT seq, line, hash FROM journal ORDER BY seq")).fetchall()
    engine.dispose()
    return [tuple(row) for row in found]


def test_the_first_script_makes_the_same_schema(tmp_path):
    """A store made by the scripts and one made at once are alike: tables, columns, keys, indexes."""
    create_store(tmp_path / "at_once.db").close()
    writer_engine(tmp_path / "by_script.db").dispose()
    run_scripts(tmp_path / "by_script.db")
    at_once, by_script = schema(tmp_path / "at_once.db"), schema(tmp_path / "by_script.db")
    assert set(at_once) - {"virtual", "revision"} >= set(Base.metadata.tables)
    assert by_script == at_once
    assert by_script["revision"] == NEWEST


def test_the_newest_store_is_left_alone(tmp_path, sold):
    """No copy, no old file."""
    before = sold.read_bytes()
    assert bring_up(sold) is False
    assert sold.read_bytes() == before
    assert not sold.with_suffix(".before-upgrade").exists()


def test_an_older_store_is_brought_up(tmp_path, sold):
    """Every record is there byte for byte, the new column too, and the old file is kept."""
    before = journal_of(sold)
    assert bring_up(sold, revisions(tmp_path, ADD_COLUMN)) is True
    assert journal_of(sold) == before
    assert schema(sold)["revision"] == "0002"
    assert "note" in [name for name, *_ in schema(sold)["counter"]["columns"]]
    kept = sold.with_suffix(".before-upgrade")
    assert journal_of(kept) == before
    assert schema(kept)["revision"] == "0001"
    assert not sold.with_suffix(".upgrading").exists()
    with pytest.raises(StoreNewer):
        open_store(sold)
    with pytest.raises(StoreNewer):
        bring_up(sold)


def test_what_lies_only_in_the_log_comes_along(tmp_path, ctx, rani, open_shift):
    """A till that was killed left its newest sales in the WAL."""
    sell(ctx, rani)
    folder = tmp_path / "killed"
    folder.mkdir()
    code = "import shutil, sys; [shutil.copy(s, sys.argv[1]) for s in sys.argv[2:]]"
    files = [str(ctx.store.path) + suffix for suffix in ("", "-wal")]
    subprocess.run([sys.executable, "-c", code, str(folder), *files], check=True)
    path = folder / "gerai.db"
    assert path.with_name("gerai.db-wal").stat().st_size > 0
    with ctx.store.read() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM journal").scalar()
    bring_up(path, revisions(tmp_path, ADD_COLUMN))
    assert len(journal_of(path)) == len(journal_of(path.with_suffix(".before-upgrade"))) == count


@pytest.mark.parametrize("script", [LOSE_RECORD, FAIL])
def test_a_step_that_goes_wrong_changes_nothing(tmp_path, sold, script):
    """A lost record or a failing script: the store stays as it was, and still opens."""
    before = journal_of(sold)
    with pytest.raises((StoreDamaged, sa.exc.OperationalError)):
        bring_up(sold, revisions(tmp_path, script))
    assert journal_of(sold) == before
    open_store(sold).close()


def test_a_copy_left_by_a_stop_is_no_hindrance(tmp_path, sold):
    """The power went during the last try."""
    sold.with_suffix(".upgrading").write_bytes(b"half a copy")
    sold.with_suffix(".before-upgrade").write_bytes(b"half of another")
    assert bring_up(sold, revisions(tmp_path, ADD_COLUMN)) is True
    assert schema(sold)["revision"] == "0002"


def test_a_reader_in_the_way_is_waited_for_later(tmp_path, sold):
    """Somebody holds an old state open: busy, nothing swapped under their feet."""
    engine = writer_engine(sold)
    reader = reader_engine(sold)
    with reader.connect() as looking:
        looking.execute(sa.text("SELECT count(*) FROM journal")).scalar()
        with engine.begin() as connection:
            connection.execute(sa.text("INSERT INTO counter(name, value) VALUES ('x', 1)"))
        engine.dispose()
        with pytest.raises(StoreBusy):
            bring_up(sold, revisions(tmp_path, ADD_COLUMN))
    reader.dispose()
    assert schema(sold)["revision"] == "0001"
    assert bring_up(sold, revisions(tmp_path / "again", ADD_COLUMN)) is True


def test_a_file_that_is_none_is_said(tmp_path):
    """No table of revisions, no revision in it, no database at all."""
    empty = tmp_path / "empty.db"
    engine = writer_engine(empty)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
    with pytest.raises(StoreDamaged):
        bring_up(empty)
    engine.dispose()
    (tmp_path / "garbage.db").write_bytes(os.urandom(4096))
    with pytest.raises(StoreDamaged):
        bring_up(tmp_path / "garbage.db")
    with pytest.raises(DiskFault):
        bring_up(tmp_path / "absent.db")
