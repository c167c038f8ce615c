"""Joining a centre: the code as people type it, and a centre whose gifts are looked at before they are kept."""

from dataclasses import replace

import pytest

from pos.errors import AlreadyEnrolled, CentreFault, CentreUnreachable
from pos.models import sync_state
from sync.outlet.credentials import ACCESS, Credentials
from sync.outlet.enrol import enrol, normal_code
from sync.outlet.transport import HttpTransport
from sync.protocol.answers import EnrolAnswer, encode
from tests.sync.outlet.hostile import HostileServer, json_reply, reply

ANSWER = EnrolAnswer("d1", "GDK", "Galeri", "GDK2", "access", 3600, "refresh", "n0", "c1", "r1", 1)


def join(ctx, keys, script, url=None):
    with HostileServer(script) as server:
        transport = HttpTransport(server.url)
        credentials = Credentials(keys, ctx.shop.register_id)
        try:
            return enrol(ctx, transport, credentials, url=url or f"{server.url}/", code="abcd-1234")
        finally:
            transport.close()


def give(**facts):
    from msgspec.structs import replace as changed

    return json_reply(encode(changed(ANSWER, **facts)))


def enrolled(ctx):
    with ctx.store.read() as connection:
        return sync_state.load(connection)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("abcd-1234", "ABCD1234"), (" AB CD 12 34 ", "ABCD1234"), ("oil0-o1l1", "01100111"), ("", "")],
)
def test_a_code_is_forgiving(typed, code):
    """Case, spaces, hyphens, O for 0, I and L for 1."""
    assert normal_code(typed) == code


def test_joining_keeps_what_the_centre_gave(ctx, keys):
    """Address without its slash, tokens outside the store, the register's new number from now on."""
    join(ctx, keys, give())
    state = enrolled(ctx)
    assert state.centre_url.startswith("http://127.0.0.1:")
    assert not state.centre_url.endswith("/")
    assert (state.outlet_id, state.device_id, state.centre_id, state.nonce) == ("GDK", "d1", "c1", "n0")
    assert keys.get(ACCESS) == b"access"
    assert ctx.shop.register_code == "GDK2"
    with pytest.raises(AlreadyEnrolled):
        join(ctx, keys, give(), url="https://another.example")


def test_joining_the_same_centre_again_renews_tokens_only(ctx, keys):
    """After the key file was lost or the centre restored: mark and epoch stay, tokens and nonce are fresh."""
    with HostileServer(give(), give(access_token="second", nonce="n1")) as server:
        for _ in range(2):
            transport = HttpTransport(server.url)
            enrol(ctx, transport, Credentials(keys, ctx.shop.register_id), url=server.url, code="abcd-1234")
            transport.close()
            with ctx.store.write() as connection:
                sync_state.change(connection, mark=3)
    assert (enrolled(ctx).mark, enrolled(ctx).nonce, keys.get(ACCESS)) == (3, "n1", b"second")


@pytest.mark.parametrize(
    "facts",
    [
        {"register_code": ""}, {"register_code": "BLU1"}, {"register_code": "GDK0"}, {"register_code": "GDK1" * 99},
        {"register_code": "GDK1\n"}, {"access_token": "a\r\nb"}, {"refresh_token": "a b"}, {"nonce": "\0"},
    ],
)  # fmt: skip
def test_a_gift_that_would_harm_is_not_kept(ctx, keys, facts):
    """A number that breaks receipts, a token that breaks every later request: refused as a whole."""
    with pytest.raises(CentreFault):
        join(ctx, keys, give(**facts))
    assert not enrolled(ctx).enrolled
    assert ctx.shop.register_code == "GDK1"


@pytest.mark.parametrize(
    "url", ["", "pusat", "ftp://pusat", "http://", "http://[", "javascript:alert(1)", "file:///etc/passwd"]
)
def test_an_address_that_is_none_is_said(ctx, keys, url):
    """Before anything is sent."""
    transport = HttpTransport("http://127.0.0.1:9")
    with pytest.raises(CentreUnreachable):
        enrol(ctx, transport, Credentials(keys, ctx.shop.register_id), url=url, code="x")
    transport.close()
    assert not enrolled(ctx).enrolled


def test_a_page_instead_of_an_answer_joins_nobody(ctx, keys):
    """A hotel's log-in page is no centre."""
    with pytest.raises(CentreFault):
        join(ctx, keys, reply(body=b"<html>"))
    assert enrolled(ctx) == replace(enrolled(ctx), centre_url="")
