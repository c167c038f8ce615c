"""The centre's door: whatever knocks, an answer below 500, and only a signed batch of the right register moves a mark."""

import gzip
import json
import logging
import socket
import threading
from urllib.parse import quote

import pytest
import sqlalchemy as sa
import urllib3

from sync.central.api import enrolment, health, journal
from sync.central.app import build
from sync.central.services import ingest
from sync.central.state import Centre
from sync.central.tables import metadata
from sync.protocol import answers, batch
from sync.protocol.limits import INFLATED_BYTES_MAX
from tests.sync.central.line_maker import Register, begin


@pytest.fixture
def pool():
    made = urllib3.PoolManager(retries=False, timeout=20)
    yield made
    made.clear()


@pytest.fixture
def register(centre, clock):
    made = Register(centre.store, clock)
    begin(made)
    return made


def headers_of(register, pushed, **changes):
    given = {
        "Content-Type": answers.CONTENT_TYPE, "Content-Encoding": "gzip", "Authorization": f"Bearer {register.token}",
        answers.HEADER_PROTOCOL: "1", answers.HEADER_EPOCH: "1", answers.HEADER_FIRST_SEQ: str(pushed.first_seq),
        answers.HEADER_PREV: pushed.prev.hex(), answers.HEADER_TIP: pushed.tip.hex(),
        answers.HEADER_SIGNATURE: register.sign(pushed).hex(), answers.HEADER_NONCE: register.nonce, **changes,
    }  # fmt: skip
    return {name: value for name, value in given.items() if value is not None}


def post(pool, centre, register, body=None, path=None, **changes):
    pushed = register.batch()
    body = batch.pack(pushed.lines) if body is None else body
    path = path or f"/v1/registers/{register.id}/journal"
    return pool.request("POST", centre.url + path, body=body, headers=headers_of(register, pushed, **changes))


def mark(centre, register):
    return centre.store.run(lambda k: ingest.read_tip(k, register.caller, 1).seq)


H = answers
BAD_HEADERS = [
    ({H.HEADER_PROTOCOL: None}, 426), ({H.HEADER_PROTOCOL: "2"}, 426), ({H.HEADER_PROTOCOL: "1.0"}, 426),
    ({"Authorization": None}, 401), ({"Authorization": "Bearer"}, 401), ({"Authorization": "Bearer x"}, 401),
    ({"Authorization": "Basic eDp5"}, 401), ({"Authorization": "Bearer \xe9\xff"}, 401), ({"Authorization": "Bearer " + "x" * 5_000}, 401),
    ({H.HEADER_EPOCH: None}, 422), ({H.HEADER_EPOCH: "-1"}, 422), ({H.HEADER_EPOCH: "1e3"}, 422),
    ({H.HEADER_EPOCH: "9" * 15}, 409), ({H.HEADER_EPOCH: "2"}, 409), ({H.HEADER_EPOCH: "9" * 99}, 422), ({H.HEADER_EPOCH: "\xb9"}, 422),
    ({H.HEADER_FIRST_SEQ: "x"}, 422), ({H.HEADER_FIRST_SEQ: "0"}, 422), ({H.HEADER_FIRST_SEQ: "9" * 400}, 422),
    ({H.HEADER_PREV: None}, 422), ({H.HEADER_PREV: "zz" * 32}, 422), ({H.HEADER_PREV: "00" * 31}, 422), ({H.HEADER_PREV: "AB" * 32}, 422),
    ({H.HEADER_TIP: "00" * 32}, 422), ({H.HEADER_TIP: ""}, 422), ({H.HEADER_SIGNATURE: "00" * 64}, 422),
    ({H.HEADER_SIGNATURE: "0" * 127}, 422), ({H.HEADER_SIGNATURE: None}, 422),
]  # fmt: skip


