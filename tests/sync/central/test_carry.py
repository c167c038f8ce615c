"""What a stick brings to the centre: the same as a push would, from whom it knows, in any order, as often as one likes."""

import copy
import json
from dataclasses import replace
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.crypto import new_device_key
from pos.domain.events import EpochOpened
from pos.errors import (
    CarryDamaged,
    CarryForged,
    CarryForked,
    CarryGap,
    CarryNewer,
    CarryStranger,
    CarryUnreadable,
    GeraiError,
    NotACarryFile,
)
from sync.central.services import epochs, incidents, ingest, registers, verify
from sync.central.services.carry import bring_in, trouble_of
from sync.central.tables.registers import ingest_log
from sync.central.tables.registers import register as register_table
from sync.protocol import bodies, carry, chain
from sync.protocol.carry import Place
from tests.conftest import FakeClock
from tests.sync.central.line_maker import Register, begin, encode, sale_body, trade
from tests.sync.central.test_ingest import new_centre, rows, state
from tests.sync.protocol import carry_samples as samples


@pytest.fixture
def register(central, clock):
    made = Register(central, clock)
    begin(made)
    trade(made, 6)
    return made


def content(register, first=1, last=None, size=3, key=None):
    """A file of a run of a register's records."""
    last = len(register.lines) if last is None else last
    found = [register.batch(n, min(n + size - 1, last)) for n in range(first, last + 1, size)]
    head = samples.head(found, outlet_code=register.outlet, register_code=register.code)
    return b"".join(carry.written(head, found, key or register.key))


@pytest.fixture
def stick(tmp_path):
    return tmp_path / "GDK1.gerai"


def carried(central, stick, bytes_):
    stick.write_bytes(bytes_)
    return bring_in(central, stick, FakeClock())


def refused(central, stick, bytes_, kind):
    """Nothing is taken, and the file is named."""
    before = state(central)
    with pytest.raises(kind) as caught:
        carried(central, stick, bytes_)
    assert caught.value.facts["file"] == str(stick)
    assert state(central) == before
    return caught.value


def own_row(central):
    """All that the centre keeps of the register itself."""
    return rows(central, "register")


def test_it_is_taken_as_a_push_is(central, clock, register, stick, tmp_path):
    """The same rows to the letter, the same mark; figures for the person who brought it."""
    done = carried(central, stick, content(register))
    assert (done.accepted, done.duplicates, done.quarantined, done.stop) == (len(register.lines), 0, 0, None)
    assert done.mark == Place(1, len(register.lines))
    assert (done.totals.sales, done.totals.refunds) == (6, 2)
    assert done.totals.sale_total == sum(row["total"] for row in rows(central, "sale"))
    assert central.look(lambda k: verify.faults_of(k, register.caller)) == ()
    other = new_centre(tmp_path / "pushed.db")
    twin = copy.copy(register)
    twin.store = other
    other.run(lambda k: _enrol_as(k, central))
    twin.push()
    assert state(other) == state(central)
    other.close()


def _enrol_as(connection, central):
    """The same registers, as they joined."""
    for name in ("register", "register_tip"):
        facts = [
            {
                **row,
                "seq": 0,
                "hash": chain.first_hash(row["register_id"], 1, bytes.fromhex(row["public_key"])),
            }
            if name == "register_tip"
            else {**row, "nonce": "", "nonce_before": ""}
            for row in rows(central, name)
        ]
        table = register_table.metadata.tables[name]
        connection.execute(sa.insert(table), facts)


def test_the_living_till_notices_nothing(central, register, stick):
    """No nonce is turned, no contact noted, nobody suspected: the next push goes on with the nonce that it has."""
    register.push(1, 3)
    before = own_row(central)
    for _ in range(3):
        carried(central, stick, content(register))
    assert own_row(central) == before
    ack = register.push()
    assert (ack.accepted, ack.duplicates) == (0, len(register.lines))
    assert central.look(incidents.listed) == ()


def test_the_same_file_again_changes_nothing(central, register, stick):
    """All of it is there: said, and no row touched."""
    carried(central, stick, content(register))
    before, logged = state(central), rows(central, "ingest_log")
    done = bring_in(central, stick, FakeClock())
    assert (done.accepted, done.duplicates, done.stop) == (0, len(register.lines), None)
    assert state(central) == before
    assert rows(central, "ingest_log") == logged


