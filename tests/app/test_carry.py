"""`gerai carry export` and `gerai central carry import`: exit codes, one clear line in both languages, figures to compare."""

import json

import pytest

from pos.app.build import open_till
from pos.app.commands import carry, central_carry
from pos.models import sync_state
from pos.models.sync_state import SyncState
from pos.services.record import tip_of
from sync.central.services import enrolment, registers
from sync.central.store import open_central_store
from sync.protocol.answers import EnrolRequest
from tests.conftest import FakeClock


@pytest.fixture
def office(run, tmp_path):
    root = tmp_path / "office"
    assert run("central", "init", "--demo", "--data", root).code == 0
    return root


@pytest.fixture
def store(office):
    opened = open_central_store(f"sqlite:///{office / 'central.db'}")
    yield opened
    opened.close()


@pytest.fixture
def shop(run, demo, store):
    """A demo shop that sold, joined the office and was cut off before it sent anything."""
    assert run("day", "--sales", 3, "--data", demo).code == 0
    till = open_till(demo, purpose="test")
    mine, at = till.ctx.shop, FakeClock().now()
    code = enrolment.new_code(store, "GDK", at)
    asked = EnrolRequest(code, mine.register_id, mine.public_key.hex(), "f" * 32, mine.register_code, "GDK")
    answer = enrolment.enrol(store, asked, at, "c" * 36)
    with till.ctx.store.write() as connection:
        joined = SyncState(centre_url="http://127.0.0.1:9", outlet_id="GDK", nonce=answer.nonce)
        sync_state.save(connection, joined)
    till.close()
    return demo


def test_a_stick_goes_from_the_till_to_the_office(run, shop, office, tmp_path):
    """Made beside nothing but the shop, brought in, brought in again; both sides say the same figures."""
    assert carry.export
    assert central_carry.bring_in
    file = tmp_path / "GDK1.gerai"
    made = run("carry", "export", file, "--data", shop)
    assert made.code == 0
    assert made.out[0] == f"Berkas {file} selesai dan sudah dibaca ulang."
    assert "Di dalamnya 3 nota (GDK1-000001–GDK1-000003), Rp" in made.out[2]
    assert "gerai central carry import GDK1.gerai" in made.out[3]
    taken = run("central", "carry", "import", file, "--data", office)
    assert taken.code == 0
    assert taken.out[0].startswith("GDK1, gerai GDK: ")
    assert taken.out[1] == made.out[2]
    assert "sudah ada 0, disisihkan 0." in taken.out[2]
    again = run("central", "carry", "import", file, "--data", office)
    assert (again.code, again.out[-1]) == (0, "Semuanya sudah ada di pusat; tidak ada yang berubah.")
    assert run("central", "verify", "--data", office).code == 0


def test_both_speak_english_and_json(run, shop, office, tmp_path):
    """For people and for scripts: the same numbers."""
    file, other = tmp_path / "one.gerai", tmp_path / "two.gerai"
    assert "3 receipts" in run("carry", "export", file, "--data", shop, "--lang", "en").out[2]
    made = json.loads(run("carry", "export", other, "--all", "--json", "--data", shop).out[0])
    taken = json.loads(run("central", "carry", "import", other, "--json", "--data", office).out[0])
    assert made["records"] == taken["accepted"] == taken["mark"][1]
    assert (made["sales"], made["sale_total"]) == (taken["sales"], taken["sale_total"])
    assert (taken["stop"], taken["revoked"], taken["outlet"]) == ("", False, "GDK")
    words = run("central", "carry", "import", file, "--data", office, "--lang", "en").out
    assert words[-1] == "The centre has all of them already; nothing has changed."


def test_it_works_beside_an_open_till_and_nothing_is_marked(run, shop, tmp_path):
    """The till has its folder; the file is made all the same, and everything is due as before."""
    till = open_till(shop, purpose="gerai")
    try:
        made = json.loads(run("carry", "export", tmp_path / "a.gerai", "--json", "--data", shop).out[0])
        with till.ctx.store.read() as connection:
            assert sync_state.load(connection).mark == 0
            assert made["records"] == tip_of(till.ctx, connection).seq
    finally:
        till.close()


def test_nothing_due_is_said(run, shop, tmp_path):
    """No file; exit code 0."""
    till = open_till(shop, purpose="test")
    with till.ctx.store.write() as connection:
        tip = tip_of(till.ctx, connection)
        sync_state.change(connection, mark=tip.seq, mark_hash=tip.hash)
    till.close()
    outcome = run("carry", "export", tmp_path / "a.gerai", "--data", shop)
    assert (outcome.code, len(outcome.out)) == (0, 1)
    assert "--all" in outcome.out[0]
    assert (
        json.loads(run("carry", "export", tmp_path / "a.gerai", "--json", "--data", shop).out[0])["records"]
        == 0
    )
    assert not (tmp_path / "a.gerai").exists()


def test_a_revoked_register_is_taken_and_said(run, shop, office, store, tmp_path):
    """The office took it out; what it sold still comes."""
    store.run(lambda k: registers.revoke(k, "GDK", "GDK1"))
    file = tmp_path / "GDK1.gerai"
    assert run("carry", "export", file, "--data", shop).code == 0
    taken = run("central", "carry", "import", file, "--data", office)
    assert taken.code == 0
    assert "Meja kasir ini sudah dicabut; catatannya tetap diterima." in taken.out


def test_what_stands_in_the_way_is_one_sentence(run, shop, office, demo_made, tmp_path):
    """Exit code 2 and the file's name: at the till and at the office."""
    file = tmp_path / "GDK1.gerai"
    assert run("carry", "export", file, "--data", shop).code == 0
    there = run("carry", "export", file, "--data", shop)
    assert (there.code, str(file) in there.err[0]) == (2, True)
    assert run("carry", "export", tmp_path / "gone" / "a.gerai", "--data", shop).code == 2
    assert run("carry", "export", tmp_path / "b.gerai", "--data", demo_made).code == 2
    cut = tmp_path / "cut.gerai"
    cut.write_bytes(file.read_bytes()[:-20])
    for wrong, word in (
        (cut, "terpotong"),
        (tmp_path, "tidak bisa dibaca"),
        (shop / "gerai.db", "bukan berkas bawaan"),
    ):
        outcome = run("central", "carry", "import", wrong, "--data", office)
        assert (outcome.code, word in outcome.err[0]) == (2, True), outcome
    assert run("central", "carry", "import", file, "--data", tmp_path / "nothing").code == 2


def test_a_gap_says_what_is_lacking_and_how_to_close_it(run, shop, office, tmp_path):
    """A file that begins after what the centre has: --all helps."""
    till = open_till(shop, purpose="test")
    with till.ctx.store.write() as connection:
        sync_state.change(connection, mark=4)
    till.close()
    late, whole = tmp_path / "late.gerai", tmp_path / "whole.gerai"
    assert run("carry", "export", late, "--data", shop).code == 0
    outcome = run("central", "carry", "import", late, "--data", office)
    assert outcome.code == 2
    assert "nomor 1–4 (riwayat 1)" in outcome.err[0]
    assert "--all" in outcome.err[0]
    assert run("carry", "export", whole, "--all", "--data", shop).code == 0
    assert run("central", "carry", "import", whole, "--data", office).code == 0
