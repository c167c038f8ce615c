"""Batches as a wire may bring them: cut anyhow, twice, interleaved, forged, poisoned: the same state, never a block."""

import copy
import hashlib
import json
import re
from datetime import date
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.central import upgrade
from sync.central.services import ingest, registers, reports, setup, verify
from sync.central.services.refusal import Refusal
from sync.central.store import open_central_store
from sync.central.tables import journal, metadata, sales
from sync.central.tables.registers import incident
from sync.protocol import chain
from sync.protocol.limits import LINE_BYTES_MAX
from tests.conftest import FakeClock
from tests.sync.central.line_maker import (
    DAY,
    PRODUCT,
    Register,
    begin,
    close_body,
    encode,
    refund_body,
    sale_body,
    trade,
)

SHARED = ("sale", "sale_line", "tender", "refund", "refund_line", "refund_tender", "shift", "cash_movement", "bank_deposit", "safe_count", "deposit",
          "stock_movement", "maker_entry", "product", "maker", "staff")  # fmt: skip
STATE = (*SHARED, "journal", "quarantine", "register_tip")


def rows(store, name):
    return store.run(lambda k: [dict(row) for row in k.execute(sa.select(metadata.tables[name])).mappings()])


def state(store, names=STATE):
    """All rows in any order, without the moment of receiving."""
    ignored = {"received_at", "first_seen_at"}
    return {
        name: sorted(str({k: v for k, v in row.items() if k not in ignored}) for row in rows(store, name))
        for name in names
    }


@pytest.fixture
def register(central, clock):
    made = Register(central, clock)
    begin(made)
    return made


def tip(store, register):
    mark = store.run(lambda k: ingest.read_tip(k, register.caller, 1))
    return mark.seq, mark.hash


def new_centre(path):
    store = open_central_store(f"sqlite:///{path}")
    upgrade.lay_out(store)
    store.run(lambda connection: setup.make_centre(connection, FakeClock().now()))
    for code in ("GDK", "BLU"):
        store.run(lambda k, code=code: registers.add_outlet(k, code, code, FakeClock().now()))
    return store


def test_a_batch_is_kept_projected_and_acknowledged(central, register):
    """Raw bytes, rows, totals, mark and tip."""
    trade(register, 3)
    ack = register.push()
    assert (ack.high_water, ack.accepted, ack.duplicates, ack.quarantined, ack.stop) == (
        len(register.lines),
        8,
        0,
        (),
        None,
    )
    assert ack.tip == register.hashes[-1].hex()
    stored = sorted(rows(central, "journal"), key=lambda row: row["seq"])
    assert [bytes(row["line"]) for row in stored] == register.lines
    assert [row["total"] for row in rows(central, "sale")] == [170_000, 255_000, 85_000]
    (today,) = [o for o in central.run(lambda k: reports.today(k, _day())) if o.outlet_id == "GDK"]
    assert (today.sale_count, today.net, today.refund_total) == (3, 510_000, 85_000)
    assert central.run(lambda k: verify.faults_of(k, register.caller)) == ()


def _day():
    return date.fromisoformat(DAY)


def test_nothing_happens_twice(central, register):
    """The same batch again, parts of it, and with one record more: duplicates are successes."""
    trade(register, 2)
    register.push()
    before = state(central)
    for first, last in ((1, None), (2, 4), (6, 6), (3, None)):
        ack = register.push(first, last)
        assert (ack.accepted, ack.stop, ack.high_water) == (0, None, 6)
    assert state(central) == before
    register.add()
    ack = register.push(4)
    assert (ack.accepted, ack.duplicates, ack.high_water) == (1, 3, 7)


def test_a_batch_that_runs_ahead_is_a_gap(central, register):
    """Nothing of it is kept; the answer says where to begin."""
    ack = register.push(3)
    assert (ack.stop.code, ack.stop.expected, ack.high_water, ack.accepted) == ("gap", 1, 0, 0)
    assert rows(central, "journal") == []
    assert register.push().high_water == 4


def test_a_second_history_is_a_fork(central, register):
    """Restored or cloned: the first number that differs is named, nothing is overwritten, the office hears of it."""
    register.push()
    twin = copy.copy(register)
    twin.lines, twin.hashes = register.lines[:2], register.hashes[:2]
    twin.add("staff", {"id": 7})
    twin.add()
    before = state(central)
    for first in (1, 3, 4):
        ack = twin.push(first)
        assert (ack.stop.code, ack.accepted, ack.high_water) == ("fork", 0, 4)
        assert ack.stop.at in (3, first - 1)
    assert state(central) == before
    assert {row["code"] for row in rows(central, "incident")} == {"fork"}


