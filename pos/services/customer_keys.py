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
from sync.protocol.customer_keys import KEY_BYTES, KEYS_MAX, CustomerKey, is_id


def to_tell(ctx: Context) -> tuple[tuple[WrappedKey, ...], tuple[CustomerKey, ...]]:
    """Keys that the centre has not heard of, as they lie here and as they are sent; destroyed ones alone and first.

    A key that this computer cannot open stays for later.
    """
    with ctx.store.read() as connection:
        found = customers.untold(connection)
    gone = tuple(key for key in found if key.wrapped is None)[:KEYS_MAX]
    if gone:
        return gone, tuple(CustomerKey(key.key_id, key.customer_id) for key in gone)
    return _readable(ctx, found)


def _readable(
    ctx: Context, found: Iterable[WrappedKey]
) -> tuple[tuple[WrappedKey, ...], tuple[CustomerKey, ...]]:
    """The first ones that can be opened, as many as a request takes."""
    here: list[WrappedKey] = []
    said: list[CustomerKey] = []
    for key in found:
        if len(here) == KEYS_MAX:
            break
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
    """Writer thread: take keys of the outlet into this store, and note up to which version.

    Raises DataKeyMissing; what was destroyed elsewhere is destroyed here all the same.
    """
    keys = [key for key in keys if is_id(key.key_id) and is_id(key.customer_id)]
    with ctx.store.write() as connection:
        for key in keys:
            if key.destroyed:
                _destroy(connection, key, told=True)
    with ctx.store.write() as connection:
        for key in keys:
            if not key.destroyed:
                _keep(ctx, connection, key)
        sync_state.change(connection, customer_keys=version)


def _keep(ctx: Context, connection: Connection, key: CustomerKey) -> None:
    if _is_erased(connection, key.customer_id):  # the centre will hear of it with the next exchange
        _destroy(connection, key, told=False)
        return
    plain = _bytes(key.key)
    before = customers.load_key(connection, key.key_id)
    if len(plain) != KEY_BYTES or (before is not None and _is_good(ctx, before)):
        return
    if before is not None:
        customers.forget_key(connection, key.key_id)
    wrapped = wrap(require_data_key(ctx), key.key_id, plain)
    customers.save_key(connection, WrappedKey(key.key_id, key.customer_id, wrapped), told=True)


def _destroy(connection: Connection, key: CustomerKey, *, told: bool) -> None:
    customers.save_key(connection, WrappedKey(key.key_id, key.customer_id, None), told=told)
    customers.destroy_keys(connection, [key.key_id], told=told)


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