def test_when_it_came_is_in_the_log(central, register, stick):
    """Each batch of the file, as with a push."""
    carried(central, stick, content(register, size=100))
    logged = central.look(lambda k: k.execute(sa.select(ingest_log.c.first_seq, ingest_log.c.last_seq)).all())
    assert [tuple(row) for row in logged] == [(1, len(register.lines))]


def test_a_revoked_register_is_what_it_is_for(central, register, stick):
    """Its tokens are refused; what it sold is taken, and it is said that it was taken out."""
    central.run(lambda k: registers.revoke(k, "GDK", "GDK1"))
    done = carried(central, stick, content(register))
    assert done.carrier.revoked
    assert done.accepted == len(register.lines)
    assert own_row(central)[0]["revoked"]


def test_a_stranger_is_not_let_in(central, register, stick):
    """A register that never joined here, whoever signed; an id that no database should be asked for."""
    unknown = refused(central, stick, samples.file_of(samples.batches({1: 3})), CarryStranger)
    assert unknown.facts["register"] == "GDK1"
    odd = [replace(one, register_id="x\0y") for one in samples.batches({1: 3})]
    refused(central, stick, samples.file_of(odd), CarryStranger)


def test_another_key_is_refused(central, clock, register, stick):
    """A stranger's, or another register's of the same outlet."""
    other = Register(central, clock, code="GDK2")
    for key in (new_device_key(), other.key):
        assert refused(central, stick, content(register, key=key), CarryForged).facts["register"] == "GDK1"


def test_what_is_no_whole_file_is_refused_by_name(central, register, stick, tmp_path):
    """Empty, cut off, of another kind, newer, changed, a folder, nothing at all."""
    good = content(register)
    refused(central, stick, b"", CarryDamaged)
    refused(central, stick, good[:-1], CarryDamaged)
    refused(central, stick, b"PK\3\4", NotACarryFile)
    assert (
        refused(central, stick, good.replace(b"/1", b"/7", 1), CarryNewer).facts["format"] == "gerai-carry/7"
    )
    refused(central, stick, good.replace(b'"gerai":"0', b'"gerai":"9'), CarryDamaged)
    for path in (tmp_path, tmp_path / "gone.gerai"):
        with pytest.raises(CarryUnreadable):
            bring_in(central, path, FakeClock())


def test_a_gap_is_named(central, register, stick):
    """Nothing of the file is taken; which records are lacking; the complete file closes it."""
    register.push(1, 4)
    done = carried(central, stick, content(register, 8))
    assert (done.accepted, done.mark) == (0, Place(1, 4))
    trouble = trouble_of(done, stick)
    assert isinstance(trouble, CarryGap)
    assert (trouble.facts["first"], trouble.facts["last"], trouble.facts["epoch"]) == (5, 7, 1)
    done = carried(central, stick, content(register))
    assert trouble_of(done, stick) is None
    assert (done.duplicates, done.accepted) == (4, len(register.lines) - 4)


def test_a_fork_loses_nothing_and_is_noted(central, register, stick):
    """Two histories of one register: the first stays, the second is in its file, the office hears of it."""
    register.push()
    twin = copy.copy(register)
    twin.lines, twin.hashes = register.lines[:6], register.hashes[:6]
    twin.add("staff", {"id": 7})
    before = state(central)
    done = carried(central, stick, content(twin, 5))
    trouble = trouble_of(done, stick)
    assert isinstance(trouble, CarryForked)
    assert trouble.facts["at"] == 7
    assert state(central) == before
    assert [one.code for one in central.look(incidents.listed)] == ["fork"]


def test_what_has_no_meaning_is_set_aside(central, register, stick):
    """As in a push: stored, counted, listed; what comes after it is taken."""
    register.add("hologram", {"x": 1})
    register.add("sale", {**sale_body("GDK1-000099"), "to": 1}, sh="GDK1-s1", u=1)
    register.add_raw(b"\xff\xfe")
    register.add()
    done = carried(central, stick, content(register))
    assert (done.quarantined, done.accepted) == (3, len(register.lines))
    codes = {row["code"] for row in rows(central, "quarantine")}
    assert codes == {"unknown_kind", "totals", "bad_text"}