def test_a_forged_batch_is_refused_whole(central, register, clock):
    """Wrong tip, wrong prev, another key, another register's lines, changed bytes: no line, no moved mark."""
    other = Register(central, clock, code="GDK2")
    begin(other)
    good = register.batch()
    changed = (*good.lines[:-1], good.lines[-1].replace(b"500000", b"900000"))
    cases = [
        (register.batch(tip=b"\1" * 32), "bad_tip"),
        (register.batch(lines=changed), "bad_tip"),
        (register.batch(lines=good.lines[::-1]), "bad_tip"),
        (register.batch(lines=good.lines[:-1]), "bad_tip"),
    ]
    for batch, code in cases:
        with pytest.raises(Refusal) as refused:
            register.send(batch)
        assert refused.value.code == code
    for signed in (b"\0" * 64, other.sign(good), register.sign(register.batch(1, 2))):
        with pytest.raises(Refusal) as refused:
            register.send(good, signed)
        assert refused.value.code == "bad_signature"
    foreign = other.batch(register_id=register.id, prev=register.first)
    link = register.first
    for line in foreign.lines:
        link = chain.next_hash(link, line)
    forged = other.batch(register_id=register.id, prev=register.first, tip=link)
    with pytest.raises(Refusal) as refused:
        register.send(forged)
    assert refused.value.code == "wrong_register"
    for epoch in (0, 2, 10**14):
        with pytest.raises(Refusal):
            register.push(epoch=epoch)
    with pytest.raises(Refusal):
        register.push(first_seq=0)
    assert rows(central, "journal") == []
    assert tip(central, register) == (0, register.first)


POISON = {
    "not json": (b"hello", "unparseable"),
    "cut": (b'{"at":"2026', "unparseable"),
    "list": (b"[1,2]", "unparseable"),
    "float": (b'{"v":1.5}', "unparseable"),
    "nan": (b'{"v":NaN}', "unparseable"),
    "doubled key": (b'{"v":1,"v":1}', "unparseable"),
    "deep": (b"[" * 30_000, "unparseable"),
    "long number": (b'{"v":' + b"9" * 5_000 + b"}", "unparseable"),
    "not utf-8": (b'{"k":"\xff\xfe"}', "bad_text"),
    "half a character": (b'{"k":"\xed\xa0\x80"}', "bad_text"),
    "escaped half": (rb'{"k":"\ud800"}', "bad_text"),
    "escaped NUL": (rb'{"k":"\u0000"}', "bad_text"),
    "raw NUL": (b'{"k":"\x00"}', "bad_text"),
    "utf-16": ('{"k":"sale"}'.encode("utf-16-le"), "bad_text"),
    "utf-16 with mark": ('{"k":"sale"}'.encode("utf-16"), "bad_text"),
    "empty object": (b"{}", "bad_envelope"),
    "64 KiB": (b'{"k":"' + b"x" * (LINE_BYTES_MAX - 8) + b'"}', "bad_envelope"),
}


def liner(register):
    """Makes a line of this register's open shift."""

    def line(kind, body, **facts):
        return encode(register.envelope(kind, body, **{"sh": f"{register.code}-s1", "u": 1, **facts}))

    return line


def poisonous(register):
    """(what, line, word) for lines with an envelope of their own, each wrong in another way."""
    yield from envelope_poison(register)
    yield from sale_poison(register)
    yield from other_poison(register)


def envelope_poison(register):
    """Kinds, versions, moments and people that nobody knows."""
    line, good = liner(register), sale_body("GDK1-000900")
    yield "unknown kind", lambda: line("time_travel", {}), "unknown_kind"
    yield "unknown version", lambda: line("sale", good, sv=2), "unknown_schema"
    yield "unknown envelope", lambda: line("sale", good, v=2), "unknown_envelope"
    yield "long id", lambda: line("note", {"of": "d"}, id="x" * 37), "bad_envelope"
    yield "year 9999", lambda: line("note", {"of": "d"}, at="9999-12-31T23:59:59.999Z"), "bad_envelope"
    yield "year 1", lambda: line("note", {"of": "d"}, at="0001-01-01T00:00:00.000Z"), "bad_envelope"
    yield "no moment", lambda: line("note", {"of": "d"}, at="2026-11-14"), "bad_envelope"
    yield (
        "unknown cashier",
        lambda: line("sale", good, u=77),
        "unknown_cashier",
    )
    yield (
        "absurd cashier",
        lambda: line("sale", good, u=10**40),
        "unknown_cashier",
    )
    yield (
        "negative cashier",
        lambda: line("sale", good, u=-1),
        "unknown_cashier",
    )


