"""What cannot both be: sold twice, given back twice, closed twice. Both stand, and the office is told once (sync.md §2.1)."""

from random import Random

import pytest
import sqlalchemy as sa

from pos.ids import SystemIds
from pos.key_store import FileKeys
from pos.services import refunds, shifts, shop
from pos.services.shop import context_of
from pos.services.writer import Writer
from sync.central.services import incidents
from sync.central.tables import journal, sales
from tests import builders
from tests.builders import sell
from tests.sync.conftest import joining


@pytest.fixture
def second(centre, clock, tmp_path):
    """Another register of the same outlet."""
    keys, writer = FileKeys(tmp_path / "keys-2"), Writer()
    ids = SystemIds(Random(2).getrandbits)
    store = shop.create_shop(tmp_path / "second.db", outlet_code="GDK", clock=clock, ids=ids, keys=keys)
    ctx = context_of(store, writer, clock, ids)
    writer.call(builders.fill_shop, ctx)
    ctx.reload_shop()
    with joining(ctx, centre, keys, clock) as joined:
        yield joined
    writer.stop()
    store.close()


def told(centre, code):
    return [one.detail for one in centre.store.look(incidents.listed) if one.code == code]


def test_a_unique_piece_sold_at_both_tills_while_offline(
    ctx, rani, ratna, open_shift, centre, joined, second
):
    """One conflict that names both receipts; nobody's sale is refused; a refund of one settles it for the next look."""
    second.ctx.writer.call(shifts.open_shift, second.ctx, cashier=rani, opening_float=0)
    first = sell(ctx, rani, ("M01-014", 1)).sale
    sell(second.ctx, rani, ("M01-014", 1))
    assert joined.cycle().problem is None
    assert told(centre, "sold_twice") == []
    assert second.cycle().problem is None
    assert told(centre, "sold_twice") == ["M01-014: GDK1-000001, GDK2-000001"]
    stored = centre.store.look(
        lambda k: k.execute(sa.select(sa.func.count()).select_from(sales.sale)).scalar()
    )
    aside = centre.store.look(
        lambda k: k.execute(sa.select(sa.func.count()).select_from(journal.quarantine)).scalar()
    )
    assert (stored, aside) == (2, 0)
    for one in centre.store.look(incidents.listed):
        centre.store.run(lambda k, one=one: incidents.close(k, one.id, ctx.clock.now()))
    ctx.writer.call(refunds.void_sale, ctx, sale_id=first.id, reason="mistake", cashier=ratna)
    assert joined.cycle().problem is None
    assert told(centre, "sold_twice") == []
