"""Keys of customers between this store and the centre: what is to be told, and what was heard (sync.md §2.1)."""

import base64
import binascii
from collections.abc import Iterable

from sqlalchemy import Connection

from pos.errors import DataKeyMissing
from pos.models import customers, sync_state
from pos.models.customers import WrappedKey
from pos.services.context import Context
from pos.services.customers import require_data_key, unwrap, wrap
from sync.protocol.customer_keys import KEY_BYTES, KEYS_MAX, CustomerKey

KEY_ID_CHARS_MAX = 64


def to_tell(ctx: Context) -> tuple[tuple[WrappedKey, ...], tuple[CustomerKey, ...]]:
    """Keys that the centre has not heard of, as they lie here and as they are sent; destroyed ones alone and first.

    A key that this computer cannot open stays for later.
    """
    with ctx.store.read() as connection:
        found = customers.untold(connection, KEYS_MAX)
    gone = tuple(key for key in found if key.wrapped is None)
    if gone:
        return gone, tuple(CustomerKey(key.key_id, key.customer_id) for key in gone)
    return _readable(ctx, found)


def _readable(
    ctx: Context, found: tuple[WrappedKey, ...]
) -> tuple[tuple[WrappedKey, ...], tuple[CustomerKey, ...]]:
    here, said = [], []
    for key in found:
        try:
            plain = base64.b64encode(unwrap(require_data_key(ctx), key)).decode()
        except DataKeyMissing:
            continue
        here.append(key)
        said.append(CustomerKey(key.key_id, key.customer_id, plain))
    return tuple(here), tuple(said)


def keep_told(ctx: Context, told: tuple[WrappedKey, ...], destroyed: Iterable[str]) -> None:
    """Writer thread: the centre has heard these; those that it knows as destroyed are destroyed here."""
    with ctx.store.write() as connection:
        customers.set_told(connection, told)
        customers.destroy_keys(connection, destroyed, told=True)


def keep_heard(ctx: Context, keys: Iterable[CustomerKey], version: int) -> None:
    """Writer thread: take keys of the outlet into this store, and note up to which version; raises DataKeyMissing."""
    with ctx.store.write() as connection:
        for key in keys:
            _keep(ctx, connection, key)
        sync_state.change(connection, customer_keys=version)


def _keep(ctx: Context, connection: Connection, key: CustomerKey) -> None:
    if not 0 < len(key.key_id) <= KEY_ID_CHARS_MAX or len(key.customer_id) > KEY_ID_CHARS_MAX:
        return
    if key.destroyed:
        customers.save_key(connection, WrappedKey(key.key_id, key.customer_id, None), told=True)
        customers.destroy_keys(connection, [key.key_id], told=True)
        return
    if _is_erased(
        connection, key.customer_id
    ):  # the centre has not heard of it: it will with the next exchange
        customers.save_key(connection, WrappedKey(key.key_id, key.customer_id, None), told=False)
        customers.destroy_keys(connection, [key.key_id], told=False)
        return
    plain = _bytes(key.key)
    before = customers.load_key(connection, key.key_id)
    if len(plain) != KEY_BYTES or (before is not None and _is_good(ctx, before)):
        return
    if before is not None:
        customers.forget_key(connection, key.key_id)
    wrapped = wrap(require_data_key(ctx), key.key_id, plain)
    customers.save_key(connection, WrappedKey(key.key_id, key.customer_id, wrapped), told=True)


def _is_erased(connection: Connection, customer_id: str) -> bool:
    known = customers.load(connection, customer_id)
    return known is not None and not known.sealed


def _is_good(ctx: Context, key: WrappedKey) -> bool:
    """Destroyed, which stays; or readable on this computer. One of a lost computer is neither."""
    if key.wrapped is None:
        return True
    try:
        unwrap(require_data_key(ctx), key)
    except DataKeyMissing:
        return False
    return True


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""
