"""A backup takes the shop's place whole or not at all; a restored register marks that it was; the drill tells."""

import os
import shutil
import subprocess
import sys

import pytest
import sqlalchemy as sa

from pos.clock import SystemClock
from pos.database import writer_engine
from pos.errors import (
    BackupDamaged,
    BackupNewer,
    NoBackup,
    PassphraseNeeded,
    PassphraseWrong,
    StoreBusy,
)
from pos.ids import SystemIds
from pos.models import register, snapshot, sync_state
from pos.models.store import open_store
from pos.paths import ShopFolder
from pos.services import backup
from pos.services.restore import drill, newest_backup, restore
from pos.services.verify import verify
from pos.services.writer import Writer
from tests.builders import sell

TAG = "7QX"


@pytest.fixture
def folder(ctx):
    return ShopFolder(ctx.store.path.parent)


@pytest.fixture
def old(ctx, rani, open_shift):
    """A backup of one sale; the shop has sold a second one since and is closed."""
    sell(ctx, rani)
    made = backup.make(ctx)
    sell(ctx, rani)
    ctx.writer.call(ctx.store.checkpoint)
    ctx.store.close()
    return made


def put_back(folder, file, **facts):
    return restore(folder, file, clock=SystemClock(), ids=SystemIds(), tag=TAG, **facts)


def newest(path):
    return snapshot.examine(path)


def beside(folder):
    return sorted(p.name for p in folder.root.iterdir() if p.name.startswith(("gerai", "restoring")))


# --- a restored shop ---------------------------------------------------------


def test_the_shop_is_as_it_was_and_knows_it(folder, old):
    """Its records up to the backup, the marks for the centre and for the numbers, and nothing left beside it."""
    done = put_back(folder, old.path)
    assert newest(folder.database).records == old.records == done.snapshot.records
    assert done.report.findings == ()
    assert done.register_code == "GDK1"
    store = open_store(folder.database)
    with store.read() as connection:
        assert sync_state.load(connection).epoch_needed == "restored"
        assert register.load_register(connection).series_tag == TAG
    store.close()
    assert beside(folder) == sorted([done.kept.name, "gerai.db"])


def test_the_shop_that_was_there_is_kept(folder, old):
    """Under a name that says why, whole, with the sale that the backup lacks."""
    before = newest(folder.database)
    done = put_back(folder, old.path)
    assert done.kept.name.startswith("gerai.before-restore-2")
    assert newest(done.kept) == before
    assert before.records == old.records + 1


def test_no_number_is_printed_twice(folder, old, clock, rani):
    """The next sale carries the tag: the paper of the lost second sale has another number."""
    put_back(folder, old.path)
    ctx = reopened(folder, clock)
    number = sell(ctx, rani).sale.number
    assert number.startswith(f"GDK1-{TAG}-")
    assert verify(ctx).findings == ()
    close(ctx)


def reopened(folder, clock):
    from pos.services.shop import context_of

    return context_of(open_store(folder.database), Writer(), clock, SystemIds())


def close(ctx):
    ctx.writer.stop()
    ctx.store.close()


def test_a_new_computer_has_no_shop_to_keep(folder, old, tmp_path):
    """An empty folder; a log that lies there from who knows when goes."""
    fresh = ShopFolder(tmp_path / "new")
    fresh.root.mkdir()
    fresh.database.with_name("gerai.db-wal").write_bytes(b"left by something else")
    done = put_back(fresh, old.path)
    assert done.kept is None
    assert beside(fresh) == ["gerai.db"]
    assert newest(fresh.database).records == old.records


def test_a_sealed_backup_is_opened(folder, old, ctx, tmp_path):
    """With its passphrase only."""
    (tmp_path / "stick").mkdir()
    sealed = backup.copy(ctx, old, tmp_path / "stick", "kopi tubruk")
    ctx.store.close()
    before = newest(folder.database)
    with pytest.raises(PassphraseNeeded) as needed:
        put_back(folder, sealed)
    with pytest.raises(PassphraseWrong) as wrong:
        put_back(folder, sealed, passphrase="kopi susu")
    assert needed.value.facts["file"] == wrong.value.facts["file"] == sealed.name
    assert newest(folder.database) == before
    assert put_back(folder, sealed, passphrase="kopi tubruk").snapshot.records == old.records


def test_what_lies_only_in_a_log_comes_along(folder, old, ctx, rani, tmp_path):
    """Somebody copied the folder of a till that was killed: the file without its log would lack the newest sales."""
    killed = tmp_path / "killed"
    killed.mkdir()
    shutil.copy(folder.database, killed)
    store = open_store(killed / "gerai.db")
    with store.write() as connection:
        register.save_setting(connection, "ui.theme", '"dark"')
    copied = tmp_path / "copied"
    code = "import shutil, sys; shutil.copytree(*sys.argv[1:])"
    subprocess.run([sys.executable, "-c", code, str(killed), str(copied)], check=True)
    store.close()
    assert (copied / "gerai.db-wal").stat().st_size > 0
    put_back(folder, copied / "gerai.db")
    store = open_store(folder.database)
    with store.read() as connection:
        assert register.load_settings(connection)["ui.theme"] == '"dark"'
    store.close()


