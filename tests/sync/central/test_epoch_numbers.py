"""Epochs are given out in order and once, also to two copies that ask at the same moment (sync.md §2.6)."""

import threading

import pytest

from sync.central.services import epochs, incidents
from sync.central.services.refusal import Refusal
from sync.protocol.answers import EpochRequest
from tests.sync.central.line_maker import Register


@pytest.fixture
def register(central, clock):
    return Register(central, clock)


def ask(central, register, clock, **facts):
    wanted = {"epoch": 1, "last_seq": 0, "tip": register.first.hex(), "reason": "restored", **facts}
    request, at = EpochRequest(**wanted), clock.now()
    return central.run(lambda k: epochs.open_epoch(k, register.caller, request, at)).epoch


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_two_who_ask_at_once_get_two_epochs(central, clock, register):
    """Neither waits for ever, neither is told of a fault, and no number is given twice."""
    given, meet = [], threading.Barrier(4)

    def many():
        meet.wait(20)
        for _ in range(5):
            given.append(ask(central, register, clock))

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(given) == list(range(2, 22))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"tip": "00" * 32}, "not_common"), ({"last_seq": 3}, "not_common"), ({"last_seq": 2**40}, "not_common"),
        ({"reason": "bored"}, "bad_request"), ({"epoch": 0}, "bad_request"), ({"epoch": 7}, "bad_request"),
    ],
)  # fmt: skip
def test_only_what_is_common_can_be_gone_on_from(central, clock, register, facts, code):
    """Another hash, a record that we do not have, a reason of its own: nothing is opened."""
    with pytest.raises(Refusal) as refused:
        ask(central, register, clock, **facts)
    assert refused.value.code == code
    assert len(central.look(lambda k: epochs.listed(k, register.caller)).epochs) == 1


def test_a_suspected_copy_waits_for_the_office(central, clock, register):
    """409 until somebody has closed the incident."""
    central.run(lambda k: incidents.raise_incident(k, register.caller, clock.now(), "clone", "nonce"))
    with pytest.raises(Refusal) as refused:
        ask(central, register, clock)
    assert (refused.value.status, refused.value.code) == (409, "needs_office")
    (one,) = central.look(incidents.listed)
    central.run(lambda k: incidents.close(k, one.id, clock.now()))
    assert ask(central, register, clock) == 2


def test_only_a_forgotten_epoch_is_taken_up_again(central, clock, register):
    """One newer than all; a known one is refused."""
    central.run(lambda k: epochs.adopt_epoch(k, register.caller, 4, clock.now()))
    with pytest.raises(Refusal) as refused:
        central.run(lambda k: epochs.adopt_epoch(k, register.caller, 4, clock.now()))
    assert refused.value.code == "known_epoch"
    assert [one.epoch for one in central.look(lambda k: epochs.listed(k, register.caller)).epochs] == [1, 4]
