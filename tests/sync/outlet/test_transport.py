"""HTTP to the centre against a server that answers with anything: always a typed Trouble, never more."""

import gzip
import socket

import pytest

from pos.errors import (
    AlreadyEnrolled,
    CentreBusy,
    CentreFault,
    CentreRefusedToken,
    CentreTooNew,
    CentreUnreachable,
    CopiedDisk,
    EnrolmentCodeInvalid,
    GeraiError,
    OutletMismatch,
)
from sync.outlet.http import ANSWER_BYTES_MAX, Limits
from sync.outlet.transport import HttpTransport, TokenExpired
from sync.protocol import answers, batch
from sync.protocol.answers import EnrolRequest
from sync.protocol.batch import Batch
from tests.sync.outlet.hostile import HostileServer, ack, json_reply, raw, reply

REG = "019a8121-0a13-7c4e-9d1f-5b2a77c0e001"
LINES = (b'{"a":1}', b'{"a":2}')
BATCH = Batch(REG, 1, 7, b"\x01" * 32, b"\x02" * 32, LINES)
QUICK = Limits(connect_s=2.0, read_s=0.2, answer_s=0.5)
LOGIN = b"<!doctype html><html><body>Hotel WiFi: please log in</body></html>"


def push(url, *, token="t", nonce="n", limits=QUICK):
    transport = HttpTransport(url, limits)
    try:
        return transport.push(BATCH, token=token, signature=b"\x03" * 64, nonce=nonce)
    finally:
        transport.close()


def problem(status, code, headers=""):
    return json_reply({"code": code, "detail": "x"}, status, headers)


def test_a_push_says_everything_in_its_headers():
    """Bytes as they are, hashes, epoch, place, signature, nonce, and no second try of its own."""
    with HostileServer(ack(high_water=8)) as server:
        assert push(server.url).high_water == 8
        (request,) = server.requests
    head, _, body = request.partition(b"\r\n\r\n")
    assert batch.unpack(body) == LINES
    names = {k.lower(): v for k, v in (x.split(": ", 1) for x in head.decode().split("\r\n")[1:])}
    assert head.startswith(f"POST /v1/registers/{REG}/journal HTTP/1.1".encode())
    assert names["authorization"] == "Bearer t"
    assert (names["gerai-protocol"], names["gerai-epoch"], names["gerai-first-seq"]) == ("1", "1", "7")
    assert (names["gerai-prev"], names["gerai-tip"]) == ("01" * 32, "02" * 32)
    assert (names["gerai-sig"], names["gerai-nonce"]) == ("03" * 64, "n")
    assert names["idempotency-key"] == f"{REG}-1-7-8-02020202"
    assert (names["content-type"], names["content-encoding"]) == (answers.CONTENT_TYPE, "gzip")


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        (reply(body=LOGIN, headers="Content-Type: text/html\r\n"), CentreFault),
        (reply(body=b""), CentreFault),
        (json_reply([]), CentreFault),
        (json_reply({"epoch": "one"}), CentreFault),
        (reply(body=b"\xff\xfe\x00"), CentreFault),
        (reply(body=gzip.compress(b"x" * 10_000_000), headers="Content-Encoding: gzip\r\n"), CentreFault),
        (reply("204 No Content"), CentreFault),
        (reply("302 Found", headers="Location: http://127.0.0.1:9/login\r\n"), CentreFault),
        (reply("307 Temporary Redirect", headers="Location: /v1/elsewhere\r\n"), CentreFault),
        (reply("400 Bad Request", LOGIN), CentreFault),
        (reply("404 Not Found"), CentreFault),
        (reply("409 Conflict"), CentreFault),
        (reply("413 Too Large"), CentreFault),
        (problem("422 Unprocessable", "bad_tip"), CentreFault),
        (reply("401 Unauthorized"), TokenExpired),
        (reply("403 Forbidden", LOGIN), CentreRefusedToken),
        (problem("403 Forbidden", "revoked"), CentreRefusedToken),
        (reply("426 Upgrade Required"), CentreTooNew),
        (reply("500 Oops", LOGIN), CentreBusy),
        (reply("503 Busy", headers="Retry-After: 120\r\n"), CentreBusy),
        (reply("429 Slow Down", headers="Retry-After: Fri, 13 Nov 2026 00:00:00 GMT\r\n"), CentreBusy),
        (reply("503 Busy", headers="Retry-After: \xb2\xb3\r\n"), CentreBusy),
        (reply("503 Busy", headers=f"Retry-After: {'9' * 400}\r\n"), CentreBusy),
        (reply("200 OK", b'{"epoch":1', length=5_000), CentreUnreachable),
        (raw(b""), CentreUnreachable),
        (raw(b"\x00\x01\x02\x03"), CentreUnreachable),
        (raw(b"HTTP/1.1 banana\r\n\r\n"), CentreUnreachable),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: banana\r\n\r\n"), CentreFault),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), CentreUnreachable),
        (raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5_000 + b"\r\n"), CentreUnreachable),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n"), CentreUnreachable),
        (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), CentreUnreachable),
    ],
)
def test_whatever_comes_back_has_its_name(script, trouble):
    """Log-in pages, redirects, cut and garbled answers: one request, one typed Trouble."""
    with HostileServer(script) as server:
        with pytest.raises(trouble):
            push(server.url)
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("999999", 999999.0),
        ("", None),
        ("-5", None),
        ("1e9", None),
        ("\xb2", None),
        ("9" * 400, None),
    ],
)
def test_a_wish_to_wait_is_understood_or_ignored(header, seconds):
    """Seconds only; dates and nonsense leave it to our own pace."""
    busy_server = HostileServer(reply("503 Busy", headers=f"Retry-After: {header}\r\n"))
    with busy_server as server, pytest.raises(CentreBusy) as busy:
        push(server.url)
    assert busy.value.facts["retry_after_s"] == seconds


