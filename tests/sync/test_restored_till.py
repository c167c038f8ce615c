"""A till is restored from its stick and meets its centre again: on the same computer and on a new one (sync.md §2.6)."""

import pytest

from pos.clock import SystemClock
from pos.errors import CentreRefusedToken
from pos.ids import SystemIds
from pos.key_store import FileKeys
from pos.paths import ShopFolder
from pos.services import backup, verify
from pos.services.restore import restore
from sync.central.services import enrolment
from sync.central.services import verify as central_verify
from sync.outlet.credentials import Credentials
from sync.outlet.enrol import enrol_as_new
from tests.builders import sell
from tests.sync.conftest import Joined
from tests.sync.test_epochs import close_copy, numbers, open_copy, whole

SECRET = "kopi tubruk"


@pytest.fixture
def stick(ctx, rani, open_shift, joined, tmp_path):
    """A sealed backup of one sale that was sent; after it one more was sent, and one was not."""
    sell(ctx, rani)
    assert joined.cycle().problem is None
    (tmp_path / "stick").mkdir()
    file = backup.copy(ctx, backup.make(ctx), tmp_path / "stick", SECRET)
    sell(ctx, rani, ("M18-002", 1))
    assert joined.cycle().problem is None
    sell(ctx, rani, ("M10-003", 1))
    return file


def put_back(ctx, folder, file):
    """Restored into another folder, and opened there."""
    facts = {"clock": SystemClock(), "ids": SystemIds(), "tag": "7QX", "passphrase": SECRET}
    restore(ShopFolder(folder), file, **facts)
    return open_copy(ctx, folder / "gerai.db", 11)


def test_the_same_computer_gets_back_what_was_sent(ctx, rani, stick, centre, joined, tmp_path):
    """A new epoch, the sale that the backup lacked comes back, its numbers go on; only the unsent one is gone."""
    back = put_back(ctx, tmp_path / "again", stick)
    assert sell(back, rani).sale.number == "GDK1-7QX-000001"
    till = Joined(back, joined.transport, joined.credentials)
    assert till.cycle().problem is None
    assert sell(back, rani).sale.number == "GDK1-B000001"
    assert till.cycle().problem is None
    whole(back, centre, till)
    assert numbers(centre) == ["GDK1-000001", "GDK1-000002", "GDK1-7QX-000001", "GDK1-B000001"]
    close_copy(back)


def test_a_new_computer_joins_as_a_register_of_its_own(ctx, rani, stick, centre, joined, clock, tmp_path):
    """The key stayed on the lost one: selling goes on, nothing is taken until it has joined; then all is there once."""
    back = put_back(ctx, tmp_path / "new", stick)
    keys = FileKeys(tmp_path / "new" / "keys")
    till = Joined(back, joined.transport, Credentials(keys, back.shop.register_id))
    assert isinstance(till.cycle().problem, CentreRefusedToken)
    sell(back, rani)
    code = enrolment.new_code(centre.store, "GDK", clock.now())
    answer = enrol_as_new(back, joined.transport, keys, url=centre.url, code=code)
    assert answer.register_code == "GDK2"
    till = Joined(back, joined.transport, Credentials(keys, back.shop.register_id))
    assert till.cycle().problem is None
    sell(back, rani)
    assert till.cycle().unsent == 0
    assert verify.verify(back).findings == ()
    assert centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK")) == ()
    sold = numbers(centre)
    assert len(sold) == len(set(sold)) == 4
    close_copy(back)
