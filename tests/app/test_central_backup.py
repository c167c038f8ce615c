"""`gerai central backup` and `restore`: exit codes, one clear line in both languages, what they leave behind."""

import json
import re

import pytest

from pos.app.commands import central_backup
from sync.central.services import backup


@pytest.fixture
def office(run, tmp_path):
    """A centre with the demo outlets, on SQLite."""
    root = tmp_path / "office"
    assert run("central", "init", "--demo", "--data", root).code == 0
    return root


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "frasa.txt"
    file.write_text("kopi tubruk pagi\n")
    return file


def made_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_centre_comes_back(run, office, tmp_path):
    """Backed up, tried out, restored into an empty folder: verify finds the same there."""
    outcome = run("central", "backup", "--data", office)
    (file,) = (office / "backups").iterdir()
    assert re.fullmatch(
        rf"Cadangan pusat {re.escape(str(file))}: \d+ baris, sudah diperiksa\.", outcome.out[0]
    )
    tried = run("central", "backup", "--drill", "--data", office)
    assert tried.code == 0
    assert re.fullmatch(
        rf"Latihan pulih {file.name}: \d+ baris, semua gerai diperiksa: semua cocok\.", tried.out[0]
    )
    assert made_in(office / "backups") == [file.name]
    other = tmp_path / "other"
    assert run("central", "restore", file, "--data", other).code == 0
    both = [run("central", "verify", "--json", "--data", root).out for root in (office, other)]
    assert both[0] == both[1]
    again = run("central", "restore", file, "--data", other)
    assert (again.code, run("central", "restore", file, "--data", other, "--lang", "en").code) == (2, 2)


def test_a_copy_may_be_sealed(run, office, tmp_path, secret):
    """It opens with its passphrase only; the drill takes it, too."""
    stick = tmp_path / "stick"
    stick.mkdir()
    facts = json.loads(
        run("central", "backup", stick, "--passphrase-file", secret, "--json", "--data", office).out[0]
    )
    (file,) = stick.iterdir()
    assert facts["copy"] == str(file)
    assert file.suffix == ".gerai-backup"
    assert b"Dekranasda" not in file.read_bytes()
    assert run("central", "backup", stick, "--drill", "--data", office).code == 2
    drill = ["central", "backup", stick, "--drill", "--json", "--passphrase-file", secret, "--data", office]
    assert json.loads(run(*drill).out[0]) == {"file": file.name, "findings": [], "rows": facts["rows"]}
    assert run("central", "restore", file, "--data", tmp_path / "other").code == 2
    restore = ["central", "restore", file, "--passphrase-file", secret, "--data", tmp_path / "other"]
    assert run(*restore).code == 0


def test_what_cannot_be_done_is_one_line(run, office, tmp_path, secret):
    """Exit 2 in both languages, each in its own words."""
    wrong = tmp_path / "wrong"
    wrong.write_text("kopi susu malam\n")
    stick = tmp_path / "stick"
    stick.mkdir()
    run("central", "backup", stick, "--passphrase-file", secret, "--data", office)
    (sealed,) = stick.iterdir()
    cases = (
        ["backup", "--data", tmp_path / "none"],
        ["backup", "--passphrase-file", secret, "--data", office],
        ["backup", "--drill", "--data", tmp_path / "none2"],
        ["restore", tmp_path / "absent", "--data", tmp_path / "none3"],
        ["restore", secret, "--data", tmp_path / "none3"],
        ["restore", sealed, "--passphrase-file", wrong, "--data", tmp_path / "none3"],
    )
    for words in cases:
        said = [run("central", *words, "--lang", lang) for lang in ("id", "en")]
        assert [outcome.code for outcome in said] == [2, 2], words
        assert said[0].err != said[1].err
    assert central_backup.services is backup


def test_a_drill_with_findings_is_exit_1(run, office):
    """Each in a line of its own, then the verdict."""
    from sync.central.store import open_central_store

    store = open_central_store(f"sqlite:///{office / 'central.db'}")
    store.run(lambda k: k.exec_driver_sql("UPDATE product SET price = price + 1 WHERE outlet_id = 'GDK'"))
    store.close()
    run("central", "backup", "--data", office)
    outcome = run("central", "backup", "--drill", "--data", office)
    assert outcome.code == 1
    assert outcome.out[0].startswith("GDK: product")
    assert outcome.out[-1].endswith("temuan.")
