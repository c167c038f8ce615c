"""One process owns a data folder; the system drops the lock with the process, however it dies."""

import os
import signal
import subprocess
import sys

import pytest

from pos.errors import DiskFault, StoreBusy
from pos.models import owner

HOLD = "import sys; from pathlib import Path; from pos.models import owner; held = owner.take(Path(sys.argv[1]), 'gerai'); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "owner.lock")],
        env={**os.environ, "PYTHONPATH": "."},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline().strip() == b"held"
    yield process
    process.kill()
    process.communicate()


def test_a_second_process_hears_who_has_it(tmp_path, holder):
    """Purpose and process id of the owner."""
    with pytest.raises(StoreBusy) as busy:
        owner.take(tmp_path / "owner.lock", "gerai sync")
    assert busy.value.facts == {"owner": f"gerai, pid {holder.pid}"}


def test_kill_9_lets_go(tmp_path, holder):
    """A dead till never locks a shop out of its data."""
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait(20)
    owner.take(tmp_path / "owner.lock", "gerai").release()


def test_an_ended_process_lets_go(tmp_path, holder):
    """The ordinary end, too; before it the folder is taken."""
    with pytest.raises(StoreBusy):
        owner.take(tmp_path / "owner.lock", "gerai")
    holder.communicate(b"")
    owner.take(tmp_path / "owner.lock", "gerai").release()


def test_one_process_cannot_take_it_twice(tmp_path):
    """Two windows of one program are two owners as well."""
    first = owner.take(tmp_path / "owner.lock", "gerai")
    with pytest.raises(StoreBusy):
        owner.take(tmp_path / "owner.lock", "gerai")
    first.release()
    owner.take(tmp_path / "owner.lock", "gerai day").release()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[1]", b'{"pid": 1}', b"null"])
def test_an_unreadable_note_is_no_bug(tmp_path, content):
    """Whatever lies in the file, the lock alone decides."""
    path = tmp_path / "owner.lock"
    path.write_bytes(content)
    held = path.open("a+")
    assert owner._try_lock(held)
    with pytest.raises(StoreBusy) as busy:
        owner.take(path, "gerai")
    assert busy.value.facts == {"owner": "?"}
    held.close()


def test_a_folder_that_cannot_be_written_is_trouble(tmp_path):
    """One sentence, no traceback."""
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "owner.lock", tmp_path):
        with pytest.raises(DiskFault):
            owner.take(path, "gerai")
