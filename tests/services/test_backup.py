"""The till's backups: what is due, what is made and copied, what is known of it, and what a full disk leaves."""

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pos import errors
from pos.database import reader_engine
from pos.errors import BackupNotMade, SecondFolderMissing
from pos.models import snapshot
from pos.services import backup, shifts, shop
from pos.services.backup import Due
from tests.builders import sell


@pytest.fixture
def stick(tmp_path, ctx):
    """A second folder that is there, and named by the setting."""
    folder = tmp_path / "stick"
    folder.mkdir()
    name_second(ctx, folder)
    return folder


def name_second(ctx, folder):
    ctx.writer.call(shop.change_settings, ctx, {"backup.second_folder": str(folder)})


def close(ctx, rani):
    expected = shifts.rules.expected_cash(500_000, shifts.totals(ctx))
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=expected)


def due(ctx):
    return backup.what_is_due(ctx, backup.standing(ctx))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


# --- making ------------------------------------------------------------------


def test_a_backup_is_a_whole_store(ctx, rani, open_shift):
    """Named by register, local time and newest record; nothing else is left beside it."""
    sell(ctx, rani)
    made = backup.make(ctx)
    with ctx.store.read() as connection:
        live = snapshot.newest(connection)
    assert snapshot.examine(made.path) == live
    assert made.records == live.records
    assert made.path.parent == ctx.store.path.parent / "backups"
    assert made.path.name.startswith("GDK1-20261114-0930")
    assert made.path.name.endswith(f"-{made.code}.db")
    assert names(made.path.parent) == [made.path.name]


def test_older_ones_go_by_the_rule(ctx, rani, open_shift, clock):
    """Ten hours of one day: the newest stays."""
    for _ in range(10):
        sell(ctx, rani)
        made = backup.make(ctx)
        clock.advance(minutes=60)
    assert names(made.path.parent) == [made.path.name]


@pytest.mark.parametrize("passphrase", ["", "kopi tubruk"])
def test_a_copy_goes_to_a_stick(ctx, stick, passphrase):
    """Plain or sealed; read back; named alike."""
    made = backup.make(ctx)
    path = backup.copy(ctx, made, stick, passphrase)
    assert names(stick) == [path.name]
    assert path.stem == made.path.stem
    assert path.suffix == (".gerai-backup" if passphrase else ".db")
    assert (path.read_bytes() == made.path.read_bytes()) is not bool(passphrase)


def test_a_missing_stick_is_said_kindly(ctx, tmp_path):
    """And never made as a folder: it would lie on the shop's own disk."""
    with pytest.raises(SecondFolderMissing) as missing:
        backup.copy(ctx, backup.make(ctx), tmp_path / "none")
    assert missing.value.facts == {"folder": str(tmp_path / "none")}
    assert not (tmp_path / "none").exists()


FULL = """
import resource, signal, sys
from pathlib import Path
from pos.app.build import look_at
from pos.errors import BackupNotMade
from pos.services import backup
looking = look_at(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
made = backup.make(looking.ctx)
made.path.unlink()
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    backup.make(looking.ctx)
except BackupNotMade as problem:
    print("not made", problem.facts["folder"])
looking.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a file's size are POSIX")
@pytest.mark.parametrize("limit", [0, 4096, 100_000])
def test_a_full_disk_leaves_no_half_and_no_harm(tmp_path, ctx, rani, open_shift, limit):
    """No room for the file, for its second page, for its end: nothing is left of it, the shop is as it was."""
    sell(ctx, rani)
    with ctx.store.read() as connection:
        before = snapshot.newest(connection)
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path), str(limit)],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
    )
    assert ran.stdout.strip() == f"not made {tmp_path / 'backups'}", ran.stderr
    assert names(tmp_path / "backups") == []
    with ctx.store.read() as connection:
        assert snapshot.newest(connection) == before
    assert sell(ctx, rani).sale.number == "GDK1-000002"


def test_a_folder_that_refuses_is_named(ctx, tmp_path):
    """A file lies where the folder should be."""
    (tmp_path / "backups").write_bytes(b"")
    with pytest.raises(BackupNotMade) as refused:
        backup.make(ctx)
    assert refused.value.facts["folder"] == str(tmp_path / "backups")
    assert os.strerror(errno.EEXIST) in refused.value.facts["detail"]


# --- what is due -------------------------------------------------------------


def test_hourly_where_something_was_recorded(ctx, rani, open_shift, clock):
    """The first at once; then an hour later, and only after a new record."""
    assert due(ctx) is Due.HOURLY
    backup.run(ctx, Due.HOURLY)
    assert due(ctx) is Due.NOTHING
    sell(ctx, rani)
    clock.advance(minutes=59)
    assert due(ctx) is Due.NOTHING
    clock.advance(minutes=2)
    assert due(ctx) is Due.HOURLY
    backup.run(ctx, Due.HOURLY)
    clock.advance(hours=5)
    assert due(ctx) is Due.NOTHING


def test_a_clock_that_went_back_does_not_stop_backups(ctx, rani, open_shift, clock):
    """The last one seems to be of next year."""
    backup.run(ctx, Due.HOURLY)
    sell(ctx, rani)
    clock.advance(days=-300)
    assert due(ctx) is Due.HOURLY


def test_at_once_after_a_close(ctx, rani, open_shift, clock):
    """Whenever the last one was; once for each shift, holding the close."""
    backup.run(ctx, Due.HOURLY)
    close(ctx, rani)
    assert due(ctx) is Due.CLOSE
    now = backup.run(ctx, Due.CLOSE)
    assert now.shift == open_shift.id
    assert due(ctx) is Due.NOTHING
    engine = reader_engine(backup.folder_of(ctx) / now.file)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT closed_at FROM shift").scalar() is not None
    engine.dispose()


# --- the second folder -------------------------------------------------------


def test_a_close_goes_to_the_stick_too(ctx, rani, open_shift, stick):
    """Both hold the same; the standing says where and when."""
    close(ctx, rani)
    now = backup.run(ctx, Due.CLOSE)
    assert (backup.folder_of(ctx) / now.file).read_bytes() == Path(now.copy).read_bytes()
    assert Path(now.copy).parent == stick
    assert (now.copied_at, now.copied_shift) == (now.at, open_shift.id)
    assert not now.needs_person
    assert backup.standing(ctx) == now
    assert due(ctx) is Due.NOTHING


def test_an_hour_does_not_wake_the_stick(ctx, rani, open_shift, stick):
    """It may be in somebody's pocket."""
    now = backup.run(ctx, Due.HOURLY)
    assert names(stick) == []
    assert not now.needs_person