def test_the_old_log_is_not_played_onto_the_new_shop(folder, old, ctx, rani):
    """The till was killed: its newest sale lies in the log alone. It is kept with the old shop and gone from here."""
    left = reopened_and_killed(folder)
    assert left.stat().st_size > 0
    done = put_back(folder, old.path)
    assert not left.exists() or left.stat().st_size == 0
    assert newest(folder.database).records == old.records
    store = open_store(done.kept)
    with store.read() as connection:
        assert register.load_settings(connection)["ui.theme"] == '"dark"'
    store.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from pos.models import register
from pos.models.store import open_store
store = open_store(Path(sys.argv[1]))
with store.write() as connection:
    register.save_setting(connection, "ui.theme", '"dark"')
os.kill(os.getpid(), signal.SIGKILL)
"""


def reopened_and_killed(folder):
    subprocess.run(
        [sys.executable, "-c", KILLED, str(folder.database)], env={**os.environ, "PYTHONPATH": "."}
    )
    return folder.database.with_name("gerai.db-wal")


def test_a_damaged_shop_is_kept_as_it_was_found(folder, old):
    """With its log, byte for byte: somebody may still read something from it."""
    log = reopened_and_killed(folder)
    spoil(folder.database)
    found, found_log = folder.database.read_bytes(), log.read_bytes()
    done = put_back(folder, old.path)
    assert done.kept.read_bytes() == found
    assert done.kept.with_name(f"{done.kept.name}-wal").read_bytes() == found_log
    assert newest(folder.database).records == old.records


def spoil(path):
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(size // 8192 * 4096)
        file.write(os.urandom(size // 4))


def test_somebody_who_looks_is_waited_for(folder, old):
    """`gerai verify` in another window holds the log back: said, and nothing is touched."""
    watching = subprocess.Popen(
        [sys.executable, "-c", WATCHING, str(folder.database)],
        env={**os.environ, "PYTHONPATH": "."},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert watching.stdout.readline()
        reopened_and_killed(folder)
        with pytest.raises(StoreBusy):
            put_back(folder, old.path)
    finally:
        watching.communicate()
    assert newest(folder.database).records == old.records + 1
    assert put_back(folder, old.path).snapshot.records == old.records


WATCHING = """
import sys
from pathlib import Path
from pos.models.store import open_read_only
store = open_read_only(Path(sys.argv[1]))
with store.read() as connection:
    connection.exec_driver_sql("SELECT count(*) FROM journal").scalar()
    print("reading", flush=True)
    sys.stdin.read()
"""


# --- what is refused ---------------------------------------------------------


def changed(path, *statements):
    engine = writer_engine(path)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "detail"),
    [
        (
            "UPDATE journal SET line = CAST(replace(line, 'Syal', 'Syak') AS BLOB) WHERE kind = 'sale'",
            "journal_chain",
        ),
        ("DELETE FROM journal WHERE seq = 5", "journal_gap"),
        ("UPDATE journal SET kind = 'refund' WHERE seq = 5", "journal_columns"),
        ("PRAGMA application_id=1", "application_id"),
        ("DELETE FROM register", "register"),
        ("DROP TABLE alembic_version", "alembic_version"),
    ],
)
def test_a_backup_that_was_tampered_with_is_refused(folder, old, statement, detail):
    """By its chain, its gaps, its marks; the shop stays as it is, and nothing is left beside it."""
    before, there = newest(folder.database), beside(folder)
    changed(old.path, statement)
    with pytest.raises(BackupDamaged, match=detail) as refused:
        put_back(folder, old.path)
    assert refused.value.facts["file"] == old.path.name
    assert newest(folder.database) == before
    assert beside(folder) == there


def test_a_newer_programs_backup_is_refused(folder, old):
    """Its tables are not known here."""
    changed(old.path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BackupNewer) as refused:
        put_back(folder, old.path)
    assert refused.value.facts == {"file": old.path.name, "revision": "9999"}


@pytest.mark.parametrize("content", [b"", b"nonsense" * 9999, b"SQLite format 3\0" + b"\0" * 5000])
def test_what_is_no_backup_is_refused(folder, old, content):
    """An empty file, any other file, half a database."""
    before = newest(folder.database)
    old.path.write_bytes(content)
    with pytest.raises(BackupDamaged):
        put_back(folder, old.path)
    with pytest.raises(BackupDamaged):
        put_back(folder, folder.root / "absent.db")
    assert newest(folder.database) == before


def test_damaged_pages_are_refused(folder, old):
    """By SQLite's own check."""
    spoil(old.path)
    with pytest.raises(BackupDamaged):
        put_back(folder, old.path)


def test_a_finding_in_the_tables_is_told_and_no_hindrance(folder, old):
    """The journal is sound: such a shop is better than none."""
    changed(old.path, "UPDATE sale SET total = total + 1")
    done = put_back(folder, old.path)
    assert {f.code for f in done.report.findings} == {"row_differs"}


