"""The door into the journal: chained, readable by everybody, or refused while nothing is written."""

from datetime import timedelta

import pytest

from pos.domain.events import NoteTaken, SettingChange
from pos.domain.stock import StockDocument, StockKind, StockMovement
from pos.errors import RecordTooLarge, RecordUnreadable
from pos.models import journal
from pos.services import rebuild, refunds, terms, verify
from pos.services.record import (
    Stamp,
    code_of,
    first_hash_of,
    newest_moment,
    record,
    tip_of,
    unsent_count,
)
from sync.protocol import chain, envelope
from tests.builders import a_product, sell


def put(ctx, value, record_id=None, at=None):
    at = at or ctx.clock.now()
    with ctx.store.write() as connection:
        return record(ctx, connection, value, Stamp(record_id or ctx.ids.new(at), at, 1))


def tip(ctx):
    with ctx.store.read() as connection:
        return tip_of(ctx, connection)


def test_each_record_follows_the_last(ctx):
    """Seq by one, hash by the chain, moment and boot in the envelope."""
    before = tip(ctx)
    link = put(ctx, NoteTaken("d1"), "11111111-1111-7111-8111-111111111111")
    with ctx.store.read() as connection:
        stored = journal.run(connection, 1, before.seq, 1)[0]
        assert code_of(connection, stored.id) == chain.short_code(link)
        assert newest_moment(ctx, connection) == ctx.last_record_at
        assert unsent_count(connection) == before.seq + 1
    assert (stored.seq, stored.hash) == (before.seq + 1, chain.next_hash(before.hash, stored.line))
    found = envelope.decode(stored.line)
    assert (found.seq, found.boot, found.cashier_id, found.kind) == (stored.seq, ctx.boot, 1, "note")


def test_the_first_hash_binds_register_epoch_and_key(ctx):
    """No chain of another register can be passed off as this one."""
    shop = ctx.shop
    assert first_hash_of(ctx) == chain.first_hash(shop.register_id, shop.epoch, shop.public_key)


def test_a_record_of_a_failed_block_is_none(ctx):
    """Its seq comes again, with another hash."""
    before = tip(ctx)
    with pytest.raises(ZeroDivisionError), ctx.store.write() as connection:
        assert len(record(ctx, connection, NoteTaken("d1"), Stamp("x" * 36, ctx.clock.now(), 1))) / 0
    assert tip(ctx) == before
    put(ctx, NoteTaken("d2"))
    assert tip(ctx).seq == before.seq + 1


@pytest.mark.parametrize("jump", [timedelta(days=-365), timedelta(days=365), timedelta(milliseconds=-1)])
def test_a_jump_of_the_clock_never_reorders(ctx, jump):
    """A clock that went back is a record of its own, once; one that went ahead is believed."""
    put(ctx, NoteTaken("d1"))
    at = ctx.last_record_at
    put(ctx, NoteTaken("d2"), at=at + jump)
    put(ctx, NoteTaken("d3"), at=at + jump + timedelta(seconds=1))
    with ctx.store.read() as connection:
        kinds = [line.kind for line in journal.everything(connection)][-4:]
    assert kinds.count("clock_change") == (jump < timedelta(0))
    assert verify.verify(ctx).findings == ()


@pytest.mark.parametrize(
    "value",
    [
        SettingChange("outlet.name", "Galeri\0Baru"),
        SettingChange("outlet.name", "Galeri \ud800"),
        SettingChange("outlet.name", "x" * 9_000),
        SettingChange("cash.rounding_unit", 2**60),
        NoteTaken(""),
        NoteTaken("x" * 65),
        a_product(name="x" * 301),
        a_product(price=-1),
        a_product(price=10**12),
    ],
)
def test_what_no_reader_understands_is_never_written(ctx, value):
    """NUL, half a character, too long, absurd: refused, and the chain is as it was."""
    before = tip(ctx)
    with pytest.raises(RecordUnreadable):
        put(ctx, value)
    assert tip(ctx) == before
    assert verify.verify(ctx).findings == ()


def test_a_record_beyond_the_line_limit_is_never_written(ctx):
    """64 KiB a line: the goods of a whole warehouse in one document do not fit, nor do their rows stay."""
    at = ctx.clock.now()
    moves = tuple(StockMovement(StockKind.INTAKE, f"M03-001-{n:028d}", n + 1, "d") for n in range(1_000))
    document = StockDocument("d" * 36, at, 5, "", StockKind.INTAKE, moves)
    before = tip(ctx)
    with pytest.raises((RecordTooLarge, RecordUnreadable)), ctx.store.write() as connection:
        terms.receive(ctx, connection, document)
    assert tip(ctx) == before
    with ctx.store.read() as connection:
        assert (
            connection.exec_driver_sql("SELECT count(*) FROM stock_movement WHERE document_id = 'd'").scalar()
            == 0
        )


def test_texts_are_kept_in_one_form(ctx):
    """é as one letter or as two is the same record; what is read back says so."""
    put(ctx, SettingChange("outlet.name", "Cafe\u0301 & <b>"))
    with ctx.store.read() as connection:
        line = journal.run(connection, 1, tip_of(ctx, connection).seq - 1, 1)[0].line
    assert rebuild.value_of(line) == SettingChange("outlet.name", "Café & <b>")


def test_the_newest_sale_is_the_last_one_written(ctx, rani, open_shift):
    """A clock that went back an hour does not make an older receipt the newest; the doubt ends with the hour."""
    sell(ctx, rani)
    ctx.clock.advance(hours=-1)
    last = sell(ctx, rani).sale
    assert [stored.sale.id for stored in refunds.recent_sales(ctx, 1)] == [last.id]
    assert ctx.clock_doubted
    ctx.clock.advance(hours=1, minutes=1)
    sell(ctx, rani)
    assert not ctx.clock_doubted
