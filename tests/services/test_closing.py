"""The closing of a shift carries the device's signature, which both sides' verify check (sync.md §2.2)."""

import pytest

from pos.crypto import new_device_key
from pos.models import journal
from pos.services import shifts
from pos.services.verify import verify
from sync.protocol import envelope
from sync.protocol.signature import close_is_signed
from tests.builders import sell


def close(ctx, rani):
    sell(ctx, rani)
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=0)
    with ctx.store.read() as connection:
        return envelope.decode(next(journal.newest_of_kind(connection, "shift_close")).line)


def test_each_closing_is_signed_by_the_device(ctx, rani, open_shift):
    """With the key of its epoch, over its own body."""
    closed = close(ctx, rani)
    assert close_is_signed(ctx.shop.public_key, closed.register_id, 1, closed.body)
    assert verify(ctx).findings == ()


@pytest.mark.parametrize("key", [lambda: None, new_device_key])
def test_a_shift_closes_without_its_key(ctx, rani, open_shift, key):
    """A locked vault, or the key of another computer: closed all the same, without a signature."""
    ctx.device_key = key
    assert "sg" not in close(ctx, rani).body
    assert verify(ctx).findings == ()
