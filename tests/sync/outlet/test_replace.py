"""A lost computer: a new one takes its place, has all that was sent, and sells on (sync.md §2.6)."""

from random import Random

import pytest
import sqlalchemy as sa

from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.errors import CentreRefusedToken, EnrolmentCodeInvalid, UnknownRegister
from pos.ids import SystemIds
from pos.key_store import FileKeys
from pos.models import journal
from pos.services import refunds, shifts, shop, verify
from pos.services.shop import context_of
from pos.services.sign_in import cashiers
from pos.services.writer import Writer
from sync.central.services import enrolment
from sync.central.services import verify as central_verify
from sync.central.tables import sales
from sync.outlet import replace
from sync.outlet.credentials import Credentials
from sync.outlet.reconcile import compare
from sync.outlet.transport import HttpTransport
from tests.builders import sell
from tests.sync.conftest import Joined


@pytest.fixture
def new_computer(ctx, centre, clock, tmp_path):
    """Take the place of GDK1 with a code of the office."""
    opened = []

    def take():
        code = enrolment.new_code(centre.store, "GDK", clock.now(), replaces="GDK1")
        keys, transport = FileKeys(tmp_path / "new-keys"), HttpTransport(centre.url)
        answer, identity = replace.ask_place(transport, keys, register_id="0" * 36, url=centre.url, code=code)
        store, writer = shop.create_for(tmp_path / "new.db", identity, clock.now()), Writer()
        fresh = context_of(store, writer, clock, SystemIds(Random(9).getrandbits))
        credentials = Credentials(keys, identity.register_id)
        opened.append((store, writer, transport))
        count = replace.fill(fresh, transport, credentials, centre.url, answer)
        return Joined(fresh, transport, credentials), count

    yield take
    for store, writer, transport in opened:
        writer.stop()
        store.close()
        transport.close()


def test_a_new_computer_takes_the_place_of_a_lost_one(ctx, rani, open_shift, centre, joined, new_computer):
    """All records come back, the old sale can be refunded, numbers go on in the new epoch, the old computer is out."""
    old = sell(ctx, rani).sale
    sell(ctx, rani, ("M18-002", 2))
    joined.cycle()
    with ctx.store.read() as connection:
        before = [line.line for line in journal.everything(connection)]
    fresh, count = new_computer()
    assert count == len(before)
    with fresh.ctx.store.read() as connection:
        assert [x.line for x in journal.everything(connection) if x.epoch == 1] == before
    assert fresh.ctx.shop.outlet_name == ctx.shop.outlet_name
    assert cashiers(fresh.ctx) == ()
    assert shifts.current_shift(fresh.ctx) == open_shift
    call = fresh.ctx.writer.call
    call(
        refunds.refund_sale,
        fresh.ctx,
        sale_id=old.id,
        choices=(RefundChoice(1, 1),),
        reason=Reason.DEFECT,
        cashier=rani,
    )
    assert sell(fresh.ctx, rani).sale.number == "GDK1-B000001"
    assert fresh.cycle().problem is None
    assert verify.verify(fresh.ctx).findings == ()
    assert compare(fresh.ctx, fresh.transport, fresh.credentials).findings == ()
    assert centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK")) == ()
    there = centre.store.look(lambda k: list(k.execute(sa.select(sales.sale.c.number)).scalars()))
    assert sorted(there) == ["GDK1-000001", "GDK1-000002", "GDK1-B000001"]
    sell(ctx, rani)
    assert isinstance(joined.cycle().problem, CentreRefusedToken)


def test_a_place_needs_its_own_code(ctx, centre, clock, joined, tmp_path):
    """An ordinary code gives no place to a computer without an outlet; an unknown register has none to give."""
    with pytest.raises(UnknownRegister):
        enrolment.new_code(centre.store, "GDK", clock.now(), replaces="GDK7")
    code = enrolment.new_code(centre.store, "GDK", clock.now())
    transport = HttpTransport(centre.url)
    with pytest.raises(EnrolmentCodeInvalid):
        replace.ask_place(
            transport, FileKeys(tmp_path / "k"), register_id="0" * 36, url=centre.url, code=code
        )
    transport.close()
