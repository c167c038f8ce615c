"""Backup files: names, halves, copies read back, what is let go."""

import os
import stat
import sys
from datetime import UTC, datetime, timedelta

import pytest

from pos import backups
from pos.backups import BackupFile
from pos.domain.retention import kept

AT = datetime(2026, 11, 24, 14, 30, 5, tzinfo=UTC)


def a_file(folder, at=AT, who="GDK1", suffix=".db"):
    path = folder / backups.name_of(who, at, "A2B3C4D5", suffix)
    path.write_bytes(b"x")
    return path


def test_the_name_says_whose_when_and_how_far():
    """Register, local moment, short code of the newest record."""
    assert backups.name_of("GDK1", AT, "A2B3C4D5", ".db") == "GDK1-20261124-213005-A2B3C4D5.db"


def test_only_whole_backups_are_listed_oldest_first(tmp_path):
    """Of one register or of all; halves, other files and folders are passed over."""
    new, old = a_file(tmp_path), a_file(tmp_path, AT - timedelta(days=1), suffix=".gerai-backup")
    other = a_file(tmp_path, AT - timedelta(days=2), who="GDK10")
    for name in (
        "GDK1-.half",
        "foto.db",
        "GDK1-20261324-213005-A2B3C4D5.db",
        "GDK1-20261123-213005-A2B3C4D5.db-wal",
        "status.json",
    ):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "GDK1-20261125-213005-A2B3C4D5.db").mkdir()
    assert [one.path for one in backups.listed(tmp_path, "GDK1")] == [old, new]
    assert [one.path for one in backups.listed(tmp_path)] == [other, old, new]
    assert backups.listed(tmp_path)[0].at == AT - timedelta(days=2, seconds=0)
    assert backups.listed(tmp_path / "none") == ()


def test_what_the_rule_lets_go_is_removed_of_this_register_only(tmp_path):
    """Thirty hours of two registers: the older hours of a day go, the other register's stay."""
    for hour in range(30):
        a_file(tmp_path, AT - timedelta(hours=hour))
        a_file(tmp_path, AT - timedelta(hours=hour), who="GDK2")
    mine = tmp_path / "GDK1-catatan.txt"
    mine.write_text("my own")
    backups.expire(tmp_path, BackupFile(a_file(tmp_path), "GDK1", AT), kept)
    assert [f"{one.at:%d %H}" for one in backups.listed(tmp_path, "GDK1")] == ["23 23", "24 21"]
    assert len(backups.listed(tmp_path, "GDK2")) == 30
    assert mine.exists()


def test_the_new_one_stays_even_when_the_clock_went_back(tmp_path):
    """A computer that starts in 2026 after it had counted to 2027."""
    for day in range(20):
        a_file(tmp_path, AT + timedelta(days=400 - day))
    new = BackupFile(a_file(tmp_path), "GDK1", AT)
    backups.expire(tmp_path, new, kept)
    assert new.path.exists()


def test_nothing_half_is_left(tmp_path):
    """Neither after a failure nor after a stop; a half of another register is not touched."""
    (tmp_path / "GDK1-.half").write_bytes(b"left by a power cut")
    (tmp_path / "GDK1-.half-journal").write_bytes(b"")
    (tmp_path / "GDK10-.half").write_bytes(b"")

    def fail():
        with backups.half_file(tmp_path, "GDK1") as half:
            assert half.read_bytes() == b""
            assert sys.platform == "win32" or stat.S_IMODE(half.stat().st_mode) == 0o600
            raise OSError

    with pytest.raises(OSError):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["GDK10-.half"]


@pytest.mark.parametrize("passphrase", ["", "kopi tubruk"])
def test_a_copy_is_read_back(tmp_path, passphrase):
    """Equal, or sealed and equal once opened."""
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(os.urandom(3_000_000))
    backups.write_copy(source, target, passphrase)
    assert (target.read_bytes() == source.read_bytes()) is not bool(passphrase)
    assert b"GERAI-SEALED" in target.read_bytes()[:20] or not passphrase


@pytest.mark.parametrize("passphrase", ["", "kopi tubruk"])
def test_a_stick_that_gives_back_something_else_is_noticed(tmp_path, passphrase):
    """One bit of what was written has changed by the time that it is read."""
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(os.urandom(2_000_000))

    def spoil(path):
        backups.sync_to_disk(path)
        with path.open("rb+") as file:
            file.seek(1_500_000)
            byte = file.read(1)
            file.seek(1_500_000)
            file.write(bytes([byte[0] ^ 1]))

    with pytest.raises(OSError, match="Input/output"):
        backups.write_copy(source, target, passphrase, spoil)