def test_an_epoch_that_a_restored_centre_forgot_is_taken_up(central, register, stick):
    """As a register's own call would do; its first record is what makes it count."""
    found = [register.batch(), _first_of(register, 2)]
    head = samples.head(found, outlet_code="GDK", register_code="GDK1")
    done = carried(central, stick, b"".join(carry.written(head, found, register.key)))
    assert trouble_of(done, stick) is None
    assert done.mark == Place(2, 1)
    assert central.look(lambda k: epochs.newest_used(k, register.caller)) == 2
    assert own_row(central)[0]["epoch"] == 2
    assert bring_in(central, stick, FakeClock()).accepted == 0


def _first_of(register, epoch):
    """A batch with the first record of a later epoch."""
    prev = chain.first_hash(register.id, epoch, register.caller.public_key)
    key, before = register.caller.public_key.hex(), len(register.lines)
    opened = bodies.encode(EpochOpened(epoch, key, "restored", before, register.batch().tip.hex()))
    line = encode({**register.envelope("epoch_open"), "ep": epoch, "seq": 1, "b": dict(opened)})
    return replace(samples.batch((line,), epoch, 1, prev), register_id=register.id)


def test_an_absurd_epoch_is_damage(central, register, stick):
    """Signed or not: no database is asked for it."""
    odd = _first_of(register, 10**12)
    head = samples.head([odd], outlet_code="GDK", register_code="GDK1")
    refused(central, stick, b"".join(carry.written(head, [odd], register.key)), CarryDamaged)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """One centre for all examples, with a register whose records come on a stick only."""
    folder = tmp_path_factory.mktemp("office")
    store = new_centre(folder / "central.db")
    made = Register(store, FakeClock())
    begin(made)
    trade(made, 6)
    yield store, made, folder / "stick.gerai"
    store.close()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_cut_and_no_flipped_byte_ever_brings_a_record(office, data):
    """Refused wholly, in one sentence: after it the centre is as empty as before."""
    store, register, stick = office
    good = content(register)
    if data.draw(st.booleans()):
        bad = good[: data.draw(st.integers(0, len(good) - 1))]
    else:
        at, flip = data.draw(st.integers(0, len(good) - 1)), data.draw(st.integers(1, 255))
        bad = good[:at] + bytes([good[at] ^ flip]) + good[at + 1 :]
    stick.write_bytes(bad)
    with pytest.raises(GeraiError):
        bring_in(store, stick, FakeClock())
    assert rows(store, "journal") == []
    assert rows(store, "incident") == []


@pytest.mark.parametrize("seed", range(12))
def test_files_that_overlap_may_come_in_any_order(register, seed, tmp_path, stick, central):
    """Some of each day, pushes between: what does not fit yet is refused, and at last all is there once."""
    random, size = Random(seed), len(register.lines)
    cuts = [(random.randint(1, size), random.randint(1, size)) for _ in range(6)]
    files = [content(register, min(cut), max(cut), random.randint(1, 6)) for cut in cuts]
    files += [content(register)]
    for _ in range(3):
        random.shuffle(files)
        for one in files:
            done = carried(central, stick, one)
            assert done.stop is None or done.stop.code == "gap"
            if random.random() < 0.3:
                register.push(1, random.randint(1, size))
    assert [bytes(r["line"]) for r in sorted(rows(central, "journal"), key=_seq)] == register.lines
    assert len(rows(central, "sale")) == 6
    assert central.look(incidents.listed) == ()
    assert central.look(lambda k: verify.faults_of(k, register.caller)) == ()
    assert central.run(lambda k: ingest.read_tip(k, register.caller, 1).hash) == register.hashes[-1]


def _seq(row):
    return row["seq"]


def test_poison_in_a_record_that_was_issued_again(central, register, stick):
    """A push sets it aside; so does a stick."""
    facts = {"e": 1, "sq": 1, "h": "0" * 64, "ln": "\ud800xx"}
    register.add_raw(
        json.dumps(register.envelope("reissue", facts), sort_keys=True, separators=(",", ":")).encode()
    )
    done = carried(central, stick, content(register))
    assert (trouble_of(done, stick), done.quarantined) == (None, 1)


@pytest.mark.parametrize("code", ["\x1b[31mGDK1", "GDK1\x07", "A" * 500_000])
def test_a_head_that_plays_with_the_terminal_is_damage(central, register, stick, code):
    """Only its digest covers it before a signature is asked for, and its words would be shown."""
    found = [register.batch()]
    head = samples.head(found, outlet_code="GDK", register_code=code)
    refused(central, stick, b"".join(carry.written(head, found, register.key)), CarryDamaged)
