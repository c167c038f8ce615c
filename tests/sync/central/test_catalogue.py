"""Edits at the centre: versions without a hole, words of registers and of the centre, who pays, what is verified."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from pos.domain.agreement import Agreement, MakerTerms
from pos.domain.catalog import Category, CategoryTerms, Maker, PriceChange
from pos.domain.events import SettingChange, StaffChange
from pos.domain.permissions import Role
from pos.errors import NotInCatalogue, UnknownOutlet
from sync.central.services import catalogue, catalogue_down, verify
from sync.central.services.catalogue_down import Asked
from sync.central.tables.catalogue import catalogue_version, label_price, maker, product, term
from sync.protocol.catalogue import term_of, value_of
from tests.builders import PRODUCTS, a_product
from tests.sync.central.line_maker import PRODUCT, Register, begin

LATER = datetime(2026, 12, 1, 17, tzinfo=UTC)


def put(central, clock, *values):
    return central.run(lambda k: catalogue.put_terms(k, "GDK", values, clock.now()))


def edit(central, call, *args, **facts):
    return central.run(lambda k: call(k, *args, **facts))


def page(central, clock, since=0, **asked):
    return central.look(lambda k: catalogue_down.page(k, "GDK", Asked(since, **asked), clock.now()))


def faults(central):
    return central.look(lambda k: verify.faults_of_outlet(k, "GDK"))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_reader_misses_no_row_of_a_slower_edit(central, clock):
    """One edit is held open while another one is made, and a reader moves its cursor meanwhile: it sees both.

    With a number from a sequence it would see 2, ask for what is newer, and never see 1 (sync.md §2.9).
    """
    held, go_on = threading.Event(), threading.Event()

    def slow(connection):
        catalogue.put_terms(connection, "GDK", [a_product("P1")], clock.now())
        held.set()
        assert go_on.wait(20)

    first = threading.Thread(target=lambda: central.run(slow))
    second = threading.Thread(target=lambda: put(central, clock, a_product("P2")))
    first.start()
    assert held.wait(20)
    second.start()
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    while second.is_alive() and not central.run(lambda k: k.exec_driver_sql(waiting).scalar()):
        pass
    early = page(central, clock)
    go_on.set()
    first.join(20)
    second.join(20)
    late = page(central, clock, since=early.target)
    assert [row.id for row in (*early.rows, *late.rows)] == ["P1", "P2"]


def test_each_word_has_a_version_of_its_own(central, clock):
    """In the order in which they were said; of two on one thing the last; a repeated word moves on."""
    terms = MakerTerms(Maker("M03", "Sanggar"))
    assert put(central, clock, terms, *PRODUCTS, replace(PRODUCTS[0], name="Baru")) == 1 + len(PRODUCTS)
    rows = page(central, clock).rows
    assert [row.ver for row in rows] == list(range(1, 2 + len(PRODUCTS)))
    assert (rows[0].id, rows[-1].id) == ("M03", PRODUCTS[0].id)
    assert value_of(term_of(rows[-1])).name == "Baru"
    assert put(central, clock, terms) == 2 + len(PRODUCTS)
    assert page(central, clock).rows[-1].id == "M03"


def test_an_edit_that_fails_takes_no_version(central, clock):
    """The counter goes back with it."""
    put(central, clock, a_product("P1"))

    def fail(connection):
        catalogue.put_terms(connection, "GDK", [a_product("P2")], clock.now())
        raise NotInCatalogue(id="P2")

    with pytest.raises(NotInCatalogue):
        central.run(fail)
    assert edit(central, lambda k: k.execute(sa.select(catalogue_version.c.ver)).scalar()) == 1
    assert put(central, clock, a_product("P3")) == 2


def test_outlets_do_not_see_one_another(central, clock):
    """Versions are common, words are not; the newest version is the outlet's own."""
    put(central, clock, a_product("P1"))
    central.run(lambda k: catalogue.put_terms(k, "BLU", [a_product("P2")], clock.now()))
    assert central.look(lambda k: catalogue_down.newest(k, "GDK")) == 1
    assert [row.id for row in page(central, clock).rows] == ["P1"]
    other = central.look(lambda k: catalogue_down.page(k, "BLU", Asked(0), clock.now()))
    assert [(row.id, row.ver) for row in other.rows] == [("P2", 2)]


def test_all_kinds_of_terms_go_down_but_people(central, clock):
    """Category, maker, goods, price, agreement, setting; staff stays at its outlet."""
    agreement = Agreement("a" * 36, "PK-1", "M03", datetime(2026, 1, 1).date())
    put(
        central, clock, CategoryTerms(Category("batik", "Batik")), MakerTerms(Maker("M03", "Sanggar")), a_product("P1"),
        PriceChange("P1", 9_000, clock.now()), agreement, SettingChange("outlet.phone", "021"), StaffChange(1, Role.CASHIER),
    )  # fmt: skip
    rows = page(central, clock).rows
    assert [row.kind for row in rows] == ["category", "maker", "product", "price", "agreement", "setting"]
    assert value_of(term_of(rows[4])) == agreement
    assert central.look(lambda k: catalogue_down.newest(k, "GDK")) == 6
    assert faults(central) == ()