def sale_poison(register):
    """Sales that do not add up, or speak of what is not there."""
    line, good = liner(register), sale_body("GDK1-000900")
    long_text = "x" * 301
    yield "totals", lambda: line("sale", {**good, "to": 1}), "totals"
    yield "negative total", lambda: line("sale", {**good, "to": -85_000}), "type"
    yield "absurd total", lambda: line("sale", {**good, "to": 10**15}), "type"
    yield "no lines", lambda: line("sale", {**good, "l": []}), "type"
    yield "text as number", lambda: line("sale", {**good, "to": "85000"}), "type"
    yield (
        "unknown product",
        lambda: line("sale", {**good, "l": [{**good["l"][0], "p": "P404"}]}),
        "unknown_product",
    )
    yield (
        "unknown maker",
        lambda: line("sale", {**good, "l": [{**good["l"][0], "m": "M404"}]}),
        "unknown_maker",
    )
    yield "long number", lambda: line("sale", {**good, "no": "GDK1-" + "9" * 40}), "too_long"
    yield "long title", lambda: line("sale", {**good, "l": [{**good["l"][0], "n": long_text}]}), "type"
    yield "known number", lambda: line("sale", sale_body("GDK1-000001")), "already_projected"


def other_poison(register):
    """Refunds, shifts, cash and goods."""
    line = liner(register)
    deep = {"of": "d1", "x": json.loads("[" * 400 + "]" * 400)}
    yield "no original", lambda: line("refund", refund_body("nowhere", "GDK1-R00900")), "missing_original"
    yield (
        "no shift",
        lambda: line("shift_close", close_body(), sh="never"),
        "missing_original",
    )
    yield "expected", lambda: line("shift_close", close_body(ex=1)), "totals"
    yield "kind of movement", lambda: line("cash_move", {"a": 1, "k": "steal"}), "type"
    yield "deep body", lambda: line("note", deep), None
    yield (
        "stock",
        lambda: line("stock_move", {"k": "intake", "mv": [{"p": "P404", "q": 1000}], "no": "N"}),
        "unknown_product",
    )
    yield (
        "half a piece",
        lambda: line("stock_move", {"k": "intake", "mv": [{"p": "P1", "q": 500}], "no": "N"}),
        "type",
    )


def refund_poison(register, sale_id):
    """Refunds whose rows no database could keep."""
    two = refund_body(sale_id, "GDK1-R00901")
    doubled = {**two, "l": two["l"] * 2, "t": [{"a": 170_000}], "to": 170_000}
    far = refund_body(sale_id, "GDK1-R00902")
    far["l"] = [{**far["l"][0], "ln": 2**40}]
    yield "doubled line", "refund", doubled, "bad_lines"
    yield "absurd line", "refund", far, "bad_lines"
    half = {
        "rf": {**refund_body(sale_id, "GDK1-R00903"), "xc": True, "t": [{"a": 85_000, "st": "carried"}]},
        "sa": {**sale_body("GDK1-000903"), "t": [{"a": 85_000, "st": "carried"}], "xo": "x"},
    }  # fmt: skip
    yield "one id for both", "exchange", {"ri": "SELF", **half}, "doubled_id"
    yield "long id within", "exchange", {"ri": "y" * 60, **half}, "too_long"


def test_no_record_stops_those_behind_it(central, register):
    """Every poison we could think of, a good sale after each: all lines kept, all good ones projected, each fault named."""
    shift = "GDK1-s1"
    sale_seq = register.add("sale", sale_body("GDK1-000001"), sh=shift, u=1)
    wanted, good = {}, 1
    for what, (line, word) in POISON.items():
        wanted[register.add_raw(line)] = (what, word)
    for what, make, word in poisonous(register):
        seq = register.add_raw(make())
        if word:
            wanted[seq] = (what, word)
        register.add("sale", sale_body(f"GDK1-{100 + good:06d}"), sh=shift, u=1)
        good += 1
    sale_id = f"GDK1-{sale_seq:06d}"
    for what, kind, body, word in refund_poison(register, sale_id):
        record = register.envelope(kind, body, sh=shift, u=1)
        if body.get("ri") == "SELF":
            record["b"] = {**body, "ri": record["id"]}
        wanted[register.add_raw(encode(record))] = (what, word)
    register.add("refund", refund_body(sale_id), sh=shift, u=1)
    ack = register.push()
    assert (ack.high_water, ack.stop, ack.tip) == (len(register.lines), None, register.hashes[-1].hex())
    assert {q.seq: q.code for q in ack.quarantined} == {seq: word for seq, (_, word) in wanted.items()}, (
        wanted
    )
    assert len(rows(central, "sale")) == good
    assert len(rows(central, "refund")) == 1
    stored = sorted(rows(central, "journal"), key=lambda row: row["seq"])
    assert [bytes(row["line"]) for row in stored] == register.lines
    assert {(row["seq"], row["code"]) for row in rows(central, "quarantine")} == {
        (seq, word) for seq, (_, word) in wanted.items()
    }
    assert central.run(lambda k: verify.faults_of(k, register.caller)) == ()
    before = state(central)
    assert register.push().accepted == 0
    assert state(central) == before


