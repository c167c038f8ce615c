"""The manager is not there: a challenge of the till, six digits of the manager's phone, checked without any line.

A challenge is good once, for some minutes and a few tries; wrong answers count as wrong PINs of that manager do.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from pos.crypto import SealBroken, open_bytes, seal_bytes
from pos.database import as_disk_trouble
from pos.domain import approval_code
from pos.domain.approval_code import Asked
from pos.domain.events import ApprovalMethod
from pos.domain.money import Rupiah
from pos.domain.permissions import Permission, may_approve
from pos.errors import ApprovalCodeSpent, ApprovalCodeWrong, NotPermitted, PhoneCodeUnavailable, PinWrong
from pos.models import approval_codes
from pos.paths import asset
from pos.services.approvals import action_name, approvers
from pos.services.context import Context
from pos.services.sign_in import Approver, Cashier, check_word

NONCE_BYTES = 16
PAGE = "setujui.html"


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the cashier says on the phone: the act, the rupiah, eight digits; good until `until` (aware UTC)."""

    digits: str
    asked: Asked
    until: datetime


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a manager's phone is given once."""

    text: str
    page: str


def enrol(ctx: Context, cashier: Cashier) -> Enrolment:
    """A fresh secret for this manager's phone; an older one is good for nothing from now on. Writer thread.

    The page for the phone is laid beside the shop's data. Raises NotPermitted, PhoneCodeUnavailable, DiskFull, DiskFault.
    """
    if not may_approve(cashier.role, Permission.VOID):
        raise NotPermitted(action=action_name(Permission.VOID))
    key = ctx.data_key()
    if key is None:
        raise PhoneCodeUnavailable
    secret = secrets.token_bytes(approval_code.SECRET_BYTES)
    sealed = seal_bytes(key, secret, _about(ctx, cashier.id))
    page = ctx.store.path.parent / PAGE
    with as_disk_trouble():
        page.write_bytes(asset("approve", PAGE).read_bytes())
    with ctx.store.write() as connection:
        approval_codes.save_secret(connection, staff_id=cashier.id, sealed=sealed, at=ctx.clock.now())
    return Enrolment(approval_code.enrolment_text(ctx.shop.outlet_code, cashier.id, secret), str(page))


def has_code(ctx: Context, staff_id: int) -> bool:
    """Whether this manager's phone was set up."""
    with ctx.store.read() as connection:
        return staff_id in approval_codes.owners(connection)


def holders(ctx: Context, permission: Permission) -> tuple[Cashier, ...]:
    """Who can agree to it from afar."""
    with ctx.store.read() as connection:
        owners = approval_codes.owners(connection)
    return tuple(person for person in approvers(ctx, permission) if person.id in owners)


def ask(ctx: Context, *, permission: Permission, document_id: str, amount: Rupiah) -> Challenge:
    """A fresh challenge for an act; writer thread."""
    at = ctx.clock.now()
    asked = Asked(ctx.shop.register_id, permission, document_id, amount)
    digits = approval_code.challenge_of(asked, secrets.token_bytes(NONCE_BYTES))
    with ctx.store.write() as connection:
        approval_codes.forget_before(connection, at - approval_code.LIFETIME)
        approval_codes.add_challenge(
            connection,
            challenge=digits,
            permission=permission.value,
            document_id=document_id,
            amount=amount,
            at=at,
        )
    return Challenge(digits, asked, at + approval_code.LIFETIME)


def answer(ctx: Context, challenge: Challenge, *, approver_id: int, digits: str) -> Approver:
    """Who agreed by these six digits; the challenge is used up. Writer thread.

    Raises ApprovalCodeWrong with the tries left, ApprovalCodeSpent, PinLocked, PhoneCodeUnavailable.
    """
    now, asked = ctx.clock.now(), challenge.asked
    with ctx.store.read() as connection:
        kept = approval_codes.load_challenge(connection, challenge.digits)
        sealed = approval_codes.sealed_secret(connection, approver_id)
    if (
        kept is None
        or kept.used_at
        or kept.tries >= approval_code.TRIES_MAX
        or not _is_fresh(kept.made_at, now)
    ):
        raise ApprovalCodeSpent
    secret = _open(ctx, approver_id, sealed)
    try:
        person = check_word(
            ctx, approver_id, lambda _row: approval_code.agrees(secret, challenge.digits, asked, digits)
        )
    except PinWrong:
        with ctx.store.write() as connection:
            approval_codes.count_wrong(connection, challenge.digits)
        left = approval_code.TRIES_MAX - kept.tries - 1
        raise (ApprovalCodeWrong(left=left) if left else ApprovalCodeSpent()) from None
    if not may_approve(person.role, asked.permission):
        raise NotPermitted(action=action_name(asked.permission))
    with ctx.store.write() as connection:
        approval_codes.use(connection, challenge.digits, now)
    return Approver(
        person.id,
        person.name,
        person.role,
        ApprovalMethod.CODE,
        challenge.digits,
        digits,
        approval_code.acts_of(asked.permission),
        asked.document_id,
        asked.amount,
    )


def _is_fresh(made_at: datetime, now: datetime) -> bool:
    """A clock that was turned back makes nothing fresh again."""
    return made_at <= now < made_at + approval_code.LIFETIME


def _open(ctx: Context, staff_id: int, sealed: bytes | None) -> bytes:
    key = ctx.data_key()
    if key is None or sealed is None:
        raise PhoneCodeUnavailable
    try:
        return open_bytes(key, sealed, _about(ctx, staff_id))
    except SealBroken as broken:
        raise PhoneCodeUnavailable from broken


def _about(ctx: Context, staff_id: int) -> bytes:
    return f"gerai-phone/1 {ctx.shop.register_id} {staff_id}".encode()
