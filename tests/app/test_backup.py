"""`gerai backup` and `gerai restore`: exit codes, one clear line in both languages, what they leave behind."""

import json
import re
import shutil
import stat
import sys
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from pos import backups
from pos.app.build import look_at, open_till
from pos.database import writer_engine
from pos.models import register, sync_state
from pos.services import backup
from pos.services.record import tip_of


def seq(root):
    looking = look_at(root)
    with looking.ctx.store.read() as connection:
        found = tip_of(looking.ctx, connection).seq
    looking.close()
    return found


def status(run, root):
    return json.loads(run("status", "--json", "--data", root).out[0])


def newest_in(folder):
    return backups.listed(folder)[-1].path


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "frasa.txt"
    file.write_text("kopi tubruk pagi\nline two is no part of it\n")
    return file


def test_a_backup_is_made_and_said(run, demo):
    """One file for this user only; the status names it."""
    outcome = run("backup", "--data", demo)
    (file,) = (demo / "backups").glob("*.db")
    assert outcome.code == 0
    assert outcome.out == [f"Cadangan {file}: {seq(demo)} catatan, sudah diperiksa."]
    assert sys.platform == "win32" or stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sys.platform == "win32" or stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    facts = status(run, demo)
    assert (facts["backup_file"], facts["backup_problem"], facts["backup_copy"]) == (file.name, "", "")
    assert facts["backup_at"].startswith("20")
    assert run("backup", "--data", demo, "--lang", "en").out[0].startswith("Backup ")


def test_a_copy_for_the_stick(run, demo, stick):
    """Said as a stick only where it is another disk; as JSON for scripts."""
    outcome = run("backup", stick, "--data", demo)
    (copy,) = stick.iterdir()
    assert outcome.out[1] == f"Cadangan selesai. Salinannya di {copy}."
    facts = json.loads(run("backup", stick, "--json", "--data", demo).out[0])
    assert Path(facts["copy"]).parent == stick
    assert facts["records"] == seq(demo)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no second disk here")
def test_a_real_stick_may_be_pulled_out(run, demo):
    """Another disk than the shop's."""
    here = demo.stat().st_dev
    disk = next(disk for disk in ("/dev/shm", "/var/tmp") if Path(disk).stat().st_dev != here)
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        assert run("backup", folder, "--data", demo).out[1] == "Cadangan selesai. Flashdisk aman dicabut."
        outcome = run("backup", folder, "--data", demo, "--lang", "en")
        assert outcome.out[1] == "Backup done. The USB stick may be pulled out."


def test_each_close_from_now_on(run, demo, stick, secret):
    """The folder and its passphrase are remembered: the next day's close is sealed onto the stick."""
    assert run("backup", stick, "--each-close", "--passphrase-file", secret, "--data", demo).code == 0
    assert run("day", "--sales", "2", "--data", demo).code == 0
    newest = newest_in(stick)
    assert newest.suffix == ".gerai-backup"
    facts = status(run, demo)
    assert (facts["backup_copy"], facts["backup_problem"]) == (str(newest), "")
    restored = run("restore", newest, "--passphrase-file", secret, "--data", demo.parent / "other")
    assert restored.code == 0
    assert seq(demo.parent / "other") == seq(demo)
    stick.rename(stick.with_name("pocket"))
    assert run("day", "--sales", "1", "--data", demo).code == 0
    assert status(run, demo)["backup_problem"] == "SecondFolderMissing"


def test_what_cannot_be_done_is_one_line(run, demo, tmp_path, stick, secret):
    """Exit 2 in both languages, each in its own words."""
    short = tmp_path / "short"
    short.write_text("kopi\n")
    (tmp_path / "elsewhere").mkdir()
    cases = (
        ["backup", tmp_path / "none"],
        ["backup", "--passphrase-file", secret],
        ["backup", "--each-close"],
        ["backup", stick, "--passphrase-file", short],
        ["backup", stick, "--passphrase-file", tmp_path / "absent"],
        ["backup", "--drill"],
        ["restore", tmp_path / "absent.db"],
        ["restore", secret],
    )
    for words in cases:
        said = [run(*words, "--data", demo, "--lang", lang).err for lang in ("id", "en")]
        assert said[0] != said[1], words
        for folder in ("backups",):
            shutil.rmtree(demo / folder, ignore_errors=True)
    assert run("backup", "--data", tmp_path / "elsewhere").code == 2


