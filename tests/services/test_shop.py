"""A shop made, its settings and people: checked, recorded where they are terms, and a footer that the law allows."""

import random

import pytest

from pos import settings
from pos.crypto import public_key_of
from pos.domain.permissions import Role
from pos.errors import (
    FooterForbidden,
    PrinterAddressInvalid,
    QrisInvalid,
    RecordUnreadable,
    SettingNotAllowed,
)
from pos.ids import SystemIds
from pos.key_store import FileKeys
from pos.models import journal, register
from pos.models.store import open_store
from pos.services import boot, rebuild, shop, verify
from pos.services.context import Context, load_shop
from pos.services.record import newest_moment, tip_of
from pos.services.writer import Writer
from tests.builders import sell


def change(ctx, **values):
    ctx.writer.call(
        shop.change_settings, ctx, {key.replace("__", "."): value for key, value in values.items()}
    )


def count(ctx):
    with ctx.store.read() as connection:
        return tip_of(ctx, connection).seq


def test_the_device_key_lies_outside_the_store(ctx, keys):
    """Its public half is in the register's row, the private one nowhere in the file."""
    private = keys.get(shop.DEVICE_KEY)
    assert public_key_of(private) == ctx.shop.public_key
    ctx.writer.call(ctx.store.checkpoint)
    assert private not in ctx.store.path.read_bytes()


def test_two_shops_are_two_registers(tmp_path, clock):
    """Another id and another key, also with the same code."""
    made = [
        shop.create_shop(
            tmp_path / str(n) / "gerai.db", outlet_code="GDK", clock=clock, ids=SystemIds(),
            keys=FileKeys(tmp_path / str(n) / "keys"),
        )
        for n in range(2)
    ]  # fmt: skip
    one, two = (load_shop(store) for store in made)
    assert one.register_id != two.register_id
    assert one.public_key != two.public_key
    assert (one.register_code, one.epoch) == ("GDK1", 1)
    for store in made:
        store.close()


def test_terms_are_recorded_and_this_computers_wishes_are_not(ctx):
    """A price of paper is a record, a theme is not; both hold at once."""
    before = count(ctx)
    change(ctx, ui__theme="dark", printer__address="tcp://10.0.0.9:9100", ui__sound=0)
    assert count(ctx) == before
    change(ctx, cash__rounding_unit=500, outlet__address=["Jl. A", "Jl. B"], outlet__is_pkp=True)
    assert count(ctx) == before + 3
    assert ctx.shop.get("ui.theme") == "dark"
    assert ctx.shop.rounding.unit == 500
    assert ctx.shop.letterhead.address == ("Jl. A", "Jl. B")
    assert verify.verify(ctx).findings == ()
    with ctx.store.read() as connection:
        newest = journal.run(connection, 1, before, 9)
    assert [rebuild.value_of(line.line).key for line in newest] == [
        "cash.rounding_unit", "outlet.address", "outlet.is_pkp",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("nothing.such", 1), ("cash.rounding_unit", 250), ("cash.rounding_unit", "100"), ("cash.rounding_unit", True),
        ("outlet.is_pkp", 1), ("outlet.address", "Jl. A"), ("outlet.address", ["a", 1]), ("ui.language", "fr"),
        ("outlet.name", None), ("qris.mode", "13+54"),
    ],
)  # fmt: skip
def test_what_a_setting_cannot_be_is_refused(ctx, key, value):
    """Unknown key, wrong type, not among the choices: nothing changes."""
    before = count(ctx), dict(ctx.shop.stored)
    with pytest.raises(SettingNotAllowed):
        ctx.writer.call(shop.change_settings, ctx, {"outlet.phone": "WA 08", key: value})
    ctx.reload_shop()
    assert (count(ctx), ctx.shop.stored) == before


def test_a_footer_that_denies_exchange_is_refused(ctx):
    """UU 8/1999 article 18; the old one stays, with all that came along."""
    change(ctx, receipt__footer=["Penukaran barang cacat: 7 hari"])
    for words in (
        ["Barang yang sudah dibeli tidak dapat dikembalikan"],
        ["NO REFUND"],
        ["barang tidak", "dapat ditukar"],
    ):
        with pytest.raises(FooterForbidden):
            ctx.writer.call(shop.change_settings, ctx, {"outlet.phone": "WA 08", "receipt.footer": words})
    ctx.reload_shop()
    assert ctx.shop.letterhead.footer == ("Penukaran barang cacat: 7 hari",)
    assert ctx.shop.get("outlet.phone") == ""


