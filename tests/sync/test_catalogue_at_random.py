"""Edits at the centre and at two tills, planned prices, shifts, cuts, in any order: everybody ends up the same."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from pos.domain.agreement import MakerTerms
from pos.domain.catalog import Maker, PriceChange
from pos.domain.day import day_of, end_of
from pos.models import central_terms
from pos.models.catalog import CategoryRow, MakerRow
from pos.services import shifts, shop, terms, verify
from pos.services.record import Stamp, record
from sync.central.services import catalogue, catalogue_down
from sync.central.services import verify as central_verify
from sync.protocol.catalogue import digest_of
from tests.builders import BY_ID, a_product, ean, sell
from tests.sync.tills import Pages, cut_at, empty_till

GOODS = ("M03-001", "M18-002", "OWN-001")
PRICES = range(10_000, 99_000, 500)


class Play:
    """Two tills and the centre, moved by chance."""

    def __init__(self, random, tills, centre, clock, cashier):
        self.random, self.tills, self.centre, self.clock, self.cashier = random, tills, centre, clock, cashier
        self.made = 0

    def step(self):
        moves = (
            self.price_here, self.goods_here, self.maker_here, self.setting_here, self.price_there, self.plan_there,
            self.goods_there, self.retire_there, self.later, self.sell, self.cycle, self.cycle, self.cycle,
        )  # fmt: skip
        self.random.choice(moves)()

    def _say(self, till, write, value):
        with till.ctx.store.write() as connection:
            write(connection, value)
            record(till.ctx, connection, value, Stamp(till.ctx.new_id(), till.ctx.clock.now(), 5))

    def _till(self):
        return self.random.choice(self.tills)

    def _new_goods(self):
        if self.random.random() < 0.4:
            self.made += 1
            return a_product(f"N{self.made}", code=ean(f"2000990000{self.made:02d}"), price=self._price())
        facts = {"aliases": (f"ALIAS-{self.random.randint(1, 4)}",), "price": self._price()}
        return replace(BY_ID[self.random.choice(GOODS)], name=f"Nama {self.random.randint(1, 9)}", **facts)

    def _price(self):
        return self.random.choice(PRICES)

    def price_here(self):
        days = self.random.choice((0, 0, 1, 3))
        since = self.clock.now() + timedelta(days=days)
        self._say(
            self._till(), terms.apply_price, PriceChange(self.random.choice(GOODS), self._price(), since)
        )

    def goods_here(self):
        self._say(self._till(), terms.apply_product, self._new_goods())

    def maker_here(self):
        maker = Maker("M18", f"Keramik {self.random.randint(1, 9)}")
        self._say(self._till(), terms.apply_maker, MakerTerms(maker))

    def setting_here(self):
        value = {"cash.rounding_unit": self.random.choice((1, 100, 500))}
        till = self._till()
        till.ctx.writer.call(shop.change_settings, till.ctx, value)

    def _edit(self, call, *args, **facts):
        self.centre.store.run(lambda k: call(k, *args, **facts))

    def price_there(self):
        self._edit(catalogue.change_price, "GDK", self.random.choice(GOODS), self._price(), self.clock.now())

    def plan_there(self):
        since = end_of(day_of(self.clock.now()) + timedelta(days=self.random.randint(0, 3)))
        self._edit(
            catalogue.change_price, "GDK", self.random.choice(GOODS), self._price(), self.clock.now(),
            effective_from=since,
        )  # fmt: skip

    def goods_there(self):
        self._edit(catalogue.put_terms, "GDK", [self._new_goods()], self.clock.now())

    def retire_there(self):
        self._edit(catalogue.retire_product, "GDK", self.random.choice(GOODS), self.clock.now())

    def later(self):
        self.clock.advance(hours=self.random.choice((1, 10, 30)))

    def sell(self):
        till = self._till()
        self.new_shift(till)
        sell(till.ctx, self.cashier, (self.random.choice(GOODS), 1))

    def new_shift(self, till):
        """Close what is open and open anew: a day begins."""
        if shifts.current_shift(till.ctx) is not None:
            till.ctx.writer.call(shifts.close_shift, till.ctx, cashier=self.cashier, counted=0)
        till.ctx.writer.call(shifts.open_shift, till.ctx, cashier=self.cashier, opening_float=0)

    def cycle(self):
        """With small pages, a line that may break, and edits that come in between."""
        till = self._till()
        real = till.transport
        cut = cut_at(self.random.randint(1, 4)) if self.random.random() < 0.4 else lambda _n: None

        def before(n):
            if self.random.random() < 0.1:
                self.random.choice((self.price_there, self.goods_there, self.goods_here))()
            cut(n)

        till.transport = Pages(real, limit=self.random.randint(1, 6), before=before)
        till.cycle()
        till.transport = real


def rows(till, row_type, *left_out):
    table = row_type.__table__
    columns = [c for c in table.columns if c.name not in left_out]
    with till.ctx.store.read() as connection:
        listed = ", ".join(c.name for c in columns)
        return sorted(map(str, connection.exec_driver_sql(f"SELECT {listed} FROM {table.name}")))


def goods(till):
    """What is sold, with its price; of what is retired the id only, for its tombstone says no more."""
    with till.ctx.store.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT id, active, CASE WHEN active THEN name || '/' || price || '/' || maker_code END FROM product"
        )
        return sorted(map(str, found))


@pytest.mark.parametrize("seed", range(3))
def test_everybody_ends_up_the_same(seed, tmp_path, ctx, centre, joined, clock, rani):
    """Tills rebuild from journal and words what they have, the centre's tables follow from its lines, all agree."""
    assert joined.cycle().problem is None
    folder = tmp_path / "second"
    folder.mkdir()
    with empty_till(folder, centre, clock) as second:
        assert second.cycle().problem is None
        play = Play(Random(seed), (joined, second), centre, clock, rani)
        for _ in range(45):
            play.step()
        for till in (joined, second, joined, second):
            assert till.cycle().problem is None
        for till in (joined, second):
            play.new_shift(till)
        there = centre.store.look(lambda k: catalogue_down.digest(k, "GDK"))
        for till in (joined, second):
            assert verify.verify(till.ctx).findings == ()
            with till.ctx.store.read() as connection:
                assert digest_of(central_terms.current(connection).values()) == there
        assert goods(joined) == goods(second)
        assert rows(joined, MakerRow) == rows(second, MakerRow)
        assert rows(joined, CategoryRow, "sort") == rows(second, CategoryRow, "sort")
        assert centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK")) == ()