def test_an_endless_answer_is_cut_off():
    """Ten times what an answer may be: read no further than the limit."""
    sent = []

    def flood(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
        try:
            while sum(sent) < ANSWER_BYTES_MAX * 10:
                connection.sendall(b"x" * 1_048_576)
                sent.append(1_048_576)
        except OSError:
            pass

    with HostileServer(flood) as server, pytest.raises(CentreFault):
        push(server.url, limits=Limits(2.0, 5.0, 30.0))
    assert sum(sent) < ANSWER_BYTES_MAX * 10


@pytest.mark.parametrize(
    "begun", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab"]
)
def test_a_server_that_falls_silent_is_given_up(begun):
    """Before, within and after the headers; each wait has its limit."""

    def stall(connection):
        connection.sendall(begun)
        connection.settimeout(10)
        connection.recv(1)

    with HostileServer(stall) as server, pytest.raises(CentreUnreachable):
        push(server.url)


def test_a_server_that_drips_is_given_up():
    """Every piece comes in time, the whole never would."""

    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        gone = False
        while not gone:
            connection.sendall(b"x")
            connection.settimeout(0.02)
            try:
                gone = connection.recv(1) == b""
            except TimeoutError:
                gone = False

    with HostileServer(drip) as server, pytest.raises(CentreUnreachable):
        push(server.url)


def test_nobody_there_is_unreachable():
    """A closed port, a name that does not resolve, an address that is none."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    for nowhere in (url, "http://nowhere.invalid", "http://[::1", "http://", "gopher://x", "http://a b"):
        with pytest.raises(CentreUnreachable):
            push(nowhere)


@pytest.mark.parametrize(("token", "nonce"), [("a\r\nX: y", "n"), ("t", "a\nb"), ("\ud800", "n")])
def test_what_no_header_can_carry_is_a_fault(token, nonce):
    """Smuggled line breaks never reach the wire."""
    with HostileServer(ack()) as server:
        with pytest.raises(GeraiError):
            push(server.url, token=token, nonce=nonce)
        assert server.requests == []


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("code_invalid", EnrolmentCodeInvalid), ("copied_disk", CopiedDisk), ("outlet_mismatch", OutletMismatch),
        ("already_enrolled", AlreadyEnrolled), ("revoked", CentreRefusedToken), ("something_new", CentreFault),
    ],
)  # fmt: skip
def test_a_refused_enrolment_says_why(code, refusal):
    """By the wire's word, whatever the status."""
    request = EnrolRequest("C", REG, "00", "f", "GDK1", "GDK")
    with HostileServer(problem("409 Conflict", code)) as server:
        transport = HttpTransport(server.url, QUICK)
        with pytest.raises(refusal):
            transport.enrol(request)
        transport.close()