@pytest.mark.parametrize(
    "address", ["9100", "tcp://", "ftp://a", "usb://04b8:0202", "tcp://a:99999", "javascript:1"]
)
def test_a_printer_address_is_checked_when_it_is_set(ctx, address):
    """Not only when the first paper waits."""
    with pytest.raises(PrinterAddressInvalid):
        change(ctx, printer__address=address)
    change(ctx, printer__address="")


def test_a_name_beyond_reason_is_refused(ctx):
    """What no record could hold."""
    for name in ("x" * 9_000, "Galeri\0", "\ud800"):
        with pytest.raises((RecordUnreadable, UnicodeEncodeError)):
            change(ctx, outlet__name=name)
    assert ctx.shop.outlet_name == "Galeri Dekranasda"


@pytest.mark.parametrize("text", ["", "{", "7", '"sideways"', "null", "\x00", '["a", 1]'])
def test_a_damaged_setting_stops_no_shop(ctx, rani, open_shift, text):
    """The default holds, selling goes on, and verify names it."""
    with ctx.store.write() as connection:
        for key in ("cash.rounding_direction", "outlet.address", "outlet.is_pkp", "ui.language"):
            register.save_setting(connection, key, text)
        register.save_setting(connection, "from.a.newer.program", text)
    ctx.reload_shop()
    assert ctx.shop.rounding.direction == "down"
    assert ctx.shop.letterhead.address == ()
    assert sell(ctx, rani).sale.total == 125_000
    named = {f.record_id for f in verify.verify(ctx).findings}
    assert {"cash.rounding_direction", "outlet.address"} <= named


def test_people_are_recorded_without_their_names(ctx):
    """Id and role; name and hash stay beside the journal."""
    with ctx.store.write() as connection:
        shop.add_staff(ctx, connection, staff_id=9, name="Sekar", role=Role.SUPERVISOR, pin="7391")
    with ctx.store.read() as connection:
        lines = b"\n".join(line.line for line in journal.everything(connection))
        newest = rebuild.value_of(journal.run(connection, 1, count(ctx) - 1, 1)[0].line)
    assert (newest.user_id, newest.role) == (9, Role.SUPERVISOR)
    for secret in (b"Sekar", b"7391", b"argon2", b"Rani", b"Ratna"):
        assert secret not in lines


def test_each_start_is_counted_and_goes_on(ctx, clock, rani, open_shift):
    """Boot by one, the newest moment read back, no record made (boot)."""
    sell(ctx, rani)
    before = count(ctx)
    store, writer = open_store(ctx.store.path), Writer()
    again = Context(store, writer, clock, SystemIds(random.Random(2).getrandbits), load_shop(store))
    writer.call(boot.begin, again)
    assert again.boot == ctx.boot + 1
    with store.read() as connection:
        assert again.last_record_at == newest_moment(ctx, connection) == ctx.last_record_at
    assert count(ctx) == before
    writer.stop()
    store.close()


def test_every_setting_has_a_default_of_its_own_kind():
    """And survives its text."""
    for setting in settings.SETTINGS.values():
        assert settings.decode(setting.key, None) == setting.default
        assert settings.decode(setting.key, settings.encode(setting.key, setting.default)) == setting.default


def test_a_sticker_that_nobody_can_scan_is_refused_when_it_is_set(ctx):
    """Not at the first buyer who wants to pay by it."""
    with pytest.raises(QrisInvalid):
        ctx.writer.call(shop.change_settings, ctx, {"qris.static": "abc"})
    assert ctx.shop.get("qris.static") == ""


def test_the_first_record_says_whose_chain_it_is(ctx):
    """Outlet and register, so that a journal found alone can be read."""
    with ctx.store.read() as connection:
        opened = rebuild.value_of(journal.run(connection, 1, 0, 1)[0].line)
    assert (opened.outlet_code, opened.register_code) == (ctx.shop.outlet_code, ctx.shop.register_code)