# --- a stop at any step ------------------------------------------------------

DRIVER = """
import os, shutil, sys
from pathlib import Path
from pos.clock import SystemClock
from pos.ids import SystemIds
from pos.models import upgrade
from pos.paths import ShopFolder
from pos.services.restore import restore
root, file = Path(sys.argv[1]), Path(sys.argv[2])
STEPS = ("os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "open", "shutil.rmtree", "sqlite3.connect")
state = {"left": -1, "last": ""}


def step(event, arguments):
    if state["left"] < 0 or event not in STEPS or not str(arguments[0]).startswith(str(trial)):
        return
    state["left"] -= 1
    if state["left"] < 0:
        os.write(1, f"{event}\\n".encode())
        os._exit(9)


def once(n):
    child = os.fork()
    if child == 0:
        sys.addaudithook(step)
        state["left"] = n
        restore(ShopFolder(trial), file, clock=SystemClock(), ids=SystemIds(), tag="7QX")
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


n = 0
while True:
    trial = root / f"trial{n}"
    shutil.copytree(root / "shop", trial)
    if once(n) == 0:
        break
    n += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_stop_at_any_step_leaves_the_old_or_the_new_shop(folder, old, tmp_path):
    """Killed before each call that touches a file of the shop's folder: one of the two shops is there, whole.

    The old shop was itself killed: its newest sale lies in its log. After the stop the restore can be done again.
    """
    reopened_and_killed(folder)
    shop = tmp_path / "trials" / "shop"
    shop.mkdir(parents=True)
    for suffix in ("", "-wal", "-shm"):
        shutil.copy(f"{folder.database}{suffix}", shop)
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(shop.parent), str(old.path)],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    steps = done.stdout.split()
    assert {"os.rename", "os.remove", "os.link", "open"} <= set(steps)
    ends = [what_is_there(ShopFolder(shop.parent / f"trial{n}"), old) for n in range(len(steps) + 1)]
    assert ends[0] == "old"
    assert ends[-1] == "new"
    assert ends == sorted(ends, reverse=True), "old up to the one rename, new after it"
    again = ShopFolder(shop.parent / "trial5")
    put_back(again, old.path)
    assert what_is_there(again, old) == "new"


def what_is_there(folder, old):
    """Which shop opens, with everything that it had."""
    store = open_store(folder.database, check=True)
    with store.read() as connection:
        count = snapshot.newest(connection).records
        theme = register.load_settings(connection).get("ui.theme")
        needed = sync_state.load(connection).epoch_needed
    store.close()
    assert (count, theme, needed) in {
        (old.records + 1, '"dark"', ""),
        (old.records, None, "restored"),
    }
    return "new" if needed else "old"


# --- the drill ---------------------------------------------------------------


def test_a_drill_tries_the_newest_backup_out(ctx, rani, open_shift, folder, clock):
    """Restored beside the running till, verified whole, held against the live journal; nothing of it is left."""
    backup.make(ctx)
    clock.advance(minutes=5)
    sell(ctx, rani)
    made = backup.make(ctx)
    sell(ctx, rani)
    found = drill(ctx, newest_backup(folder.backups, "GDK1"))
    assert found.sound
    assert (found.path, found.snapshot.records) == (made.path, made.records)
    assert found.live_records == made.records + 1
    assert not (folder.root / "drill").exists()
    assert sell(ctx, rani).sale.number == "GDK1-000003"


def test_a_drill_names_what_is_wrong(ctx, rani, open_shift, folder):
    """A changed row; another shop's records; too few records."""
    sell(ctx, rani)
    made = backup.make(ctx)
    changed(made.path, "UPDATE sale SET total = total + 1")
    found = drill(ctx, newest_backup(folder.backups, "GDK1"))
    assert not found.sound
    assert found.is_prefix
    assert {f.code for f in found.report.findings} == {"row_differs"}
    with ctx.store.write() as connection:
        connection.execute(
            sa.text("UPDATE journal SET hash = zeroblob(32) WHERE seq = :n"), {"n": made.records}
        )
    assert not drill(ctx, newest_backup(folder.backups, "GDK1")).is_prefix


def test_a_live_journal_that_lost_a_record_is_noticed(ctx, rani, open_shift, folder):
    """The backup's newest record is there, an older one is not: as many records are needed, too."""
    sell(ctx, rani)
    backup.make(ctx)
    with ctx.store.write() as connection:
        connection.execute(sa.text("DELETE FROM journal WHERE seq = 3"))
    assert not drill(ctx, newest_backup(folder.backups, "GDK1")).is_prefix


def test_no_backup_is_said(folder, ctx):
    """Of this register: another one's on the same stick does not count."""
    folder.backups.mkdir()
    (folder.backups / "GDK2-20261114-093000-AAAAAAAA.db").write_bytes(b"")
    with pytest.raises(NoBackup):
        newest_backup(folder.backups, "GDK1")
