"""Record → rows: what a batch brings is looked at before it is written, and a fault of meaning adds nothing."""

import json
from pathlib import Path

import pytest

from pos.domain.commission import LINE_MONEY_FIELDS
from sync.central.services import incidents
from sync.central.services.project import Known, Meaning, Rows, gather, value_of
from sync.central.tables import metadata, sales
from sync.central.tables.base import money_values
from tests.sync.central.line_maker import AT, Register, encode, refund_body, sale_body

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "bodies"
REG = "019a8121-0a13-7c4e-9d1f-5b2a77c0e001"


def line(kind, body, **facts):
    usual = {
        "at": "2026-11-14T03:00:00.000Z", "b": body, "bt": 1, "cat": 0, "ep": 1, "id": "r1", "k": kind, "off": 0, "reg": REG,
        "seq": 1, "sh": "s1", "sv": 1, "u": 1, "v": 1,
    }  # fmt: skip
    return encode({**usual, **facts})


def known(**facts):
    usual = {
        "products": {"P1"},
        "makers": {"M18"},
        "staff": {1},
        "sales": set(),
        "documents": set(),
        "shifts": set(),
        "numbers": set(),
    }
    return Known(**{**usual, **facts})


def project(raw, **facts):
    rows, found = Rows(), known(**facts)
    record, value = value_of(raw)
    gather(rows, found, "GDK", record, value)
    return rows, found


def test_a_sale_becomes_rows_of_every_table_it_touches():
    """Each row names exactly the columns of its table."""
    rows, found = project(line("sale", sale_body("GDK1-000001", 2)))
    assert {name: len(listed) for name, listed in rows.of.items()} == {
        "sale": 1, "sale_line": 1, "tender": 1, "maker_entry": 1, "stock_movement": 1,
    }  # fmt: skip
    for name, listed in rows.of.items():
        for row in listed:
            assert set(row) == set(metadata.tables[name].columns.keys()), name
    assert found.documents == found.sales == {"r1"}
    assert found.numbers == {"GDK1-000001"}


def test_a_refund_becomes_rows_of_every_table_it_touches():
    """With the stock coming in and the maker's share going back."""
    rows, _ = project(line("refund", refund_body("s0"), id="r2"), sales={"s0"})
    assert set(rows.of) == {"refund", "refund_line", "refund_tender", "maker_entry", "stock_movement"}
    for name, listed in rows.of.items():
        assert set(listed[0]) == set(metadata.tables[name].columns.keys()), name
    assert rows.of["maker_entry"][0]["amount"] == -68_000
    assert rows.of["stock_movement"][0]["quantity"] == 1


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"staff": set()}, "unknown_cashier"), ({"products": set()}, "unknown_product"), ({"makers": set()}, "unknown_maker"),
        ({"documents": {"r1"}}, "already_projected"), ({"numbers": {"GDK1-000001"}}, "already_projected"),
    ],
)  # fmt: skip
def test_a_fault_of_meaning_adds_nothing(facts, code):
    """No row, and nothing is learnt from the record."""
    rows, found = Rows(), known(**facts)
    before = str(found)
    record, value = value_of(line("sale", sale_body("GDK1-000001")))
    with pytest.raises(Meaning) as fault:
        gather(rows, found, "GDK", record, value)
    assert fault.value.code == code
    assert rows.of == {}
    assert str(found) == before


def test_terms_are_learnt_within_the_batch():
    """A product, its maker and a cashier of this very batch are known to the records after them."""
    found, rows = known(products=set(), makers=set(), staff=set()), Rows()
    for kind, body in (
        ("maker", {"m": "M18", "mn": "K"}), ("staff", {"id": 1}),
        ("product", {"c": "B", "cd": "1", "cn": "B", "m": "M18", "mn": "K", "n": "Mug", "p": "P1", "u": 85_000}),
    ):  # fmt: skip
        record, value = value_of(line(kind, body, u=0))
        gather(rows, found, "GDK", record, value)
    record, value = value_of(line("sale", sale_body("GDK1-000001")))
    gather(rows, found, "GDK", record, value)
    assert len(rows.of["sale"]) == 1


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_every_kind_of_record_is_read(path):
    """What today's tills write is no surprise to today's centre, also where nothing is projected from it."""
    record, value = value_of(line(path.stem, json.loads(path.read_text())))
    assert record.kind == path.stem
    assert value is not None


def test_the_ten_figures_of_a_line_are_all_stored():
    """By name, none left out."""
    _, value = value_of(line("sale", sale_body("GDK1-000001")))
    money = value.lines[0].money
    assert money_values(money) == {name: getattr(money, name) for name in LINE_MONEY_FIELDS}
    assert set(LINE_MONEY_FIELDS) <= set(sales.sale_line.columns.keys())


def test_an_incident_is_noted_once(central, clock):
    """The same thing of the same register again is no news; another register's is."""
    one, two = Register(central, clock), Register(central, clock, code="GDK2")
    for register in (one, one, two):
        central.run(lambda k, r=register: incidents.raise_incident(k, r.caller, AT, "fork", "1/7"))
    central.run(lambda k: incidents.raise_incident(k, one.caller, AT, "fork", "1/8"))
    found = central.run(incidents.listed)
    assert sorted((i.register_code, i.detail) for i in found) == [
        ("GDK1", "1/7"),
        ("GDK1", "1/8"),
        ("GDK2", "1/7"),
    ]
