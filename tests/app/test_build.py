"""Opening a shop's folder: what an unclean stop and a damaged file mean for the till and for those who look."""

import os
import signal
import stat
import subprocess
import sys

import pytest

from pos.app.build import look_at, open_till
from pos.errors import StoreDamaged
from pos.models.store import left_open

KILLED = """
import os, signal, sys
from pathlib import Path
from pos.app.build import open_till
open_till(Path(sys.argv[1]), purpose="gerai")
os.kill(os.getpid(), signal.SIGKILL)
"""
PAGE = 4096


def kill_in(folder):
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
    assert done.returncode == -signal.SIGKILL


def spoil(path):
    """Nonsense over pages in the middle; the first pages, which each start reads, stay."""
    with path.open("r+b") as file:
        for page in range(path.stat().st_size // PAGE * 3 // 4, path.stat().st_size // PAGE):
            file.seek(page * PAGE)
            file.write(os.urandom(PAGE))


def test_a_clean_stop_is_seen(demo):
    """And an unclean one, until the next clean one."""
    assert not left_open(demo / "gerai.db")
    kill_in(demo)
    assert left_open(demo / "gerai.db")
    open_till(demo, purpose="gerai").close()
    assert not left_open(demo / "gerai.db")


@pytest.mark.parametrize("opening", [lambda folder: open_till(folder, purpose="gerai"), look_at])
def test_a_file_that_was_damaged_in_an_unclean_stop_is_said_at_the_start(demo, opening):
    """Before a sale is added to it; the file stays as it was found."""
    kill_in(demo)
    spoil(demo / "gerai.db")
    found = (demo / "gerai.db").read_bytes()
    with pytest.raises(StoreDamaged, match="page"):
        opening(demo)
    assert (demo / "gerai.db").read_bytes() == found


def test_a_damaged_file_is_one_line_for_each_verb(run, demo):
    """Exit 2; no verb is promised that does not exist."""
    kill_in(demo)
    spoil(demo / "gerai.db")
    for words in (["status"], ["verify"], ["day", "--sales", "1"], ["sync"]):
        for language in ("id", "en"):
            outcome = run(*words, "--data", demo, "--lang", language)
            assert outcome.code == 2
            assert "restore" not in outcome.err[0].lower()


@pytest.mark.skipif(
    sys.platform == "win32", reason="file modes are POSIX; Windows keeps a profile's folders apart"
)
def test_only_this_user_may_look_into_a_new_shops_folder(run, tmp_path):
    """A folder that was there keeps its mode: somebody chose it."""
    (tmp_path / "chosen").mkdir(mode=0o750)
    for name, mode in (("fresh", 0o700), ("chosen", 0o750)):
        root = tmp_path / name
        assert run("init", "--outlet", "Galeri", "--code", "GDK", "--data", root).code == 0
        assert stat.S_IMODE(root.stat().st_mode) == mode