def test_prices_now_and_later(central, clock):
    """One in force takes the place of the one before; each plan stands for itself; the list keeps them all."""
    put(central, clock, a_product("P1", price=10_000))
    for price, since in ((11_000, None), (12_000, LATER), (13_000, None)):
        edit(central, catalogue.change_price, "GDK", "P1", price, clock.now(), effective_from=since)
    ids = [row.id for row in page(central, clock).rows if row.kind == "price"]
    assert ids == ["P1@2026-12-01T17:00:00.000Z", "P1"]
    assert edit(central, lambda k: k.execute(sa.select(product.c.price)).scalar()) == 13_000
    said = edit(
        central,
        lambda k: (
            k.execute(sa.select(label_price.c.price).order_by(label_price.c.effective_from)).scalars().all()
        ),
    )
    assert said == [10_000, 11_000, 13_000, 12_000]
    assert faults(central) == ()
    with pytest.raises(NotInCatalogue):
        edit(central, catalogue.change_price, "GDK", "P9", 1, clock.now())


def test_a_retired_product_leaves_a_tombstone(central, clock):
    """Without a body on the wire, inactive in the tables, not in the digest; said again it is back."""
    put(central, clock, a_product("P1"), a_product("P2"))
    edit(central, catalogue.retire_product, "GDK", "P1", clock.now())
    found = page(central, clock)
    (gone,) = [row for row in found.rows if row.deleted]
    assert (gone.id, bytes(gone.body)) == ("P1", b"null")
    assert found.digest.count == 1
    assert (
        edit(central, lambda k: k.execute(sa.select(product.c.active).where(product.c.id == "P1")).scalar())
        is False
    )
    assert faults(central) == ()
    put(central, clock, a_product("P1"))
    assert page(central, clock).digest.count == 2
    with pytest.raises(NotInCatalogue):
        edit(central, catalogue.retire_product, "GDK", "P9", clock.now())


def test_one_place_pays_a_maker(central, clock):
    """In every outlet that sells the maker's goods; an unknown place or maker is refused."""
    for outlet in ("GDK", "BLU"):
        central.run(
            lambda k, o=outlet: catalogue.put_terms(k, o, [MakerTerms(Maker("M18", "Asih"))], clock.now())
        )
    edit(central, catalogue.set_paid_by, "M18", "BLU", clock.now())
    assert edit(central, lambda k: set(k.execute(sa.select(maker.c.outlet_id, maker.c.paid_by)))) == {
        ("GDK", "BLU"),
        ("BLU", "BLU"),
    }
    with pytest.raises(UnknownOutlet):
        edit(central, catalogue.set_paid_by, "M18", "XYZ", clock.now())
    with pytest.raises(NotInCatalogue):
        edit(central, catalogue.set_paid_by, "M99", "centre", clock.now())


def test_a_registers_words_are_said_again(central, clock):
    """Under versions, as its own, in the bytes of its records; the acknowledgement names the newest."""
    register = Register(central, clock)
    begin(register)
    register.add("price", {"ef": "2026-11-14T02:00:00.000Z", "p": "P1", "u": 90_000}, u=1)
    ack = register.push()
    rows = page(central, clock).rows
    assert [(row.kind, row.id) for row in rows] == [("maker", "M18"), ("product", "P1"), ("price", "P1")]
    assert ack.catalogue == rows[-1].ver
    sources = edit(central, lambda k: set(k.execute(sa.select(term.c.source)).scalars()))
    assert sources == {register.id}
    assert faults(central) == ()


def test_a_price_and_then_the_goods_in_one_batch(central, clock):
    """The last word counts, whatever kind it is."""
    register = Register(central, clock)
    begin(register)
    register.add("price", {"ef": "2026-11-14T02:00:00.000Z", "p": "P1", "u": 90_000}, u=1)
    register.add("product", {**PRODUCT, "u": 95_000})
    register.push()
    assert edit(central, lambda k: k.execute(sa.select(product.c.price)).scalar()) == 95_000
    assert faults(central) == ()


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("UPDATE term SET body = '{}' WHERE id = 'P1'", "term product P1: not the word of"),
        ("DELETE FROM term WHERE id = 'P1'", "term product P1: missing"),
    ],
)
def test_a_changed_word_is_named(central, clock, harm, fault):
    """What goes down to the tills as a register's word must be what it said."""
    register = Register(central, clock)
    begin(register)
    register.push()
    put(central, clock, a_product("P2"))
    assert faults(central) == ()
    blob = harm.replace("'{}'", "'\\x7b7d'") if central.is_postgres else harm.replace("'{}'", "x'7b7d'")
    central.run(lambda k: k.exec_driver_sql(blob))
    assert any(found.startswith(fault) for found in faults(central)), faults(central)
