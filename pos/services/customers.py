"""Customers: remembered with their consent, sealed each under a key of their own, erased by destroying it.

The journal holds the sealed identity, never the key (DESIGN.md §3, domain.md §2.6). At rest a key is wrapped under
this shop's data key, which lies in the key store, outside the database.
"""

import base64
import json
from collections.abc import Iterable
from itertools import islice

from sqlalchemy import Connection

from pos.crypto import SealBroken, new_secret_key, open_bytes, seal_bytes
from pos.domain.customer import Consent, Customer, Identity
from pos.domain.permissions import Permission
from pos.errors import CustomerUnknown, DataKeyMissing
from pos.models import customers
from pos.models.customers import SealedCustomer, WrappedKey
from pos.services import approvals
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.sign_in import Cashier
from sync.protocol.bodies_more import CustomerWire

CONSENT_VERSION = "2026-1"
"""Of the sentence that the screen says (pos.ui.sell.customer_panel); another text needs another version."""

FOUND_MAX = 6
DIGITS_MIN = 4


def add_customer(ctx: Context, *, cashier: Cashier, identity: Identity, consent_version: str) -> Customer:
    """Remember somebody who agreed to the text of this version; raises DataKeyMissing, NotPermitted."""
    approvals.require(cashier, Permission.SELL)
    data_key, at = require_data_key(ctx), ctx.clock.now()
    customer_id, key_id, key = ctx.new_id(), ctx.new_id(), new_secret_key()
    said = CustomerWire(
        customer_id=customer_id,
        key_id=key_id,
        sealed=_sealed(key, customer_id, identity),
        consent_version=consent_version,
        consent_at=at,
    )
    with ctx.store.write() as connection:
        customers.save_key(
            connection, WrappedKey(key_id, customer_id, wrap(data_key, key_id, key)), told=False
        )
        apply_customer(connection, said)
        record(ctx, connection, said, Stamp(ctx.new_id(), at, cashier.id))
    ctx.wake_sync()
    return Customer(customer_id, identity, Consent(consent_version, at))


def load_customer(ctx: Context, customer_id: str) -> Customer | None:
    """A customer; without an identity where it was erased or its key is not here. Raises DataKeyMissing."""
    with ctx.store.read() as connection:
        found = customers.load(connection, customer_id)
        key = customers.load_key(connection, found.key_id) if found else None
    if found is None:
        return None
    consent = Consent(found.consent_version, found.consent_at) if found.consent_at else None
    if key is None or key.wrapped is None or not found.sealed:
        return Customer(customer_id, None, consent)
    return Customer(customer_id, _opened(unwrap(require_data_key(ctx), key), found), consent)


def names(ctx: Context, customer_ids: Iterable[str]) -> dict[str, str]:
    """What these customers are called, without those who were erased. For the writer thread; raises DataKeyMissing."""
    known = (load_customer(ctx, customer_id) for customer_id in customer_ids)
    return {one.id: one.identity.name for one in known if one is not None and one.identity is not None}


def find_customers(ctx: Context, text: str) -> tuple[Customer, ...]:
    """Customers whose name has the words, or whose number ends with the digits; at most 6, by name.

    Opens every identity, so it belongs on the writer thread. Raises DataKeyMissing.
    """
    return matching(everybody(ctx), text)


def everybody(ctx: Context) -> tuple[Customer, ...]:
    """Everybody whose identity can be read, by name. For the writer thread, as above; raises DataKeyMissing."""
    with ctx.store.read() as connection:
        sealed = customers.readable(connection)
    data_key = require_data_key(ctx) if sealed else b""
    known = []
    for one, key in sealed:
        identity = _opened(unwrap(data_key, key), one)
        if identity is not None:
            consent = Consent(one.consent_version, one.consent_at) if one.consent_at else None
            known.append(Customer(one.id, identity, consent))
    return tuple(sorted(known, key=lambda one: one.identity.name if one.identity else ""))


def matching(known: Iterable[Customer], text: str, limit: int = FOUND_MAX) -> tuple[Customer, ...]:
    """Of these people, in their order, whom a text says by words of the name or by the number's last digits (4 or more)."""
    found = (one for one in known if one.identity is not None and _fits(one.identity, text))
    return tuple(islice(found, limit))


def _fits(identity: Identity, text: str) -> bool:
    digits = "".join(c for c in text if c.isdigit()).removeprefix("0")
    if digits:
        return len(digits) >= DIGITS_MIN and identity.phone.endswith(digits)
    words = text.casefold().split()
    return bool(words) and all(word in identity.name.casefold() for word in words)


def erase_customer(ctx: Context, *, cashier: Cashier, customer_id: str) -> None:
    """Destroy the keys of a person, here and by the next exchange everywhere; money rows stay.

    Raises NotPermitted, CustomerUnknown.
    """
    approvals.require(cashier, Permission.VIEW_PERSONAL)
    said = CustomerWire(customer_id=customer_id, erased=True)
    with ctx.store.write() as connection:
        if customers.load(connection, customer_id) is None and not customers.keys_of(connection, customer_id):
            raise CustomerUnknown
        apply_customer(connection, said)
        record(ctx, connection, said, Stamp(ctx.new_id(), ctx.clock.now(), cashier.id))
    ctx.wake_sync()


def apply_customer(connection: Connection, said: CustomerWire) -> None:
    """The row of a customer's record; one that was erased stays so, and its keys are gone wherever it is heard."""
    if said.erased:
        customers.destroy_keys(connection, customers.keys_of(connection, said.customer_id), told=False)
    before = customers.load(connection, said.customer_id)
    if before is not None and not before.sealed:
        return
    customers.save(
        connection,
        SealedCustomer(said.customer_id, said.key_id, said.sealed, said.consent_version, said.consent_at),
    )


def require_data_key(ctx: Context) -> bytes:
    """The key that wraps all others at rest; raises DataKeyMissing."""
    key = ctx.data_key()
    if key is None:
        raise DataKeyMissing
    return key


def wrap(data_key: bytes, key_id: str, key: bytes) -> bytes:
    """A customer's key as it lies in this store."""
    return seal_bytes(data_key, key, key_id.encode())


def unwrap(data_key: bytes, key: WrappedKey) -> bytes:
    """The key itself; raises DataKeyMissing where it was wrapped under another data key."""
    assert key.wrapped is not None
    try:
        return open_bytes(data_key, key.wrapped, key.key_id.encode())
    except SealBroken as error:
        raise DataKeyMissing from error


def _sealed(key: bytes, customer_id: str, identity: Identity) -> str:
    plain = json.dumps({"name": identity.name, "phone": identity.phone}, ensure_ascii=False).encode()
    return base64.b64encode(seal_bytes(key, plain, customer_id.encode())).decode()


def _opened(key: bytes, found: SealedCustomer) -> Identity | None:
    """The identity; None where the record was sealed under another key."""
    try:
        plain = json.loads(open_bytes(key, base64.b64decode(found.sealed), found.id.encode()))
        return Identity(str(plain["name"]), str(plain["phone"]))
    except (SealBroken, ValueError, KeyError, TypeError):
        return None
