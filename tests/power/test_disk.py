"""The model of a disk: what a power cut leaves of writes and names that were not synced."""

from random import Random

from tests.power.disk import SECTOR, Disk
from tests.power.recording import Event

A = 11
"""An inode."""


def a_disk(*events, base=None):
    disk = Disk(base or {"a": b"old"})
    for event in events:
        disk.apply(event)
    return disk


def opened(path="a", inode=A):
    return Event("O", inode=inode, path=path)


def made(path, inode):
    return Event("C", inode=inode, path=path)


def written(data, offset=0, inode=A):
    return Event("W", inode=inode, offset=offset, data=data)


def synced(inode=A):
    return Event("S", inode=inode)


def torn(disk, times=60):
    return [disk.torn(Random(n)) for n in range(times)]


def test_what_was_not_synced_may_be_gone_or_there():
    """Nothing kept is the old content, all kept the new one, and torn ones lie between."""
    disk = a_disk(opened(), written(b"new"))
    assert disk.nothing_kept() == {"a": b"old"}
    assert disk.all_kept() == {"a": b"new"}
    assert {image["a"] for image in torn(disk)} == {b"old", b"new"}


def test_what_was_synced_stays():
    """In every image, whatever came later."""
    disk = a_disk(opened(), written(b"new"), synced(), written(b"!", offset=3))
    assert disk.nothing_kept() == {"a": b"new"}
    assert {image["a"] for image in torn(disk)} == {b"new", b"new!"}


def test_the_sync_of_another_file_keeps_no_bytes():
    """Only names are kept by it."""
    disk = a_disk(opened(), written(b"new"), made("b", 12), synced(12))
    assert disk.nothing_kept() == {"a": b"old", "b": b""}


def test_a_write_tears_between_sectors_only():
    """Some images hold a part of the sectors, never a part of one."""
    before, after = b"x" * 4 * SECTOR, b"y" * 4 * SECTOR
    disk = a_disk(opened(), written(after), base={"a": before})
    sectors = {image["a"][n : n + SECTOR] for image in torn(disk) for n in range(0, len(before), SECTOR)}
    assert sectors == {b"x" * SECTOR, b"y" * SECTOR}
    assert {image["a"] for image in torn(disk)} - {before, after}


def test_a_gap_before_bytes_that_arrived_is_empty():
    """A file grows to hold the last write although the one before it was dropped."""
    disk = a_disk(opened(), written(b"1", offset=0), written(b"2", offset=1), base={"a": b""})
    assert b"\x002" in {image["a"] for image in torn(disk)}


def test_a_cut_file_may_have_its_bytes_back():
    """Until it is synced."""
    cut = Event("T", inode=A, offset=0)
    assert a_disk(opened(), cut).nothing_kept() == {"a": b"old"}
    assert a_disk(opened(), cut, synced()).nothing_kept() == {"a": b""}
    assert a_disk(opened(), Event("T", inode=A, offset=5)).all_kept() == {"a": b"old\0\0"}


def test_a_name_taken_away_may_come_back():
    """An unlink is durable with the next sync of anything, not before."""
    gone = Event("U", path="a")
    assert a_disk(gone).nothing_kept() == {"a": b"old"}
    assert a_disk(gone).all_kept() == {}
    assert {tuple(image) for image in torn(a_disk(gone))} == {("a",), ()}
    assert a_disk(gone, made("b", 12), synced(12)).nothing_kept() == {"b": b""}


def test_what_was_unlinked_does_not_come_back_under_its_old_name():
    """The new file has another inode: its bytes are not the old one's, even where the system uses a number again."""
    anew = (Event("U", path="a"), made("a", A), written(b"n"), synced())
    disk = a_disk(opened(), written(b"older!"), *anew)
    assert disk.nothing_kept() == {"a": b"n"}
    assert {image["a"] for image in torn(disk)} == {b"n"}


def test_a_file_that_nobody_finds_is_still_written():
    """An open descriptor outlives the name, as with SQLite's log; the old name's bytes are unharmed."""
    disk = a_disk(opened(), Event("U", path="a"), written(b"late"), synced())
    assert disk.nothing_kept() == {}


def test_a_renamed_file_takes_its_unsynced_bytes_along():
    """Renamed before it was synced: the name may hold nothing at all. That is why a writer syncs first."""
    careless = a_disk(made("a.new", 12), written(b"new", inode=12), Event("R", path="a.new", other="a"))
    assert careless.nothing_kept() == {"a": b"old"}
    assert b"" in {image["a"] for image in torn(careless)}
    careful = (made("a.new", 12), written(b"new", inode=12), synced(12), Event("R", path="a.new", other="a"))
    assert {image["a"] for image in torn(a_disk(*careful))} == {b"old", b"new"}


def test_names_arrive_in_their_order():
    """The second change of names never without the first."""
    disk = a_disk(made("b", 12), made("c", 13))
    assert {tuple(image) for image in torn(disk)} == {("a",), ("a", "b"), ("a", "b", "c")}


def test_the_same_chance_gives_the_same_image():
    """So a failing image can be built again."""
    disk = a_disk(opened(), written(b"y" * 40 * SECTOR))
    assert disk.torn(Random(5)) == disk.torn(Random(5))


def test_what_sqlite_keeps_in_memory_is_rubbish():
    """Its -shm file may hold anything after a power cut."""
    disk = a_disk(base={"gerai.db-shm": b"index"})
    assert {image["gerai.db-shm"] for image in torn(disk)}.isdisjoint({b"index"})
