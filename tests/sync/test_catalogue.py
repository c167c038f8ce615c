"""The catalogue comes down: over pages, cuts, edits and drift, to every till of an outlet (sync.md §2.9)."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from pos.domain.agreement import MakerTerms
from pos.domain.catalog import Maker, PriceChange
from pos.domain.commission import CommissionRule, RuleKind
from pos.errors import CatalogueDiffers, CentreUnreachable
from pos.models import catalog, catalogue_pull, central_terms, sync_state
from pos.services import central_terms as words
from pos.services import lookup, shifts, shop, terms, verify
from pos.services.record import Stamp, record
from sync.central.services import catalogue, catalogue_down
from sync.central.services import verify as central_verify
from sync.central.tables.catalogue import term
from sync.protocol.catalogue import digest_of
from sync.protocol.envelope import decode
from tests.builders import BY_ID, PRODUCTS, a_product, ean, sell
from tests.sync.tills import Pages, cut_at, empty_till


@pytest.fixture
def second(tmp_path, centre, joined, clock):
    """The outlet's second till, after the first one sent its goods."""
    assert joined.cycle().problem is None
    folder = tmp_path / "second"
    folder.mkdir()
    with empty_till(folder, centre, clock) as till:
        yield till


def price_of(till, product_id="M18-002"):
    with till.ctx.store.read() as connection:
        query = catalog.product_query().where(catalog.ProductRow.id == product_id)
        return catalog.products_of(connection, query, 0)[0].price


def used(till):
    with till.ctx.store.read() as connection:
        return sync_state.load(connection).catalogue


def newest(centre):
    return centre.store.run(lambda k: catalogue_down.newest(k, "GDK"))


def edit(centre, call, *args, **facts):
    """An edit at the centre, in a transaction of its own."""
    return centre.store.run(lambda k: call(k, *args, **facts))


def digests_agree(till, centre):
    with till.ctx.store.read() as connection:
        ours = digest_of(central_terms.current(connection).values())
    return ours == centre.store.run(lambda k: catalogue_down.digest(k, "GDK"))


def sound(till):
    return verify.verify(till.ctx).findings == ()


def test_an_empty_till_gets_what_its_sister_sells(second, centre, rani):
    """All goods, makers and settings, found by code and by word; sold under the catalogue's version."""
    outcome = second.cycle()
    assert outcome.problem is None
    assert used(second) == newest(centre) == second.ctx.catalogue_version > 0
    assert lookup.find_by_code(second.ctx, BY_ID["M18-002"].code).price == 85_000
    assert [p.id for p in lookup.search(second.ctx, "taplak")] == ["M03-005"]
    assert second.ctx.shop.outlet_name == "Galeri Dekranasda"
    second.ctx.writer.call(shifts.open_shift, second.ctx, cashier=rani, opening_float=0)
    sale = sell(second.ctx, rani).sale
    with second.ctx.store.read() as connection:
        from pos.models import journal

        assert decode(journal.find(connection, sale.id).line).catalogue_version == newest(centre)
    assert second.cycle().problem is None
    assert digests_agree(second, centre)
    assert sound(second)
    assert centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK")) == ()


def test_a_cycle_without_news_asks_for_nothing(second):
    """The acknowledgement's version is ours already."""
    second.cycle()
    second.transport = Pages(second.transport)
    second.cycle()
    assert second.transport.asked == []


def test_a_price_changes_at_the_centre(joined, second, centre, clock, ctx):
    """Both tills have it after their next cycle; nothing else of the goods moves, popularity neither."""
    second.cycle()
    with ctx.store.write() as connection:
        connection.exec_driver_sql("UPDATE product SET popularity = 7 WHERE id = 'M18-002'")
    edit(centre, catalogue.put_terms, "GDK", [a_renamed("M18-002", price=88_000)], clock.now())
    joined.cycle()
    edit(centre, catalogue.change_price, "GDK", "M18-002", 90_000, clock.now())
    for till in (joined, second):
        assert till.cycle().problem is None
        assert price_of(till) == 90_000
        assert price_of(till, "M03-001") == 125_000
        assert sound(till)
    with ctx.store.read() as connection:
        popularity = connection.exec_driver_sql(
            "SELECT popularity FROM product WHERE id = 'M18-002'"
        ).scalar()
    assert popularity == 7


def test_a_planned_price_comes_in_force_offline(joined, centre, clock, ctx, rani, open_shift):
    """It waits for a shift of its day; the shift before, and what was sold, keep the old one."""
    tomorrow = datetime(2026, 11, 14, 17, tzinfo=UTC)  # midnight in WIB
    joined.cycle()
    edit(centre, catalogue.change_price, "GDK", "M18-002", 99_000, clock.now(), effective_from=tomorrow)
    joined.cycle()
    assert price_of(joined) == 85_000
    sold = sell(ctx, rani, ("M18-002", 1)).sale
    clock.advance(days=1)
    assert price_of(joined) == 85_000
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=0)
    ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=0)
    assert price_of(joined) == 99_000
    assert sold.total == 85_000
    assert sound(joined)
    assert joined.cycle().problem is None
    assert sound(joined)