def test_a_close_without_the_stick_is_made_up_for_when_it_comes(ctx, rani, open_shift, stick):
    """The backup here is made; the problem stays until the copy is there, also through hourly ones."""
    stick.rmdir()
    close(ctx, rani)
    now = backup.run(ctx, Due.CLOSE)
    assert (now.problem, now.copy_problem) == ("", "SecondFolderMissing")
    assert now.needs_person
    assert now.shift == open_shift.id
    assert due(ctx) is Due.NOTHING
    ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=500_000)
    assert backup.run(ctx, Due.HOURLY).copy_problem == "SecondFolderMissing"
    stick.mkdir()
    assert due(ctx) is Due.SECOND
    later = backup.run(ctx, Due.SECOND)
    assert (later.copy_problem, later.needs_person) == ("", False)
    assert names(stick) == [Path(later.copy).name]
    assert due(ctx) is Due.NOTHING


def test_a_stick_named_later_gets_its_copy(ctx, rani, open_shift, tmp_path):
    """The backup that lies here is used again: nothing was recorded since."""
    close(ctx, rani)
    before = backup.run(ctx, Due.CLOSE)
    (tmp_path / "stick").mkdir()
    name_second(ctx, tmp_path / "stick")
    assert due(ctx) is Due.SECOND
    now = backup.run(ctx, Due.SECOND)
    assert (now.file, now.at) == (before.file, before.at)
    assert names(backup.folder_of(ctx)) == sorted([now.file, "status.json"])


def test_a_stick_that_refuses_is_left_alone_for_a_while(ctx, rani, open_shift, stick, clock):
    """A folder lies where the half file should be: said with its reason, tried again after five minutes."""
    (stick / "GDK1-.half").mkdir()
    close(ctx, rani)
    now = backup.run(ctx, Due.CLOSE)
    assert now.copy_problem == "BackupNotMade"
    assert now.copy_facts["folder"] == str(stick)
    assert now.copy_facts["detail"]
    assert now.problem == ""
    assert due(ctx) is Due.NOTHING
    clock.advance(minutes=6)
    assert due(ctx) is Due.SECOND
    kind = getattr(errors, now.copy_problem)
    assert issubclass(kind, errors.Trouble)


def test_a_folder_on_the_shops_own_disk_is_no_stick(ctx, rani, open_shift, stick):
    """A stick that was not mounted leaves its folder behind: nobody is told to pull it out."""
    close(ctx, rani)
    assert backup.run(ctx, Due.CLOSE).removable is False


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no second disk here")
def test_another_disk_may_be_pulled_out(ctx, rani, open_shift):
    """The copy lies on a disk of its own."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        name_second(ctx, Path(folder))
        close(ctx, rani)
        assert backup.run(ctx, Due.CLOSE).removable is True


def test_copies_are_sealed_where_a_passphrase_is_kept(ctx, rani, open_shift, stick):
    """A stick gets lost more easily than a till; here it stays plain."""
    close(ctx, rani)
    now = backup.run(ctx, Due.CLOSE, lambda: "kopi tubruk")
    assert now.copy.endswith(".gerai-backup")
    assert now.file.endswith(".db")


def test_a_secret_that_cannot_be_read_leaves_no_plain_copy(ctx, rani, open_shift, stick):
    """Better none on the stick than one that anybody may read; it is said, and tried again."""

    def locked():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "backup-passphrase")

    close(ctx, rani)
    now = backup.run(ctx, Due.CLOSE, locked)
    assert now.copy_problem == "BackupNotMade"
    assert names(stick) == []


# --- what is known -----------------------------------------------------------


def test_a_failure_keeps_what_was_known(ctx, rani, open_shift, clock, tmp_path):
    """The last good backup is still named beside the problem; the disk is left alone for a while."""
    good = backup.run(ctx, Due.HOURLY)
    half = tmp_path / "backups" / "GDK1-.half"
    half.mkdir()
    sell(ctx, rani)
    clock.advance(hours=2)
    now = backup.run(ctx, Due.HOURLY)
    assert (now.problem, now.at, now.file) == ("BackupNotMade", good.at, good.file)
    assert due(ctx) is Due.NOTHING
    clock.advance(minutes=6)
    assert due(ctx) is Due.HOURLY
    half.rmdir()
    assert not backup.run(ctx, Due.HOURLY).needs_person


@pytest.mark.parametrize("text", ["", "{", '{"at": 3}', "[]"])
def test_a_spoilt_standing_is_none(ctx, text):
    """The next backup writes it again."""
    backup.run(ctx, Due.HOURLY)
    (backup.folder_of(ctx) / "status.json").write_text(text)
    assert backup.standing(ctx) == backup.Standing()
    assert due(ctx) is Due.HOURLY