def test_a_good_push_over_the_wire(pool, centre, register):
    """So that the refusals below are not for another reason; its answer is strict JSON."""
    answer = post(pool, centre, register)
    ack = answers.decode(answer.data, answers.Ack)
    assert (answer.status, ack.high_water, ack.tip) == (200, 4, register.hashes[-1].hex())
    assert mark(centre, register) == 4


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_header_opens_the_door_by_force(pool, centre, register):
    """Missing, malformed, absurd: refused with a short word, the mark unmoved."""
    for changes, status in BAD_HEADERS:
        answer = post(pool, centre, register, **changes)
        assert answer.status == status, (changes, answer.status, answer.data)
        assert json.loads(answer.data)["code"], changes
    assert mark(centre, register) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_body_opens_the_door_by_force(pool, centre, register):
    """Bombs, cut streams, too many or too long lines, no gzip at all."""
    lines = register.batch().lines
    packed = batch.pack(lines)
    bodies = [
        gzip.compress(b"\n" * (INFLATED_BYTES_MAX * 50)),
        gzip.compress(gzip.compress(b"0" * 100_000_000)),
        packed[:-5], packed + b"rubbish", packed + packed, b"\x1f\x8b", b"x" * 1_000, b"\n".join(lines),
        gzip.compress(b"\n".join([b"{}"] * 501) + b"\n"), gzip.compress(b"x" * 70_000 + b"\n"),
        gzip.compress(b"no end"), gzip.compress(b"\n\n\n"), b"y" * 3_000_000, b"",
    ]  # fmt: skip
    for body in bodies:
        answer = post(pool, centre, register, body=body)
        assert answer.status in {200, 400, 413, 422}, (body[:20], answer.status, answer.data[:200])
        assert answer.status != 200 or answers.decode(answer.data, answers.Ack).high_water == 0
    assert mark(centre, register) == 0
    assert post(pool, centre, register).status == 200


def test_paths_and_verbs_that_are_none(pool, centre, register):
    """NUL, traversal, other registers, other verbs: never more than a refusal."""
    known = quote(register.id)
    for path in (
        "%00" * 12,
        "..%2f..",
        "%ff%fe",
        "'; DROP TABLE sale",
        "x" * 3_000,
        "",
        " ",
        "%ed%a0%80",
        known[:-1],
        known.upper(),
    ):
        answer = post(pool, centre, register, path=f"/v1/registers/{path}/journal")
        assert 400 <= answer.status < 500, (path, answer.status)
        state = pool.request(
            "GET", f"{centre.url}/v1/registers/{path}/state", headers=headers_of(register, register.batch())
        )
        assert 400 <= state.status < 500, (path, state.status)
    for verb, path in (
        ("DELETE", f"/v1/registers/{known}/journal"),
        ("PUT", "/v1/enrol"),
        ("POST", "/"),
        ("TRACE", "/v1/health"),
    ):
        assert pool.request(verb, centre.url + path).status in {404, 405}, verb
    for path in (
        "/assets/../../../etc/passwd",
        "/assets/%2e%2e/%2e%2e/pyproject.toml",
        "/assets/..%2fpyproject.toml",
    ):
        answer = pool.request("GET", centre.url + path)
        assert answer.status in {400, 404}, path
        assert b"[project]" not in answer.data
    assert mark(centre, register) == 0


