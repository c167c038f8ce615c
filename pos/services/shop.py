"""Making a shop and changing its settings and staff; selling needs no centre (sync.md §2.1)."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from pos import settings
from pos.clock import Clock
from pos.crypto import new_device_key, public_key_of
from pos.domain import qris
from pos.domain.events import EpochOpened, SettingChange, StaffChange
from pos.domain.permissions import Role
from pos.domain.receipt import check_footer
from pos.errors import SettingNotAllowed
from pos.ids import Ids
from pos.key_store import KeyStore
from pos.models import register, staff
from pos.models.store import Store, create_store
from pos.printing import address
from pos.services.context import Context, load_shop
from pos.services.record import Stamp, record
from pos.services.sign_in import hash_pin
from pos.services.writer import Writer

DEVICE_KEY = "device-key"
NEXT_KEY = "next-device-key"
FIRST_PIN_DIGITS = 6


def create_shop(path: Path, *, outlet_code: str, clock: Clock, ids: Ids, keys: KeyStore) -> Store:
    """An empty store with a fresh register identity and device key; the key stays outside the database."""
    at = clock.now()
    identity = Identity(ids.new(at), outlet_code, f"{outlet_code}1", 1, fresh_key(keys))
    return create_for(path, identity, at)


@dataclass(frozen=True, slots=True)
class Identity:
    """Which register a store belongs to, and the epoch and public key with which it goes on."""

    register_id: str
    outlet_code: str
    register_code: str
    epoch: int
    public_key: bytes


def fresh_key(keys: KeyStore) -> bytes:
    """Make this device a key and keep it outside the database; gives the public half."""
    public = next_key(keys)
    take_next_key(keys, public)
    return public


def next_key(keys: KeyStore) -> bytes:
    """Make a key that is not in use yet; gives the public half."""
    private = new_device_key()
    keys.put(NEXT_KEY, private)
    return public_key_of(private)


def take_next_key(keys: KeyStore, public_key: bytes) -> None:
    """Use the next key where the store has it in use already: a stop between the two costs nothing."""
    private = keys.get(NEXT_KEY)
    if private is not None and public_key_of(private) == public_key and private != keys.get(DEVICE_KEY):
        keys.put(DEVICE_KEY, private)


def create_for(path: Path, identity: Identity, at: datetime) -> Store:
    """An empty store for a register that there is already, or for a new one."""
    store = create_store(path)
    with store.write() as connection:
        register.insert_register(connection, row_of(identity, at))
    return store


def row_of(identity: Identity, at: datetime) -> register.RegisterRow:
    """The store's row for an identity."""
    return register.RegisterRow(
        id=identity.register_id,
        outlet_code=identity.outlet_code,
        register_code=identity.register_code,
        epoch=identity.epoch,
        public_key=identity.public_key.hex(),
        created_at=at,
        series_tag="",
    )


def context_of(store: Store, writer: Writer, clock: Clock, ids: Ids) -> Context:
    """A context over an open store, with boot counter and newest record moment read back."""
    from pos.services.boot import begin

    ctx = Context(store=store, writer=writer, clock=clock, ids=ids, shop=load_shop(store))
    writer.call(begin, ctx)
    return ctx


def open_first_epoch(ctx: Context, connection: Connection) -> None:
    """Record number one: the register's first epoch and its key."""
    at = ctx.clock.now()
    stamp = Stamp(ctx.ids.new(at), at, 0)
    shop = ctx.shop
    opened = EpochOpened(
        shop.epoch,
        shop.public_key.hex(),
        outlet_code=shop.outlet_code,
        register_code=shop.register_code,
    )
    record(ctx, connection, opened, stamp)


def change_settings(ctx: Context, values: dict[str, Any], *, cashier_id: int = 0) -> None:
    """Check and save settings; those of the shop's terms are recorded.

    Raises SettingNotAllowed, FooterForbidden, PrinterAddressInvalid, QrisInvalid, RecordUnreadable.
    """
    with ctx.store.write() as connection:
        save_settings(ctx, connection, values, cashier_id=cashier_id)
    ctx.reload_shop()


def save_settings(
    ctx: Context, connection: Connection, values: dict[str, Any], *, cashier_id: int = 0
) -> None:
    """Save inside the caller's transaction; raises as `change_settings`."""
    for key, value in values.items():
        text = settings.encode(key, value)
        if key == "receipt.footer":
            check_footer(tuple(value))
        if key == "printer.address" and value:
            address.parse(value)
        if key == "qris.static" and value:
            qris.parse(value)
        register.save_setting(connection, key, text)
        if not settings.SETTINGS[key].local:
            at = ctx.clock.now()
            stamp = Stamp(ctx.ids.new(at), at, cashier_id)
            record(ctx, connection, SettingChange(key, _recorded(value, text)), stamp)


def _recorded(value: Any, text: str) -> str | int | bool:
    return value if isinstance(value, str | int | bool) else text


def setting_text(change: SettingChange) -> str:
    """The stored text of a recorded setting; raises SettingNotAllowed for what today's program does not know."""
    known = settings.SETTINGS.get(change.key)
    if known is None:
        raise SettingNotAllowed(key=change.key, reason="?")
    if known.kind is list:
        return str(change.value) or "[]"
    return settings.encode(change.key, change.value)


def add_first_manager(ctx: Context, connection: Connection) -> str:
    """Somebody must be able to sign in on a computer without people; gives the PIN, to be shown once."""
    pin = "".join(secrets.choice("0123456789") for _ in range(FIRST_PIN_DIGITS))
    staff_id = staff.newest_id(connection) + 1
    add_staff(ctx, connection, staff_id=staff_id, name="Pengelola", role=Role.MANAGER, pin=pin)
    return pin


def add_staff(
    ctx: Context, connection: Connection, *, staff_id: int, name: str, role: Role, pin: str
) -> None:
    """A person of this outlet; the record holds id and role only (DESIGN.md §3, personal data)."""
    add_staff_hashed(ctx, connection, staff_id=staff_id, name=name, role=role, pin_hash=hash_pin(pin))


def add_staff_hashed(
    ctx: Context, connection: Connection, *, staff_id: int, name: str, role: Role, pin_hash: str
) -> None:
    """The same with a hash at hand."""
    staff.add(connection, staff_id=staff_id, name=name.strip(), role=role.value, pin_hash=pin_hash)
    at = ctx.clock.now()
    stamp = Stamp(ctx.ids.new(at), at, 0)
    record(ctx, connection, StaffChange(staff_id, role), stamp)