def test_a_newer_word_stands_against_an_older_plan(joined, second, centre, clock):
    """Said later for an earlier day: on the planned day the plan holds, at whichever till, whenever it heard."""
    first, later = datetime(2026, 11, 19, 17, tzinfo=UTC), datetime(2026, 11, 20, 17, tzinfo=UTC)
    joined.cycle()
    for price, since in ((95_000, first), (97_000, later), (92_000, None)):
        edit(centre, catalogue.change_price, "GDK", "M18-002", price, clock.now(), effective_from=since)
    edit(centre, catalogue.put_terms, "GDK", [a_renamed("M18-002", price=91_000)], clock.now())
    joined.cycle()
    assert price_of(joined) == 91_000
    clock.advance(days=9)
    second.cycle()
    assert price_of(second) == 97_000
    joined.ctx.writer.call(shifts.open_shift, joined.ctx, cashier=shifts_cashier(), opening_float=0)
    assert price_of(joined) == 97_000
    assert sound(joined)
    assert sound(second)


def shifts_cashier():
    from pos.domain.permissions import Role
    from pos.services.sign_in import Cashier

    return Cashier(1, "Rani", Role.CASHIER)


def a_renamed(product_id, **facts):
    from dataclasses import replace

    return replace(BY_ID[product_id], name="Mug Besar", **facts)


def test_a_retired_product_is_not_sold_any_more(joined, second, centre, clock):
    """A tombstone goes to both tills, also to the one that never had the goods in use."""
    edit(centre, catalogue.retire_product, "GDK", "M18-002", clock.now())
    for till in (joined, second):
        assert till.cycle().problem is None
        assert digests_agree(till, centre)
        assert sound(till)
    assert not lookup.find_by_code(joined.ctx, BY_ID["M18-002"].code).active
    assert [p.id for p in lookup.search(second.ctx, "mug")] == []
    assert centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK")) == ()


def test_two_tills_exchange_a_new_product(joined, second, centre, ctx, rani, open_shift):
    """Made at one, sold at the other, found by its code; both and the centre agree."""
    second.cycle()
    made = a_product("N1", code=ean("200003000077"), name="Tas Anyam", price=70_000)
    with ctx.store.write() as connection:
        terms.add_product(ctx, connection, made)
    joined.cycle()
    second.cycle()
    assert lookup.find_by_code(second.ctx, made.code).price == 70_000
    change = PriceChange("N1", 75_000, second.ctx.clock.now())
    with second.ctx.store.write() as connection:
        terms.apply_price(connection, change)
        record(second.ctx, connection, change, Stamp(second.ctx.new_id(), second.ctx.clock.now(), 5))
    second.cycle()
    joined.cycle()
    assert price_of(joined, "N1") == 75_000
    second.cycle()
    for till in (joined, second):
        assert digests_agree(till, centre)
        assert sound(till)


ROWS = len(PRODUCTS) + 5 + 1
"""Goods, makers and one setting of the shop of the tests."""


@pytest.mark.parametrize("cut", range(1, 5))
def test_a_download_goes_on_where_it_was_cut(second, centre, cut):
    """At every page: what came stays, only the rest is asked for again, nothing is used before all is here."""
    pages = second.transport = Pages(second.transport, limit=3, before=cut_at(cut))
    assert isinstance(second.cycle().problem, CentreUnreachable)
    assert used(second) == 0
    with second.ctx.store.read() as connection:
        assert len(catalogue_pull.staged(connection)) == min(3 * (cut - 1), ROWS)
        assert catalog.makers(connection) == ()
    assert second.cycle().problem is None
    assert len(pages.asked) == -(-ROWS // 3) + 1
    assert used(second) == newest(centre)
    assert digests_agree(second, centre)
    assert sound(second)


def test_an_edit_during_a_download_is_not_missed(second, centre, clock):
    """A row that was still to come moves on, one that came is said anew; both arrive, and are used together."""
    moved = []

    def edit_once(n):
        if n == 3:
            for product_id, price in (("M03-001", 126_000), ("OWN-001", 6_000)):
                edit(centre, catalogue.change_price, "GDK", product_id, price, clock.now())
                edit(centre, catalogue.put_terms, "GDK", [a_renamed(product_id, price=price)], clock.now())
            moved.append(n)

    second.transport = Pages(second.transport, limit=3, before=edit_once)
    assert second.cycle().problem is None
    assert moved == [3]
    assert used(second) == newest(centre)
    assert (price_of(second, "M03-001"), price_of(second, "OWN-001")) == (126_000, 6_000)
    assert digests_agree(second, centre)
    assert sound(second)


def test_our_own_newer_word_is_not_undone(joined, second, centre, clock, ctx):
    """Said at the till while the centre's older word was under way: the download waits, and ours comes back."""
    edit(centre, catalogue.put_terms, "GDK", [a_renamed("M18-002", price=80_000)], clock.now())

    def change_here(n):
        if n == 1:
            ctx.writer.call(_say_price, ctx, 82_000)

    def _say_price(ctx, price):
        from dataclasses import replace

        with ctx.store.write() as connection:
            terms.add_product(ctx, connection, replace(BY_ID["M18-002"], name="Cangkir", price=price))

    joined.transport = Pages(joined.transport, before=change_here)
    joined.cycle()
    assert price_of(joined) == 82_000
    assert joined.cycle().problem is None
    assert price_of(joined) == 82_000
    assert used(joined) == newest(centre)
    second.cycle()
    assert price_of(second) == 82_000
    for till in (joined, second):
        assert digests_agree(till, centre)
        assert sound(till)


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM central_term WHERE id = 'M03-005'",
        "UPDATE central_term SET body = CAST(replace(body, '33325', '33326') AS BLOB) WHERE id = 'M03-005'",
        "UPDATE central_term SET ver = 1 WHERE id = 'M03-005'",
    ],
)
def test_silent_drift_is_healed(second, centre, clock, harm):
    """A copy that is lost, damaged or misplaced: with the next news the digest shows it, everything comes again."""
    second.cycle()
    with second.ctx.store.write() as connection:
        assert connection.exec_driver_sql(harm).rowcount == 1
    assert not digests_agree(second, centre)
    edit(centre, catalogue.change_price, "GDK", "M18-002", 90_000, clock.now())
    pages = second.transport = Pages(second.transport)
    assert second.cycle().problem is None
    assert [since for since, _, _ in pages.asked][-1] == 0
    assert price_of(second) == 90_000
    assert digests_agree(second, centre)
    assert sound(second)


