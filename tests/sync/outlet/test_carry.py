"""What a register writes onto a stick: what is due, whole or not at all, and nothing is marked as sent."""

import errno
import os
from dataclasses import replace

import pytest

from pos.app.build import look_at
from pos.crypto import new_device_key, public_key_of
from pos.errors import CarryExists, CarryNotWritten, DeviceKeyMissing, NotEnrolled, StoreDamaged
from pos.key_store import FileKeys
from pos.models import journal, sync_state
from pos.models.sync_state import SyncState
from pos.services.record import tip_of
from sync.outlet.carry import export
from sync.outlet.credentials import DEVICE_KEY
from sync.protocol.carry import Place
from sync.protocol.carry_check import head_of, read
from sync.protocol.limits import BATCH_RECORDS_MAX
from tests.builders import sell


@pytest.fixture
def enrolled(ctx, rani, open_shift):
    """Two sales, of which the records of the first were acknowledged."""
    sell(ctx, rani)
    with ctx.store.write() as connection:
        tip = tip_of(ctx, connection)
        mine = SyncState(centre_url="http://pusat", nonce="n0", epoch=1, mark=tip.seq, mark_hash=tip.hash)
        sync_state.save(connection, mine)
    sell(ctx, rani, ("M18-002", 2))
    return tip.seq


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder / "GDK1.gerai"


def batches(ctx, path):
    with path.open("rb") as file:
        head_of(file)
        return [one.batch for one in read(file, lambda _epoch: ctx.shop.public_key)]


def lines(ctx):
    with ctx.store.read() as connection:
        return [(x.epoch, x.seq, x.line) for x in journal.everything(connection)]


def carried(ctx, path):
    return [(b.epoch, b.first_seq + n, line) for b in batches(ctx, path) for n, line in enumerate(b.lines)]


def test_what_is_not_acknowledged_is_written(ctx, keys, enrolled, stick):
    """From the mark on to the newest, as in the journal; the figures are those of the sale."""
    made = export(ctx, keys, stick)
    assert carried(ctx, stick) == [one for one in lines(ctx) if one[1] > enrolled]
    assert (made.head.first, made.head.last) == (Place(1, enrolled + 1), Place(1, len(lines(ctx))))
    assert made.head.records == len(lines(ctx)) - enrolled
    assert (made.totals.sales, made.totals.sale_total, made.totals.first_number) == (
        1,
        170_000,
        "GDK1-000002",
    )
    assert list(stick.parent.iterdir()) == [stick]


def test_everything_is_written_when_asked_for(ctx, keys, enrolled, stick):
    """From the first record on."""
    made = export(ctx, keys, stick, everything=True)
    assert carried(ctx, stick) == lines(ctx)
    assert (made.totals.sales, made.totals.sale_total) == (2, 295_000)


def test_nothing_is_marked_as_sent(ctx, keys, enrolled, stick):
    """The store is only read: what the register knows of the centre is as it was."""
    before = stored(ctx)
    export(ctx, keys, stick)
    assert stored(ctx) == before


def stored(ctx):
    with ctx.store.read() as connection:
        return sync_state.load(connection), tip_of(ctx, connection)


def test_nothing_due_makes_no_file(ctx, keys, enrolled, stick):
    """There is nothing to carry."""
    with ctx.store.write() as connection:
        tip = tip_of(ctx, connection)
        sync_state.change(connection, mark=tip.seq, mark_hash=tip.hash)
    assert export(ctx, keys, stick) is None
    assert not stick.exists()


def test_it_works_beside_an_open_till(ctx, rani, keys, enrolled, stick, tmp_path):
    """Read-only, while the till has the store and goes on selling."""
    looking = look_at(tmp_path, ctx.clock)
    try:
        made = export(looking.ctx, keys, stick)
        sell(ctx, rani)
    finally:
        looking.close()
    assert carried(ctx, stick)[-1][1] == made.head.last.seq


def test_many_records_are_cut_into_batches(ctx, keys, enrolled, stick, rani):
    """As large as a push may be, contiguous."""
    for _ in range(BATCH_RECORDS_MAX):
        sell(ctx, rani)
    export(ctx, keys, stick, everything=True)
    found = batches(ctx, stick)
    assert len(found) > 1
    assert {len(b.lines) for b in found[:-1]} == {BATCH_RECORDS_MAX}
    assert carried(ctx, stick) == lines(ctx)


def test_a_file_that_is_there_is_never_overwritten(ctx, keys, enrolled, stick):
    """Named and left as it is; also an earlier file of the same register, and a link that leads nowhere."""
    stick.write_bytes(b"somebody's own")
    with pytest.raises(CarryExists) as refused:
        export(ctx, keys, stick)
    assert refused.value.facts["file"] == str(stick)
    assert stick.read_bytes() == b"somebody's own"
    stick.unlink()
    export(ctx, keys, stick)
    earlier = stick.read_bytes()
    with pytest.raises(CarryExists):
        export(ctx, keys, stick, everything=True)
    assert stick.read_bytes() == earlier


def test_a_stick_that_is_not_there_is_named(ctx, keys, enrolled, stick):
    """A missing folder, a name that is a folder of no rights: one sentence, no half file."""
    missing = stick.parent / "gone" / "GDK1.gerai"
    with pytest.raises(CarryNotWritten) as refused:
        export(ctx, keys, missing)
    assert refused.value.facts["file"] == str(missing)
    with pytest.raises(CarryExists):
        export(ctx, keys, stick.parent)


def test_what_a_disk_gives_back_otherwise_is_not_a_file(ctx, keys, enrolled, stick):
    """Read back before it gets its name: a stick that lies leaves nothing."""

    def lying(file):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)

    with pytest.raises(CarryNotWritten):
        export(ctx, keys, stick, settle=lying)
    assert list(stick.parent.iterdir()) == []


def test_a_full_disk_leaves_nothing(ctx, keys, enrolled, stick):
    """Said of the file; the store is well."""

    def full(_file):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(CarryNotWritten) as refused:
        export(ctx, keys, stick, settle=full)
    assert refused.value.facts["detail"] == os.strerror(errno.ENOSPC)
    assert list(stick.parent.iterdir()) == []


def test_without_the_devices_key_nothing_can_be_signed(ctx, enrolled, stick, tmp_path):
    """None, or another one's: said before anything is written."""
    other = FileKeys(tmp_path / "other")
    for key in (None, new_device_key()):
        if key:
            other.put(DEVICE_KEY, key)
        with pytest.raises(DeviceKeyMissing):
            export(ctx, other, stick)
    assert not stick.exists()


def test_a_shop_without_a_centre_has_nowhere_to_carry_to(ctx, keys, open_shift, stick):
    """It would make a file that nobody takes."""
    with pytest.raises(NotEnrolled):
        export(ctx, keys, stick, everything=True)


def test_a_chain_that_is_damaged_is_named(ctx, keys, enrolled, stick):
    """Not the stick's fault: the store's."""
    with ctx.store.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET line = CAST(line || ' ' AS BLOB) WHERE seq = 2")
    with pytest.raises(StoreDamaged):
        export(ctx, keys, stick, everything=True)
    assert not stick.exists()


def test_epochs_of_another_device_stay_at_home(ctx, keys, enrolled, stick):
    """A new computer got them from the centre and has no key to sign them with."""
    fresh = new_device_key()
    keys.put(DEVICE_KEY, fresh)
    ctx.shop = replace(ctx.shop, epoch=2, public_key=public_key_of(fresh))
    assert export(ctx, keys, stick, everything=True) is None
