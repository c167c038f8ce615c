"""What the centre says of its health and its work: true figures, and no trade figures without the password."""

import json
import re

import pytest

from sync.central.services import incidents, staff
from sync.central.services.numbers import Numbers
from sync.central.tables.registers import centre as table
from tests.sync.central.line_maker import Register, begin
from tests.sync.central.test_http import pool, post
from tests.sync.central.test_page import basic

__all__ = ["pool"]
WORD = "kata-sandi"


@pytest.fixture
def register(centre, clock):
    made = Register(centre.store, clock)
    begin(made)
    return made


@pytest.fixture
def read(centre, pool):
    """The numbers, by name with labels."""
    password, hashed = staff.new_office_password()
    centre.store.run(lambda k: k.execute(table.update().values(office_password=hashed)))

    def ask():
        answer = pool.request("GET", f"{centre.url}/metrics", headers=basic(password))
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        return dict(re.findall(r"(?m)^([^#]\S*) (\S+)$", answer.data.decode()))

    return ask


def test_what_is_pushed_is_counted(centre, register, pool, read, clock):
    """Records by what became of them, stops and refusals by code, what is set aside, who was heard when."""
    register.add("sale", {"bd": "nonsense"})
    assert [post(pool, centre, register).status for _ in range(2)] == [200, 200]
    assert post(pool, centre, register, Authorization="Bearer x").status == 401
    centre.store.run(lambda k: incidents.raise_incident(k, register.caller, clock.now(), "fork", "1/2"))
    clock.advance(seconds=90)
    found = read()
    assert float(found["gerai_pushes_total"]) == 2
    assert float(found['gerai_records_total{outcome="accepted"}']) == 5
    assert float(found['gerai_records_total{outcome="duplicate"}']) == 5
    assert float(found['gerai_records_total{outcome="quarantined"}']) == 1
    assert float(found['gerai_refusals_total{code="token"}']) == 1
    assert float(found["gerai_push_seconds_count"]) == 3
    assert float(found['gerai_incidents_open{code="fork",outlet="GDK"}']) == 1
    assert 90 <= float(found['gerai_contact_age_seconds{outlet="GDK",register="GDK1"}']) < 91
    (aside,) = [value for name, value in found.items() if name.startswith("gerai_quarantine_records{")]
    assert float(aside) == 1
    assert float(found["gerai_shed_requests"]) == 0


def test_what_is_sent_away_is_counted(centre, register, pool, read):
    """And it is no push."""
    centre.load.in_work = centre.load.in_work_max
    assert post(pool, centre, register).status == 503
    centre.load.in_work = 0
    found = read()
    assert float(found["gerai_shed_requests"]) == 1
    assert float(found["gerai_pushes_total"]) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_numbers_are_for_the_office(centre, pool):
    """Without the password, or with another one: 401, and not a figure."""
    for headers in ({}, basic(WORD)):
        answer = pool.request("GET", f"{centre.url}/metrics", headers=headers)
        assert answer.status == 401
        assert b"gerai_" not in answer.data


def test_two_centres_in_one_process_count_apart():
    """No registry of the whole process."""
    assert Numbers()._registry is not Numbers()._registry


def test_health_names_the_database(centre, pool):
    """Its version, and that it keeps what it confirms; a database that does not is told apart."""
    health = json.loads(pool.request("GET", f"{centre.url}/v1/health").data)
    engine = "PostgreSQL 1" if centre.store.is_postgres else "SQLite 3."
    assert health["store"].startswith(engine)
    assert health["durable"] is True
    if centre.store.is_postgres:
        lax = centre.store.engine.connect()
        lax.exec_driver_sql("SET synchronous_commit = off")
        assert centre.store.condition(lax)[1] is False
        lax.rollback()
        lax.close()