def test_what_the_database_refuses_is_set_aside_alone(central, register, clock):
    """A clash that nobody looked for (two registers, one stock document): that record only, the rest goes in."""
    shift = "GDK1-s1"
    central.run(
        lambda k: k.execute(
            sa.insert(sales.maker_entry).values(
                outlet_id="GDK", document_id="GDK1-000006", line_no=1, maker_id="M18", kind="sale", amount=1,
                business_date=_day(), at=clock.now(),
            )
        )
    )  # fmt: skip
    register.add("sale", sale_body("GDK1-000001"), sh=shift, u=1)
    clash = register.add("sale", sale_body("GDK1-000002"), sh=shift, u=1)
    register.add("sale", sale_body("GDK1-000003"), sh=shift, u=1)
    ack = register.push()
    assert [(q.seq, q.code) for q in ack.quarantined] == [(clash, "not_kept")]
    assert sorted(row["number"] for row in rows(central, "sale")) == ["GDK1-000001", "GDK1-000003"]
    assert len(rows(central, "tender")) == 2


def test_hostile_texts_are_kept_as_texts(central, register):
    """Names that look like statements, pages or templates change nothing but their own row."""
    names = [
        "'; DROP TABLE sale; --",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "%s %(x)s :y ?",
        'a"b\\c',
        "\u202e\u2028é日本🧶",
    ]
    for n, name in enumerate(names):
        register.add("product", {**PRODUCT, "p": f"X{n}", "n": name, "mn": name, "v": name})
    ack = register.push()
    assert ack.quarantined == ()
    assert {row["name"] for row in rows(central, "product")} == {*names, "Mug"}


def test_a_nonce_of_long_ago_is_a_second_copy(central, register):
    """The last two are good, an older one raises an incident; data goes on."""
    first = register.nonce
    register.push()
    second = register.nonce
    register.nonce = first
    register.push()
    assert rows(central, "incident") == []
    register.nonce = second
    register.push()
    register.nonce = first
    register.add()
    assert register.push().accepted == 1
    assert [
        row["code"] for row in central.run(lambda k: list(k.execute(sa.select(incident)).mappings()))
    ] == ["clone"]


@st.composite
def cuts(draw):
    """How two registers' chains are cut, resent and interleaved."""
    return draw(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 12), st.integers(0, 6)), max_size=15))


def play(store, plan):
    """Send both chains by a plan of (which, how many more, how far back), then what is left."""
    both = [Register(store, FakeClock(), outlet, f"{outlet}1") for outlet in ("GDK", "BLU")]
    for register in both:
        begin(register)
        trade(register, 6)
    sent = [0, 0]
    for which, more, back in [*plan, (0, 500, 0), (1, 500, 0)]:
        register = both[which]
        first = max(1, sent[which] + 1 - back)
        last = min(len(register.lines), sent[which] + more)
        sent[which] = register.push(first, last).high_water
    assert sent == [len(register.lines) for register in both]
    return [register.caller for register in both]


def fingerprint(store):
    """The projected state of both outlets, without the registers' random ids."""
    found = state(store, SHARED) | {
        "journal": sorted((row["outlet_id"], row["seq"], row["kind"]) for row in rows(store, "journal")),
        "quarantine": rows(store, "quarantine"),
    }
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}", "ID", str(found))
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture(scope="module")
def at_once(tmp_path_factory):
    """The state after two whole batches."""
    store = new_centre(tmp_path_factory.mktemp("once") / "c.db")
    play(store, [])
    assert len(rows(store, "sale")) == 12
    found = fingerprint(store)
    store.close()
    return found


@given(plan=cuts())
@settings(max_examples=8, deadline=None)
def test_any_cut_gives_the_same_state(at_once, tmp_path_factory, plan):
    """Invariant 31: cut, resent, overlapping, interleaved: what counts is what was sold."""
    store = new_centre(tmp_path_factory.mktemp("cut") / "c.db")
    for caller in play(store, plan):
        assert store.run(lambda k, c=caller: verify.faults_of(k, c)) == ()
    assert fingerprint(store) == at_once
    store.close()


def test_the_same_on_both_engines(central, at_once):
    """And the two engines agree row by row."""
    random = Random(1)
    play(central, [(random.randrange(2), random.randint(1, 9), random.randint(0, 5)) for _ in range(20)])
    assert fingerprint(central) == at_once


def test_quarantine_is_seen_by_outlet(central, register):
    """The page's number."""
    register.add_raw(b"poison")
    register.push()
    found = central.run(lambda k: {o.outlet_id: o.quarantined for o in reports.today(k, _day())})
    assert found == {"BLU": 0, "GDK": 1}
    assert central.run(lambda k: k.execute(sa.select(journal.quarantine.c.code)).scalar()) == "unparseable"