def test_a_centre_that_contradicts_itself_is_said(second, centre, monkeypatch):
    """Even the whole catalogue is not what its digest says: nothing of it is used, selling goes on."""

    class Lying(Pages):
        def catalogue(self, *args, **facts):
            import msgspec

            page = super().catalogue(*args, **facts)
            wrong = msgspec.structs.replace(page.digest, count=page.digest.count + 1)
            return msgspec.structs.replace(page, digest=wrong)

    second.transport = Lying(second.transport)
    assert isinstance(second.cycle().problem, CatalogueDiffers)
    assert used(second) == 0
    with second.ctx.store.read() as connection:
        assert catalogue_pull.load(connection) is None
        assert catalog.makers(connection) == ()


def test_a_till_that_was_away_too_long_begins_anew(joined, second, centre, clock):
    """Its cursor is older than the oldest tombstone: told so, it fetches everything and drops what is gone."""
    second.cycle()
    edit(centre, catalogue.retire_product, "GDK", "M18-002", clock.now())
    clock.advance(days=401)
    edit(centre, catalogue.change_price, "GDK", "M03-001", 130_000, clock.now())
    pages = second.transport = Pages(second.transport)
    assert second.cycle().problem is None
    assert [since for since, _, _ in pages.asked] == [pages.asked[0][0], 0]
    assert [p.id for p in lookup.search(second.ctx, "mug")] == []
    assert price_of(second, "M03-001") == 130_000
    assert digests_agree(second, centre)
    assert sound(second)


def test_a_centre_that_went_back_is_heard_anew(second, centre, clock):
    """Restored from a backup it names a smaller version: everything is fetched again, its words count."""
    edit(centre, catalogue.change_price, "GDK", "M18-002", 90_000, clock.now())
    second.cycle()
    centre.store.run(lambda k: k.execute(sa.delete(term).where(term.c.kind == "price")))
    assert newest(centre) < used(second)
    assert second.cycle().problem is None
    assert used(second) == newest(centre)
    assert digests_agree(second, centre)
    assert sound(second)


def test_one_place_pays_a_maker(joined, second, centre, clock, ctx):
    """Set at the centre, sent down, kept against what a register says; a shop without a centre pays itself."""
    second.cycle()
    assert not words.may_pay(ctx, "M18")
    edit(centre, catalogue.set_paid_by, "M18", "GDK", clock.now())
    joined.cycle()
    assert words.may_pay(ctx, "M18")
    assert not words.may_pay(ctx, "M03")
    assert not words.may_pay(ctx, "M99")
    said = MakerTerms(Maker("M18", "Keramik Asih"), CommissionRule(RuleKind.PERCENT, bps=1000))
    with ctx.store.write() as connection:
        terms.add_maker(ctx, connection, said)
    joined.cycle()
    second.cycle()
    for till in (joined, second):
        assert words.may_pay(till.ctx, "M18")
        assert sound(till)
        assert digests_agree(till, centre)
    edit(centre, catalogue.set_paid_by, "M18", "BLU", clock.now())
    joined.cycle()
    assert not words.may_pay(ctx, "M18")
    assert centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK")) == ()


def test_a_shop_alone_pays_itself(ctx):
    """Whatever its makers' terms say."""
    assert words.may_pay(ctx, "M18")


def test_settings_of_the_outlet_reach_both_tills(joined, second):
    """But for those of one computer."""
    second.cycle()
    joined.ctx.writer.call(shop.change_settings, joined.ctx, {"cash.rounding_unit": 500, "ui.theme": "dark"})
    joined.cycle()
    second.cycle()
    assert second.ctx.shop.get("cash.rounding_unit") == 500
    assert second.ctx.shop.get("ui.theme") == "light"
    assert sound(second)
