"""`gerai central incidents`, `reproject`, `revoke`: what the office sees and decides, in one clear line each."""

import json

import pytest
import sqlalchemy as sa

from pos.app.commands import central_office
from sync.central.services import incidents
from sync.central.store import open_central_store
from sync.central.tables import registers
from tests.conftest import FakeClock
from tests.sync.central.line_maker import Register


@pytest.fixture
def office(run, tmp_path):
    root = tmp_path / "office"
    assert run("central", "init", "--demo", "--data", root).code == 0
    return root


@pytest.fixture
def register(office):
    """A register of GDK of which two things were noted."""
    store = open_central_store(f"sqlite:///{office / 'central.db'}")
    made = Register(store, FakeClock())
    for code, detail in (("clone", "nonce"), ("sold_twice", "M01-014: GDK1-000001, GDK2-000001")):
        at = FakeClock().now()
        store.run(lambda k, c=code, d=detail, at=at: incidents.raise_incident(k, made.caller, at, c, d))
    store.close()
    return made


def listed(run, office):
    return json.loads(run("central", "incidents", "--json", "--data", office).out[-1])["incidents"]


@pytest.mark.parametrize(("language", "words"), [("id", "2 kejadian terbuka."), ("en", "2 open incidents.")])
def test_what_happened_is_listed_with_its_id(run, office, register, language, words):
    """One line each, the receipts of a piece sold twice among them, and how many there are."""
    assert central_office.incidents
    outcome = run("central", "incidents", "--data", office, "--lang", language)
    assert (outcome.code, outcome.out[-1]) == (0, words)
    assert any("M01-014: GDK1-000001, GDK2-000001" in line for line in outcome.out)
    for one in listed(run, office):
        assert any(line.startswith(one["id"]) for line in outcome.out)


def test_an_incident_is_closed_once(run, office, register):
    """Looked at and gone from the list; a second time it is said that there is none."""
    first, second = listed(run, office)
    assert run("central", "incidents", "--close", first["id"], "--data", office).code == 0
    assert [one["id"] for one in listed(run, office)] == [second["id"]]
    again = run("central", "incidents", "--close", first["id"], "--data", office)
    assert again.code == 2
    assert first["id"] in again.err[0]


def test_a_lost_register_is_taken_out(run, office, register):
    """It is revoked, and how to replace it is said; an unknown one is refused."""
    done = run("central", "revoke", "--outlet", "GDK", "--register", "GDK1", "--data", office)
    assert done.code == 0
    assert "--replaces GDK1" in done.out[0]
    store = open_central_store(f"sqlite:///{office / 'central.db'}")
    assert store.look(lambda k: k.execute(sa.select(registers.register.c.revoked)).scalar())
    store.close()
    assert run("central", "revoke", "--outlet", "GDK", "--register", "GDK7", "--data", office).code == 2


def test_nothing_set_aside_is_nothing_taken(run, office):
    """For one outlet or all; a folder without a centre is refused."""
    for words in ((), ("--outlet", "GDK")):
        outcome = run("central", "reproject", "--json", *words, "--data", office)
        assert (outcome.code, json.loads(outcome.out[-1])) == (0, {"projected": 0})
    assert run("central", "reproject", "--data", office / "none").code == 2