def test_beside_an_open_till(run, demo):
    """Making and restoring wait for it; trying out does not."""
    run("backup", "--data", demo)
    file = next((demo / "backups").glob("*.db"))
    till = open_till(demo, purpose="gerai")
    try:
        for words in (["backup"], ["restore", file]):
            outcome = run(*words, "--data", demo)
            assert outcome.code == 2
            assert "gerai, pid" in outcome.err[0]
        assert run("backup", "--drill", "--data", demo).code == 0
    finally:
        till.close()


def test_the_drill_says_its_figures(run, demo, stick, secret):
    """The newest backup of the folder; sealed ones with their passphrase; exit 1 with findings."""
    run("backup", "--data", demo)
    run("day", "--sales", "2", "--data", demo)
    (demo / "backups" / "status.json").unlink()
    newest = newest_in(demo / "backups")
    outcome = run("backup", "--drill", "--data", demo)
    count = seq(demo)
    assert re.fullmatch(
        rf"Latihan pulih {newest.name}: {count} dari {count} catatan, \d+ nota, diperiksa: semua cocok\.",
        outcome.out[0],
    )
    facts = json.loads(run("backup", "--drill", "--json", "--data", demo).out[0])
    assert (facts["records"], facts["live_records"], facts["findings"]) == (count, count, [])
    run("backup", stick, "--passphrase-file", secret, "--data", demo)
    assert run("backup", stick, "--drill", "--data", demo).code == 2
    assert run("backup", stick, "--drill", "--passphrase-file", secret, "--data", demo).code == 0
    engine = writer_engine(newest_in(demo / "backups"))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE sale SET total = total + 1"))
    engine.dispose()
    outcome = run("backup", "--drill", "--data", demo)
    assert outcome.code == 1
    assert "row_differs" in outcome.out[0]
    assert "temuan" in outcome.out[-1]


def test_a_shop_comes_back(run, demo, stick):
    """What was there is kept and named; the shop opens, its numbers carry a tag, the books are sound."""
    run("backup", stick, "--data", demo)
    (file,) = stick.iterdir()
    before = seq(demo)
    run("day", "--sales", "3", "--data", demo)
    assert seq(demo) > before
    kept_records = seq(demo)
    outcome = run("restore", file, "--data", demo)
    assert outcome.code == 0
    assert re.fullmatch(r"Gerai GDK1 dipulihkan: \d+ catatan, \d+ nota, sudah diperiksa\.", outcome.out[0])
    kept = Path(re.fullmatch(r"Data sebelumnya disimpan di (.+)\.", outcome.out[1])[1])
    assert seq(demo) == before
    till = open_till(demo, purpose="test")
    with till.ctx.store.read() as connection:
        assert sync_state.load(connection).epoch_needed == "restored"
        tag = register.load_register(connection).series_tag
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{3}", tag)
    till.close()
    assert run("verify", "--data", demo).code == 0
    assert run("day", "--sales", "2", "--data", demo).code == 0
    assert run("verify", "--data", demo).code == 0
    other = demo.parent / "kept"
    other.mkdir()
    shutil.copy(kept, other / "gerai.db")
    assert seq(other) == kept_records


def test_a_second_restore_has_a_tag_of_its_own(run, demo):
    """Chance gives them, so that two lost branches do not share their numbers."""
    run("backup", "--data", demo)
    file = next((demo / "backups").glob("*.db"))
    tags = set()
    for _ in range(3):
        run("restore", file, "--data", demo)
        looking = look_at(demo)
        with looking.ctx.store.read() as connection:
            tags.add(register.load_register(connection).series_tag)
        looking.close()
    assert len(tags) > 1


def test_a_new_computer_is_told_what_its_centre_needs(run, demo, tmp_path):
    """The key of the register does not travel with a backup; a shop without a centre is told nothing."""
    run("backup", "--data", demo)
    alone = next((demo / "backups").glob("*.db"))
    assert len(run("restore", alone, "--data", tmp_path / "a").out) == 1
    till = open_till(demo, purpose="test")
    with till.ctx.store.write() as connection:
        sync_state.save(connection, sync_state.SyncState(centre_url="http://127.0.0.1:9"))
    made = backup.make(till.ctx)
    till.close()
    outcome = run("restore", made.path, "--data", tmp_path / "b")
    assert "Kunci meja kasir" in outcome.out[-1]
    assert len(run("restore", made.path, "--data", demo).out) == 2
