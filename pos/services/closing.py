"""The device signs each closing of a shift, and anyone can check it (software grade of the TSE idea, sync.md §2.2)."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

from pos.crypto import public_key_of
from pos.domain.shift import ShiftClose
from pos.services.context import Context
from pos.services.record import device_key_of
from sync.protocol import envelope, signature
from sync.protocol.bodies_drawer import shift_close_body
from sync.protocol.canonical import NotCanonical
from sync.protocol.kinds import Kind


def signed(ctx: Context, key: bytes | None, close: ShiftClose) -> ShiftClose:
    """The closing with the device's signature; as it is where the key is out of reach or another epoch's."""
    if key is None or public_key_of(key) != ctx.shop.public_key:
        return close
    try:
        made = signature.sign_close(key, ctx.shop.register_id, ctx.shop.epoch, shift_close_body(close))
    except NotCanonical:  # refused in a moment, where the record is made
        return close
    return replace(close, signature=made)


def unsigned_closings(ctx: Context, connection: Connection, line: bytes) -> Iterator[str]:
    """The place of a closing of ours whose signature is not that of its epoch's key; nothing for any other line."""
    found = envelope.decode(line)
    if found.kind != Kind.SHIFT_CLOSE or found.register_id != ctx.shop.register_id:
        return
    key = device_key_of(ctx, connection, found.epoch)
    stated = signature.SIGNATURE_KEY in found.body
    if stated and not signature.close_is_signed(key, found.register_id, found.epoch, found.body):
        yield f"{found.epoch}/{found.seq}"
