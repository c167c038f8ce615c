"""Signatures of closings on both sides, also of those that were issued again (sync.md §2.2, §2.6)."""

from dataclasses import replace

import pytest

from pos.services import shifts
from pos.services.verify import verify
from sync.central.services import verify as central_verify
from sync.central.tables import journal as lines
from sync.protocol.kinds import Kind
from tests.builders import sell
from tests.services.test_closing import close
from tests.sync.conftest import Joined
from tests.sync.test_epochs import backup, restored, rows, whole

__all__ = ["backup"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_wrong_signature_is_named_by_both_sides(ctx, rani, open_shift, centre, joined, monkeypatch):
    """Nobody's records are held up by it."""
    monkeypatch.setattr(shifts, "signed", lambda _ctx, _key, made: replace(made, signature="00" * 64))
    closed = close(ctx, rani)
    assert [(f.code, f.record_id) for f in verify(ctx).findings] == [("close_signature", closed.id)]
    assert joined.cycle().unsent == 0
    (fault,) = centre.store.look(lambda k: central_verify.faults_of_outlet(k, "GDK"))
    assert fault.endswith(": close_signature")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_that_is_issued_again_keeps_its_signature(ctx, rani, open_shift, centre, joined, backup, keys):
    """Closed on a restored till before the centre gave it an epoch: signed as of epoch 1, carried in epoch 2."""
    joined.cycle()
    old = backup()
    sell(ctx, rani)
    joined.cycle()
    restored(old)
    old.device_key = ctx.device_key
    close(old, rani)
    back = Joined(old, joined.transport, joined.credentials)
    assert back.cycle().problem is None
    again = [row for row in rows(centre, lines.journal) if row["kind"] == Kind.REISSUE.value]
    assert any(rb"\"sg\":" in bytes(row["line"]) for row in again)
    whole(old, centre, back)
