"""A sample of `./run.sh proof power`, so that the harness stays alive; the whole runs there."""

import pytest

from tests.power import carry, scenarios
from tests.power.keys import KeysOracle
from tests.power.recording import Recording, begin, can_record, files_in, record
from tests.power.replay import Effort, Replay, require_whole

pytestmark = pytest.mark.skipif(
    not can_record(), reason="recording a disk needs Linux and a C compiler (gcc libc6-dev)"
)
SEED = 20261124


def test_a_few_cuts_lose_no_sale(tmp_path):
    """Sales, refunds, a close and checkpoints on the real till: nothing that was acknowledged is lost."""
    figures = scenarios.run("a-few-sales", tmp_path / "r", SEED, Effort(images=60, deep=2))
    assert figures.dropped >= 20
    assert figures.deep >= 1


def test_without_a_sync_at_each_commit_sales_are_lost(tmp_path):
    """The same harness sees it: with synchronous=NORMAL what was acknowledged is lost, though nothing is broken."""
    figures = scenarios.run("a-few-normal", tmp_path / "r", SEED, Effort(images=30, deep=0))
    assert figures.lost > 0
    assert figures.corrupt == 0


def _keys(place, *words):
    recording = begin(place)
    record(recording, "tests.power.keys", str(SEED), *words)
    require_whole(recording)
    return Replay(recording, KeysOracle(recording.folder), SEED, "keys")


def test_a_secret_is_the_old_or_the_new_one(tmp_path):
    """Whatever stops the computer while the key store writes."""
    figures = _keys(tmp_path / "r").run(Effort(images=200, deep=0))
    assert (figures.lost, figures.corrupt) == (0, 0)
    assert figures.dropped >= 50


def test_a_file_written_in_its_place_is_seen_broken(tmp_path):
    """Written without rename and sync the same secret is lost or torn; the image can be built again by its number."""
    replay = _keys(tmp_path / "r", "careless")
    figures = replay.run(Effort(images=200, deep=0))
    assert figures.lost > 0
    assert figures.corrupt > 0
    number, index = (
        int(part.split("=")[1])
        for part in figures.first_corruption.split()
        if part.startswith(("EVENT", "IMAGE"))
    )
    again = Replay(replay.recording, KeysOracle(replay.recording.folder), SEED, "keys")
    with pytest.raises(AssertionError, match="never written"):
        again.judge_one(number, index)


def _stick(place, *words):
    recording = begin(place)
    carry.prepare(recording.folder)
    record(recording, "tests.power.carry", str(SEED), *words)
    require_whole(recording)
    return Replay(recording, carry.CarryOracle(recording.folder), SEED, "carry")


def test_a_stick_has_whole_files_only(tmp_path):
    """Whatever stops the computer while records are written onto it; without a sync the harness sees torn ones."""
    figures = _stick(tmp_path / "r").run(Effort(images=60, deep=0))
    assert (figures.lost, figures.corrupt) == (0, 0)
    assert figures.dropped >= 20
    assert _stick(tmp_path / "c", "careless").run(Effort(images=60, deep=0)).corrupt > 0


def test_a_recording_that_misses_a_call_is_refused(tmp_path):
    """Played to its end it must give the folder byte by byte."""
    replay = _keys(tmp_path / "r")
    (replay.recording.folder / "keys" / "token").write_bytes(b"past the recorder")
    with pytest.raises(AssertionError, match="not whole"):
        require_whole(replay.recording)


def test_files_and_events_are_read_back(tmp_path):
    """What was made, written, synced, renamed and unlinked comes back in its order, with paths below the folder."""
    recording = begin(tmp_path / "r")
    (recording.folder / "old").write_bytes(b"1")
    record(recording, "tests.power.sample")
    assert files_in(recording.folder) == {"new": b"abXYZ"}
    told = [(e.op, e.path, e.other, e.offset, e.data) for e in Recording(recording.place).events()]
    inodes = {e.inode for e in recording.events() if e.op in "CWS"}
    assert told == [
        ("D", "sub", "", 0, b""), ("C", "first", "", 0, b""), ("W", "", "", 0, b"abc"), ("W", "", "", 2, b"XYZ"),
        ("T", "", "", 5, b""), ("S", "", "", 0, b""), ("R", "first", "new", 0, b""),
        ("O", "old", "", 0, b""), ("T", "", "", 0, b""), ("U", "old", "", 0, b""),
    ]  # fmt: skip
    assert len(inodes) == 1
