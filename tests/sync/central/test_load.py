"""The centre under more requests than it can take: 503 with a pause before a body is read, health answers, all get in."""

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from pos.app.commands.central import server_of
from sync.central.api import thread
from sync.central.app import RETRY_AFTER_S, build
from sync.central.services import load
from sync.central.services.load import Busy, Load
from sync.central.store import OTHER_CONNECTIONS, REGISTER_CONNECTIONS
from sync.central.tables import registers
from sync.outlet.worker import HEARTBEAT_S
from sync.protocol import answers
from tests.sync.central.line_maker import Register, begin
from tests.sync.central.test_http import headers_of, mark, pool, post
from tests.sync.central.test_stop import until

WAIT_S = 20
__all__ = ["pool"]


@pytest.fixture
def register(centre, clock):
    made = Register(centre.store, clock)
    begin(made)
    return made


class Gate:
    """Holds every push of the centre at its first statement until it is opened."""

    def __init__(self, engine):
        self.engine, self.arrived, self.opened = engine, threading.Semaphore(0), threading.Event()
        sa.event.listen(engine, "begin", self._wait)

    def _wait(self, _connection):
        if threading.current_thread().name.startswith("register"):
            self.arrived.release()
            assert self.opened.wait(WAIT_S)

    def close(self):
        self.opened.set()
        sa.event.remove(self.engine, "begin", self._wait)


@pytest.fixture
def gate(centre):
    made = Gate(centre.store.engine)
    yield made
    made.close()


def test_places_are_given_and_taken_back():
    """No more than there are; a refused one takes none; each refusal names a pause, spread over some seconds."""
    one, pauses = Load(), []
    with one.working(), one.working():
        assert one.in_work == 2
    assert one.in_work == 0
    one.in_work = one.in_work_max
    for _ in range(10):
        with pytest.raises(Busy) as busy, one.letting_in():
            pass
        with pytest.raises(Busy), one.working():
            pass
        pauses.append(busy.value.retry_after_s)
    assert (one.shed, one.in_work, one.let_in) == (20, one.in_work_max, 0)
    assert set(pauses) <= set(range(1, 6))
    assert len(set(pauses)) > 2


def test_bodies_on_their_way_are_bounded_too():
    """Slow senders fill the memory no further."""
    one = Load()
    one.let_in = load.LET_IN_MAX
    with pytest.raises(Busy), one.letting_in():
        pass


def test_a_busy_centre_asks_for_less_and_later():
    """From half of its places on."""
    one = Load(postgres=True)
    assert one.asked() == answers.Next(500, 0)
    one.in_work = one.in_work_max // 2
    assert one.asked() == answers.Next(500, 0)
    one.in_work += 1
    assert one.asked() == answers.Next(250, 5)


def test_what_is_too_much_is_sent_away_and_health_answers(centre, register, gate, pool):
    """The one place taken: one more gets 503 with a pause; health does not wait; afterwards everybody gets in."""
    centre.load.in_work_max = 1
    with ThreadPoolExecutor(1) as callers:
        held = callers.submit(ask_epochs, pool, centre, register)
        assert gate.arrived.acquire(timeout=WAIT_S)
        sent_away = post(pool, centre, register)
        assert (sent_away.status, json.loads(sent_away.data)["code"]) == (503, "busy")
        assert 1 <= int(sent_away.headers["Retry-After"]) <= 5
        assert pool.request("GET", f"{centre.url}/v1/health").status == 200
        gate.opened.set()
        assert held.result(WAIT_S).status == 200
    until(lambda: (centre.load.in_work, centre.load.let_in) == (0, 0))  # given back just after the answer
    assert post(pool, centre, register).status == 200
    assert mark(centre, register) == 4