def test_enrolment_and_renewal_take_no_nonsense(pool, centre, register, clock):
    """Wrong shapes, NUL, half characters, endless texts: 4xx; nobody is enrolled by them."""
    good = {
        "code": "ABCDEFGH", "register_id": register.id, "public_key": "ab" * 32, "fingerprint": "f", "register_code": "GDK1",
        "outlet_code": "GDK", "outlet_name": "x",
    }  # fmt: skip
    changes = (
        {"code": None}, {"code": "\0"}, {"code": "x" * 10_000}, {"register_id": "\0" * 36}, {"register_id": "é" * 36},
        {"register_id": 5}, {"public_key": "zz" * 32}, {"public_key": ""}, {"fingerprint": ""}, {"fingerprint": "x" * 65},
        {"fingerprint": "a\0b"}, {"outlet_code": "x" * 9_000}, {"register_code": "'; --"}, {"outlet_name": "\0"},
    )  # fmt: skip
    bodies = [json.dumps({**good, **change}).encode() for change in changes]
    bodies += [b"", b"[]", b"{", b"null", b'{"code":"\\ud800"}', b"\xff" * 50, json.dumps(good).encode() * 2]
    token = [
        json.dumps({"register_id": r, "refresh_token": t}).encode()
        for r, t in (("\0", "x"), (register.id, "\0"), (register.id, "x" * 9_000))
    ]
    head = {"Content-Type": "application/json", answers.HEADER_PROTOCOL: "1"}
    for path, listed in (("/v1/enrol", bodies), ("/v1/refresh", [*bodies, *token])):
        for body in listed:
            answer = pool.request("POST", centre.url + path, body=body, headers=head)
            assert 400 <= answer.status < 500, (path, body[:80], answer.status, answer.data)
    count = centre.store.run(
        lambda k: k.execute(sa.select(sa.func.count()).select_from(metadata.tables["register"])).scalar()
    )
    assert count == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_the_centre_says_of_itself(pool, centre):
    """Health, versions, and the description of its interface."""
    health = json.loads(pool.request("GET", f"{centre.url}/v1/health").data)
    assert health["database"] is True
    assert health["protocol"] == 1
    described = json.loads(pool.request("GET", f"{centre.url}/v1/openapi/openapi.json").data)
    paths = set(described["paths"])
    assert {"/v1/enrol", "/v1/refresh", "/v1/health", "/v1/registers/{register_id}/journal"} <= paths
    assert described["info"]["title"] == "Gerai: pusat"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_another_registers_token_opens_nothing(pool, centre, register, clock):
    """Its own batch under my name, my batch under its token."""
    other = Register(centre.store, clock, code="GDK2")
    begin(other)
    answer = post(pool, centre, register, Authorization=f"Bearer {other.token}")
    assert answer.status == 401
    assert mark(centre, register) == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_bug_of_ours_is_logged_and_says_nothing_of_itself(pool, centre, register, caplog):
    """A table is gone: 500 with a word, no stack on the wire, the stack in the log."""
    centre.store.run(lambda k: k.execute(sa.text("DROP TABLE quarantine")))
    answer = pool.request(
        "GET",
        f"{centre.url}/v1/registers/{register.id}/state",
        headers=headers_of(register, register.batch()),
    )
    assert (answer.status, json.loads(answer.data)) == (500, {"code": "unforeseen", "detail": ""})
    assert [r.message for r in caplog.records if r.exc_info] == ["unforeseen"]


class Heard(logging.Handler):
    """Keeps the first record and tells that it came."""

    def __init__(self):
        super().__init__()
        self.record, self.came = None, threading.Event()

    def emit(self, record):
        self.record = self.record or record
        self.came.set()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_register_that_hangs_up_is_one_line_in_the_log(centre, register):
    """Its line broke, or it was killed while it sent: no stack, no mark moved, and the next one is served."""
    pushed = register.batch()
    lines = [f"{name}: {value}" for name, value in headers_of(register, pushed).items()]
    head = [f"POST /v1/registers/{register.id}/journal HTTP/1.1", "Host: x", "Content-Length: 1000", *lines]
    heard, log = Heard(), logging.getLogger("gerai.centre")
    level = log.level
    log.addHandler(heard)
    log.setLevel(logging.INFO)
    try:
        with socket.create_connection(centre.url.removeprefix("http://").split(":")) as line:
            line.sendall("\r\n".join([*head, "", "half a batch"]).encode("latin-1"))
        assert heard.came.wait(20)
    finally:
        log.removeHandler(heard)
        log.setLevel(level)
    assert (heard.record.getMessage(), heard.record.exc_info) == ("hung up", None)
    assert mark(centre, register) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_door_is_mounted(central, clock):
    """A handler that nobody mounted would be dead."""
    application = build(central, clock)
    mounted = {
        str(handler) for route in application.routes for handler in getattr(route, "route_handlers", ())
    }
    for handler in (enrolment.enrol, enrolment.refresh, health.health, journal.push, journal.state):
        assert any(handler.fn.__name__ in name for name in mounted), handler
    assert isinstance(application.state["centre"], Centre)
