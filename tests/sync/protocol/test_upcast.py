"""Older bodies are read in today's form, newer ones are left for later (sync.md §2.10)."""

from datetime import UTC, datetime

import pytest

from sync.protocol import upcast
from sync.protocol.bodies import BodyInvalid, Facts, decode
from sync.protocol.kinds import SCHEMA_VERSIONS, Kind

AT = datetime(2026, 11, 14, tzinfo=UTC)


@pytest.fixture
def third_version(monkeypatch):
    """As if `no_sale` were at its third version: its reason was a word in the first, a list in the second."""
    monkeypatch.setitem(SCHEMA_VERSIONS, Kind.NO_SALE, 3)
    monkeypatch.setitem(upcast.STEPS, (Kind.NO_SALE, 1), lambda body: {"rs": [body["why"]]})
    monkeypatch.setitem(upcast.STEPS, (Kind.NO_SALE, 2), lambda body: {"rs": body["rs"][0]})


def read(version, body):
    return decode(Facts("id", AT, 1, "", Kind.NO_SALE, version), body)


@pytest.mark.parametrize(
    ("version", "body"),
    [(1, {"why": "check_drawer"}), (2, {"rs": ["check_drawer"]}), (3, {"rs": "check_drawer"})],
)
def test_each_version_ever_shipped_is_read(third_version, version, body):
    """One step after another."""
    assert read(version, body).reason == "check_drawer"


@pytest.mark.parametrize("version", [0, 4, -1, 2**40])
def test_what_was_never_shipped_here_is_set_aside(third_version, version):
    """A newer program's word waits for the upgrade."""
    with pytest.raises(BodyInvalid) as refused:
        read(version, {"rs": "check_drawer"})
    assert refused.value.code == "unknown_schema"


def test_every_step_has_its_next_one():
    """From each version with a step on, today's is reached."""
    assert all(version < SCHEMA_VERSIONS[kind] for kind, version in upcast.STEPS)