def ask_epochs(pool, centre, register):
    path = f"/v1/registers/{register.id}/epochs"
    return pool.request("GET", centre.url + path, headers=headers_of(register, register.batch()))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_batch_is_sent_away_before_its_body_comes(centre, register):
    """The head alone is enough for the 503: not one byte of the batch is waited for."""
    centre.load.in_work = centre.load.in_work_max
    host, port = centre.url.removeprefix("http://").split(":")
    lines = [f"{name}: {value}" for name, value in headers_of(register, register.batch()).items()]
    head = [f"POST /v1/registers/{register.id}/journal HTTP/1.1", "Host: x", "Content-Length: 1000", *lines]
    with socket.create_connection((host, int(port)), timeout=WAIT_S) as line:
        line.sendall("\r\n".join([*head, "", ""]).encode("latin-1"))
        answer = line.recv(4096)
    assert answer.startswith(b"HTTP/1.1 503")
    assert b"retry-after: " in answer.lower()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_line_that_hangs_within_its_batch_gives_its_place_back(centre, register, pool):
    """Half a batch, then nothing for ever: 503 after a bound, so that dead lines do not keep all places."""
    centre.load.body_least_s = 0.05
    host, port = centre.url.removeprefix("http://").split(":")
    lines = [f"{name}: {value}" for name, value in headers_of(register, register.batch()).items()]
    head = [f"POST /v1/registers/{register.id}/journal HTTP/1.1", "Host: x", "Content-Length: 100", *lines]
    with socket.create_connection((host, int(port)), timeout=WAIT_S) as line:
        line.sendall("\r\n".join([*head, "", "half a batch"]).encode("latin-1"))
        answer = line.recv(4096)
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"retry-after: " in answer.lower()
        until(lambda: (centre.load.in_work, centre.load.let_in) == (0, 0))
        assert mark(centre, register) == 0
    assert post(pool, centre, register).status == 200


@pytest.mark.parametrize("said", [b"", b"7", b"2000000"])
def test_a_body_is_given_the_time_of_the_slowest_line(said):
    """Half a minute and what its announced bytes take at 8 kB a second."""
    scope = {"headers": [(b"content-length", said)] if said else []}
    assert Load().body_s(thread._announced_bytes(scope)) == load.BODY_LEAST_S + int(said or 0) / 8_000


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_connection_is_closed_while_a_pause_runs(central, clock):
    """Who was asked to come again in some seconds finds its connection open; one that a heartbeat comes on is new."""
    kept_s = server_of(build(central, clock)).config.timeout_keep_alive
    assert kept_s > 2 * max(load.RETRY_SPREAD_S, load.BUSY_INTERVAL_S, int(RETRY_AFTER_S))
    assert kept_s < HEARTBEAT_S / 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_answer_of_a_busy_centre_asks_for_a_pause(centre, register, pool):
    """What the load asks for is what the register reads."""
    centre.load.in_work = centre.load.in_work_max - 1
    ack = answers.decode(post(pool, centre, register).data, answers.Ack)
    assert (ack.next, ack.high_water) == (answers.Next(250, 5), 4)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_no_request_waits_for_a_connection_for_ever(centre, register, pool):
    """The pool is empty beyond its bound: 503, and the register comes again."""
    engine = centre.store.engine
    engine.pool._timeout = 0.05
    taken = [engine.connect() for _ in range(REGISTER_CONNECTIONS + OTHER_CONNECTIONS)]
    answer = post(pool, centre, register)
    for one in taken:
        one.close()
    assert (answer.status, json.loads(answer.data)["code"]) == (503, "busy")
    assert answer.headers["Retry-After"]
    assert post(pool, centre, register).status == 200


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_no_request_waits_for_a_lock_for_ever(centre, register, pool):
    """Another transaction holds the register's mark: 503 after a bound, nothing half done."""
    engine = centre.store.engine
    sa.event.listen(engine, "begin", shorten)
    with engine.connect() as holder:
        holder.execute(sa.select(registers.register_tip).with_for_update())
        answer = post(pool, centre, register)
        holder.rollback()
    sa.event.remove(engine, "begin", shorten)
    assert (answer.status, mark(centre, register)) == (503, 0)
    assert post(pool, centre, register).status == 200


def shorten(connection):
    """The bound is there at all, and can be had sooner."""
    assert connection.exec_driver_sql("SHOW lock_timeout").scalar() in {"10s", "50ms"}
    connection.exec_driver_sql("SET LOCAL lock_timeout = 50")
