"""`central verify`: rows that no record brought, changed terms, records set aside, incidents."""

import argparse
import copy
import json

import pytest
import sqlalchemy as sa

from pos.app.commands import central as command
from pos.app.demo_catalogue import demo_catalogue
from pos.domain.events import StaffChange
from pos.domain.permissions import Role
from sync.central.services import catalogue, reports, verify
from sync.central.tables import metadata
from tests.sync.central.line_maker import PRODUCT, Register, begin, deposit_body, sale_body, trade


@pytest.fixture
def pair(central, clock):
    """Two registers of one outlet that traded and sent all."""
    both = [Register(central, clock, code=f"GDK{n}") for n in (1, 2)]
    for register in both:
        begin(register)
        trade(register, 3)
        assert register.push().quarantined == ()
    return both


def found(central):
    return central.look(lambda k: verify.faults_of_outlet(k, "GDK"))


def run(central, statement, **facts):
    return central.run(lambda k: k.execute(sa.text(statement), facts))


def test_an_outlet_of_two_registers_is_sound(central, pair):
    """Whole tables are compared over both: neither's rows are strange to the other."""
    assert found(central) == ()
    for register in pair:
        assert central.look(lambda k, r=register: verify.faults_of(k, r.caller)) == ()


ROWS = {
    "maker_entry": {"document_id": "invented", "line_no": 1},
    "stock_movement": {"document_id": "invented", "line_no": 1},
    "sale_line": {"line_no": 77},
    "tender": {"tender_no": 77},
    "refund_line": {"line_no": 77},
    "refund_tender": {"tender_no": 77},
    "sale": {"id": "invented", "number": "GDK1-999999"},
    "refund": {"id": "invented", "number": "GDK1-R99999"},
    "shift": {"id": "invented"},
    "cash_movement": {"id": "invented"},
    "bank_deposit": {"id": "invented"},
    "safe_count": {"id": "invented"},
    "deposit": {"id": "invented"},
    "product": {"id": "invented"},
    "maker": {"id": "invented"},
    "staff": {"id": 77},
}


@pytest.mark.parametrize("name", ROWS)
def test_an_invented_row_is_named(central, pair, name):
    """In every table that money, goods or people stand in."""
    brings = {
        "cash_movement": ("cash_move", {"a": 1_000, "k": "pay_out", "rs": "supplies"}),
        "bank_deposit": ("bank_deposit", {"a": 1_000, "bk": "BJB", "rf": "77"}),
        "safe_count": ("safe_count", {"ct": 1_000, "ex": 0}),
        "deposit": ("deposit", deposit_body()),
    }
    if name in brings:
        pair[0].add(*brings[name], sh="GDK1-s1", u=1)
        pair[0].push(len(pair[0].lines))
    table = metadata.tables[name]
    row = central.run(lambda k: dict(k.execute(sa.select(table)).mappings().first()))
    central.run(lambda k: k.execute(sa.insert(table), {**row, **ROWS[name]}))
    (fault,) = found(central)
    assert fault.startswith(f"{name} ")
    assert fault.endswith("without a record")
    assert any(str(value) in fault for value in ROWS[name].values())


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE product SET price = 1", ("product P1: price 1",)),
        ("UPDATE staff SET role = 'manager'", ("staff 1: role 'manager'",)),
        ("UPDATE maker SET paid_by = 'me'", ("maker M18: paid_by 'me'",)),
        ("DELETE FROM staff", ("staff 1: missing",)),
        ("DELETE FROM product", ("product P1: missing",)),
    ],
)
def test_a_changed_term_is_named(central, pair, statement, words):
    """Prices, roles, who pays a maker; rows that are gone."""
    run(central, statement)
    faults = found(central)
    assert len(faults) == len(words)
    assert all(fault.startswith(word) for fault, word in zip(faults, words, strict=True)), faults


def test_the_newest_word_of_a_register_counts(central, pair, clock):
    """A price that a register changed later is right; the one before is not, once it is long gone."""
    clock.advance(minutes=5)
    pair[1].add("price", {"ef": "2026-11-14T02:00:00.000Z", "p": "P1", "u": 90_000}, u=1)
    assert pair[1].push(len(pair[1].lines)).quarantined == ()
    assert run(central, "SELECT price FROM product").scalar() == 90_000
    assert found(central) == ()
    run(central, "UPDATE product SET price = :u", u=PRODUCT["u"])
    assert [fault[:25] for fault in found(central)] == ["product P1: price 85000 ≠"]


def test_what_the_centre_loaded_itself_is_known(central, clock):
    """The demo's catalogue came by no record and is sound; a change of it is found."""
    terms = demo_catalogue()
    values = [*terms.makers, *(item.product for item in terms.products), StaffChange(1, Role.CASHIER)]
    central.run(lambda k: catalogue.put_terms(k, "GDK", values, clock.now()))
    assert found(central) == ()
    run(central, "UPDATE product SET price = price + 1 WHERE id = :id", id=values[-2].id)
    run(central, "UPDATE staff SET role = 'auditor'")
    assert [fault.split(":")[0] for fault in found(central)] == [f"product {values[-2].id}", "staff 1"]


def asked(database_url, **facts):
    return argparse.Namespace(
        **{"database": database_url, "data": None, "key": "central.key", "json": True, "lang": "id", **facts}
    )


def test_the_command_names_what_is_set_aside_and_what_happened(central, pair, database_url, capsys):
    """A sale in quarantine is a finding, exit 1; a fork is listed with kind, register and moment."""
    assert command.verify(asked(database_url)) == 0
    assert json.loads(capsys.readouterr().out) == {
        "registers": 2,
        "findings": [],
        "incidents": [],
        "old_prices": [],
    }
    first = pair[0]
    seq = first.add("sale", sale_body("GDK1-000001"), sh="GDK1-s1", u=1)
    first.push(seq)
    twin = copy.copy(pair[1])
    twin.lines, twin.hashes = twin.lines[:2], twin.hashes[:2]
    twin.add("staff", {"id": 7})
    assert twin.push(3).stop.code == "fork"
    assert command.verify(asked(database_url)) == 1
    said = json.loads(capsys.readouterr().out)
    wanted = f"GDK: quarantine {first.id} 1/{seq} sale GDK1-{seq:06d}: already_projected GDK1-000001"
    assert said["findings"] == [wanted]
    assert [(one["code"], one["register_code"]) for one in said["incidents"]] == [("fork", "GDK2")]
    assert command.verify(asked(database_url, json=False)) == 1
    text = capsys.readouterr().out
    assert "Riwayat bercabang" in text
    assert "GDK2, " in text
    (gdk,) = [o for o in central.look(lambda k: reports.today(k, pair[0].clock.now().date())) if o.incidents]
    assert (gdk.outlet_id, gdk.incidents[0].code, gdk.incidents[0].register_code) == ("GDK", "fork", "GDK2")
