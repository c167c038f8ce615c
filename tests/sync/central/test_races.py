"""Transactions that the database throws out (SQLSTATE 40001): run again as a whole, to the same end, or answered 503.

The suites of `tests.sync.conftest.RACED` run so at SERIALIZABLE as well; here every place of a push is tried in turn.
"""

import json
from itertools import chain, repeat

import pytest
import sqlalchemy as sa

from sync.central.services import incidents, verify
from sync.central.store import TRIES_MAX
from sync.central.tables import metadata
from tests.sync.central.line_maker import Register, begin, trade
from tests.sync.central.test_http import headers_of, mark, pool, post
from tests.sync.races import Races

__all__ = ["pool"]
AT_COMMIT = 999
pytestmark = pytest.mark.parametrize("database_url", ["serializable"], indirect=True)


def trading(central, clock, number):
    """A register with some sales, refunds, cash moved."""
    register = Register(central, clock, code=f"GDK{number}")
    begin(register)
    trade(register, 4)
    return register


def broken_push(central, register, times, placed=None):
    races = Races(central, times, placed)
    ack = register.push()
    races.close()
    return ack, races


def rows_of(central, register):
    """How many rows of each table are the register's."""
    tables = [table for table in metadata.sorted_tables if "register_id" in table.c]
    return central.look(
        lambda k: {
            table.name: k.execute(
                sa.select(sa.func.count()).select_from(table).where(table.c.register_id == register.id)
            ).scalar_one()
            for table in tables
        }
    )


def test_each_place_of_a_push_may_lose_a_race(central, clock):
    """Broken once at each of its statements and at the commit: the same answer and the same rows as without."""
    calm = trading(central, clock, 1)
    wanted, counted = broken_push(central, calm, repeat(0))
    assert (wanted.accepted, counted.broken) == (len(calm.lines), 0)
    for place in range(counted.statements + 1):
        register = trading(central, clock, place + 2)
        ack, races = broken_push(central, register, chain([1], repeat(0)), place)
        assert races.broken == 1
        assert (ack.accepted, ack.duplicates, ack.quarantined, ack.stop) == (wanted.accepted, 0, (), None)
        assert ack.tip == register.hashes[-1].hex()
        assert rows_of(central, register) == rows_of(central, calm)
    assert central.look(lambda k: verify.faults_of_outlet(k, "GDK")) == ()
    assert central.look(incidents.listed) == ()


@pytest.mark.parametrize("place", [0, 1, 7, AT_COMMIT])
@pytest.mark.parametrize("calm_before", [0, 1])
def test_after_too_many_the_register_comes_again(centre, clock, pool, calm_before, place):
    """At the token or at the batch: 503 with a pause, never an answer without a commit; the next try is taken whole."""
    register = trading(centre.store, clock, 1)
    races = Races(centre.store, chain(repeat(0, calm_before), repeat(TRIES_MAX)), place)
    answer = post(pool, centre, register)
    races.close()
    assert (answer.status, json.loads(answer.data)["code"]) == (503, "busy")
    assert int(answer.headers["Retry-After"]) > 0
    assert races.broken == TRIES_MAX
    assert (mark(centre, register), rows_of(centre.store, register)["journal"]) == (0, 0)
    assert post(pool, centre, register).status == 200
    assert mark(centre, register) == len(register.lines)


def test_a_batch_is_taken_at_the_last_try(central, clock):
    """One break less than the store has patience for."""
    register = trading(central, clock, 1)
    ack, races = broken_push(central, register, chain([TRIES_MAX - 1], repeat(0)))
    assert (races.broken, ack.high_water) == (TRIES_MAX - 1, len(register.lines))


def asked_for(register):
    """Every call that writes, with its body."""
    path = f"/v1/registers/{register.id}/epochs"
    epoch = {"epoch": 1, "last_seq": 0, "tip": register.first.hex(), "reason": "restored"}
    return [("POST", path, epoch), ("PUT", f"{path}/7", None)]


def test_no_epoch_is_given_without_a_commit(centre, clock, pool):
    """503, and the centre holds the one epoch that it held; asked again it gives the next one."""
    register = Register(centre.store, clock)
    head = headers_of(register, register.batch())
    for n, (verb, path, body) in enumerate(asked_for(register)):
        data = json.dumps(body).encode() if body else None
        for times in ([TRIES_MAX], [0, TRIES_MAX]):
            races = Races(centre.store, chain(times, repeat(0)), AT_COMMIT)
            answer = pool.request(verb, centre.url + path, body=data, headers=head)
            races.close()
            assert (answer.status, races.broken) == (503, TRIES_MAX), (verb, times)
            assert rows_of(centre.store, register)["register_tip"] == n + 1
        assert pool.request(verb, centre.url + path, body=data, headers=head).status == 200
        assert rows_of(centre.store, register)["register_tip"] == n + 2
