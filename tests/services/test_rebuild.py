"""Everything of money, goods, people and terms can be made again from the journal alone."""

import json
from random import Random

import pytest

from pos.database import memory_engine
from pos.domain.agreement import MakerTerms
from pos.domain.catalog import Maker, PriceChange
from pos.domain.permissions import Role
from pos.models import Base, journal
from pos.models.store import lay_out_schema
from pos.services import central_terms, lookup, rebuild, shifts, shop, terms, verify
from pos.services.record import Stamp, record
from sync.protocol.envelope import EnvelopeInvalid
from tests.builders import BY_ID, a_product, ean, sell
from tests.services.busy import Busy

OUTSIDE = {
    "catalogue_pull",
    "catalogue_staged",
    "central_term",
    "customer_key",
    "reconciliation",
    "superseded",
    "cart",
    "first_count",
    "pinned_product",
    "phone_secret",
    "approval_challenge",
    "print_job",
    "journal",
    "register",
    "free_text",
    "sync_state",
    "alembic_version",
}
LEFT_OUT = {
    "staff": {"name", "pin_hash", "failed_tries", "locked_until"},
    "product": {"number", "popularity"},
    "sale_line": {"note"},
}


def dump(connection, table):
    """A table's rows as texts, in any order, without what the journal does not carry."""
    columns = [c.name for c in table.columns if c.name not in LEFT_OUT.get(table.name, ())]
    listed = ", ".join(f'"{name}"' for name in columns)
    return sorted(
        str(tuple(row)) for row in connection.exec_driver_sql(f'SELECT {listed} FROM "{table.name}"')
    )


def rebuilt(ctx):
    engine = memory_engine()
    with ctx.store.read() as stored, engine.begin() as fresh:
        lay_out_schema(fresh)
        words = central_terms.Replay(stored, fresh)
        for line in journal.everything(stored):
            words.before(line.epoch, line.seq)
            rebuild.apply_line(fresh, line.line)
        words.rest()
        both = {
            table.name: (dump(stored, table), dump(fresh, table))
            for table in Base.metadata.sorted_tables
            if table.name not in OUTSIDE
        }
    engine.dispose()
    return both


def change_terms(ctx):
    """A stand-alone shop's own edits: price, alias, retirement, a maker's rule, people, settings."""
    with ctx.store.write() as connection:
        terms.add_product(ctx, connection, a_product("N1", code=ean("200003000077"), aliases=("LAMA-1",)))
        terms.add_product(ctx, connection, a_product("N1", code=ean("200003000078"), active=False))
        price = PriceChange("M18-002", 90_000, ctx.clock.now())
        terms.apply_price(connection, price)
        record(ctx, connection, price, Stamp(ctx.new_id(), ctx.clock.now(), 5))
        terms.add_maker(ctx, connection, MakerTerms(Maker("M18", "Keramik Lempung Asih"), None, is_pkp=True))
        shop.add_staff_hashed(ctx, connection, staff_id=9, name="Dimas", role=Role.CASHIER, pin_hash="x")
    ctx.writer.call(shop.change_settings, ctx, {"cash.rounding_unit": 500, "ui.theme": "dark"})


@pytest.mark.parametrize("seed", [1, 2])
def test_a_rebuilt_shop_is_the_same_shop(ctx, rani, ratna, open_shift, seed):
    """Row by row, column by column, after two busy shifts and changed terms."""
    Busy(ctx, rani, ratna, Random(seed)).play(25)
    change_terms(ctx)
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=0)
    ctx.writer.call(shifts.open_shift, ctx, cashier=ratna, opening_float=1_000_000)
    Busy(ctx, rani, ratna, Random(seed + 100)).play(8)
    both = rebuilt(ctx)
    local = {"setting": "theme", "counter": "boot"}
    for table, (stored, fresh) in both.items():
        mark = local.get(table, "\0")
        assert [row for row in stored if mark not in row] == [row for row in fresh if mark not in row], table
    assert len(both["sale"][0]) > 12
    assert both["tender_change"][0]
    assert verify.verify(ctx).findings == ()


def test_every_table_is_rebuilt_or_named_as_left_out():
    """A new table must say which of the two it is."""
    known = OUTSIDE | {
        "category", "counter", "customer", "maker", "maker_entry", "price_word", "setting", "shift", "staff", "stock_movement", "cash_movement", "bank_deposit", "cash_swap", "safe_count", "difference_outcome", "drawer_opening",
        "product", "product_code", "sale", "sale_line", "tender", "refund", "refund_line", "refund_tender",
            "tender_change", "changed_tender", "kuitansi", "kuitansi_sale", "late_entry",
            "unmatched_refund", "unmatched_line", "deposit", "deposit_line", "deposit_tender", "receivable_payment",
    }  # fmt: skip
    assert {table.name for table in Base.metadata.sorted_tables} <= known


def test_terms_hold_at_once(ctx):
    """New codes, old ones, price, retirement."""
    change_terms(ctx)
    assert lookup.find_by_code(ctx, "LAMA-1").id == "N1"
    assert not lookup.find_by_code(ctx, ean("200003000077")).active
    assert lookup.find_by_code(ctx, BY_ID["M18-002"].code).price == 90_000


def test_words_of_a_product_are_said_once():
    """Name, variant, family, maker, category; equal ones once, empty ones not at all."""
    product = a_product("N2", name="Syal", variant="", family="Syal")
    assert terms.words_of(product) == "Syal Sanggar Lilin Malam Batik"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"k": "time_travel"}, "unknown_kind"),
        ({"k": 7}, "bad_envelope"),
        ({"v": 2}, "unknown_envelope"),
        ({"at": "yesterday"}, "bad_envelope"),
    ],
)
def test_a_line_that_is_no_record_is_said(ctx, rani, open_shift, change, code):
    """With a word for it; verify names the record and looks at the rest."""
    sale = sell(ctx, rani).sale
    with ctx.store.read() as connection:
        line = json.loads(journal.find(connection, sale.id).line)
    damaged = json.dumps({**line, **change}).encode()
    with pytest.raises(EnvelopeInvalid) as invalid:
        rebuild.value_of(damaged)
    assert invalid.value.code == code
    with ctx.store.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET line = ? WHERE id = ?", (damaged, sale.id))
    assert sale.id in {f.record_id for f in verify.verify(ctx).findings}


def test_a_setting_of_a_newer_program_is_a_finding_and_no_crash(ctx):
    """It is in the chain, so it is named; everything else is still looked at."""
    from pos.domain.events import SettingChange

    with ctx.store.write() as connection:
        record(ctx, connection, SettingChange("from.tomorrow", "x"), Stamp("s" * 36, ctx.clock.now(), 5))
    assert [f.code for f in verify.verify(ctx).findings] == ["record_meaning"]
