"""SIGTERM to a real `gerai central serve` within a push: the push ends, nothing new is taken, exit 0, nothing half done."""

import base64
import json
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import sqlalchemy as sa

from pos.clock import SystemClock
from sync.central.services import registers, verify
from sync.central.store import open_central_store
from sync.central.tables.registers import register as table
from sync.protocol import answers
from tests.sync.central.line_maker import Register, begin
from tests.sync.central.test_http import mark, pool, post
from tests.sync.conftest import Server

WAIT_S = 20
__all__ = ["pool"]


def gerai(*words, database, folder):
    return [sys.executable, "-m", "pos", "central", *words, "--database", database, "--data", str(folder)]


def until(happened):
    """Ask again until it is so, within a bound."""
    end = monotonic() + WAIT_S
    while not happened():
        assert monotonic() < end


def test_a_wish_to_stop_lets_the_push_end(database_url, tmp_path, pool):
    """The database holds the push up; SIGTERM; new callers are refused; the push is answered, durable and whole."""
    made = subprocess.run(
        gerai("init", "--json", database=database_url, folder=tmp_path), capture_output=True, check=True
    )
    password = json.loads(made.stdout)["office_password"]
    store = open_central_store(database_url)
    store.run(lambda k: registers.add_outlet(k, "GDK", "Galeri", SystemClock().now()))
    register = Register(store, SystemClock())
    begin(register)
    server = subprocess.Popen(
        gerai("serve", "--port", "0", database=database_url, folder=tmp_path),
        stdout=subprocess.PIPE,
        text=True,
    )
    centre = Server(server.stdout.readline().split()[-1], store, None)
    with ThreadPoolExecutor(1) as caller:
        with store.engine.begin() as holder:
            holder.execute(sa.update(table).values(epoch=table.c.epoch))
            pushed = caller.submit(post, pool, centre, register)
            until(lambda: in_work(pool, centre, password) == 1)
            server.terminate()
            until(lambda: refused(centre))
            assert not pushed.done()
        answer = pushed.result(WAIT_S)
    assert (answer.status, answers.decode(answer.data, answers.Ack).high_water) == (200, 4)
    assert server.wait(WAIT_S) == 0
    server.stdout.close()
    assert mark(centre, register) == 4
    assert store.look(lambda k: verify.faults_of_outlet(k, "GDK")) == ()
    store.close()


def in_work(pool, centre, password):
    basic = "Basic " + base64.b64encode(f"kantor:{password}".encode()).decode()
    text = pool.request("GET", f"{centre.url}/metrics", headers={"Authorization": basic}).data.decode()
    found = re.search(r"(?m)^gerai_requests_in_work (\S+)$", text)
    return float(found[1]) if found else None


def refused(centre):
    host, port = centre.url.removeprefix("http://").split(":")
    try:
        socket.create_connection((host, int(port)), timeout=WAIT_S).close()
    except ConnectionRefusedError:
        return True
    return False
