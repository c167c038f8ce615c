"""PIN sign-in with lock-out. A PIN is short, so tries are counted in the store before the answer is given.

Who came, and that somebody was locked out, are records.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from pos.domain.events import ApprovalMethod
from pos.domain.money import Rupiah
from pos.domain.permissions import Role
from pos.errors import PinLocked, PinWrong
from pos.models import staff
from pos.services.context import Context
from pos.services.record import Stamp, record
from sync.protocol.bodies_more import AccessAct, AccessWire

TRIES_MAX = 5
LOCK_SECONDS = 60
PIN_DIGITS_MIN = 4
PIN_DIGITS_MAX = 8


@dataclass(frozen=True, slots=True)
class Cashier:
    """A person of this outlet; first name only."""

    id: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Approver(Cashier):
    """A second person and how the word was given; nobody (id 0) where an act goes on to be looked at later.

    The word of an offline code, or of nobody, holds for `acts` (permissions) only; that of a code for
    `document_id` and up to `amount` rupiah.
    """

    method: ApprovalMethod = ApprovalMethod.PIN
    challenge: str = ""
    answer: str = ""
    acts: tuple[str, ...] = ()
    document_id: str = ""
    amount: Rupiah = 0


def hash_pin(pin: str) -> str:
    """An argon2id hash; slow on purpose (about 50 ms)."""
    from argon2 import PasswordHasher

    assert pin.isdigit()
    assert PIN_DIGITS_MIN <= len(pin) <= PIN_DIGITS_MAX
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1).hash(pin)


def _fits(pin_hash: str, pin: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def cashiers(ctx: Context) -> tuple[Cashier, ...]:
    """Everybody who may sign in here: who has no PIN on this computer yet cannot."""
    with ctx.store.read() as connection:
        known = staff.list_active(connection)
    return tuple(Cashier(row.id, row.name, Role(row.role)) for row in known if row.pin_hash)


def sign_in(ctx: Context, *, cashier_id: int, pin: str) -> Cashier:
    """Somebody comes to the till, which is recorded; raises as `check_pin`."""
    cashier = check_pin(ctx, cashier_id=cashier_id, pin=pin)
    with ctx.store.write() as connection:
        _record_access(ctx, connection, AccessWire(AccessAct.SIGN_IN), cashier.id)
    return cashier


def check_pin(ctx: Context, *, cashier_id: int, pin: str) -> Cashier:
    """Check a PIN; raises PinWrong with the tries left, PinLocked with the seconds to wait. A new lock is recorded."""
    return check_word(ctx, cashier_id, lambda row: _fits(row.pin_hash, pin))


def check_word(ctx: Context, cashier_id: int, fits: Callable[[staff.StaffRow], bool]) -> Cashier:
    """The same for whatever a person may prove themselves by: all share one count of wrong tries and one lock."""
    now = ctx.clock.now()
    with ctx.store.read() as connection:
        row = staff.load(connection, cashier_id)
    assert row is not None
    if not row.active:
        raise PinWrong(left=0)
    if row.locked_until is not None and now < row.locked_until <= now + timedelta(seconds=LOCK_SECONDS):
        raise PinLocked(seconds=(row.locked_until - now).seconds + 1)
    right = fits(row)
    tries = 0 if right else row.failed_tries + 1
    locked = None if tries < TRIES_MAX else now + timedelta(seconds=LOCK_SECONDS)
    if not right or row.failed_tries or row.locked_until:
        with ctx.store.write() as connection:
            staff.save_tries(connection, cashier_id, 0 if locked else tries, locked)
            if locked:
                _record_access(ctx, connection, AccessWire(AccessAct.PIN_LOCKED, str(cashier_id)))
    if locked:
        raise PinLocked(seconds=LOCK_SECONDS)
    if not right:
        raise PinWrong(left=TRIES_MAX - tries)
    return Cashier(row.id, row.name, Role(row.role))


def _record_access(ctx: Context, connection: Connection, access: AccessWire, cashier_id: int = 0) -> None:
    at = ctx.clock.now()
    record(ctx, connection, access, Stamp(ctx.ids.new(at), at, cashier_id))
