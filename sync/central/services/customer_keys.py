"""Takes keys of customers in, gives them out to the outlet's registers; a destroyed one stays destroyed (sync.md §2.1)."""

import base64
import binascii
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from sync.central.services.catalogue import next_versions
from sync.central.services.key_file import CentralKey
from sync.central.services.refusal import Refusal
from sync.central.tables.base import place
from sync.central.tables.customers import customer_key as table
from sync.protocol.customer_keys import KEY_BYTES, KEYS_MAX, CustomerKey, KeysAnswer, KeysPage, is_id


def newest(connection: Connection, outlet_id: str) -> int:
    """The newest version among an outlet's keys, 0 before the first."""
    query = select(func.coalesce(func.max(table.c.ver), 0)).where(table.c.outlet_id == outlet_id)
    return int(connection.execute(query).scalar_one())


def take(
    connection: Connection, outlet_id: str, keys: tuple[CustomerKey, ...], key: CentralKey, at: datetime
) -> KeysAnswer:
    """Keep what a register tells, destroyed keys first; raises Refusal 422 and takes nothing where one is malformed."""
    if not 0 < len(keys) <= KEYS_MAX:
        raise Refusal(422, "bad_request", "keys")
    for one in keys:
        _plain(one)
    ver = next_versions(connection, len(keys))
    for n, one in enumerate(sorted(keys, key=lambda one: not one.destroyed)):
        _take(connection, outlet_id, one, key, (ver + n, at))
    return KeysAnswer(_destroyed(connection, outlet_id, [one.key_id for one in keys]))


def _plain(one: CustomerKey) -> bytes:
    """The 32 bytes, b"" of a destroyed one."""
    is_mark = one.key_id == one.customer_id
    if not is_id(one.key_id) or not is_id(one.customer_id) or (is_mark and not one.destroyed):
        raise Refusal(422, "bad_request", "key_id")
    try:
        plain = base64.b64decode(one.key, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refusal(422, "bad_request", "key") from error
    if len(plain) not in {0, KEY_BYTES}:
        raise Refusal(422, "bad_request", "key")
    return plain


def _take(
    connection: Connection,
    outlet_id: str,
    one: CustomerKey,
    key: CentralKey | None,
    stamp: tuple[int, datetime],
) -> None:
    """`key` is needed for one that is not destroyed."""
    ver, at = stamp
    if not one.destroyed and _is_erased(connection, outlet_id, one.customer_id):
        one = CustomerKey(one.key_id, one.customer_id)
    mine = place(table, outlet_id=outlet_id, key_id=one.key_id)
    before = connection.execute(select(table).where(mine)).one_or_none()
    wrapped = None
    if key is not None and not one.destroyed:
        wrapped = key.wrap(_plain(one), _about(outlet_id, one.key_id))
    if before is None:
        row = {"outlet_id": outlet_id, "key_id": one.key_id, "customer_id": one.customer_id}
        connection.execute(insert(table), {**row, "wrapped": wrapped, "ver": ver, "changed_at": at})
    elif before.wrapped is not None and (key is None or one.destroyed or _opened(before, key) is None):
        connection.execute(update(table).where(mine).values(wrapped=wrapped, ver=ver, changed_at=at))


def _destroyed(connection: Connection, outlet_id: str, key_ids: list[str]) -> tuple[str, ...]:
    query = select(table.c.key_id).where(
        table.c.outlet_id == outlet_id, table.c.key_id.in_(key_ids), table.c.wrapped.is_(None)
    )
    return tuple(sorted(connection.execute(query).scalars()))


def destroy_of(connection: Connection, outlet_id: str, customer_ids: set[str], at: datetime) -> None:
    """Customers were erased: no key of theirs can be read any more, nor is one taken later (a row by their own id)."""
    next_versions(connection, 0)  # a key that is being told right now is waited for
    for customer_id in sorted(filter(is_id, customer_ids)):
        of_customer = place(table, outlet_id=outlet_id, customer_id=customer_id)
        alive = connection.execute(
            select(table.c.key_id).where(of_customer, table.c.wrapped.is_not(None))
        ).scalars()
        marks = [CustomerKey(key_id, customer_id) for key_id in (*alive, customer_id)]
        ver = next_versions(connection, len(marks))
        for n, mark in enumerate(marks):
            _take(connection, outlet_id, mark, None, (ver + n, at))


def _is_erased(connection: Connection, outlet_id: str, customer_id: str) -> bool:
    mark = place(table, outlet_id=outlet_id, key_id=customer_id, customer_id=customer_id)
    gone = select(table.c.key_id).where(mark, table.c.wrapped.is_(None))
    return connection.execute(gone).first() is not None


def page(connection: Connection, outlet_id: str, since: int, key: CentralKey) -> KeysPage:
    """The next keys of an outlet after a version; one that the key file does not open is left out."""
    query = select(table).where(table.c.outlet_id == outlet_id, table.c.ver > since).order_by(table.c.ver)
    rows = connection.execute(query.limit(KEYS_MAX + 1)).all()
    given = rows[:KEYS_MAX]
    return KeysPage(
        keys=tuple(_said(given, key)),
        next=int(given[-1].ver) if given else since,
        done=len(given) == len(rows),
    )


def _said(rows: Any, key: CentralKey) -> Iterator[CustomerKey]:
    for row in rows:
        plain = b"" if row.wrapped is None else _opened(row, key)
        if plain is not None:
            yield CustomerKey(row.key_id, row.customer_id, base64.b64encode(plain).decode(), int(row.ver))


def _opened(row: Row[*tuple[Any, ...]], key: CentralKey) -> bytes | None:
    return key.unwrap(bytes(row.wrapped), _about(row.outlet_id, row.key_id))


def _about(outlet_id: str, key_id: str) -> str:
    return f"customer-key/{outlet_id}/{key_id}"


def unopened(connection: Connection, key: CentralKey | None) -> tuple[str, ...]:
    """Ids of keys that this key file, or none, does not open: another one is needed, or they must be told again."""
    rows = connection.execute(select(table).where(table.c.wrapped.is_not(None)))
    return tuple(row.key_id for row in rows if key is None or _opened(row, key) is None)
