"""Tokens of a register: rotation with one step of grace, a spent one that comes back, the device's own word (§2.7)."""

import pytest
import sqlalchemy as sa

from sync.central.services import incidents, tokens
from sync.central.services.refusal import Refusal
from sync.central.tables import registers
from sync.protocol import signature
from sync.protocol.answers import RefreshRequest
from tests.sync.central.line_maker import Register


@pytest.fixture
def register(central, clock):
    return Register(central, clock)


def refresh(central, register, token, clock, signed=""):
    return tokens.refresh(central, RefreshRequest(register.id, token, signed), clock.now())


def use(central, register, access, clock):
    return central.run(lambda k: tokens.authenticate(k, register.id, access, clock.now()))


def begin(central, register, clock):
    """Fresh tokens in use."""
    first = tokens.fresh(clock.now())
    central.run(lambda k: k.execute(sa.update(registers.register).values(**first[1])))
    return first[0]


def told(central):
    return [(one.code, one.detail) for one in central.look(incidents.listed)]


def test_a_lost_answer_costs_nothing(central, clock, register):
    """The token that was traded in is good again until the new one is used; then it is spent, and told of."""
    first = begin(central, register, clock)
    refresh(central, register, first.refresh_token, clock)
    second = refresh(central, register, first.refresh_token, clock)
    use(central, register, second.access_token, clock)
    assert told(central) == []
    with pytest.raises(Refusal) as refused:
        refresh(central, register, first.refresh_token, clock)
    assert (refused.value.status, told(central)) == (401, [("clone", "token")])
    assert refresh(central, register, second.refresh_token, clock).access_token


def test_a_token_that_another_copy_displaced_is_spent(central, clock, register):
    """Two copies trade the same token: whose answer was overwritten is the second living copy."""
    first = begin(central, register, clock)
    mine = refresh(central, register, first.refresh_token, clock)
    refresh(central, register, first.refresh_token, clock)
    with pytest.raises(Refusal):
        refresh(central, register, mine.refresh_token, clock)
    assert told(central) == [("clone", "token")]


def test_the_device_itself_is_believed(central, clock, register):
    """A token that a restored centre does not know is taken with the device's signature, and only with that."""
    key = bytes.fromhex(
        central.look(lambda k: k.execute(sa.select(registers.register.c.public_key)).scalar())
    )
    assert len(key) == 32
    for signed in ("", "zz", "00" * 64, signature.sign_refresh(bytes(32), register.id, "unknown")):
        with pytest.raises(Refusal):
            refresh(central, register, "unknown", clock, signed)
    good = signature.sign_refresh(register.key, register.id, "unknown")
    assert refresh(central, register, "unknown", clock, good).access_token
    other = signature.sign_refresh(register.key, register.id, "another")
    with pytest.raises(Refusal):
        refresh(central, register, "unknown", clock, other)


def test_a_revoked_register_gets_none(central, clock, register):
    """Neither by token nor by signature."""
    first = begin(central, register, clock)
    central.run(lambda k: k.execute(sa.update(registers.register).values(revoked=True)))
    for token, signed in (
        (first.refresh_token, ""),
        ("x", signature.sign_refresh(register.key, register.id, "x")),
    ):
        with pytest.raises(Refusal) as refused:
            refresh(central, register, token, clock, signed)
        assert refused.value.status == 403
